"""A change is told from ten degrees on, against the person's own baseline."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from fixtures.cases import each_of

from posecheck.history.records import BaselineRecord, HeldValue
from posecheck.report.comparison_part import trend_words
from posecheck.report.trend import trends
from posecheck.report.wording import Words

FIRST = datetime(2026, 3, 2, 7, tzinfo=UTC)  # a Monday


def held(day: int, value: float, side: str = "left", unit: str = "deg") -> HeldValue:
    return HeldValue(FIRST + timedelta(days=day), "supine-hamstring", side, "leg-raise", unit, value)


def test_a_week_is_the_median_of_its_holds_and_the_baseline_that_of_the_first_three() -> None:
    (trend,) = trends([held(0, 60), held(1, 70), held(6, 65), held(7, 80)], [])
    assert [(week.monday, week.value, week.holds) for week in trend.weeks] == [
        (date(2026, 3, 2), 65, 3),
        (date(2026, 3, 9), 80, 1),
    ]
    assert (trend.baseline, trend.measured, trend.change) == (65, False, 15)


@each_of("last, changed", [(69.4, False), (70.0, True), (50.6, False), (50.0, True)])
def test_it_is_a_change_from_ten_degrees_on(last: float, *, changed: bool) -> None:
    (trend,) = trends([held(0, 60), held(1, 60), held(2, 60), held(7, last)], [])
    assert trend.changed is changed
    assert ("A change of" in trend_words(trend, Words())) is changed
    assert ("No change beyond the error" in trend_words(trend, Words())) is not changed


def test_a_change_is_the_difference_of_the_numbers_that_are_shown() -> None:
    (trend,) = trends([held(0, 63.4), held(1, 63.4), held(2, 63.4), held(7, 76.5)], [])
    assert trend_words(trend, Words()).endswith("last week 76°. A change of +13°.")
    (trend,) = trends([held(0, 63.4), held(1, 63.4), held(2, 63.4), held(7, 76.6)], [])
    assert trend_words(trend, Words()).endswith("last week 77°. A change of +14°.")


def test_no_change_is_claimed_of_what_has_no_known_error() -> None:
    values = [held(day, value, unit="torso lengths") for day, value in enumerate((1, 1, 1, 30))]
    (trend,) = trends(values, [])
    assert not trend.changed
    assert "No verdict" in trend_words(trend, Words())


def test_a_baseline_that_was_measured_comes_first_and_belongs_to_its_side() -> None:
    taken = [BaselineRecord("supine-hamstring", "left", "leg-raise", 55.0, "deg", FIRST)]
    left, right = trends([held(0, 60), held(0, 58, "right")], taken)
    assert (left.baseline, left.measured) == (55.0, True)
    assert right.baseline is None
    assert "No baseline yet" in trend_words(right, Words())
