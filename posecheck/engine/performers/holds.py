"""The one state machine of holds and repetitions: moving in, keeping still, moving out (catalogue §4).

It works on the *advance*: the primary measure with its sign turned so that it grows toward the position.
Times of a hold are dated back to when it really began and ended, because both are only certain later.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from statistics import median

from posecheck.engine.events import Phase
from posecheck.engine.performers.arrival import CREEPING_DEG_S, SLOPE_LAG_S, STILL_S, Arrival, Movement
from posecheck.engine.performers.held_position import Change, Ended, HeldPosition, Missed, Returned, Started
from posecheck.engine.performers.hold_timing import Recent, nearness_deg, rocks
from posecheck.pose.filters import Lasting, Slope
from posecheck.pose.geometry import NAN

#: A stiff person who stops short of the zone is counted from this share of the way on, after so many tries
#: (catalogue §4: "floor not reached twice: lower it 30 %, say nothing negative"). Not at once: what people
#: do in a living room goes 70 % of the way into many positions.
ENTER_SHARE = 0.7
TRIES_SHORT = 2
#: Keeping still short of the zone for so long is a try.
TRY_S = 4.0
#: The start was seen where the way into the position was still less than this share, of the own start and of
#: the usual one.
NEAR_START_SHARE = 0.1
NEAR_USUAL_SHARE = 0.35
#: Coming back to this share of the reach continues a hold; less is another position.
RESUME_SHARE = 0.15
#: Never less than this far from the start: less is fidgeting.
ENTER_LEAST_DEG = 5.0
#: Stillness (catalogue §4), and the coarser limit below 15 frames/s.
STILL_DEG_S = 8.0
STILL_COARSE_DEG_S = 12.0
COARSE_STEP_S = 0.07
#: A hold is left below its own level by the larger of these, for so long (catalogue §4).
LEAVE_DEG = 5.0
LEAVE_SHARE = 0.25
LEAVE_S = 0.7
#: Or at once when moving out this fast for so long (catalogue §4).
LEAVE_DEG_S = 15.0
LEAVE_FAST_S = 0.5
#: Coming back within this time continues the hold (catalogue §4).
RESUME_S = 3.0
#: Landmarks lost: the timer pauses, and after this the hold is over (catalogue §2).
PAUSE_S = 0.3
LOST_S = 2.0
#: Back at the start: within this share of the way.
BACK_SHARE = 0.3
#: The level of a hold is first taken over this time.
LEVEL_OVER_S = 0.35
#: The level of a hold follows its value with this time constant.
LEVEL_S = 1.5
#: A hold begins anew when it ends this much deeper: a share of the reach, or at least this.
DEEPER_SHARE = 0.25
DEEPER_LEAST_DEG = 8.0
#: A movement that came so far and went back was meant as one, whether or not it counts.
MEANT_SHARE = 0.6


@dataclass(slots=True)
class PositionMachine:
    """Follows the advance through one exercise.

    Parameters
    ----------
    still_s
        How long the position must be kept still to be a hold.
    passing
        Also take the top of a movement that does not pause for a position (repetitions).
    """

    still_s: float = STILL_S
    passing: bool = False
    phase: Phase = Phase.SETUP
    hold: HeldPosition | None = None
    _arrival: Arrival = field(init=False)
    _left_start_s: float = NAN
    _near_start_s: float = NAN
    _peak: deque[tuple[float, float]] = field(default_factory=deque)
    _recent: Recent = field(default_factory=Recent)
    _slope: Slope = field(default_factory=Slope)
    _drift: Slope = field(default_factory=lambda: Slope(STILL_S))
    _below: Lasting = field(default_factory=Lasting)
    _fast_out: Lasting = field(default_factory=Lasting)
    _short: Lasting = field(default_factory=Lasting)
    #: how often the person has stopped short of the zone
    _tries: int = 0
    #: on the rest of the way back after a position: not a new beginning
    _returning: bool = False
    _lowest: float = math.inf
    _time_s: float = NAN
    _known_s: float = NAN
    _speed_deg_s: float = NAN
    #: nothing is dated back before this: the end of the last hold, or a gap in what was seen
    _earliest_s: float = -math.inf
    #: the level of the hold before it began to move deeper, ``NaN`` while it does not
    _deeper_from: float = NAN
    _deeper_since_s: float = NAN
    #: it has gone clearly deeper than it held: the hold may be about to begin anew, and no time is announced
    moving_deeper: bool = False
    #: how far it came since it left the start
    _farthest: float = -math.inf
    _lost_since_s: float = NAN

    def __post_init__(self) -> None:
        self._arrival = Arrival(self.still_s)

    def restart(self) -> None:
        """Go back to the set-up, as for a new person; a running hold must be finished before."""
        self.phase = Phase.SETUP
        self.hold = None
        self._arrival.cancel()
        self._left_start_s = self._near_start_s = self._known_s = self._deeper_from = NAN
        self._returning = False
        self._farthest = -math.inf
        self._peak.clear()
        self._slope.reset()
        self._drift.reset()

    @property
    def in_position(self) -> bool:
        """Whether the body has arrived in a position, also before it counts as held."""
        return self.phase is Phase.HOLD or self._arrival.under_way

    @property
    def leaving(self) -> bool:
        """Whether the body is on its way out: that is no fault of the position, and belongs to no form."""
        return self._speed_deg_s < -STILL_DEG_S

    @property
    def held_s(self) -> float:
        """How long the running hold has lasted, up to the last frame that was seen; 0 without one."""
        if self.hold is None or self.phase is not Phase.HOLD:
            return 0.0
        return max(0.0, self._known_s - self.hold.start_s - self.hold.paused_s)

    @property
    def away(self) -> bool:
        """Whether the body has left the start."""
        return self.phase in (Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT)

    def begin(self) -> None:
        """Wait for the movement: the person is in the starting posture."""
        if self.phase is Phase.SETUP:
            self.phase = Phase.READY

    def update(  # noqa: PLR0913 - one frame's numbers, packing them would only hide them
        self,
        time_s: float,
        advance: float,
        start: float,
        zone: float,
        *,
        fits: bool = True,
        start_known: bool = True,
    ) -> list[Change]:
        """Take the advance of one frame.

        Parameters
        ----------
        time_s
            Time of the frame.
        advance
            Primary measure, unfiltered, growing toward the position; ``NaN`` unknown.
        start
            The advance in the starting position.
        zone
            The advance from which the position counts as reached.
        fits
            The rest of the body does what belongs to the position.
        start_known
            `start` is the person's own and not what is usual: the start is then told more narrowly.

        Returns
        -------
        list of Change
            What changed with this frame, in order.
        """
        step_s = 0.0 if math.isnan(self._time_s) else time_s - self._time_s
        self._time_s = time_s
        if math.isnan(advance):
            return self._unknown(time_s, step_s)
        changes = self._after_gap(time_s)
        speed = self._slope.update(time_s, advance)
        drift = self._drift.update(time_s, advance)
        self._speed_deg_s = speed
        self._known_s, self._lost_since_s = time_s, NAN
        self._recent.add(time_s, advance)
        travel = max(zone - start, ENTER_LEAST_DEG)
        share = ENTER_SHARE if self._tries >= TRIES_SHORT else 1.0
        enter = start + max(share * travel, ENTER_LEAST_DEG)
        near = NEAR_START_SHARE if start_known else NEAR_USUAL_SHARE
        if advance < start + max(near * travel, 3.0):
            self._near_start_s = time_s
        still = STILL_COARSE_DEG_S if step_s > COARSE_STEP_S else STILL_DEG_S
        if not fits:
            self._arrival.cancel()
        now = Movement(time_s, step_s, advance, speed, drift, still, start, enter, travel)
        match self.phase:
            case Phase.SETUP:
                return changes
            case Phase.HOLD:
                self._holding(now)
                return [*changes, *self._settled_deeper(now)]
            case Phase.MOVE_OUT:
                return [*changes, *self._moving_out(now, fits=fits)]
            case _:
                return [*changes, *self._moving_in(now, fits=fits)]

    def forget_top(self, since_s: float) -> None:
        """Take back the top of a passing movement since `since_s`: the body was doing something else."""
        while self._peak and self._peak[-1][0] >= since_s:
            self._peak.pop()

    def at_level(self, advance: float, start: float) -> bool:
        """Whether the body is where it holds, and not on the way out."""
        hold = self.hold
        if hold is None or self.phase is not Phase.HOLD or self.leaving:
            return False
        return advance >= hold.level - max(LEAVE_DEG, RESUME_SHARE * (hold.level - start))

    def give_up(self, since_s: float) -> list[Change]:
        """End the running hold because the body has done something else since `since_s`."""
        hold = self.hold
        if hold is None:
            return []
        if self.phase is Phase.HOLD:
            hold.end_s = min(self._known_s, max(hold.start_s, hold.promised_s, since_s))
        self.hold = None
        self._arrival.cancel()
        self._earliest_s = self._known_s
        self._left_start_s = self._near_start_s = self._deeper_from = NAN
        self._peak.clear()
        self.phase = Phase.MOVE_IN
        return [Ended(hold)]

    def promise(self, time_s: float) -> None:
        """Let the running hold last until `time_s` at least, because that was announced."""
        if self.hold is not None:
            self.hold.promised_s = time_s

    def finish(self) -> list[Change]:
        """End whatever runs, at the end of the source or when the person is gone; a return was not seen."""
        changes: list[Change] = []
        if self.hold is not None:
            if self.phase is Phase.HOLD:
                self.hold.end_s = self._known_s
            changes = [Ended(self.hold)]
            self.hold = None
        self._arrival.cancel()
        if changes:
            self._earliest_s = self._known_s
        self.phase = Phase.REST if changes else self.phase
        return changes

    def _after_gap(self, time_s: float) -> list[Change]:
        """Let nothing that was not seen count: after a longer gap what ran is over."""
        lost_s = time_s - self._known_s
        if lost_s <= PAUSE_S:
            return []
        self._recent.clear()
        self._arrival.cancel()
        if lost_s > LOST_S and self.away:  # false when nothing was known before
            changes = self.finish()
            self.restart()
            self._earliest_s = time_s
            self.phase = Phase.READY
            return changes
        self._earliest_s = max(self._earliest_s, time_s)
        if self.hold is not None and self.phase is Phase.HOLD:
            self.hold.paused_s += lost_s
        return []

    def _unknown(self, time_s: float, step_s: float) -> list[Change]:
        """Pause, and after a while give the hold up."""
        if math.isnan(self._lost_since_s):
            self._lost_since_s = time_s - step_s
        lost_s = time_s - self._lost_since_s
        if lost_s <= PAUSE_S:
            return []
        self._arrival.cancel()
        if lost_s > LOST_S and self.away:
            changes = self.finish()
            self.restart()
            return changes
        return []

    def _moving_in(self, now: Movement, *, fits: bool) -> list[Change]:
        time_s, advance = now.time_s, now.advance
        start, enter, travel = now.start, now.enter, now.travel
        if advance < start + max(0.15 * travel, 3.0):
            changes = [] if self._returning else self._passed(time_s, start, travel)
            if self.phase is Phase.MOVE_IN and start + ENTER_SHARE * travel <= self._farthest < enter:
                self._tries += not math.isnan(self._left_start_s)
            self._returning = False
            self._arrival.cancel()
            self._peak.clear()
            if self.phase is Phase.MOVE_IN:
                self.phase = Phase.READY
            return changes
        if self._returning:
            self._lowest = min(self._lowest, advance)
            self._returning = advance < self._lowest + ENTER_LEAST_DEG
            return []
        if self.phase is not Phase.MOVE_IN:
            self.phase = Phase.MOVE_IN
            self._left_start_s = self._near_start_s
            self._peak.clear()
            self._farthest = -math.inf
        self._farthest = max(self._farthest, advance)
        self._notice_try(now, start + ENTER_SHARE * travel)
        if self.passing and fits:
            self._peak.append((time_s, advance))
        if not (fits and self._arrival.confirmed(now, enter)):
            return []
        self.hold = self._hold_since(self._left_start_s, time_s, start)
        self._enter_hold()
        return [Started(self.hold)]

    def _notice_try(self, now: Movement, least: float) -> None:
        """Count keeping still short of the zone as a try, when the way there from the start was seen."""
        still = abs(now.speed_deg_s) <= now.still_deg_s
        keeps = now.advance >= least and still and not math.isnan(self._left_start_s)
        if self._short.update(now.time_s, true=keeps) >= TRY_S:
            self._tries += 1
            self._short.update(now.time_s, true=False)

    def _hold_since(self, left_start_s: float, time_s: float, start: float) -> HeldPosition:
        """Return the hold that has just been confirmed, dated back to where it came to its level."""
        arrived_s = self._arrival.since_s
        values = self._recent.since(arrived_s + SLOPE_LAG_S)
        # Where it is now: who comes in slowly is still on the way when the arrival begins.
        level = median(self._recent.since(max(arrived_s + SLOPE_LAG_S, time_s - LEVEL_OVER_S)))
        rocking = rocks(values, level - start)
        if not rocking:
            arrived_s = self._recent.began(arrived_s, level, level - start)
        return HeldPosition(max(arrived_s, self._earliest_s), time_s, left_start_s, level, rocking=rocking)

    def _enter_hold(self) -> None:
        self.phase = Phase.HOLD
        self._arrival.cancel()
        self._deeper_from = NAN
        self.moving_deeper = False
        self._below.update(0.0, true=False)
        self._fast_out.update(0.0, true=False)

    def _passed(self, time_s: float, start: float, travel: float) -> list[Change]:
        """Return a repetition whose top was passed without a pause, when it reached the zone."""
        if not (self.passing and self.phase is Phase.MOVE_IN) or math.isnan(self._left_start_s):
            return []
        peak = max((value for _, value in self._peak), default=-math.inf)
        # The top of the movement has to be the position, not some part of the way there or back.
        if peak < max(start + travel, self._farthest - 0.1 * (self._farthest - start)):
            meant = self._farthest >= start + MEANT_SHARE * travel
            return [Missed(short=self._farthest < start + travel)] if meant else []
        top = [t for t, value in self._peak if value >= peak - 0.1 * (peak - start)]
        hold = HeldPosition(top[0], top[-1], self._left_start_s, peak)
        self._earliest_s = top[-1]
        return [Started(hold), Ended(hold), Returned(hold, time_s)]

    def _settled_deeper(self, now: Movement) -> list[Change]:
        """Begin the hold anew where somebody who had paused on the way in settles clearly deeper."""
        hold, speed, start = self.hold, now.speed_deg_s, now.start
        if hold is None or self.phase is not Phase.HOLD or hold.rocking:
            return []
        if speed > CREEPING_DEG_S and math.isnan(self._deeper_from):
            self._deeper_from, self._deeper_since_s = hold.level, now.time_s - SLOPE_LAG_S
        if math.isnan(self._deeper_from):
            return []
        deeper = now.advance - self._deeper_from
        self.moving_deeper = deeper >= max(DEEPER_SHARE * (self._deeper_from - start), DEEPER_LEAST_DEG)
        if not self.moving_deeper:
            self._arrival.cancel()
            if abs(speed) <= STILL_DEG_S:
                self._deeper_from = NAN  # it stopped where it was
            return []
        if not self._arrival.confirmed(now, -math.inf):
            return []
        hold.end_s = max(hold.start_s, hold.promised_s, min(hold.end_s, self._deeper_since_s))
        hold.passed = True
        self._earliest_s = hold.end_s
        self.hold = self._hold_since(hold.left_start_s, now.time_s, start)
        self._enter_hold()
        return [Ended(hold), Started(self.hold)]

    def _holding(self, now: Movement) -> None:
        hold = self.hold
        assert hold is not None
        speed, reach = now.speed_deg_s, hold.level - now.start
        if now.advance >= hold.level - nearness_deg(reach):
            hold.end_s = now.time_s
        if not math.isnan(speed) and abs(speed) <= STILL_DEG_S:
            hold.level += min(1.0, now.step_s / LEVEL_S) * (now.advance - hold.level)
        below = now.advance < hold.level - max(LEAVE_DEG, LEAVE_SHARE * reach)
        below_s = self._below.update(now.time_s, true=below)
        fast_s = self._fast_out.update(now.time_s, true=speed < -LEAVE_DEG_S)
        if below_s >= LEAVE_S or (below and fast_s >= LEAVE_FAST_S):
            self.phase = Phase.MOVE_OUT
            self._arrival.cancel()
            if not hold.rocking:
                settled_s = self._recent.settled_until(hold.end_s)
                hold.end_s = max(hold.start_s, hold.promised_s, settled_s)

    def _moving_out(self, now: Movement, *, fits: bool) -> list[Change]:
        time_s, advance, start = now.time_s, now.advance, now.start
        hold = self.hold
        if hold is None:
            self.phase = Phase.READY
            return []
        back = advance < start + max(BACK_SHARE * (hold.level - start), 3.0)
        if back:
            return self._over(time_s)
        if fits and self._arrival.confirmed(now, now.enter):
            near = advance >= hold.level - max(LEAVE_DEG, RESUME_SHARE * (hold.level - start))
            if near and self._arrival.since_s - hold.end_s <= RESUME_S:
                hold.paused_s += self._arrival.since_s - hold.end_s
                hold.end_s = time_s
                self._enter_hold()
                return []
            self._earliest_s = max(self._earliest_s, hold.end_s)
            again = self._hold_since(hold.left_start_s, time_s, start)
            changes: list[Change] = [Ended(hold)]
            self.hold = again
            self._enter_hold()
            return [*changes, Started(again)]
        return []

    def _over(self, time_s: float) -> list[Change]:
        hold = self.hold
        assert hold is not None
        self.hold = None
        self._arrival.cancel()
        self._earliest_s = max(self._earliest_s, hold.end_s)
        self.phase = Phase.REST
        self._returning, self._lowest = True, math.inf
        return [Ended(hold), Returned(hold, time_s)]
