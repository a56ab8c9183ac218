"""The set in hand, and how it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.pose import Side
from posecheck.session.exercise_clock import ExerciseClock

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.session.narration import Narration
    from posecheck.session.schedule import RunningSet, ScheduledSet

#: How often the time in a hold is told without a word.
TICK_S = 10.0


@dataclass(slots=True)
class SetInHand:
    """A running set with what the loop keeps of it.

    Parameters
    ----------
    running, narration
        What is done, and who speaks of it.
    judged_from_s
        From when on it is judged, ``NaN`` before that is known.
    clock
        Stands still in pauses.
    judged, over
        Whether something of it was judged; whether it is over.
    working
        The side that works, as far as it is known.
    """

    running: RunningSet
    narration: Narration
    judged_from_s: float
    clock: ExerciseClock = field(default_factory=ExerciseClock)
    judged: bool = False
    over: bool = False
    working: Side = Side.NONE
    _tens: int = 0

    @property
    def scheduled(self) -> ScheduledSet:
        """What was planned."""
        return self.running.scheduled

    def waits_until(self, time_s: float) -> float:
        """Return how many seconds nothing is judged yet; what comes before a rest or a new place is not."""
        if math.isnan(self.judged_from_s):
            self.judged_from_s = time_s + (self.scheduled.before_s if self.scheduled.waits else 0.0)
        return self.judged_from_s - time_s - 1e-6

    def ticks(self, assessment: Assessment) -> bool:
        """Return whether ten more seconds of a hold are over with this frame."""
        before, self._tens = self._tens, math.floor(assessment.held_s / TICK_S)
        return before < self._tens and assessment.held_s < assessment.target_s

    @property
    def place(self) -> tuple[int, int] | None:
        """Which set of how many it is, ``None`` where there is only one."""
        scheduled, within = self.scheduled, self.running.progress.set_in_hand(self.working)
        if scheduled.whole or within is not None:
            return within
        return (scheduled.set_number, scheduled.sets) if scheduled.sets > 1 else None
