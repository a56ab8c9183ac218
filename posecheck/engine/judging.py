"""Judges one frame of an exercise: which checks are due, what they say, how fast it is, how good it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.engine.events import Phase, State
from posecheck.engine.fault_tracker import Sighting
from posecheck.engine.pace import BounceDetector, PaceMonitor
from posecheck.engine.rules import Finding, form_of, judge, judge_primary
from posecheck.exercise import Counted, Severity, When
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.engine.performers.holds import PositionMachine
    from posecheck.engine.readings import Readings
    from posecheck.exercise import Check, Exercise, Primary
    from posecheck.perception.body import Body
    from posecheck.pose import Joint, Side

TOO_FAST_CUE = "Slow down. Take three seconds."
BOUNCE_CUE = "Stay still, like a photograph."


@dataclass(slots=True)
class Judgement:
    """What one frame shows.

    Parameters
    ----------
    sightings
        What was seen of each fault.
    states
        Fault id → state of every check that was due.
    form
        Form in position, 0 to 1, ``NaN`` when it was not judged.
    provisional
        A check that matters most was due and could not be observed.
    too_fast, bouncing
        Faster than is good; rocking in the position.
    """

    sightings: list[Sighting] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    form: float = NAN
    provisional: bool = False
    too_fast: bool = False
    bouncing: bool = False


class Judge:
    """Applies the checks of an exercise with a primary measure.

    Parameters
    ----------
    exercise
        What is done.
    readings
        Its measures, updated before each frame is judged.
    """

    __slots__ = ("_bounce", "_end", "_exercise", "_followed", "_pace", "_pace_side", "_primary", "_readings")

    def __init__(self, exercise: Exercise, readings: Readings) -> None:
        self._exercise = exercise
        self._readings = readings
        self._followed: PositionMachine | None = None
        self._primary = exercise.primary
        pace = exercise.pace
        self._pace = PaceMonitor(pace.good_deg_s, pace.stop_deg_s) if pace else None
        self._pace_side: Side | None = None
        self._bounce = BounceDetector()
        self._end = 1

    def forget(self) -> None:
        """Forget the movement, as after the person was lost."""
        self._bounce.reset()
        if self._pace:
            self._pace.reset()

    def follow(self, primary: Primary, machine: PositionMachine, *, end: int) -> None:
        """Judge by `primary` and `machine` from now on; `end` is +1 for the first way, -1 for the second."""
        self._primary, self._followed, self._end = primary, machine, end

    def judge(self, time_s: float, body: Body, side: Side, advance: float, view_factor: float) -> Judgement:
        """Judge a frame that can be judged.

        Parameters
        ----------
        time_s
            Time of the frame.
        body
            What is seen.
        side
            The side that is read: the working one, or the near one where both work together.
        advance
            The primary measure, growing toward the position, unfiltered.
        view_factor
            Weight of the direction of view.
        """
        judgement = Judgement()
        primary = self._judge_primary(body, side)
        findings = [
            self._judge_check(body, check, side, view_factor)
            for check in self._exercise.checks
            if self._due(check)
        ]
        for finding in findings:
            body_cue = finding.check.body_cue if finding.check else ""
            judgement.sightings.append(
                Sighting(finding.fault, finding.severity, finding.cue, finding.state, body_cue)
            )
        if self._primary_due(primary):
            judgement.sightings.append(Sighting(primary.fault, primary.severity, primary.cue, primary.state))
        for sighting in judgement.sightings:
            if sighting.state is State.FAULT or sighting.fault not in judgement.states:
                judgement.states[sighting.fault] = sighting.state
        self._judge_pace(time_s, side, judgement)
        self._judge_bounce(time_s, advance, judgement)
        if self._in_position:
            form = form_of(primary, findings, view_factor)
            judgement.form, judgement.provisional = form.value, form.provisional
        return judgement

    def judge_all(self, body: Body, side: Side) -> list[Finding]:
        """Return what every check says, whether it is due or not, as for stepping."""
        return [self._judge_check(body, check, side) for check in self._exercise.checks]

    def _judge_primary(self, body: Body, side: Side) -> Finding:
        primary = self._primary
        assert primary is not None
        measure = primary.measure
        return judge_primary(
            primary, self._readings.value(measure, side), _confidence(body, measure.limb, side)
        )

    def _primary_due(self, primary: Finding) -> bool:
        """Return whether the primary's own limits are judged now: the cap always, the rest on arrival."""
        assert self._primary is not None
        past_cap = primary.fault == self._primary.cap_fault
        return self._in_position or (self._machine.away and past_cap)

    @property
    def _machine(self) -> PositionMachine:
        assert self._followed is not None  # where the body is follows from it: follow() comes first
        return self._followed

    @property
    def _in_position(self) -> bool:
        """Whether the position can be judged: the body is in it and not on the way out."""
        return self._machine.in_position and not self._machine.leaving

    def _due(self, check: Check) -> bool:
        """Return whether `check` is judged in this part of the exercise."""
        if check.end and check.end != self._end:
            return False
        if check.when is When.POSITION:
            return self._in_position
        return check.when is When.ALWAYS or self._machine.away

    def _judge_check(self, body: Body, check: Check, working: Side, view_factor: float = 1.0) -> Finding:
        side = {"working": working, "other": working.other, "near": body.near, "far": body.far}[check.side]
        return judge(
            check,
            self._readings.value(check.measure, side),
            _confidence(body, check.measure.limb, side),
            view_factor,
        )

    def _judge_pace(self, time_s: float, side: Side, judgement: Judgement) -> None:
        if self._pace is None or self._exercise.pace is None:
            return
        if side is not self._pace_side:
            self._pace.reset()  # the other limb is at another angle, which is no movement
            self._pace_side = side
        opinion = self._pace.update(time_s, self._readings.raw(self._exercise.pace.measure, side))
        judgement.too_fast = opinion.state in (State.OK, State.FAULT)
        if opinion.state is State.FAULT and self._machine.phase is not Phase.SETUP:
            judgement.sightings.append(
                Sighting("too-fast", Severity.URGENT, TOO_FAST_CUE, State.FAULT, at_once=True)
            )

    def _judge_bounce(self, time_s: float, advance: float, judgement: Judgement) -> None:
        if not self._machine.in_position or self._exercise.dose.counts is not Counted.HOLDS:
            self._bounce.reset()
            return
        severity = self._bounce.update(time_s, advance)
        if severity is not None:
            judgement.bouncing = True
            judgement.sightings.append(Sighting("bouncing", severity, BOUNCE_CUE, State.FAULT, at_once=True))


def _confidence(body: Body, limb: tuple[Joint, ...], side: Side) -> float:
    return sum(body.sight(joint, side) for joint in limb) / len(limb)
