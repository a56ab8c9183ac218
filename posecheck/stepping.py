"""Stepping on the spot: counting steps and judging their cadence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.events import Event, Phase, RepDone, ScoreParts, State
from posecheck.exercise import Severity, Steps
from posecheck.faultlog import Sighting
from posecheck.geometry import NAN
from posecheck.judging import Judge
from posecheck.pose import Side
from posecheck.rules import form_of
from posecheck.steps import StepCounter

if TYPE_CHECKING:
    from posecheck.seen import Seen, Stage

TOO_FAST_CUE = "Slower. One step, one breath."
#: Both feet are down again when the standing leg is as long as before, within this share.
SAME_LEG_SHARE = 0.95
_BOTH = (Side.LEFT, Side.RIGHT)


class StepPerformance:
    """Counts steps and watches their cadence.

    Parameters
    ----------
    stage
        The exercise and what is kept about the person.
    """

    holding = False
    #: the direction of view is judged all the time
    started = False

    def __init__(self, stage: Stage) -> None:
        assert isinstance(stage.exercise.dose, Steps)
        self._stage = stage
        self._fastest = stage.exercise.dose.cadence[1]
        self._counter = StepCounter()
        self._judge = Judge(stage.exercise, stage.readings)
        self._forms: list[float] = []
        self._ready = False

    @property
    def phase(self) -> Phase:
        """Moving while a knee is up."""
        if not self._ready:
            return Phase.SETUP
        return Phase.MOVE_IN if self._counter.stepping is not Side.NONE else Phase.READY

    def held_s(self, _time_s: float) -> float:
        """Return 0: nothing is held."""
        return 0.0

    def take(self, seen: Seen) -> list[Event]:
        """Take one frame."""
        stage = self._stage
        stage.posture_lost(seen)
        self._ready = seen.body is not None and seen.sight.judged and stage.in_posture(seen)
        seen.valid = self._ready
        if not self._ready:
            self._counter.stop()
            return [*stage.faults.update(seen.time_s, [], Side.BOTH)]
        self._learn_start()
        seen.valid &= not seen.unmoved
        assert stage.exercise.primary is not None
        measure = stage.exercise.primary.measure
        drops = {side: stage.readings.raw(measure, side) if seen.valid else NAN for side in _BOTH}
        sightings: list[Sighting] = []
        if not all(math.isnan(drop) for drop in drops.values()):
            assert seen.body is not None
            findings = self._judge.judge_all(seen.body, seen.near)
            sightings = [Sighting(f.fault, f.severity, f.cue, f.state) for f in findings]
            sightings.append(self._cadence(seen.time_s))
            seen.states.update({sighting.fault: sighting.state for sighting in sightings})
            seen.form = form_of(None, findings, seen.sight.factor).value
            if self.phase is Phase.MOVE_IN and not math.isnan(seen.form):
                self._forms.append(seen.form)
        return [
            *self._steps(seen.time_s, drops, poor=seen.sight.poor),
            *stage.faults.update(seen.time_s, sightings, Side.BOTH),
        ]

    def forget(self, _time_s: float) -> list[Event]:
        """Start afresh, as with another person."""
        self._counter.stop()
        self._ready = False
        return []

    def finish(self, _time_s: float) -> list[Event]:
        """End at the end of the source: a step that has not come down does not count."""
        return []

    def _learn_start(self) -> None:
        """Take the standing legs' length over while both feet are down and still."""
        if self._counter.stepping is not Side.NONE:
            return
        assert self._stage.exercise.primary is not None
        readings, measure = self._stage.readings, self._stage.exercise.primary.measure
        for side in _BOTH:
            still, start = readings.still(measure, side), readings.start(measure, side)
            if math.isnan(still) or (not math.isnan(start) and still < SAME_LEG_SHARE * start):
                return
        readings.learn_start()

    def _cadence(self, time_s: float) -> Sighting:
        cadence = self._counter.cadence_per_min(time_s)
        if math.isnan(cadence):
            state = State.UNKNOWN
        else:
            state = State.FAULT if cadence > self._fastest else State.GOOD
        return Sighting("too-fast", Severity.SPEAK, TOO_FAST_CUE, state)

    def _steps(self, time_s: float, drops: dict[Side, float], *, poor: bool) -> list[Event]:
        """Return the steps that ended with this frame."""
        done: list[Event] = []
        for step in self._counter.update(time_s, drops):
            form = sum(self._forms) / len(self._forms) if self._forms else NAN
            fast = self._counter.cadence_per_min(time_s) > self._fastest
            parts = ScoreParts(form, 1.0, 0.5 if fast else 1.0, provisional=poor)
            done.append(RepDone(time_s, step.side, step.start_s, step.end_s, step.top_s, step.top_s, parts))
            self._forms.clear()
            self._stage.reps += 1
        return done
