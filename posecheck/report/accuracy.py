"""The published error of each exercise, as measured on clips whose truth is known (docs/accuracy.md).

``python -m posecheck.report.accuracy docs/accuracy/samples.json`` writes it anew (``make accuracy``).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any

_NAME = "accuracy.json"


@dataclass(frozen=True, slots=True)
class PublishedError:
    """Error of an exercise's leading measure while held: its median, and what 95 % stay within."""

    measure: str
    unit: str
    median: float
    within_95: float


def published_errors() -> dict[str, PublishedError]:
    """Return the published error of each exercise that was measured."""
    text = resources.files("posecheck.report").joinpath(_NAME).read_text(encoding="utf-8")
    return {exercise: PublishedError(**error) for exercise, error in json.loads(text).items()}


def errors_of(evaluation: dict[str, Any]) -> dict[str, PublishedError]:
    """Return the errors of the leading measures out of a document of ``posecheck evaluate --json``."""
    return {
        each["exercise"]: PublishedError(
            each["measure"], each["unit"], each["plateaus"]["median"], each["plateaus"]["p95"]
        )
        for each in evaluation["summary"]["measures"]
        if each["primary"] and each["plateaus"]
    }


def main() -> None:
    """Write the published errors from an evaluation."""
    evaluation = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    errors = {exercise: asdict(error) for exercise, error in sorted(errors_of(evaluation).items())}
    text = json.dumps(errors, indent=1) + "\n"
    Path(__file__).with_name(_NAME).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
