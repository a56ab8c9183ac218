"""Holds and repetitions: the performance of an exercise that leads into a position and back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.events import (
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
from posecheck.exercise import Hold, Posture, Reps, Severity
from posecheck.faultlog import Sighting
from posecheck.filters import Lasting
from posecheck.geometry import NAN
from posecheck.holds import STILL_S, Change, Ended, PositionMachine, Returned, Started
from posecheck.judging import Judge, Judgement
from posecheck.pose import Side
from posecheck.readings import KEEP_S
from posecheck.scoring import ScoreKeeper

if TYPE_CHECKING:
    from posecheck.exercise import Primary
    from posecheck.holds import Hold as HeldPosition
    from posecheck.seen import Seen, Stage

#: A repetition that pauses at the top is held from this time on at the latest.
REP_STILL_S = 0.5
#: A person's own zone begins at this share of their comfortable value (EXERCISES.md §4).
BASELINE_SHARE = 0.8
#: Both ways of a repetition take 0.8 s at least (EXERCISES.md §4): less is fidgeting or walking by.
LEAST_REP_S = 1.6
#: A hold counts as complete from this share of its target on.
COMPLETE_SHARE = 0.95
#: The zone is never nearer to a person's own start than this, or than the exercise's usual way.
LEAST_WAY_DEG = 12.0
#: The start is learnt this far or half of the usual way before the position.
START_MARGIN_DEG = 10.0
#: Still values of the start may differ by so much from one rest to the next.
SAME_START_DEG = 5.0


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

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        exercise = stage.exercise
        assert exercise.primary is not None
        dose = exercise.dose
        reps = isinstance(dose, Reps)
        hold_s = dose.hold_s if isinstance(dose, Reps) else 0.0
        still_s = min(STILL_S, max(REP_STILL_S, hold_s / 2)) if reps else STILL_S
        primaries = [p for p in (exercise.primary, exercise.primary.other) if p]
        self._ways = [
            _Way(primary, PositionMachine(still_s=still_s, passing=reps and hold_s == 0.0))
            for primary in primaries
        ]
        self._way = self._ways[0]
        self._judge = Judge(exercise, stage.readings)
        self._keeper = ScoreKeeper(stage.target_s)
        self._target_said = False
        self._unjudged = Lasting()
        #: the side on which the hold that runs, or ended last, began
        self._side = Side.NONE

    # --- for the trainer -----------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Where in the exercise the person is."""
        return self._way.machine.phase

    @property
    def holding(self) -> bool:
        """Whether a position is being held: sides stay what they are."""
        return self.phase is Phase.HOLD

    def held_s(self, _time_s: float) -> float:
        """Return how long the running hold has lasted."""
        return self._way.machine.held_s

    def take(self, seen: Seen) -> list[Event]:
        """Take one frame."""
        events: list[Event] = []
        lost = self._stage.posture_lost(seen)
        if self._stage.in_posture(seen) and seen.sight.judged:
            for way in self._ways:
                way.machine.begin()
        elif lost and self.phase is not Phase.SETUP:
            events += self._end(seen.time_s)
        seen.valid = self._can_judge(seen)
        raw = self._raw(seen) if seen.valid and not seen.unmoved else NAN
        changes: list[Change] = []
        for way in self._ways:
            changes += self._advance(way, seen, raw)
        seen.valid &= not seen.unmoved
        self._way = next((way for way in self._ways if way.machine.away), self._way)
        judgement = self._judged(seen, raw)
        seen.states.update(judgement.states)
        events += self._stage.faults.update(seen.time_s, judgement.sightings, self._stage.side)
        events += self._tell(seen.time_s, changes)
        return [*events, *self._announce_target(seen)]

    def forget(self, time_s: float) -> list[Event]:
        """End what runs and start afresh, as with another person."""
        return self._end(time_s)

    def finish(self, time_s: float) -> list[Event]:
        """End what runs, at the end of the source."""
        return [event for way in self._ways for event in self._tell(time_s, way.machine.finish())]

    # --- the way -------------------------------------------------------------------------------------

    def _end(self, time_s: float) -> list[Event]:
        """End what runs because the person left: a hold ends, an unfinished repetition does not count."""
        changes = [change for way in self._ways for change in way.machine.finish()]
        events = self._tell(time_s, [change for change in changes if not isinstance(change, Returned)])
        for way in self._ways:
            way.machine.restart()
        self._judge.forget()
        return events

    def _can_judge(self, seen: Seen) -> bool:
        if seen.body is None or not seen.sight.judged or self.phase is Phase.SETUP:
            return False
        known = seen.posture is not Posture.UNKNOWN
        if known and not self._stage.in_posture(seen):
            return False
        asked = () if self.holding else self._stage.exercise.requires
        if any(self._stage.asks(each, seen.near) not in (State.GOOD, State.OK) for each in asked):
            return False
        return self._stage.readings.seen(self._way.primary.measure, self._stage.read_side(seen.near))

    def _raw(self, seen: Seen) -> float:
        """Return the primary measure of this frame; unknown while it is compared with an unknown start."""
        return self._stage.readings.raw(self._way.primary.measure, self._stage.read_side(seen.near))

    def _advance(self, way: _Way, seen: Seen, raw: float) -> list[Change]:
        primary, sign = way.primary, way.sign
        if seen.valid:
            self._learn_start(way, seen)
        start = self._stage.readings.start(primary.measure, self._stage.read_side(seen.near))
        relative = primary.measure.starts_at_zero
        start = sign * (0.0 if relative else primary.rest if math.isnan(start) else start)
        least = min(LEAST_WAY_DEG, sign * (primary.zone - primary.rest))
        zone = max(sign * primary.zone, start + least, self._own_zone(primary, sign))
        before = way.machine.phase
        changes = way.machine.update(seen.time_s, sign * raw, start, zone)
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

    def _learn_start(self, way: _Way, seen: Seen) -> None:
        """Take the starting position over whenever the person keeps still in it."""
        primary, sign, readings = way.primary, way.sign, self._stage.readings
        own = self._stage.read_side(seen.near)
        first = math.isnan(readings.start(primary.measure, own))
        phases = (Phase.READY, Phase.REST, Phase.MOVE_IN) if first else (Phase.READY, Phase.REST)
        if any(each.machine.phase not in phases for each in self._ways):
            return
        sides = (Side.LEFT, Side.RIGHT) if self._stage.exercise.sides else (seen.near,)
        # Whoever is still this far along is in the position already, and not at the start.
        reached = (
            min(sign * primary.good[0], sign * primary.good[1]) if primary.strict else sign * primary.zone
        )
        margin = min(START_MARGIN_DEG, 0.5 * abs(primary.zone - primary.rest))
        known = False
        for side in sides:
            still = sign * readings.still(primary.measure, side)
            start = sign * readings.start(primary.measure, side)
            if math.isnan(still):
                if side is own:
                    return
                continue
            beyond = not primary.measure.starts_at_zero and still > reached - margin
            if beyond or still > start + SAME_START_DEG:
                return
            known = True
        if known:
            readings.learn_start()

    # --- judging -------------------------------------------------------------------------------------

    def _judged(self, seen: Seen, raw: float) -> Judgement:
        """Judge the frame and add it to the score."""
        machine, faults = self._way.machine, self._stage.faults
        unjudged = seen.body is None or not seen.valid
        if self._unjudged.update(seen.time_s, true=unjudged) > KEEP_S:
            self._judge.forget()
        if seen.body is None or not seen.valid:
            unseen = [Sighting(f.fault, f.severity, f.cue, State.UNKNOWN, f.body_cue) for f in faults.active]
            return Judgement(sightings=unseen if self.holding else [])
        self._judge.follow(self._way.primary, machine, end=1 if self._way is self._ways[0] else -1)
        side = self._stage.read_side(seen.near)
        judgement = self._judge.judge(seen.time_s, seen.body, side, self._way.sign * raw, seen.sight.factor)
        seen.form = judgement.form
        if machine.in_position:
            self._keeper.held(
                seen.step_s,
                judgement.form,
                worst=max((fault.severity for fault in faults.active), default=None),
                provisional=judgement.provisional or seen.sight.poor,
                bouncing=judgement.bouncing,
            )
        elif machine.away:
            self._keeper.moved(seen.step_s, too_fast=judgement.too_fast)
        return judgement

    # --- telling -------------------------------------------------------------------------------------

    def _tell(self, time_s: float, changes: list[Change]) -> list[Event]:
        """Turn the changes of the position into events."""
        stage, events = self._stage, list[Event]()
        reps = isinstance(stage.exercise.dose, Reps)
        for change in changes:
            hold = change.hold
            if isinstance(change, Started):
                self._target_said = False
                self._side = stage.side
                events.append(HoldStarted(time_s, self._side, hold.start_s))
                if not reps:
                    events += stage.coach.announce(time_s, "Hold.", stage.faults.active)
            elif isinstance(change, Ended) and not reps:
                events += self._hold_over(time_s, hold)
            elif isinstance(change, Returned) and reps and change.end_s - hold.left_start_s >= LEAST_REP_S:
                stage.reps += 1
                parts = self._keeper.parts(hold.held_s)
                start_s, top = hold.left_start_s, (hold.start_s, hold.end_s)
                events.append(RepDone(time_s, self._side, start_s, change.end_s, *top, parts))
                events += stage.coach.announce(time_s, str(stage.reps), stage.faults.active)
        return events

    def _hold_over(self, time_s: float, hold: HeldPosition) -> list[Event]:
        stage, dose = self._stage, self._stage.exercise.dose
        assert isinstance(dose, Hold)
        counted = hold.held_s >= min(dose.credit_s, stage.target_s)
        stage.holds += counted
        parts = self._keeper.parts(hold.held_s)
        events: list[Event] = [
            HoldEnded(time_s, self._side, hold.start_s, hold.end_s, hold.held_s, counted, parts)
        ]
        if hold.held_s < COMPLETE_SHARE * stage.target_s:
            severity = int(Severity.SHOW)
            events.append(FaultStarted(time_s, "short-hold", severity, self._side, hold.start_s))
            events.append(FaultEnded(time_s, "short-hold", severity, self._side, hold.start_s, hold.end_s))
        return events

    def _announce_target(self, seen: Seen) -> list[Event]:
        stage = self._stage
        if self._target_said or not self.holding or not 0.0 < stage.target_s <= self.held_s(seen.time_s):
            return []
        self._target_said = True
        events: list[Event] = [TargetReached(seen.time_s, self._side)]
        if isinstance(stage.exercise.dose, Hold):
            events += stage.coach.release(seen.time_s, "Time. Come out slowly.")
        return events
