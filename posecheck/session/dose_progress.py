"""When a set is over: the dose is done, or it is enough for other reasons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.engine.events import HoldEnded, RepDone, SetEnded, TargetReached
from posecheck.exercise import Circles, Guided, Hold, Reps, Steps

if TYPE_CHECKING:
    from posecheck.engine.events import Step
    from posecheck.exercise import Exercise

#: So many holds that counted but were short of the target are a set too.
_SHORT_HOLDS = 2
#: Who stays longer in a stretch than asked is called out of it after this time.
_LINGER_S = 8.0


class DoseProgress:
    """Follows one set.

    Parameters
    ----------
    exercise
        With the dose that is asked for.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._dose = exercise.dose
        self._counted = 0
        self._reached_s = math.nan
        self._began_s = math.nan
        #: The dose was done.
        self.complete = False
        #: The set was ended for the person's sake.
        self.stopped = False

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
                    self._counted += isinstance(self._dose, Hold)
                case RepDone():
                    self._counted += 1
                    if math.isnan(self._began_s):
                        self._began_s = event.start_s
                case _:
                    pass
        self.complete = self.complete or self._done(step.assessment.time_s, step.assessment.held_s)
        return self.complete

    def _done(self, time_s: float, held_s: float) -> bool:
        match self._dose:
            case Hold():
                out = held_s == 0 or time_s - self._reached_s > _LINGER_S
                return (not math.isnan(self._reached_s) and out) or self._counted >= _SHORT_HOLDS
            case Reps(count=count) | Circles(count=count):
                return self._counted >= count
            case Steps(duration_s=duration_s):
                return time_s - self._began_s >= duration_s
            case Guided():
                return not math.isnan(self._reached_s)
