"""Stepping on the spot: counting steps and judging their cadence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.events import Phase, RepDone, ScoreParts, State
from posecheck.exercise import Severity
from posecheck.faultlog import Sighting
from posecheck.geometry import NAN
from posecheck.pose import Side
from posecheck.rules import form_of
from posecheck.steps import StepCounter

if TYPE_CHECKING:
    from posecheck.exercise import Measure, Steps
    from posecheck.readings import Readings
    from posecheck.rules import Finding

TOO_FAST_CUE = "Slower. One step, one breath."


class StepTrainer:
    """The part of the trainer that knows steps.

    Parameters
    ----------
    dose
        How long, and in which cadence.
    """

    __slots__ = ("_counter", "_dose", "_forms")

    def __init__(self, dose: Steps) -> None:
        self._dose = dose
        self._counter = StepCounter()
        self._forms: list[float] = []

    @property
    def stepping(self) -> bool:
        """Whether a knee is up now."""
        return self._counter.stepping is not Side.NONE

    def phase(self, phase: Phase) -> Phase:
        """Return the phase to show: moving while a knee is up."""
        return Phase.MOVE_IN if self.stepping and phase is not Phase.SETUP else phase

    def learn(self, _time_s: float, readings: Readings, measure: Measure) -> None:
        """Take the standing leg's length over while both feet are down and still."""
        both = (Side.LEFT, Side.RIGHT)
        stills = [readings.still(measure, side) for side in both]
        starts = [readings.start(measure, side) for side in both]
        for still, start in zip(stills, starts, strict=True):
            if math.isnan(still) or (not math.isnan(start) and still < 0.95 * start):
                return
        readings.learn_start()

    def cadence_sightings(self, time_s: float) -> list[Sighting]:
        """Return what the cadence is like now."""
        cadence = self._counter.cadence_per_min(time_s)
        if math.isnan(cadence):
            state = State.UNKNOWN
        else:
            state = State.FAULT if cadence > self._dose.cadence[1] else State.GOOD
        return [Sighting("too-fast", Severity.SPEAK, TOO_FAST_CUE, state)]

    def form(self, findings: list[Finding], view_factor: float) -> float:
        """Return the form of this frame, ``NaN`` when nothing was observed."""
        value = form_of(None, findings, view_factor).value
        if self.stepping and not math.isnan(value):
            self._forms.append(value)
        return value

    def update(self, time_s: float, drops: dict[Side, float], _form: float) -> list[RepDone]:
        """Return the steps that ended with this frame."""
        if not drops:
            self._counter.stop()
        done: list[RepDone] = []
        for step in self._counter.update(time_s, drops):
            form = sum(self._forms) / len(self._forms) if self._forms else NAN
            cadence = self._counter.cadence_per_min(time_s)
            fast = cadence > self._dose.cadence[1]
            parts = ScoreParts(form, 1.0, 0.5 if fast else 1.0, provisional=False)
            done.append(RepDone(time_s, step.side, step.start_s, step.end_s, step.top_s, step.top_s, parts))
            self._forms.clear()
        return done
