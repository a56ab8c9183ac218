"""Days with exercise: the calendar and the streak, which forgives days of rest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from posecheck.history.records import SessionLine

#: So many days of rest in any seven days keep a streak.
REST_DAYS_A_WEEK = 2
_WEEK = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """How many days it has lasted, and on how many of them there was exercise."""

    days: int
    trained: int


def minutes_by_day(summaries: Iterable[SessionLine]) -> dict[date, float]:
    """Return the minutes exercised on each day, as dated where the person was; replays are no exercise."""
    minutes: dict[date, float] = defaultdict(float)
    for each in summaries:
        if each.session.kind != "replay" and (each.holds or each.reps or each.exercises):
            minutes[each.session.started_at.date()] += each.duration_s / 60
    return dict(minutes)


def streak(trained: Iterable[date], today: date) -> Streak:
    """Return the streak that lasts today.

    It goes back from today as long as no seven days in a row hold more than two days of rest. Today is no
    day of rest as long as it lasts.
    """
    days = {day for day in trained if day <= today}
    resting: list[date] = []
    first, count, day = today, 0, today
    while days and day >= min(days):
        if day in days:
            first, count = day, count + 1
        elif day != today:
            resting.append(day)
            if len(resting) > REST_DAYS_A_WEEK and resting[-1 - REST_DAYS_A_WEEK] - day < _WEEK * _DAY:
                break
        day -= _DAY
    return Streak((today - first).days + 1 if count else 0, count)


def weeks(minutes: Mapping[date, float], today: date, count: int) -> list[list[float | None]]:
    """Return the minutes of the last `count` weeks, each from Monday to Sunday; ``None`` after today."""
    monday = today - today.weekday() * _DAY
    first = monday - (count - 1) * _WEEK * _DAY
    return [
        [
            minutes.get(day, 0.0) if day <= today else None
            for day in (first + (week * _WEEK + weekday) * _DAY for weekday in range(_WEEK))
        ]
        for week in range(count)
    ]
