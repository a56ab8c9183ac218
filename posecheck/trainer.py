"""Poses in, events out: the whole of live and replay, without pictures, clocks or files.

The same poses give the same events, bit for bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.body import Body, off_side_deg, posture_of
from posecheck.coach import Coach
from posecheck.events import (
    CueKind,
    Event,
    FaultEnded,
    FaultStarted,
    HoldEnded,
    HoldStarted,
    Moment,
    Phase,
    RepDone,
    SetEnded,
    State,
    Step,
    TargetReached,
    ViewChanged,
    ViewState,
)
from posecheck.exercise import Hold, Posture, Reps, Severity, Steps
from posecheck.faultlog import FaultLog, Sighting
from posecheck.filters import Lasting, Settled
from posecheck.geometry import NAN
from posecheck.holds import Change, Ended, PositionMachine, Returned, Started
from posecheck.judging import Judge, Judgement
from posecheck.orientation import Orientation
from posecheck.person import PersonGate, Presence
from posecheck.pose import Side
from posecheck.readings import Readings
from posecheck.scoring import ScoreKeeper
from posecheck.sight import Sight, SightKeeper
from posecheck.stepping import StepTrainer
from posecheck.working import WorkingSide

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.holds import Hold as HeldPosition
    from posecheck.pose import Pose

#: The posture must have lasted so long before the exercise may begin …
POSTURE_READY_S = 0.5
#: … and be another for so long before it is over.
POSTURE_LOST_S = 1.5
#: The person is told how to get into position after so long in another one.
GUIDE_AFTER_S = 4.0
#: A repetition that pauses at the top is held from this time on at the latest.
REP_STILL_S = 0.5
#: A hold counts as complete from this share of its target on.
COMPLETE_SHARE = 0.95
#: After so many stop cues the set ends kindly (EXERCISES.md §4 and issue of the catalogue).
STOPS_END_SET = 3

#: The zone is never nearer to a person's own start than this, or than the exercise's usual way.
LEAST_WAY_DEG = 12.0


@dataclass(slots=True)
class _Frame:
    """What is known of the frame in hand."""

    time_s: float
    step_s: float
    person: bool
    body: Body | None
    posture: Posture
    sight: Sight
    near: Side
    valid: bool = False
    form: float = NAN


class Trainer:
    """Coaches one exercise.

    Parameters
    ----------
    exercise
        What is done.
    side
        The working side, when the user chose it; otherwise it is found.
    hold_target_s
        Another target for the hold than the exercise's own, in seconds.
    """

    def __init__(
        self, exercise: Exercise, *, side: Side | None = None, hold_target_s: float | None = None
    ) -> None:
        self.exercise = exercise
        dose = exercise.dose
        own_target_s = (
            dose.target_s if isinstance(dose, Hold) else dose.hold_s if isinstance(dose, Reps) else 0.0
        )
        self._target_s = own_target_s if hold_target_s is None else hold_target_s
        self._person = PersonGate()
        self._orientation = Orientation()
        self._sight = SightKeeper(exercise)
        self._readings = Readings(exercise)
        self._working = WorkingSide(exercise, side)
        self._posture = Settled(Posture.UNKNOWN, POSTURE_READY_S)
        self._wrong_posture = Lasting()
        reps = isinstance(dose, Reps)
        still_s = min(1.0, max(REP_STILL_S, own_target_s / 2)) if reps else 1.0
        self._machine = PositionMachine(still_s=still_s, passing=reps and own_target_s == 0.0)
        self._judging = Judge(exercise, self._readings, self._machine)
        self._steps = StepTrainer(dose) if isinstance(dose, Steps) else None
        self._keeper = ScoreKeeper(self._target_s)
        self._faults = FaultLog()
        self._coach = Coach()
        self._view_said = (ViewState.OK, "")
        self._time_s = NAN
        self._holds = 0
        self._reps = 0
        self._target_said = False
        self._set_ended = False

    # --- one pose ------------------------------------------------------------------------------------

    def step(self, pose: Pose) -> Step:
        """Take the next pose; poses come in the order of time."""
        events: list[Event] = []
        frame = self._look(pose, events)
        states: dict[str, State] = {}
        if self._steps:
            self._march(frame, events, states)
        else:
            self._position(frame, events, states)
        self._speak_of_view(frame, events)
        self._time_s = frame.time_s
        return Step(self._moment(frame, states), tuple(events))

    def finish(self) -> tuple[Event, ...]:
        """Close what runs, at the end of the source; returns the events of closing."""
        if math.isnan(self._time_s):
            return ()
        events: list[Event] = []
        self._tell(self._time_s, self._machine.finish(), events)
        events += self._faults.finish(self._time_s)
        return tuple(events)

    # --- what is seen --------------------------------------------------------------------------------

    def _look(self, pose: Pose, events: list[Event]) -> _Frame:
        time_s = pose.time_s
        step_s = 0.0 if math.isnan(self._time_s) else max(0.0, time_s - self._time_s)
        presence = self._person.update(pose)
        if presence is Presence.NEW_PERSON:
            self._forget(time_s, events)
        person = presence in (Presence.PERSON, Presence.NEW_PERSON)
        if not person:
            self._readings.update(time_s, None)
            sight = self._sight.absent(time_s, presence)
            return _Frame(
                time_s, step_s, person=False, body=None, posture=Posture.UNKNOWN, sight=sight, near=Side.NONE
            )
        held = self._machine.phase is Phase.HOLD
        near = self._orientation.update(pose, locked=held)
        body = Body(pose, near, self._orientation.facing)
        self._readings.update(time_s, body)
        working = self._working.update(self._readings, near, locked=held)
        off_deg = off_side_deg(body)
        sight = self._sight.present(
            time_s, body, off_deg, working if working in (Side.LEFT, Side.RIGHT) else near
        )
        posture = self._posture.update(time_s, posture_of(body))
        return _Frame(time_s, step_s, person=True, body=body, posture=posture, sight=sight, near=near)

    def _forget(self, time_s: float, events: list[Event]) -> None:
        """Start afresh with another person, or after a cut."""
        self._tell(time_s, self._machine.finish(), events)
        events += self._faults.finish(time_s)
        self._machine.restart()
        self._orientation.reset()
        self._readings.reset()
        self._working.reset()
        self._sight.reset()
        self._posture.state = Posture.UNKNOWN
        self._judging.forget()

    # --- holds and repetitions -----------------------------------------------------------------------

    def _position(self, frame: _Frame, events: list[Event], states: dict[str, State]) -> None:
        primary = self.exercise.primary
        if primary is None:
            return
        self._follow_posture(frame, events)
        side = self._side(frame.near)
        sign = -1.0 if primary.decreasing else 1.0
        raw = self._readings.raw(primary.measure, side)
        ready = self._machine.phase is not Phase.SETUP
        frame.valid = frame.person and frame.sight.judged and ready and not math.isnan(raw)
        self._learn_start(frame, sign)
        start = self._readings.start(primary.measure, side)
        start = sign * (primary.rest if math.isnan(start) else start)
        before = self._machine.phase
        advance = sign * raw if frame.valid else NAN
        least = min(LEAST_WAY_DEG, sign * (primary.zone - primary.rest))
        zone = max(sign * primary.zone, start + least)
        changes = self._machine.update(frame.time_s, advance, start, zone)
        if self._machine.phase is Phase.MOVE_IN and before is not Phase.MOVE_IN:
            self._keeper.restart()
        judgement = self._judge(frame, advance)
        states.update(judgement.states)
        events += self._faults.update(frame.time_s, judgement.sightings, self._reported_side())
        self._tell(frame.time_s, changes, events)
        self._coaching(frame, states, events)

    def _follow_posture(self, frame: _Frame, events: list[Event]) -> None:
        right = frame.posture in self.exercise.posture
        unsure = frame.posture is Posture.UNKNOWN or not frame.person
        wrong_s = self._wrong_posture.update(frame.time_s, true=not right and not unsure)
        if right and frame.sight.judged:
            self._machine.begin()
        elif wrong_s >= POSTURE_LOST_S and self._machine.phase is not Phase.SETUP:
            self._tell(frame.time_s, self._machine.finish(), events)
            self._machine.restart()
        if wrong_s >= GUIDE_AFTER_S and frame.sight.state is not ViewState.BLOCK:
            events += self._coach.remind(frame.time_s, self.exercise.setup, CueKind.GUIDE)

    def _learn_start(self, frame: _Frame, sign: float) -> None:
        """Take the starting position over whenever the person keeps still in it."""
        primary = self.exercise.primary
        assert primary is not None
        own = self._side(frame.near)
        first = math.isnan(self._readings.start(primary.measure, own))
        phases = (Phase.READY, Phase.REST, Phase.MOVE_IN) if first else (Phase.READY, Phase.REST)
        if not frame.valid or self._machine.phase not in phases:
            return
        sides = (Side.LEFT, Side.RIGHT) if self.exercise.sides else (frame.near,)
        # Whoever is still this far along is in the position already, and not at the start.
        reached = (
            min(sign * primary.good[0], sign * primary.good[1]) if primary.strict else sign * primary.zone
        )
        margin = min(10.0, 0.5 * abs(primary.zone - primary.rest))
        known = False
        for side in sides:
            still = sign * self._readings.still(primary.measure, side)
            start = sign * self._readings.start(primary.measure, side)
            if math.isnan(still):
                if side is own:
                    return
                continue
            if still > reached - margin or still > start + 5.0:
                return
            known = True
        if known:
            self._readings.learn_start()

    def _judge(self, frame: _Frame, advance: float) -> Judgement:
        """Judge the frame and add it to the score."""
        machine = self._machine
        if frame.body is None or not frame.valid:
            self._judging.forget()
            unseen = [
                Sighting(fault.fault, fault.severity, fault.cue, State.UNKNOWN, fault.body_cue)
                for fault in self._faults.active
            ]
            return Judgement(sightings=unseen if machine.phase is Phase.HOLD else [])
        judgement = self._judging.judge(
            frame.time_s, frame.body, self._side(frame.near), advance, frame.sight.factor
        )
        frame.form = judgement.form
        if machine.in_position:
            capped = any(fault.severity >= Severity.URGENT for fault in self._faults.active)
            self._keeper.held(
                frame.step_s,
                judgement.form,
                capped=capped,
                provisional=judgement.provisional,
                bouncing=judgement.bouncing,
            )
        elif machine.away:
            self._keeper.moved(frame.step_s, too_fast=judgement.too_fast)
        return judgement

    # --- telling -------------------------------------------------------------------------------------

    def _tell(self, time_s: float, changes: list[Change], events: list[Event]) -> None:
        """Turn the changes of the position into events."""
        side = self._reported_side()
        reps = isinstance(self.exercise.dose, Reps)
        for change in changes:
            hold = change.hold
            if isinstance(change, Started):
                self._target_said = False
                events.append(HoldStarted(time_s, side, hold.start_s))
                if not reps:
                    events += self._coach.announce(time_s, "Hold.", self._faults.active)
            elif isinstance(change, Ended) and not reps:
                self._hold_over(time_s, side, hold, events)
            elif isinstance(change, Returned) and reps:
                self._reps += 1
                parts = self._keeper.parts(hold.held_s)
                events.append(
                    RepDone(time_s, side, hold.left_start_s, change.end_s, hold.start_s, hold.end_s, parts)
                )
                events += self._coach.announce(time_s, str(self._reps), self._faults.active)

    def _hold_over(self, time_s: float, side: Side, hold: HeldPosition, events: list[Event]) -> None:
        dose = self.exercise.dose
        assert isinstance(dose, Hold)
        counted = hold.held_s >= min(dose.credit_s, self._target_s)
        self._holds += counted
        parts = self._keeper.parts(hold.held_s)
        events.append(HoldEnded(time_s, side, hold.start_s, hold.end_s, hold.held_s, counted, parts))
        if hold.held_s < COMPLETE_SHARE * self._target_s:
            severity = int(Severity.SHOW)
            events.append(FaultStarted(time_s, "short-hold", severity, side, hold.start_s))
            events.append(FaultEnded(time_s, "short-hold", severity, side, hold.start_s, hold.end_s))

    def _coaching(self, frame: _Frame, states: dict[str, State], events: list[Event]) -> None:
        hold = self._machine.hold
        if (
            hold is not None
            and self._machine.phase is Phase.HOLD
            and not self._target_said
            and 0.0 < self._target_s <= frame.time_s - hold.start_s - hold.paused_s
        ):
            self._target_said = True
            events.append(TargetReached(frame.time_s, self._reported_side()))
            if isinstance(self.exercise.dose, Hold):
                events += self._coach.release(frame.time_s, "Time. Come out slowly.")
        active = self._faults.active
        cues = self._coach.correct(frame.time_s, active)
        good = {fault for fault, state in states.items() if state is State.GOOD}
        cues = cues or self._coach.praise(frame.time_s, good, active)
        events += cues
        if self._coach.stops >= STOPS_END_SET and not self._set_ended:
            self._set_ended = True
            reason = "That is enough for this set. Come out slowly and rest."
            events.append(SetEnded(frame.time_s, reason))

    def _speak_of_view(self, frame: _Frame, events: list[Event]) -> None:
        said = frame.sight.state, frame.sight.reason
        if said != self._view_said:
            self._view_said = said
            events.append(ViewChanged(frame.time_s, *said))
        if frame.sight.state is ViewState.BLOCK:
            events += self._coach.remind(frame.time_s, frame.sight.reason)

    # --- stepping ------------------------------------------------------------------------------------

    def _march(self, frame: _Frame, events: list[Event], states: dict[str, State]) -> None:
        assert self._steps is not None
        assert self.exercise.primary is not None
        self._follow_posture(frame, events)
        ready = self._machine.phase is not Phase.SETUP
        measure = self.exercise.primary.measure
        drops = {side: self._readings.raw(measure, side) for side in (Side.LEFT, Side.RIGHT)}
        known = not all(math.isnan(drop) for drop in drops.values())
        standing = frame.posture in self.exercise.posture
        frame.valid = frame.person and frame.sight.judged and ready and standing and frame.body is not None
        if frame.valid and not self._steps.stepping:
            self._steps.learn(frame.time_s, self._readings, measure)
        sightings: list[Sighting] = []
        if frame.valid and known:
            assert frame.body is not None
            findings = self._judging.judge_all(frame.body, frame.near)
            sightings = [Sighting(f.fault, f.severity, f.cue, f.state) for f in findings]
            sightings += self._steps.cadence_sightings(frame.time_s)
            states.update({s.fault: s.state for s in sightings})
            frame.form = self._steps.form(findings, frame.sight.factor)
        for event in self._steps.update(frame.time_s, drops if frame.valid else {}, frame.form):
            self._reps += 1
            events.append(event)
        events += self._faults.update(frame.time_s, sightings, Side.BOTH)
        self._coaching(frame, states, events)

    # --- the moment ----------------------------------------------------------------------------------

    def _side(self, near: Side) -> Side:
        """Return the side that is read: the working one, or the near one where both work together."""
        side = self._working.side
        return side if side in (Side.LEFT, Side.RIGHT) else near

    def _reported_side(self) -> Side:
        return self._working.side

    def _moment(self, frame: _Frame, states: dict[str, State]) -> Moment:
        exercise, machine = self.exercise, self._machine
        side = self._side(frame.near)
        if side in (Side.LEFT, Side.RIGHT):
            measures = {measure.name: self._readings.value(measure, side) for measure in exercise.measures}
        else:
            measures = {measure.name: NAN for measure in exercise.measures}
        phase = self._steps.phase(machine.phase) if self._steps else machine.phase
        hold = machine.hold
        running = hold is not None and machine.phase is Phase.HOLD
        active = self._faults.active
        primary = exercise.primary
        return Moment(
            time_s=frame.time_s,
            person=frame.person,
            valid=frame.valid,
            phase=phase,
            posture=frame.posture,
            view=frame.sight.state,
            view_reason=frame.sight.reason,
            near=frame.near,
            working=self._working.side,
            primary=measures[primary.measure.name] if primary else NAN,
            zone=primary.good if primary else (NAN, NAN),
            measures=measures,
            states=states,
            form=frame.form,
            faults=tuple(fault.fault for fault in active),
            held_s=frame.time_s - hold.start_s - hold.paused_s if hold and running else 0.0,
            target_s=self._target_s,
            holds=self._holds,
            reps=self._reps,
            cue=self._coach.standing(frame.time_s, active),
            missing=frame.sight.missing,
        )
