"""What is known of the frame in hand, and what every kind of exercise shares while it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.engine.coach import Coach
from posecheck.engine.events import CueKind, ViewState
from posecheck.engine.fault_tracker import FaultLog
from posecheck.exercise import Posture
from posecheck.pose import Side
from posecheck.pose.filters import Lasting
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.engine.events import Event, State
    from posecheck.engine.readings import Readings
    from posecheck.engine.sight import Sight
    from posecheck.engine.working_side import WorkingSide
    from posecheck.exercise import Exercise
    from posecheck.perception.body import Body

#: Another posture than the exercise's must last so long before the exercise is over.
POSTURE_LOST_S = 1.5
#: The person is told how to get into position after so long in another posture.
GUIDE_AFTER_S = 4.0


@dataclass(slots=True)
class FrameState:
    """One frame as the trainer sees it; the performance fills in the last three.

    Parameters
    ----------
    time_s, step_s
        Time of the frame, and since the frame before.
    body
        The body; ``None`` when the person is not there.
    posture, near, sight
        How the body lies, which side is near, and what the camera can judge.
    unmoved
        It has not moved yet and may be furniture: it may be in its starting position, but nothing counts.
    valid, form, states
        Whether the frame was judged, its form (0 to 1, ``NaN`` unknown) and the state of each check.
    """

    time_s: float
    step_s: float
    body: Body | None
    posture: Posture
    near: Side
    sight: Sight
    unmoved: bool = False
    valid: bool = False
    form: float = NAN
    states: dict[str, State] = field(default_factory=dict)

    @property
    def person(self) -> bool:
        """Whether somebody is there who is known not to be furniture."""
        return self.body is not None and not self.unmoved


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

    def in_posture(self, seen: FrameState) -> bool:
        """Return whether the person is in the exercise's posture; any will do when none is named."""
        return not self.exercise.posture or seen.posture in self.exercise.posture

    def posture_lost(self, seen: FrameState) -> bool:
        """Return whether the person has surely left the posture of the exercise."""
        unsure = seen.posture is Posture.UNKNOWN or seen.body is None
        wrong = not self.in_posture(seen) and not unsure
        return self.wrong_posture.update(seen.time_s, true=wrong) >= POSTURE_LOST_S

    def guide(self, seen: FrameState) -> list[Event]:
        """Return how to get into position, when the person has been elsewhere for a while."""
        since_s = self.wrong_posture.since_s
        if seen.unmoved or not seen.time_s - since_s >= GUIDE_AFTER_S or seen.sight.state is ViewState.BLOCK:
            return []
        return [*self.coach.remind(seen.time_s, self.exercise.setup, CueKind.GUIDE)]
