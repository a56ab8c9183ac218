"""A person's own comfortable range: measured once for each exercise and side, used ever after.

It is asked for as "stop at a mild pull" (catalogue §4): depth beyond it earns nothing.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING, Protocol

from posecheck.engine.events import HoldEnded, Phase, RepDone
from posecheck.history.records import BaselineRecord
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from posecheck.engine.events import Event, Step
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame

#: What is said before it is measured.
ASK = "Go only as far as a mild pull, and stay there."
#: What is said when it was measured.
THANKS = "Thank you. That is your comfortable range."


class BaselineStore(Protocol):
    """What keeps a baseline."""

    def add_baseline(self, baseline: BaselineRecord) -> None:
        """Keep a baseline."""


class KnownBaselines(Protocol):
    """What knows the baselines that were kept."""

    def baselines(self, exercise: str | None = None) -> list[BaselineRecord]:
        """Return the baselines, the newest first."""


def baselines_of(exercise: Exercise, store: KnownBaselines) -> dict[Side, float]:
    """Return the newest comfortable value of the exercise's leading measure for each side."""
    if exercise.primary is None:
        return {}
    measure = exercise.primary.measure.name
    newest: dict[Side, float] = {}
    for record in store.baselines(exercise.id):
        if record.measure == measure:
            newest.setdefault(Side(record.side), record.value)
    return newest


class BaselineSink:
    """Measures the comfortable range: the median of the leading measure over the first hold of each side.

    Parameters
    ----------
    exercise
        What is done; without a leading measure nothing is measured.
    store
        Keeps what was measured.
    told
        Called when a side was measured.
    """

    name = "the comfortable range"

    def __init__(self, exercise: Exercise, store: BaselineStore, told: Callable[[str], None]) -> None:
        self._exercise = exercise
        self._store = store
        self._told = told
        self._held: list[tuple[float, float]] = []
        self._done: set[Side] = set()

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Collect the held values, and keep their median when the hold is over."""
        assessment = step.assessment
        if assessment.phase is Phase.HOLD and not math.isnan(assessment.primary):
            self._held.append((assessment.time_s, assessment.primary))
        self._look(step.events)

    def close(self, last: tuple[Event, ...]) -> None:
        """Keep a hold that ran until the end."""
        self._look(last)

    def _look(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, HoldEnded) and event.counted:
                self._measured(event.side, event.start_s, event.end_s)
            elif isinstance(event, RepDone):
                self._measured(event.side, event.hold_start_s, event.hold_end_s)

    def _measured(self, side: Side, start_s: float, end_s: float) -> None:
        primary = self._exercise.primary
        values = [value for time_s, value in self._held if start_s <= time_s <= end_s]
        if primary is None or side in self._done or not values:
            return
        self._done.add(side)
        measure = primary.measure
        self._store.add_baseline(
            BaselineRecord(
                self._exercise.id,
                side.value,
                measure.name,
                median(values),
                measure.unit.value,
                datetime.now(UTC),
            )
        )
        self._told(THANKS)
