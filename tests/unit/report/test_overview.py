"""What the whole history amounts to: better is what is nearer to the aim by more than the error."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from posecheck.exercise.catalogue import all_exercises
from posecheck.history.records import PainRecord
from posecheck.report.content import Content
from posecheck.report.overview import improvements
from posecheck.report.trend import Trend, Week
from posecheck.report.wording import Words

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def content(*trends: Trend, pain: tuple[int, ...] = ()) -> Content:
    told = tuple((NOW.date(), PainRecord(number, "before", level, NOW)) for number, level in enumerate(pain))
    return Content((), trends, told, {}, all_exercises(), NOW, Words(), {})


def trend(exercise: str, baseline: float, newest: float, side: str = "none") -> Trend:
    weeks = (Week(date(2026, 4, 6), baseline, 3), Week(date(2026, 4, 27), newest, 3))
    return Trend(exercise, side, "deg", weeks, baseline, measured=False)


@pytest.mark.parametrize(
    ("exercise", "baseline", "newest", "sentence"),
    [
        ("supine-hamstring", 60, 72, "Supine hamstring stretch: 12° further than at first."),
        ("supine-hamstring", 60, 69, ""),
        ("supine-hamstring", 72, 60, ""),
        ("bridge", 150, 172, "Glute bridge: 22° nearer to a good position."),
        ("bridge", 172, 150, ""),
    ],
)
def test_better_is_further_in_a_stretch_and_nearer_to_good_in_strength(
    exercise: str, baseline: float, newest: float, sentence: str
) -> None:
    assert improvements(content(trend(exercise, baseline, newest))) == ([sentence] if sentence else [])


def test_further_is_not_better_past_the_cap() -> None:
    primary = all_exercises()["supine-hamstring"].primary
    assert primary is not None
    cap = max(primary.ok)
    assert improvements(content(trend("supine-hamstring", cap - 20, cap + 1))) == []


@pytest.mark.parametrize(
    ("pain", "better"),
    [
        ((4, 4, 5, 3, 2, 2), True),
        ((4, 4, 4, 3, 3, 3), False),
        ((5, 1, 1, 1, 1), False),
        ((1, 1, 1, 4, 4, 4), False),
    ],
)
def test_less_pain_is_told_from_two_points_on_over_enough_sessions(
    pain: tuple[int, ...], *, better: bool
) -> None:
    assert bool(improvements(content(pain=pain))) == better
