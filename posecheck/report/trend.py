"""Range of motion against the person's own baseline, week by week (catalogue §5).

Degrees are whole ones from here on: what is said of two values is what a reader makes of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING

from posecheck.report.scales import scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.history.records import BaselineRecord, HeldValue

#: A camera's error is about 7°; from here on it is called a change.
CHANGE_DEG = 10.0
#: The baseline, where none was measured on purpose, is the median of so many first holds.
BASELINE_HOLDS = 3


def as_shown(value: float, unit: str) -> float:
    """Return a value as the page shows it, so that differences are those of the numbers on it."""
    return float(round(value)) if unit == "deg" or unit.startswith("%") else value


@dataclass(frozen=True, slots=True)
class Week:
    """The median of a week's holds; `monday` is the day it begins."""

    monday: date
    value: float
    holds: int


@dataclass(frozen=True, slots=True)
class Trend:
    """How the leading measure of an exercise on one side went.

    `baseline` is ``None`` while there are too few holds for one; `measured` when it was taken on purpose.
    """

    exercise: str
    side: str
    unit: str
    weeks: tuple[Week, ...]
    baseline: float | None
    measured: bool

    @property
    def change(self) -> float | None:
        """The last week against the baseline."""
        return None if self.baseline is None else self.weeks[-1].value - self.baseline

    @property
    def changed(self) -> bool:
        """Whether that is more than the error of measuring; never claimed of anything but degrees."""
        return self.unit == "deg" and self.change is not None and abs(self.change) >= CHANGE_DEG


def trends(values: Sequence[HeldValue], baselines: Sequence[BaselineRecord]) -> list[Trend]:
    """Return the trend of each side of one exercise.

    Parameters
    ----------
    values
        Held values of the exercise, the oldest first.
    baselines
        Those of the exercise, the newest first.
    """
    by_side: dict[str, list[HeldValue]] = defaultdict(list)
    for each in values:
        by_side[each.side].append(each)
    return [_trend(held, baselines) for _, held in sorted(by_side.items())]


def _trend(held: list[HeldValue], baselines: Sequence[BaselineRecord]) -> Trend:
    newest = held[-1]
    held = [each for each in held if each.measure == newest.measure]
    scale = scale_of(newest.measure, newest.unit)
    by_week: dict[date, list[float]] = defaultdict(list)
    for each in held:
        day = each.at.date()
        by_week[day - timedelta(days=day.weekday())].append(scale.shown(each.value))
    taken = [
        scale.shown(each.value)
        for each in baselines
        if each.side == newest.side and each.measure == newest.measure
    ]
    first = [scale.shown(each.value) for each in held[:BASELINE_HOLDS]]
    own = median(first) if len(first) == BASELINE_HOLDS else None
    baseline = taken[0] if taken else own
    return Trend(
        exercise=newest.exercise,
        side=newest.side,
        unit=scale.unit,
        weeks=tuple(
            Week(monday, as_shown(median(each), scale.unit), len(each))
            for monday, each in sorted(by_week.items())
        ),
        baseline=None if baseline is None else as_shown(baseline, scale.unit),
        measured=bool(taken),
    )
