"""What came of a test on one side."""

from __future__ import annotations

from datetime import UTC, datetime

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.errors import Basis, MeasurementError
from posecheck.assessment.result import FEWER, result_of
from posecheck.assessment.trials import Trial
from posecheck.pose import Side

LEG, FLOOR = ASSESSMENTS["straight-leg-raise"], ASSESSMENTS["fingertip-to-floor"]
ERROR = MeasurementError("leg-raise", "deg", Basis.CLIPS, 20, 8, -4.0, 2.0)


def trials(*values: float | None) -> list[Trial]:
    """Return repetitions with these values."""
    return [
        Trial(value, 10.0 * number, 10.0 * number + 6.0, "" if value is not None else "knee-bent")
        for number, value in enumerate(values)
    ]


def test_best_mean_and_spread_are_over_what_is_known() -> None:
    result = result_of(LEG, Side.LEFT, trials(60.0, None, 66.0), ERROR)
    assert (result.best, result.mean, result.spread) == (66.0, 63.0, 6.0)
    assert result.values == (60.0, None, 66.0)
    assert result.remarks == ("knee-bent",)


def test_the_best_of_a_distance_is_the_smallest() -> None:
    assert result_of(FLOOR, Side.LEFT, trials(0.2, 0.1, 0.3), None).best == 0.1


def test_a_test_without_sides_has_none() -> None:
    assert result_of(FLOOR, Side.LEFT, trials(0.2), None).side is Side.NONE


def test_nothing_known_is_no_value() -> None:
    result = result_of(LEG, Side.LEFT, trials(None, None, None), ERROR)
    assert (result.best, result.mean, result.spread) == (None, None, None)


def test_fewer_than_three_is_remarked_and_has_no_spread_alone() -> None:
    result = result_of(LEG, Side.LEFT, trials(60.0), ERROR)
    assert (result.spread, result.remarks) == (None, (FEWER,))


def test_the_error_includes_what_it_is_off_on_average() -> None:
    assert ERROR.within_95 == 4.0 + 1.96 * 2.0
    assert result_of(LEG, Side.LEFT, trials(60.0), ERROR).error == ERROR.within_95


def test_the_history_keeps_all_of_it() -> None:
    result = result_of(LEG, Side.RIGHT, trials(60.0, None, 66.0), ERROR)
    record = result.record(datetime(2026, 3, 2, tzinfo=UTC), "camera")
    assert (record.test, record.side, record.measure, record.unit) == (LEG.id, "right", "leg-raise", "deg")
    assert (record.trials, record.mean, record.error) == (result.values, result.mean, result.error)
