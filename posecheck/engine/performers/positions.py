"""Holds and repetitions: the performance of an exercise that leads into a position and back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.engine.events import (
    CueKind,
    Event,
    FaultEnded,
    FaultStarted,
    HoldEnded,
    HoldStarted,
    Phase,
    RepDone,
    State,
    TargetReached,
)
from posecheck.engine.fault_tracker import Sighting
from posecheck.engine.judging import BOUNCE_CUE, TOO_FAST_CUE, Judge, Judgement
from posecheck.engine.performers.arrival import STILL_S
from posecheck.engine.performers.held_position import Change, Ended, Missed, Returned, Started
from posecheck.engine.performers.holds import ENTER_SHARE, PositionMachine
from posecheck.engine.performers.performer import OwnFault, Performed, speed_fault
from posecheck.engine.readings import KEEP_S
from posecheck.engine.scoring import ScoreKeeper
from posecheck.engine.stance_following import Fit, StanceFollower
from posecheck.exercise import Counted, Posture, Severity
from posecheck.pose import Side
from posecheck.pose.filters import Lasting
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.engine.exercise_state import ExerciseState
    from posecheck.engine.frame_state import FrameState
    from posecheck.engine.performers.held_position import HeldPosition
    from posecheck.exercise import Exercise, Primary

#: A repetition that pauses at the top is held from this time on at the latest.
REP_STILL_S = 0.5
#: A person's own zone begins at this share of their comfortable value (catalogue §4).
BASELINE_SHARE = 0.8
#: Both ways of a repetition take 0.8 s at least (catalogue §4): less is fidgeting or walking by.
LEAST_REP_S = 1.6
#: A hold counts as complete from this share of its target on.
COMPLETE_SHARE = 0.95
#: The zone is never nearer to a person's own start than this, or than the exercise's usual way.
LEAST_WAY_DEG = 12.0
#: The start is learnt this far or half of the usual way before the position.
START_MARGIN_DEG = 10.0
#: A top that was held for less than this share of what the exercise wants is remarked on.
SHORT_TOP_SHARE = 0.5
#: The body has to do something else for so long before the person is told.
ELSEWHERE_AFTER_S = 3.0
#: What is remarked on a repetition is said within this time of it, or not at all.
REMARK_WITHIN_S = 3.0
#: Named in the result when a hold is over; nothing is said of it.
SHORT_HOLD = "short-hold"
LONGER = "Hold it a little longer at the top."
SLOWER = "Slower, so that I can count it."


@dataclass(slots=True)
class _Way:
    """One way from the start into a position; exercises with two ends have two."""

    primary: Primary
    machine: PositionMachine

    @property
    def sign(self) -> float:
        """Turns the primary measure so that it grows toward the position."""
        return -1.0 if self.primary.decreasing else 1.0


class PositionPerformance:
    """Follows the person into the position and back, judges it there, counts.

    Parameters
    ----------
    stage
        The exercise and what is kept about the person.
    """

    def __init__(self, stage: ExerciseState) -> None:
        self._stage = stage
        exercise = stage.exercise
        assert exercise.primary is not None
        self._repeats = repeats = exercise.dose.counts is Counted.REPETITIONS
        top_s = exercise.dose.position_s or 0.0
        still_s = min(STILL_S, max(REP_STILL_S, top_s / 2)) if repeats else STILL_S
        primaries = [p for p in (exercise.primary, exercise.primary.other) if p]
        self._ways = [
            _Way(primary, PositionMachine(still_s=still_s, passing=repeats)) for primary in primaries
        ]
        self._way = self._ways[0]
        self._judge = Judge(exercise, stage.readings)
        self._keeper = ScoreKeeper(stage.target_s)
        self._target_said = False
        self._unjudged = Lasting()
        self._elsewhere = Lasting()
        #: the side on which the hold that runs, or ended last, began
        self._side = Side.NONE
        self._started = False
        self._start_fit = StanceFollower(exercise.start)
        self._fit = StanceFollower(exercise.position)
        #: what is still to be said about the last repetition, and since when
        self._remark = ("", -math.inf)

    @staticmethod
    def own_faults(exercise: Exercise) -> tuple[OwnFault, ...]:
        """Return that it is too fast, and what can be wrong with a hold."""
        faults: list[OwnFault] = []
        if exercise.pace is not None:
            measure = exercise.pace.measure
            speed = f"speed of {measure.title}"
            fault = speed_fault(exercise.pace, speed, Severity.URGENT, TOO_FAST_CUE)
            faults.append(replace(fault, measure=measure))
        if exercise.dose.counts is Counted.HOLDS and exercise.primary is not None:
            rocking = ("rocking in the position", "", "none", "none", "in position")
            faults += (
                OwnFault("bouncing", Severity.SPEAK, BOUNCE_CUE, exercise.primary.measure, *rocking),
                OwnFault(SHORT_HOLD, Severity.SHOW, "", None, "time held", "s", when="at the end"),
            )
        return tuple(faults)

    # --- for the trainer -----------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Where in the exercise the person is."""
        return self._way.machine.phase

    @property
    def holding(self) -> bool:
        """Whether a position is being held: sides stay what they are."""
        return self.phase is Phase.HOLD

    @property
    def started(self) -> bool:
        """Whether the person was seen at the start of the exercise."""
        return self._started

    def held_s(self, _time_s: float) -> float:
        """Return how long the running hold has lasted."""
        return self._way.machine.held_s

    def take(self, frame: FrameState) -> Performed:
        """Take one frame."""
        events: list[Event] = []
        self._follow_stances(frame)
        lost = self._stage.posture_lost(frame)
        if self._stage.in_posture(frame) and frame.visibility.judged and self._may_begin:
            for way in self._ways:
                way.machine.begin()
        elif lost and self.phase is not Phase.SETUP:
            events += self._end(frame.time_s)
        known = self._can_judge(frame)
        valid = known and not frame.unmoved
        raw = self._raw(frame) if valid else NAN
        changes: list[Change] = []
        for way in self._ways:
            changes += self._advance(way, frame, raw, known=known)
        self._way = next((way for way in self._ways if way.machine.away), self._way)
        judgement = self._judged(frame, raw, valid=valid)
        events += self._stage.faults.update(frame.time_s, judgement.sightings, self._stage.side)
        events += self._tell(frame.time_s, changes)
        events += self._announce_target(frame)
        events += self._say_remark(frame.time_s)
        events += self._say_what_it_must_be(frame, raw, valid=valid)
        return Performed(valid=valid, form=judgement.form, states=judgement.states, events=tuple(events))

    def forget(self, time_s: float) -> list[Event]:
        """End what runs and start afresh, as with another person."""
        return self._end(time_s)

    def finish(self, time_s: float) -> list[Event]:
        """End what runs, at the end of the source."""
        return [event for way in self._ways for event in self._tell(time_s, way.machine.finish())]

    # --- the stances --------------------------------------------------------------------------------

    def _follow_stances(self, frame: FrameState) -> None:
        if frame.body is None:
            return
        side = self._stage.read_side(frame.near)
        self._start_fit.update(frame.time_s, frame.body, side)
        self._fit.update(frame.time_s, frame.body, side)

    @property
    def _may_begin(self) -> bool:
        """Whether it may begin here: a repetition begins at its start, a hold may be met in progress."""
        return self._start_fit.fit is not Fit.OUT or not self._repeats

    def _say_what_it_must_be(self, frame: FrameState, raw: float, *, valid: bool) -> list[Event]:
        """Say what makes it this exercise, when it would be held but for the rest of the body."""
        way = self._way
        reached = way.sign * raw >= way.sign * way.primary.zone
        elsewhere = self._fit.fit is Fit.OUT and reached and valid
        if self._elsewhere.update(frame.time_s, true=elsewhere) < ELSEWHERE_AFTER_S:
            return []
        return [*self._stage.coach.remind(frame.time_s, self._must, CueKind.GUIDE)] if self._must else []

    def _say_remark(self, time_s: float) -> list[Event]:
        """Say what there is to say about the last repetition as soon as there is room for it."""
        text, since_s = self._remark
        if not text:
            return []
        cues = self._stage.coach.remind(time_s, text, CueKind.GUIDE)
        if cues or time_s - since_s > REMARK_WITHIN_S:
            self._remark = ("", -math.inf)
        return [*cues]

    # --- the way -------------------------------------------------------------------------------------

    def _end(self, time_s: float) -> list[Event]:
        """End what runs because the person left: a hold ends, an unfinished repetition does not count."""
        changes = [change for way in self._ways for change in way.machine.finish()]
        events = self._tell(time_s, [change for change in changes if not isinstance(change, Returned)])
        for way in self._ways:
            way.machine.restart()
        self._judge.forget()
        self._start_fit.forget()
        self._fit.forget()
        self._started = False
        return events

    def _can_judge(self, frame: FrameState) -> bool:
        if frame.body is None or not frame.visibility.judged or self.phase is Phase.SETUP:
            return False
        known = frame.posture is not Posture.UNKNOWN
        if known and not self._stage.in_posture(frame):
            return False
        if self.holding and self._fit.fit is Fit.UNKNOWN:
            return False
        return self._stage.readings.seen(self._way.primary.measure, self._stage.read_side(frame.near))

    def _raw(self, frame: FrameState) -> float:
        """Return the primary measure of this frame; while the own start is unknown, against the usual one."""
        measure, side = self._way.primary.measure, self._stage.read_side(frame.near)
        value = self._stage.readings.raw(measure, side)
        if math.isnan(value) and not math.isnan(measure.usual):
            return self._stage.readings.plain(measure, side) - measure.usual
        return value

    def _advance(self, way: _Way, frame: FrameState, raw: float, *, known: bool) -> list[Change]:
        primary, sign = way.primary, way.sign
        if known:
            self._learn_start(way, frame)
        start = self._stage.readings.start(primary.measure, self._stage.read_side(frame.near))
        relative, own_start = primary.measure.starts_at_zero, not math.isnan(start)
        start = sign * (0.0 if relative else primary.rest if math.isnan(start) else start)
        least = min(LEAST_WAY_DEG, sign * (primary.zone - primary.rest))
        # Of the own zone as much is asked as of a stiff person: on a bad day it is no less a stretch.
        own = start + ENTER_SHARE * (self._own_zone(primary, sign) - start)
        zone = max(sign * primary.zone, start + least, own)
        before = way.machine.phase
        changes: list[Change] = []
        if self._fit.fit is Fit.OUT and way.machine.at_level(sign * raw, start):
            changes = way.machine.give_up(self._fit.out_since_s)
        if self._fit.fit is Fit.OUT:
            way.machine.forget_top(self._fit.out_since_s)
        changes += way.machine.update(
            frame.time_s, sign * raw, start, zone, fits=self._fit.fit is Fit.IN, start_known=own_start
        )
        if way.machine.phase is Phase.MOVE_IN and before is not Phase.MOVE_IN:
            self._keeper.restart()
        return changes

    def _own_zone(self, primary: Primary, sign: float) -> float:
        """Return the zone of a person whose comfortable value is known; work for strength has none."""
        baseline = self._stage.baselines.get(self._stage.side)
        if baseline is None or primary.strict:
            return -math.inf
        highest = max(sign * primary.good[0], sign * primary.good[1])
        return min(BASELINE_SHARE * sign * baseline, highest)

    def _learn_start(self, way: _Way, frame: FrameState) -> None:
        """Take the starting position over whenever the person keeps still in it."""
        primary, sign, readings = way.primary, way.sign, self._stage.readings
        own = self._stage.read_side(frame.near)
        first = math.isnan(readings.start(primary.measure, own))
        phases = (Phase.READY, Phase.REST, Phase.MOVE_IN) if first else (Phase.READY, Phase.REST)
        if any(each.machine.phase not in phases for each in self._ways):
            return
        if self._start_fit.fit is Fit.OUT:
            return
        sides = (Side.LEFT, Side.RIGHT) if self._stage.exercise.sides else (frame.near,)
        # Whoever is still this far along is in the position already, and not at the start.
        reached = (
            min(sign * primary.good[0], sign * primary.good[1]) if primary.strict else sign * primary.zone
        )
        margin = min(START_MARGIN_DEG, 0.5 * abs(primary.zone - primary.rest))
        known = False
        for side in sides:
            still = sign * readings.still(primary.measure, side)
            if math.isnan(still):
                if side is own:
                    return
                continue
            if not primary.measure.starts_at_zero and still > reached - margin:
                return
            known = True
        if known:
            readings.learn_start()
            self._fit.begin_anew()
            self._started = True

    # --- judging -------------------------------------------------------------------------------------

    def _judged(self, frame: FrameState, raw: float, *, valid: bool) -> Judgement:
        """Judge the frame and add it to the score."""
        machine, faults = self._way.machine, self._stage.faults
        if self._unjudged.update(frame.time_s, true=frame.body is None or not valid) > KEEP_S:
            self._judge.forget()
        if frame.body is None or not valid:
            unseen = [Sighting(f.fault, f.severity, f.cue, State.UNKNOWN, f.body_cue) for f in faults.active]
            return Judgement(sightings=unseen if self.holding else [])
        self._judge.follow(self._way.primary, machine, end=1 if self._way is self._ways[0] else -1)
        side = self._stage.read_side(frame.near)
        judgement = self._judge.judge(
            frame.time_s, frame.body, side, self._way.sign * raw, frame.visibility.factor
        )
        if machine.in_position:
            self._keeper.held(
                frame.step_s,
                judgement.form,
                worst=max((fault.severity for fault in faults.active), default=None),
                provisional=judgement.provisional or frame.visibility.poor,
                bouncing=judgement.bouncing,
            )
        elif machine.away:
            self._keeper.moved(frame.step_s, too_fast=judgement.too_fast)
        return judgement

    # --- telling -------------------------------------------------------------------------------------

    def _tell(self, time_s: float, changes: list[Change]) -> list[Event]:
        """Turn the changes of the position into events."""
        events: list[Event] = []
        for change in changes:
            if isinstance(change, Started):
                events += self._begun(time_s, change)
            elif isinstance(change, Ended) and not self._repeats:
                events += self._hold_over(time_s, change.hold)
            elif isinstance(change, Returned) and self._repeats:
                events += self._rep_over(time_s, change)
            elif isinstance(change, Missed) and self._repeats:
                primary = self._way.primary
                self._remark = (primary.low_cue if change.short else self._must, time_s)
        return events

    @property
    def _must(self) -> str:
        return self._stage.exercise.position.must

    def _begun(self, time_s: float, change: Started) -> list[Event]:
        stage = self._stage
        self._target_said = False
        self._side = stage.side
        events: list[Event] = [HoldStarted(time_s, self._side, change.hold.start_s)]
        if not self._repeats:
            events += stage.coach.announce(time_s, "Hold.", stage.faults.active)
        return events

    def _rep_over(self, time_s: float, change: Returned) -> list[Event]:
        """Count a repetition whose start and return were seen; say what another one lacks."""
        stage, hold, dose = self._stage, change.hold, self._stage.exercise.dose
        if math.isnan(hold.left_start_s):
            return []
        if change.end_s - hold.left_start_s < LEAST_REP_S:
            self._remark = (SLOWER, time_s)
            return []
        stage.reps += 1
        parts = self._keeper.parts(hold.held_s)
        top = (hold.start_s, hold.end_s)
        events: list[Event] = [
            RepDone(time_s, self._side, hold.left_start_s, change.end_s, *top, parts),
            *stage.coach.announce(time_s, str(stage.reps), stage.faults.active),
        ]
        if hold.held_s < SHORT_TOP_SHARE * (dose.position_s or 0.0):
            severity = int(Severity.SHOW)
            events.append(FaultStarted(time_s, SHORT_HOLD, severity, self._side, hold.start_s))
            events.append(FaultEnded(time_s, SHORT_HOLD, severity, self._side, *top))
            self._remark = (LONGER, time_s)
        return events

    def _hold_over(self, time_s: float, hold: HeldPosition) -> list[Event]:
        stage, dose = self._stage, self._stage.exercise.dose
        # A pause on the way in is no hold, unless its end had been announced.
        announced = math.isfinite(hold.promised_s)
        counted = hold.held_s >= min(dose.credit_s, stage.target_s) and (announced or not hold.passed)
        stage.holds += counted
        parts = self._keeper.parts(hold.held_s)
        events: list[Event] = [
            HoldEnded(time_s, self._side, hold.start_s, hold.end_s, hold.held_s, counted, parts)
        ]
        if hold.held_s < COMPLETE_SHARE * stage.target_s and not hold.passed:
            severity = int(Severity.SHOW)
            events.append(FaultStarted(time_s, SHORT_HOLD, severity, self._side, hold.start_s))
            events.append(FaultEnded(time_s, SHORT_HOLD, severity, self._side, hold.start_s, hold.end_s))
        return events

    def _announce_target(self, frame: FrameState) -> list[Event]:
        stage = self._stage
        if (
            self._target_said
            or not self.holding
            or self._way.machine.moving_deeper
            or not 0.0 < stage.target_s <= self.held_s(frame.time_s)
        ):
            return []
        self._target_said = True
        self._way.machine.promise(frame.time_s)
        events: list[Event] = [TargetReached(frame.time_s, self._side)]
        if not self._repeats:
            events += stage.coach.release(frame.time_s, "Time. Come out slowly.")
        return events
