"""Range of motion: first, last and best, and no change that the error alone could make."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fixtures.cases import each_of
from fixtures.courses import assessed

from posecheck.assessment.errors import measured_errors
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.records import HeldValue
from posecheck.report.clinician.document import RangeOfMotion
from posecheck.report.clinician.ranges import REAL_ERROR_DEG, assessed_ranges, held_ranges, taken

START = datetime(2026, 3, 2, 7, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def held(*values: float, exercise: str = "supine-hamstring", unit: str = "deg") -> RangeOfMotion:
    kept = [
        HeldValue(day(number), exercise, "left", "leg-raise", unit, value)
        for number, value in enumerate(values)
    ]
    (found,) = held_ranges({exercise: kept}, all_exercises())
    return found


@each_of("last, beyond", [(69.0, False), (71.0, True), (51.0, True)])
def test_a_change_of_what_was_held_has_to_be_more_than_the_error_of_two_values(last: float, beyond) -> None:
    found = held(61.0, last)
    assert found.error == REAL_ERROR_DEG
    assert found.beyond_error is beyond


def test_first_last_and_best_are_those_of_days() -> None:
    found = held(60.0, 75.0, 70.0)
    assert (found.first.value, found.last.value, found.best.value, found.number) == (60.0, 70.0, 75.0, 3)
    assert found.further is True


def test_a_single_day_has_no_change() -> None:
    found = held(60.0)
    assert (found.change, found.further, found.beyond_error) == (None, None, None)


def test_of_a_unit_whose_error_is_not_known_nothing_is_claimed() -> None:
    found = held(0.2, 0.9, unit="torso lengths")
    assert (found.error, found.beyond_error) == (None, None)


def test_a_position_to_be_kept_is_no_range() -> None:
    strict = next(each for each in all_exercises().values() if each.primary and each.primary.strict)
    kept = [HeldValue(day(0), strict.id, "none", strict.primary.measure.name, "deg", 5.0)]
    assert held_ranges({strict.id: kept}, all_exercises()) == []


def test_a_test_is_compared_with_the_error_that_was_kept_with_it() -> None:
    near = [assessed("tail-wag", "left", (60.0, 61.0), day(n), error=9.0) for n in range(2)]
    (same,) = assessed_ranges(near)
    assert same.beyond_error is False
    far = assessed("tail-wag", "left", (80.0, 81.0), day(2), error=9.0)
    (further,) = assessed_ranges([*near, far])
    assert (further.beyond_error, further.further, further.number) == (True, True, 3)
    assert further.best.value == 81.0


def test_a_test_whose_error_is_published_is_compared_with_that() -> None:
    published = measured_errors()["straight-leg-raise"]
    records = [assessed("straight-leg-raise", "left", (value,), day(n), error=None)
               for n, value in enumerate((60.0, 61.0))]  # fmt: skip
    (found,) = assessed_ranges(records)
    assert (found.error, found.beyond_error) == (published.within_95, False)
    assert found.error_source == f"docs/accuracy.md: {published.basis}"


def test_a_repetition_that_was_not_seen_is_counted_as_that_and_not_as_a_value() -> None:
    (found,) = assessed_ranges([assessed("straight-leg-raise", "left", (60.0, None, 62.0), day(0))])
    assert (found.unseen, found.first.value) == (1, 61.0)


def test_a_test_of_which_nothing_was_seen_has_no_value_and_no_verdict() -> None:
    (found,) = assessed_ranges([assessed("straight-leg-raise", "left", (None, None, None), day(0))])
    assert (found.first, found.last, found.best, found.number, found.beyond_error) == (
        None, None, None, 0, None,
    )  # fmt: skip


def test_a_test_of_a_later_version_is_still_told() -> None:
    record = assessed("tail-wag", "none", (5.0,), day(0), error=None)
    (found,) = assessed_ranges([record])
    assert (found.title, found.error) == ("tail wag", None)
    assert [each.title for each in taken([record])] == ["tail wag"]
