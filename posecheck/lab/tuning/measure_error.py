"""By how much this program misreads a measure, of every exercise that was measured (docs/accuracy.md).

``python -m posecheck.lab.tuning.measure_error docs/accuracy`` writes it anew (``make accuracy``). Of the sets
of clips whose truth is known exactly, each measure has the largest error: nobody knows how easy the camera
and the body are of whoever tunes.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = "measure_error.json"
#: The sets with true poses, as ``docs/accuracy`` has them: pictures as they are, no worse ones made of them.
SETS = ("samples", "dev", "second")
_DIGITS = 4


def measure_error(exercise: str, measure: str) -> float | None:
    """Return what 95 % of the errors of a measure stay within while a position is held, in its unit.

    Parameters
    ----------
    exercise, measure
        Id of the exercise, and name of the measure.

    Returns
    -------
    float or None
        ``None`` where the measure was not measured in that exercise.
    """
    return _errors().get(exercise, {}).get(measure)


@cache
def _errors() -> dict[str, dict[str, float]]:
    text = resources.files("posecheck.lab.tuning").joinpath(_NAME).read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = json.loads(text)
    return found


def errors_of(evaluations: Iterable[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Return exercise → measure → the largest error out of documents of ``posecheck evaluate --json``."""
    found: dict[str, dict[str, float]] = {}
    for evaluation in evaluations:
        for each in evaluation["summary"]["measures"]:
            if each["plateaus"]:
                of_exercise = found.setdefault(each["exercise"], {})
                error = round(float(each["plateaus"]["p95"]), _DIGITS)
                of_exercise[each["measure"]] = max(error, of_exercise.get(each["measure"], 0.0))
    return found


def main() -> None:
    """Write the errors from the evaluations in a folder."""
    folder = Path(sys.argv[1])
    evaluations = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in SETS]
    text = json.dumps(errors_of(evaluations), indent=1, sort_keys=True) + "\n"
    Path(__file__).with_name(_NAME).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
