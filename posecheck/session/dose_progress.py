"""When a set is over: the dose is done, or it is enough for other reasons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.engine.events import HoldEnded, RepDone, SetEnded, TargetReached
from posecheck.exercise import DoneSoFar

if TYPE_CHECKING:
    from posecheck.engine.events import Step
    from posecheck.exercise import Exercise
    from posecheck.pose import Side
    from posecheck.session.schedule import News


class DoseProgress:
    """Follows one set.

    Parameters
    ----------
    exercise
        With the dose that is asked for.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._dose = exercise.dose
        self._holds = self._reps = 0
        self._reached_s = math.nan
        self._began_s = math.nan
        #: The dose was done.
        self.complete = False
        #: The set was ended for the person's sake.
        self.stopped = False

    @staticmethod
    def set_in_hand(_side: Side) -> tuple[int, int] | None:
        """Return nothing: it is one set, whose number the plan knows."""
        return None

    @staticmethod
    def news() -> list[News]:
        """Return nothing: one set has none within it."""
        return []

    def take(self, step: Step) -> bool:
        """Take a step; return whether the set is over."""
        for event in step.events:
            match event:
                case SetEnded():
                    self.stopped = True
                    return True
                case TargetReached():
                    self._reached_s = event.time_s
                case HoldEnded() if event.counted:
                    self._holds += 1
                case RepDone():
                    self._reps += 1
                    if math.isnan(self._began_s):
                        self._began_s = event.start_s
                case _:
                    pass
        now = step.assessment
        done = DoneSoFar(now.time_s, now.held_s, self._holds, self._reps, self._began_s, self._reached_s)
        self.complete = self.complete or self._dose.is_over(done)
        return self.complete
