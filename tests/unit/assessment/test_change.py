"""Whether a test has changed by more than it may be wrong."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import pytest

from posecheck.assessment.change import (
    Verdict,
    assessment_trends,
    change_between,
    smallest_change,
)
from posecheck.assessment.errors import Basis, MeasurementError
from posecheck.history.course_records import AssessmentRecord

TAKEN = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
TWO_DEGREES = MeasurementError("leg-raise", "deg", Basis.CLIPS, 20, 8, 0.0, 2.0)


def record(
    mean: float | None,
    *,
    days: int = 0,
    trials: tuple[float | None, ...] = (),
    test: str = "straight-leg-raise",
    side: str = "left",
) -> AssessmentRecord:
    """Return what was taken so many days after the first time."""
    known = trials or (mean,)
    return AssessmentRecord(
        test, side, "leg-raise", "deg", known, mean, mean, None, 4.0, (), TAKEN + timedelta(days=days)
    )


def test_two_values_without_repetitions_differ_by_the_usual_formula() -> None:
    assert smallest_change(2.0, (60.0,), (64.0,)) == pytest.approx(1.96 * math.sqrt(2) * 2.0)
    assert TWO_DEGREES.smallest_detectable_change == pytest.approx(1.96 * math.sqrt(2) * 2.0)


def test_who_varies_more_has_to_change_more() -> None:
    steady = smallest_change(2.0, (60.0, 60.0, 60.0), (64.0, 64.0, 64.0))
    varied = smallest_change(2.0, (54.0, 60.0, 66.0), (58.0, 64.0, 70.0))
    assert varied > steady
    assert varied == pytest.approx(1.96 * math.sqrt(2 * 4.0 + 36.0 / 3 + 36.0 / 3))


def test_a_time_with_one_repetition_varies_as_the_other_one_does() -> None:
    assert smallest_change(2.0, (54.0, 60.0, 66.0), (64.0, None, None)) == pytest.approx(
        1.96 * math.sqrt(2 * 4.0 + 36.0 / 3 + 36.0)
    )


@pytest.mark.parametrize(
    ("now", "larger", "verdict"),
    [
        (66.0, True, Verdict.FURTHER),
        (54.0, True, Verdict.LESS_FAR),
        (65.0, True, Verdict.WITHIN_ERROR),
        (66.0, False, Verdict.LESS_FAR),
        (54.0, False, Verdict.FURTHER),
    ],
)
def test_only_more_than_the_error_is_a_change(now: float, larger: bool, verdict: Verdict) -> None:  # noqa: FBT001
    change = change_between(record(60.0), record(now), TWO_DEGREES, larger_is_better=larger)
    assert change.verdict is verdict


def test_without_a_measured_error_nothing_is_called_a_change() -> None:
    change = change_between(record(20.0), record(80.0), None, larger_is_better=True)
    assert change.verdict is Verdict.UNKNOWN
    assert change.by == 60.0


def test_an_unknown_value_is_no_change() -> None:
    change = change_between(record(None), record(80.0), TWO_DEGREES, larger_is_better=True)
    assert change.verdict is Verdict.UNKNOWN


def test_a_trend_is_of_one_test_and_side() -> None:
    records = [
        record(60.0),
        record(40.0, side="right"),
        record(70.0, days=14),
        record(None, days=20),
        record(30.0, days=21, test="of a later version"),
    ]
    left, right = assessment_trends(records, {"straight-leg-raise": True})
    assert [each.mean for each in left.records] == [60.0, 70.0]
    assert left.from_first is not None
    assert left.from_first.by == 10.0
    assert (right.side, right.from_first, right.from_last) == ("right", None, None)
