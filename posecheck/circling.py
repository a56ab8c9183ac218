"""Circles with the arms: counting whole turns of the wrist about the shoulder."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.events import Event, Phase, RepDone, ScoreParts, State
from posecheck.exercise import Circles, Severity
from posecheck.faultlog import Sighting
from posecheck.filters import Slope
from posecheck.geometry import NAN, turn_deg
from posecheck.judging import Judge
from posecheck.pose import Joint, Side
from posecheck.rules import form_of

if TYPE_CHECKING:
    from posecheck.body import Body
    from posecheck.seen import Seen, Stage

TOO_FAST_CUE = "Draw slow, big circles."
#: Slower than this the arm rests, in degrees a second.
RESTING_DEG_S = 20.0
#: After so long at rest a circle begins anew.
REST_S = 1.5
#: An arm cannot turn by more than this between two frames; then it was lost.
MOST_STEP_DEG = 120.0


class _Arm:
    """Adds up the turns of one arm."""

    __slots__ = ("_direction", "slope", "start_s", "still_since_s", "turned_deg")

    def __init__(self) -> None:
        self._direction: complex | None = None
        self.slope = Slope()
        self.turned_deg = 0.0
        self.start_s = self.still_since_s = NAN

    def update(self, time_s: float, direction: complex) -> float:
        """Take where the wrist is from the shoulder; return the speed in degrees a second."""
        if math.isnan(direction.real):
            self._direction = None
            self.slope.reset()
            return NAN
        if self._direction is not None:
            step = turn_deg(self._direction, direction)
            self.turned_deg += step if abs(step) < MOST_STEP_DEG else 0.0
        self._direction = direction
        speed = self.slope.update(time_s, self.turned_deg)
        if abs(speed) < RESTING_DEG_S:
            self.still_since_s = time_s if math.isnan(self.still_since_s) else self.still_since_s
            if time_s - self.still_since_s >= REST_S:
                self.turned_deg, self.start_s = 0.0, NAN
                self.slope.reset()
        else:
            self.still_since_s = NAN
            self.start_s = time_s if math.isnan(self.start_s) else self.start_s
        return speed


class CirclePerformance:
    """Counts circles of the arms; both arms together count once.

    Parameters
    ----------
    stage
        The exercise and what is kept about the person.
    """

    holding = False
    #: the direction of view is judged all the time
    started = False

    def __init__(self, stage: Stage) -> None:
        assert isinstance(stage.exercise.dose, Circles)
        assert stage.exercise.pace is not None
        self._stage = stage
        self._turn_deg = stage.exercise.dose.turn_deg
        self._pace = stage.exercise.pace
        self._judge = Judge(stage.exercise, stage.readings)
        self.forget(0.0)

    @property
    def phase(self) -> Phase:
        """Moving while an arm turns."""
        if not self._ready:
            return Phase.SETUP
        return Phase.MOVE_IN if self._moving else Phase.READY

    def held_s(self, _time_s: float) -> float:
        """Return 0: nothing is held."""
        return 0.0

    def take(self, seen: Seen) -> list[Event]:
        """Take one frame."""
        stage = self._stage
        stage.posture_lost(seen)
        self._ready = seen.person and seen.sight.judged and stage.in_posture(seen)
        seen.valid = self._ready
        if seen.body is None or not self._ready:
            return [*stage.faults.update(seen.time_s, [], Side.BOTH)]
        speeds = [abs(arm.update(seen.time_s, _reach(seen.body, side))) for side, arm in self._arms.items()]
        fastest = max((speed for speed in speeds if not math.isnan(speed)), default=NAN)
        self._moving = fastest >= RESTING_DEG_S
        sightings = self._judged(seen, fastest) if self._moving else []
        return [
            *self._circles(seen.time_s, poor=seen.sight.poor),
            *stage.faults.update(seen.time_s, sightings, Side.BOTH),
        ]

    def forget(self, _time_s: float) -> list[Event]:
        """Start afresh, as with another person."""
        self._arms = {Side.LEFT: _Arm(), Side.RIGHT: _Arm()}
        self._forms: list[float] = []
        self._fast: list[bool] = []
        self._ready = self._moving = False
        return []

    def finish(self, _time_s: float) -> list[Event]:
        """End at the end of the source: a circle that is not closed does not count."""
        return []

    def _judged(self, seen: Seen, speed_deg_s: float) -> list[Sighting]:
        assert seen.body is not None
        findings = self._judge.judge_all(seen.body, seen.near)
        sightings = [Sighting(f.fault, f.severity, f.cue, f.state) for f in findings]
        too_fast = speed_deg_s > self._pace.stop_deg_s
        state = State.FAULT if too_fast else State.GOOD
        sightings.append(Sighting("too-fast", Severity.SPEAK, TOO_FAST_CUE, state))
        seen.states.update({sighting.fault: sighting.state for sighting in sightings})
        seen.form = form_of(None, findings, seen.sight.factor).value
        if not math.isnan(seen.form):
            self._forms.append(seen.form)
        self._fast.append(speed_deg_s > self._pace.good_deg_s)
        return sightings

    def _circles(self, time_s: float, *, poor: bool) -> list[Event]:
        """Return the circle that was closed with this frame, if any."""
        closed = [arm for arm in self._arms.values() if abs(arm.turned_deg) >= self._turn_deg]
        if not closed:
            return []
        start_s = min(arm.start_s for arm in closed)
        for arm in self._arms.values():
            arm.turned_deg, arm.start_s = 0.0, time_s
            arm.slope.reset()
        form = sum(self._forms) / len(self._forms) if self._forms else NAN
        control = 1.0 - 0.5 * sum(self._fast) / len(self._fast) if self._fast else 1.0
        self._forms.clear()
        self._fast.clear()
        self._stage.reps += 1
        parts = ScoreParts(form, 1.0, control, provisional=poor)
        done = RepDone(time_s, Side.BOTH, start_s, time_s, start_s, time_s, parts)
        return [done, *self._stage.coach.announce(time_s, str(self._stage.reps), self._stage.faults.active)]


def _reach(body: Body, side: Side) -> complex:
    """Return where the wrist is from the shoulder, in pixels."""
    return body.at(Joint.WRIST, side) - body.at(Joint.SHOULDER, side)
