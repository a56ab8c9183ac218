"""The errors that the program knows are those that were measured."""

from __future__ import annotations

import json
import math
from pathlib import Path

from posecheck.assessment import errors
from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.errors import Basis, MeasurementError, measured_errors
from posecheck.assessment.publishing import errors_text

ROOT = Path(__file__).parents[3]
MEASURED = json.loads((ROOT / "docs/accuracy/assessments.json").read_text(encoding="utf-8"))


def test_the_program_has_the_published_errors() -> None:
    inside = Path(errors.__file__).with_name("errors.json").read_text(encoding="utf-8")
    assert inside == errors_text(MEASURED), "run python -m posecheck.assessment.publishing"


def test_every_error_is_of_the_measure_of_its_test() -> None:
    for test, error in measured_errors().items():
        assert (error.measure, error.unit) == (ASSESSMENTS[test].measure, ASSESSMENTS[test].unit)


def test_what_has_no_clip_is_said_to_be_a_simulation() -> None:
    simulated = {test for test, error in measured_errors().items() if error.basis is Basis.SIMULATED}
    assert simulated == {"active-knee-extension", "hip-extension"}


def test_limits_of_agreement_are_around_the_bias() -> None:
    error = MeasurementError("leg-raise", "deg", Basis.CLIPS, 20, 8, -4.0, 2.0)
    low, high = error.limits
    assert (low + high) / 2 == -4.0
    assert math.isclose(high - low, 2 * 1.96 * 2.0)
    assert math.isclose(error.within_95, 4.0 + 1.96 * 2.0)


def test_a_published_error_is_what_its_clips_say() -> None:
    for test, found in MEASURED["tests"].items():
        rows = MEASURED["clips" if found["basis"] == Basis.CLIPS else "figures"]
        off = [
            row["value"] - row["truth"]
            for row in rows
            if row["test"] == test and row["value"] is not None and row["truth"] is not None
        ]
        assert len(off) == found["values"]
        assert math.isclose(sum(off) / len(off), found["bias"], abs_tol=2e-3)
