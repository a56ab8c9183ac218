"""Writes what the program itself knows of its errors, from what was measured (docs/accuracy.md).

``python -m posecheck.assessment.publishing docs/accuracy/assessments.json`` (``make accuracy``).
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from posecheck.assessment.errors import MeasurementError

_FIELDS = tuple(field.name for field in fields(MeasurementError))


def errors_of(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the error of each test that was measured, with the fields of :class:`MeasurementError`."""
    return {
        test: {name: found[name] for name in _FIELDS}
        for test, found in document["tests"].items()
        if found is not None
    }


def errors_text(document: dict[str, Any]) -> str:
    """Return the text of ``errors.json``."""
    return json.dumps(errors_of(document), indent=1) + "\n"


def main() -> None:
    """Write ``errors.json`` beside this module."""
    document = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(__file__).with_name("errors.json").write_text(errors_text(document), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
