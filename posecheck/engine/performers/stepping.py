"""Stepping on the spot: counting steps and judging their cadence."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from posecheck.engine.events import Event, Phase, RepDone, ScoreParts, State
from posecheck.engine.fault_tracker import Sighting
from posecheck.engine.judging import Judge
from posecheck.engine.performers.performer import OwnFault, Performed
from posecheck.engine.performers.steps import Footing, StepCounter
from posecheck.engine.readings import REST_S
from posecheck.engine.rules import form_of
from posecheck.exercise import Severity, Steps
from posecheck.pose import Joint, Side
from posecheck.pose.geometry import NAN, flexion_deg

if TYPE_CHECKING:
    from posecheck.engine.exercise_state import ExerciseState
    from posecheck.engine.frame_state import FrameState
    from posecheck.exercise import Exercise
    from posecheck.perception.body import Body

TOO_FAST_CUE = "Slower. One step, one breath."
#: Both feet are down again when the standing leg is as long as before, within this share.
SAME_LEG_SHARE = 0.95
#: … and while they are learnt the drop from hip to knee scatters by no more than this share (standard
#: deviation; measured on people who stand: 0.01 to 0.05).
START_SPREAD_SHARE = 0.08
#: A leg that carries the body is bent by no more than this.
STANDING_DEG = 40.0
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

    def __init__(self, stage: ExerciseState) -> None:
        assert isinstance(stage.exercise.dose, Steps)
        self._stage = stage
        self._fastest = stage.exercise.dose.cadence[1]
        self._counter = StepCounter()
        self._judge = Judge(stage.exercise, stage.readings)
        self._forms: list[float] = []
        self._ready = False
        #: (time, drop of each side in metres) of the last moments with both feet in the picture
        self._standing: deque[tuple[float, dict[Side, float]]] = deque()

    @staticmethod
    def own_faults(exercise: Exercise) -> tuple[OwnFault, ...]:
        """Return that the cadence is too fast."""
        assert isinstance(exercise.dose, Steps)
        most = f"≤ {exercise.dose.cadence[1]:g}"
        limits = ("cadence", "steps a minute", most, most, "all the time")
        return (OwnFault("too-fast", Severity.SPEAK, TOO_FAST_CUE, None, *limits),)

    @property
    def phase(self) -> Phase:
        """Moving while a knee is up."""
        if not self._ready:
            return Phase.SETUP
        return Phase.MOVE_IN if self._counter.stepping is not Side.NONE else Phase.READY

    def held_s(self, _time_s: float) -> float:
        """Return 0: nothing is held."""
        return 0.0

    def take(self, frame: FrameState) -> Performed:
        """Take one frame."""
        stage = self._stage
        stage.posture_lost(frame)
        self._ready = frame.body is not None and frame.visibility.judged and stage.in_posture(frame)
        if frame.body is None or not self._ready:
            self._counter.stop()
            self._standing.clear()
            return Performed(events=tuple(stage.faults.update(frame.time_s, [], Side.BOTH)))
        self._learn_start(frame.time_s, frame.body)
        valid, form = not frame.unmoved, NAN
        assert stage.exercise.primary is not None
        measure = stage.exercise.primary.measure
        drops = {side: stage.readings.raw(measure, side) if valid else NAN for side in _BOTH}
        sightings: list[Sighting] = []
        if not all(math.isnan(drop) for drop in drops.values()):
            findings = self._judge.judge_all(frame.body, frame.near)
            sightings = [Sighting(f.fault, f.severity, f.cue, f.state) for f in findings]
            sightings.append(self._cadence(frame.time_s))
            form = form_of(None, findings, frame.visibility.factor).value
            if self.phase is Phase.MOVE_IN and not math.isnan(form):
                self._forms.append(form)
        return Performed(
            valid=valid,
            form=form,
            states={sighting.fault: sighting.state for sighting in sightings},
            events=(
                *self._steps(frame.time_s, frame.body, drops, poor=frame.visibility.poor),
                *stage.faults.update(frame.time_s, sightings, Side.BOTH),
            ),
        )

    def forget(self, _time_s: float) -> list[Event]:
        """Start afresh, as with another person."""
        self._counter.stop()
        self._ready = False
        return []

    def finish(self, _time_s: float) -> list[Event]:
        """End at the end of the source: a step that has not come down does not count."""
        return []

    def _learn_start(self, time_s: float, body: Body) -> None:
        """Take the standing legs' length over while both feet are seen, down and still."""
        stepping = self._counter.stepping is not Side.NONE
        if stepping or not all(body.seen(Joint.ANKLE, side) for side in _BOTH):
            self._standing.clear()
            return
        assert self._stage.exercise.primary is not None
        readings, measure = self._stage.readings, self._stage.exercise.primary.measure
        drops = {side: body.reading(measure.of, side) for side in _BOTH}
        if any(math.isnan(drop) for drop in drops.values()):
            self._standing.clear()
            return
        self._standing.append((time_s, drops))
        while self._standing[0][0] < time_s - REST_S - 1e-6:
            self._standing.popleft()
        if time_s - self._standing[0][0] < 0.8 * REST_S:
            return
        for side in _BOTH:
            values = [each[side] for _, each in self._standing]
            start, mean = readings.start(measure, side), sum(values) / len(values)
            spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
            shorter = not math.isnan(start) and mean < SAME_LEG_SHARE * start
            if shorter or spread > START_SPREAD_SHARE * mean:
                return
        readings.learn_start()

    def _cadence(self, time_s: float) -> Sighting:
        cadence = self._counter.cadence_per_min(time_s)
        if math.isnan(cadence):
            state = State.UNKNOWN
        else:
            state = State.FAULT if cadence > self._fastest else State.GOOD
        return Sighting("too-fast", Severity.SPEAK, TOO_FAST_CUE, state)

    def _steps(self, time_s: float, body: Body, drops: dict[Side, float], *, poor: bool) -> list[Event]:
        """Return the steps that ended with this frame."""
        done: list[Event] = []
        standing = max(_BOTH, key=lambda side: drops[side])
        if not _stands(body, standing):
            drops = dict.fromkeys(_BOTH, NAN)
        for step in self._counter.update(time_s, drops, _footing(body, standing)):
            form = sum(self._forms) / len(self._forms) if self._forms else NAN
            fast = self._counter.cadence_per_min(time_s) > self._fastest
            parts = ScoreParts(form, 1.0, 0.5 if fast else 1.0, provisional=poor)
            done.append(RepDone(time_s, step.side, step.start_s, step.end_s, step.top_s, step.top_s, parts))
            self._forms.clear()
            self._stage.reps += 1
        return done


def _stands(body: Body, side: Side) -> bool:
    """Return whether the leg of `side` is seen down to the foot and nearly straight."""
    hip, knee, ankle = (body.at(joint, side) for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE))
    return flexion_deg(hip, knee, ankle) <= STANDING_DEG


def _footing(body: Body, standing: Side) -> Footing:
    """Return where the person stands on the leg of `standing`."""
    height_px = (body.at(Joint.ANKLE, standing) - body.mid(Joint.SHOULDER)).imag
    return Footing(body.mid(Joint.HIP), height_px)
