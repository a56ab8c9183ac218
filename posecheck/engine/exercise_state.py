"""What is kept while an exercise is done, whatever its dose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.engine.coach import Coach
from posecheck.engine.events import CueKind, ViewState
from posecheck.engine.fault_tracker import FaultLog
from posecheck.exercise import Posture
from posecheck.pose import Side
from posecheck.pose.filters import Lasting

if TYPE_CHECKING:
    from posecheck.engine.events import Event
    from posecheck.engine.frame_state import FrameState
    from posecheck.engine.readings import Readings
    from posecheck.engine.working_side import WorkingSide
    from posecheck.exercise import Exercise

#: Another posture than the exercise's must last so long before the exercise is over.
POSTURE_LOST_S = 1.5
#: The person is told how to get into position after so long in another posture.
GUIDE_AFTER_S = 4.0


@dataclass(slots=True)
class ExerciseState:
    """The exercise and everything that is kept about the person who does it."""

    exercise: Exercise
    target_s: float
    readings: Readings
    working: WorkingSide
    faults: FaultLog = field(default_factory=FaultLog)
    coach: Coach = field(default_factory=Coach)
    wrong_posture: Lasting = field(default_factory=Lasting)
    #: the person's own comfortable value of the primary measure, by side
    baselines: dict[Side, float] = field(default_factory=dict)
    holds: int = 0
    reps: int = 0

    @property
    def side(self) -> Side:
        """The side that is reported."""
        return self.working.side

    def read_side(self, near: Side) -> Side:
        """Return the side that is read: the working one, or the near one where both work together."""
        return self.side if self.side in (Side.LEFT, Side.RIGHT) else near

    def in_posture(self, frame: FrameState) -> bool:
        """Return whether the person is in the exercise's posture; any will do when none is named."""
        return not self.exercise.posture or frame.posture in self.exercise.posture

    def posture_lost(self, frame: FrameState) -> bool:
        """Return whether the person has surely left the posture of the exercise."""
        unsure = frame.posture is Posture.UNKNOWN or frame.body is None
        wrong = not self.in_posture(frame) and not unsure
        return self.wrong_posture.update(frame.time_s, true=wrong) >= POSTURE_LOST_S

    def guide(self, frame: FrameState) -> list[Event]:
        """Return how to get into position, when the person has been elsewhere for a while."""
        since_s = self.wrong_posture.since_s
        if (
            frame.unmoved
            or not frame.time_s - since_s >= GUIDE_AFTER_S
            or frame.visibility.state is ViewState.BLOCK
        ):
            return []
        return [*self.coach.remind(frame.time_s, self.exercise.setup, CueKind.GUIDE)]
