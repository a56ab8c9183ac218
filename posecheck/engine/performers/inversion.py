"""The posture monitor of the inversion table: it observes and warns, and never recommends an angle.

catalogue §9. It is not an emergency alarm.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.engine.events import CueKind, Event, State
from posecheck.engine.fault_tracker import Sighting
from posecheck.engine.performers.performer import OwnFault, Performed
from posecheck.engine.performers.positions import PositionPerformance
from posecheck.exercise import Severity
from posecheck.pose.filters import Lasting

if TYPE_CHECKING:
    from posecheck.engine.exercise_state import ExerciseState
    from posecheck.engine.frame_state import FrameState
    from posecheck.exercise import Exercise

#: Head below the feet from this tilt on, for a second; it ends below level (catalogue §9).
INVERTED_DEG = 5.0
INVERTED_AFTER_S = 1.0
#: Longest time inverted in the first ten sessions: from then on a warning, then an alarm.
WARN_S = 120.0
ALARM_S = 180.0
#: Near level: the pause on the way back up.
LEVEL_DEG = 10.0
PAUSE_S = 60.0
#: Out of sight for this long while inverted.
LOST_S = 3.0
#: "All right?" is asked this often.
ASK_S = 30.0

LEVEL_CUE = "Stay level. Wait one minute."
LONG_CUE = "Come up slowly now."
WARN_CUE = "Two minutes. Come up slowly."
LOST_CUE = "I can't see you. Come up slowly now."
ASK_CUE = "All right?"


class InversionPerformance(PositionPerformance):
    """Follows the tilt as a held position and adds the alarms of §9.

    Parameters
    ----------
    stage
        The exercise and what is kept about the person.
    """

    def __init__(self, stage: ExerciseState) -> None:
        super().__init__(stage)
        self._tilted = Lasting()
        self._lost = Lasting()
        self._inverted_since_s = math.nan
        self._asked_s = math.nan
        self._returned_s = math.nan
        self._said: set[str] = set()

    @staticmethod
    def own_faults(exercise: Exercise) -> tuple[OwnFault, ...]:
        """Return also that the pause on the way up is left out."""
        level = OwnFault("too-fast", Severity.URGENT, LEVEL_CUE)
        return (*PositionPerformance.own_faults(exercise), level)

    def take(self, frame: FrameState) -> Performed:
        """Take one frame."""
        performed = super().take(frame)
        assert self._stage.exercise.primary is not None
        measure = self._stage.exercise.primary.measure
        tilt_deg = self._stage.readings.value(measure, self._stage.read_side(frame.near))
        alarms = self._watch(frame, tilt_deg if frame.body else math.nan)
        return replace(performed, events=(*performed.events, *alarms))

    def _watch(self, frame: FrameState, tilt_deg: float) -> list[Event]:
        time_s = frame.time_s
        inverted_s = self._tilted.update(time_s, true=tilt_deg > INVERTED_DEG or math.isnan(tilt_deg))
        inverted = not math.isnan(self._inverted_since_s)
        if not inverted and not math.isnan(tilt_deg) and inverted_s >= INVERTED_AFTER_S:
            self._inverted_since_s = self._asked_s = time_s - inverted_s
            self._returned_s = math.nan
            self._said.clear()
            inverted = True
        lost_s = self._lost.update(time_s, true=inverted and math.isnan(tilt_deg))
        if lost_s >= LOST_S:
            return self._alarm(time_s, LOST_CUE)
        if inverted and tilt_deg < 0.0:
            self._inverted_since_s, self._returned_s = math.nan, time_s
            return []
        if inverted:
            return self._while_inverted(time_s)
        return self._after_return(frame, tilt_deg)

    def _while_inverted(self, time_s: float) -> list[Event]:
        passed_s = time_s - self._inverted_since_s
        if passed_s >= ALARM_S:
            return self._alarm(time_s, LONG_CUE)
        if passed_s >= WARN_S and WARN_CUE not in self._said:
            return self._alarm(time_s, WARN_CUE)
        if time_s - self._asked_s >= ASK_S:
            self._asked_s = time_s
            return [*self._stage.coach.prompt(time_s, ASK_CUE, CueKind.GUIDE)]
        return []

    def _after_return(self, frame: FrameState, tilt_deg: float) -> list[Event]:
        """Ask for the pause near level when the person comes up through it too soon."""
        if math.isnan(self._returned_s) or not tilt_deg < -LEVEL_DEG:
            return []
        if frame.time_s - self._returned_s >= PAUSE_S:
            self._returned_s = math.nan
            return []
        early = Sighting("too-fast", Severity.URGENT, LEVEL_CUE, State.FAULT, at_once=True)
        self._returned_s = math.nan
        return [
            *self._stage.faults.update(frame.time_s, [early], self._stage.side),
            *self._alarm(frame.time_s, LEVEL_CUE),
        ]

    def _alarm(self, time_s: float, text: str) -> list[Event]:
        """Say `text` at once, and again and again while it stays true."""
        self._said.add(text)
        return [*self._stage.coach.alarm(time_s, text)]
