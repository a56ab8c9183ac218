"""Exercises that one camera cannot judge: guided and timed, never scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.engine.events import CueKind, Event, Phase, TargetReached
from posecheck.engine.performers.performer import OwnFault, Performed
from posecheck.exercise import Guided

if TYPE_CHECKING:
    from posecheck.engine.exercise_state import ExerciseState
    from posecheck.engine.frame_state import FrameState
    from posecheck.exercise import Exercise


class GuidedPerformance:
    """Speaks the prompts in turn while the person is there, and says when the time is over.

    Parameters
    ----------
    stage
        The exercise and what is kept about the person.
    """

    holding = False
    #: the direction of view is judged all the time
    started = False

    def __init__(self, stage: ExerciseState) -> None:
        assert isinstance(stage.exercise.dose, Guided)
        self._stage = stage
        self._dose = stage.exercise.dose
        self._passed_s = 0.0
        self._prompts = 0
        self._over = False

    @staticmethod
    def own_faults(_exercise: Exercise) -> tuple[OwnFault, ...]:
        """Return none: nothing is judged."""
        return ()

    @property
    def phase(self) -> Phase:
        """Setting up until the person is there, resting when the time is over."""
        if self._over:
            return Phase.REST
        return Phase.HOLD if self._passed_s else Phase.SETUP

    def held_s(self, _time_s: float) -> float:
        """Return how long it has been done."""
        return self._passed_s

    def take(self, frame: FrameState) -> Performed:
        """Take one frame; time passes while the person is in position."""
        self._stage.posture_lost(frame)
        valid = frame.person and frame.visibility.judged and self._stage.in_posture(frame)
        events = self._pass(frame) if valid and not self._over else []
        return Performed(valid=valid, events=tuple(events))

    def _pass(self, frame: FrameState) -> list[Event]:
        stage = self._stage
        self._passed_s += frame.step_s
        if self._passed_s >= self._dose.duration_s:
            self._over = True
            done: list[Event] = [TargetReached(frame.time_s, stage.side)]
            return [*done, *stage.coach.release(frame.time_s, "Well done. That is all.")]
        return self._prompt(frame.time_s)

    def forget(self, _time_s: float) -> list[Event]:
        """Go on with another person from the start."""
        self._passed_s, self._prompts, self._over = 0.0, 0, False
        return []

    def finish(self, _time_s: float) -> list[Event]:
        """End at the end of the source; there is nothing to close."""
        return []

    def _prompt(self, time_s: float) -> list[Event]:
        prompts = self._dose.prompts
        if not prompts or self._passed_s < self._prompts * self._dose.every_s:
            return []
        text = prompts[self._prompts % len(prompts)]
        self._prompts += 1
        return [*self._stage.coach.prompt(time_s, text, CueKind.GUIDE)]
