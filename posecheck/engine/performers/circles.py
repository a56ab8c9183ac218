"""Circles with the arms: counting whole turns of the wrist about the shoulder."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.engine.events import Event, Phase, RepDone, ScoreParts, State
from posecheck.engine.fault_tracker import Sighting
from posecheck.engine.judging import Judge
from posecheck.engine.performers.performer import OwnFault, Performed, speed_fault
from posecheck.engine.rules import form_of
from posecheck.exercise import Circles, Severity
from posecheck.pose import Joint, Side
from posecheck.pose.filters import Slope
from posecheck.pose.geometry import NAN, turn_deg

if TYPE_CHECKING:
    from posecheck.engine.exercise_state import ExerciseState
    from posecheck.engine.frame_state import FrameState
    from posecheck.exercise import Exercise
    from posecheck.perception.body import Body

TOO_FAST_CUE = "Draw slow, big circles."
#: Slower than this the arm rests, in degrees a second.
RESTING_DEG_S = 20.0
#: After so long at rest a circle begins anew.
REST_S = 1.5
#: An arm cannot turn by more than this between two frames; then it was lost.
MOST_STEP_DEG = 120.0
#: A circle takes so long at least (600° a second, twice what is told to be too fast).
LEAST_CIRCLE_S = 0.6
#: The wrist is seen for this share of a circle's time at least …
LEAST_SEEN_SHARE = 0.7
#: … that is in frames no further apart than this. How far it turned in a gap longer than the second is not
#: known.
SEEN_STEP_S = 0.15
LONGEST_GAP_S = 0.3
#: A circle has begun once the arm has turned by this.
BEGUN_DEG = 10.0
#: The wrist is so many arm lengths from the shoulder for this share of the circle's frames: less is a hand
#: that waves.
LONG_ARM_SHARE = 0.6
LEAST_LONG_SHARE = 0.7
#: An arm is at least so many lengths of the torso long, however it points.
ARM_TO_TORSO = 0.85


class _Arm:
    """Adds up the turns of one arm."""

    __slots__ = (
        "_direction",
        "_frames",
        "_last_s",
        "_long",
        "_seen_s",
        "_slope",
        "_still_since_s",
        "start_s",
        "turned_deg",
    )

    def __init__(self) -> None:
        self._direction: complex | None = None
        #: time of the last frame with the wrist in it
        self._last_s = NAN
        self._slope = Slope()
        self._still_since_s = NAN
        self.begin(NAN)

    def begin(self, time_s: float) -> None:
        """Begin a circle at `time_s`, ``NaN`` with the next movement."""
        self.turned_deg = self._seen_s = 0.0
        self.start_s = time_s
        self._frames = self._long = 0
        self._slope.reset()

    def update(self, time_s: float, reach: complex, length_px: float) -> float:
        """Return the speed in degrees a second.

        Parameters
        ----------
        time_s
            Time of the frame.
        reach
            Where the wrist is from the shoulder, in pixels.
        length_px
            Length of the stretched arm.
        """
        if math.isnan(reach.real):
            return NAN
        gap_s = time_s - self._last_s
        if self._direction is not None and gap_s <= LONGEST_GAP_S:
            step = turn_deg(self._direction, reach)
            self.turned_deg += step if abs(step) < MOST_STEP_DEG else 0.0
        begun_s = time_s if math.isnan(gap_s) else self._last_s
        self._direction, self._last_s = reach, time_s
        if math.isnan(self.start_s) and abs(self.turned_deg) >= BEGUN_DEG:
            self.start_s = begun_s
        if not math.isnan(self.start_s):
            self._seen_s += gap_s if gap_s <= SEEN_STEP_S else 0.0
            self._frames += 1
            self._long += not abs(reach) < LONG_ARM_SHARE * length_px
        return self._rested(time_s)

    def _rested(self, time_s: float) -> float:
        """Return the speed; a circle begins anew when the arm has been at rest."""
        speed = self._slope.update(time_s, self.turned_deg)
        if not abs(speed) < RESTING_DEG_S:
            self._still_since_s = NAN
            return speed
        self._still_since_s = time_s if math.isnan(self._still_since_s) else self._still_since_s
        if time_s - self._still_since_s >= REST_S:
            self.begin(NAN)
        return speed

    def drawn(self, time_s: float) -> bool:
        """Return whether what was turned is the circle of a long arm that was seen."""
        lasting_s = time_s - self.start_s
        return (
            lasting_s >= LEAST_CIRCLE_S
            and self._seen_s >= LEAST_SEEN_SHARE * lasting_s
            and self._long >= LEAST_LONG_SHARE * self._frames
        )


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

    def __init__(self, stage: ExerciseState) -> None:
        assert isinstance(stage.exercise.dose, Circles)
        assert stage.exercise.pace is not None
        self._stage = stage
        self._turn_deg = stage.exercise.dose.turn_deg
        self._pace = stage.exercise.pace
        self._judge = Judge(stage.exercise, stage.readings)
        self.forget(0.0)

    @staticmethod
    def own_faults(exercise: Exercise) -> tuple[OwnFault, ...]:
        """Return that it is too fast."""
        assert exercise.pace is not None
        return (speed_fault(exercise.pace, "speed of the arms", Severity.SPEAK, TOO_FAST_CUE),)

    @property
    def phase(self) -> Phase:
        """Moving while an arm turns."""
        if not self._ready:
            return Phase.SETUP
        return Phase.MOVE_IN if self._moving else Phase.READY

    def held_s(self, _time_s: float) -> float:
        """Return 0: nothing is held."""
        return 0.0

    def take(self, frame: FrameState) -> Performed:
        """Take one frame."""
        stage = self._stage
        stage.posture_lost(frame)
        self._ready = frame.person and frame.visibility.judged and stage.in_posture(frame)
        if frame.body is None or not self._ready:
            return Performed(events=tuple(stage.faults.update(frame.time_s, [], Side.BOTH)))
        speeds = [
            abs(arm.update(frame.time_s, _reach(frame.body, side), _length_px(frame.body, side)))
            for side, arm in self._arms.items()
        ]
        fastest = max((speed for speed in speeds if not math.isnan(speed)), default=NAN)
        self._moving = fastest >= RESTING_DEG_S
        sightings, form = self._judged(frame, frame.body, fastest) if self._moving else ([], NAN)
        return Performed(
            valid=True,
            form=form,
            states={sighting.fault: sighting.state for sighting in sightings},
            events=(
                *self._circles(frame.time_s, poor=frame.visibility.poor),
                *stage.faults.update(frame.time_s, sightings, Side.BOTH),
            ),
        )

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

    def _judged(self, frame: FrameState, body: Body, speed_deg_s: float) -> tuple[list[Sighting], float]:
        """Return what is seen of the faults, and the form."""
        findings = self._judge.judge_all(body, frame.near)
        sightings = [Sighting(f.fault, f.severity, f.cue, f.state) for f in findings]
        too_fast = speed_deg_s > self._pace.stop_deg_s
        state = State.FAULT if too_fast else State.GOOD
        sightings.append(Sighting("too-fast", Severity.SPEAK, TOO_FAST_CUE, state))
        form = form_of(None, findings, frame.visibility.factor).value
        if not math.isnan(form):
            self._forms.append(form)
        self._fast.append(speed_deg_s > self._pace.good_deg_s)
        return sightings, form

    def _circles(self, time_s: float, *, poor: bool) -> list[Event]:
        """Return the circle that was closed with this frame, if any."""
        closed = [arm for arm in self._arms.values() if abs(arm.turned_deg) >= self._turn_deg]
        drawn = [arm for arm in closed if arm.drawn(time_s)]
        start_s = min((arm.start_s for arm in drawn), default=NAN)
        for arm in self._arms.values() if drawn else closed:
            arm.begin(time_s)
        if not drawn:
            return []
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


def _length_px(body: Body, side: Side) -> float:
    """Return how long the stretched arm is in the picture."""
    limb_px = body.limb_px(Joint.SHOULDER, Joint.ELBOW, side) + body.limb_px(Joint.ELBOW, Joint.WRIST, side)
    known = [length for length in (limb_px, ARM_TO_TORSO * body.torso_px) if not math.isnan(length)]
    return max(known, default=NAN)
