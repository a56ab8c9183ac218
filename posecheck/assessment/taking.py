"""Takes a test down while it is done: what every step says of it, and each repetition when it is over."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.assessment.trials import NOT_SEEN, Reading, Trial, trial_of
from posecheck.engine.events import Assessment, HoldEnded
from posecheck.exercise import Side

if TYPE_CHECKING:
    from posecheck.assessment.test import AssessmentTest
    from posecheck.engine.events import Event, Step
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame


class Taking:
    """A sink of a session that collects the repetitions of a test.

    Parameters
    ----------
    test
        Which one; the session judges its movement.
    """

    name = "assessment"

    def __init__(self, test: AssessmentTest) -> None:
        self._test = test
        self._readings: list[Reading] = []
        self._trials: list[tuple[Side, Trial]] = []

    def take(self, _frame: Frame | None, _pose: Pose | None, step: Step) -> None:
        """Take what one frame says."""
        self._readings.append(reading_of(self._test, step.assessment))
        self._end(step.events)

    def close(self, last: tuple[Event, ...]) -> None:
        """Take what ended with the session."""
        self._end(last)

    def trials(self, side: Side) -> tuple[Trial, ...]:
        """Return the repetitions on `side`, all of them for a test without sides."""
        return tuple(trial for on, trial in self._trials if not self._test.sides or on is side)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which there is a repetition; ``NONE`` for a test without sides."""
        if not self._test.sides:
            return (Side.NONE,) if self._trials else ()
        return tuple(side for side in (Side.LEFT, Side.RIGHT) if self.trials(side))

    def _end(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, HoldEnded) and event.counted:
                trial = trial_of(
                    self._readings,
                    event.start_s,
                    event.end_s,
                    larger_is_better=self._test.larger_is_better,
                )
                self._trials.append((event.side, trial))


def reading_of(test: AssessmentTest, seen: Assessment) -> Reading:
    """Return what one frame says of `test`."""
    value = seen.measures.get(test.measure, math.nan)
    if not seen.valid or math.isnan(value):
        return Reading(seen.time_s, math.nan, (NOT_SEEN,))
    lacks = []
    for condition in test.conditions:
        found = seen.measures.get(condition.check.measure.name, math.nan)
        if math.isnan(found):
            lacks.append(NOT_SEEN)
        elif not condition.holds(found):
            lacks.append(condition.remark)
    return Reading(seen.time_s, value, tuple(dict.fromkeys(lacks)))
