"""Slowly: speed of what moves, and bouncing in a hold (EXERCISES.md §4)."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from posecheck.events import State
from posecheck.exercise import Severity
from posecheck.filters import Lasting, OneEuro, Slope
from posecheck.geometry import NAN

#: Highest to mean speed of a smooth reaching movement (minimum jerk, Flash & Hogan 1985: 15/8). The limits
#: of EXERCISES.md §4 are anchored on mean speeds; the slope over half a second sees the highest.
PEAK_TO_MEAN = 15.0 / 8.0
#: Window of the slope; half a second (EXERCISES.md §2) levels a limb thrown over a short way.
PACE_WINDOW_S = 0.35
#: The slope must be past a stop limit for this long; its half-second window has by then seen more than the
#: 0.25 s that EXERCISES.md §4 asks for, and a leg thrown up in 0.7 s is not missed.
STOP_AFTER_S = 0.1
#: Bouncing: alternating turns within this time …
BOUNCE_WINDOW_S = 3.0
#: … at least so many …
BOUNCE_TURNS = 3
#: … so far apart in degrees (severity 2; from the second on severity 3) …
BOUNCE_DEG = 6.0
HARD_BOUNCE_DEG = 12.0
#: … and between half a period of 3 Hz and of 0.5 Hz apart.
BOUNCE_HALF_PERIOD_S = (1.0 / 6.0, 1.0)
#: Bouncing this long is severity 3 as well.
LONG_BOUNCE_S = 6.0


@dataclass(frozen=True, slots=True)
class PaceOpinion:
    """How fast it is now.

    Parameters
    ----------
    speed_deg_s
        Least-squares slope over half a second, ``NaN`` unknown.
    state
        ``GOOD`` slow enough, ``OK`` faster than is good, ``FAULT`` past the stop limit.
    """

    speed_deg_s: float
    state: State


class PaceMonitor:
    """Watches the speed of one measure.

    Parameters
    ----------
    good_deg_s, stop_deg_s
        Limits as means of a smooth movement.
    """

    __slots__ = ("_good", "_slope", "_stop", "_too_fast")

    def __init__(self, good_deg_s: float, stop_deg_s: float) -> None:
        self._good = good_deg_s * PEAK_TO_MEAN
        self._stop = stop_deg_s * PEAK_TO_MEAN
        self._slope = Slope(PACE_WINDOW_S)
        self._too_fast = Lasting()

    def reset(self) -> None:
        """Forget the past, as after the person was lost."""
        self._slope.reset()
        self._too_fast.update(0.0, true=False)

    def update(self, time_s: float, value: float) -> PaceOpinion:
        """Return the opinion on the unfiltered `value` of this frame."""
        speed = self._slope.update(time_s, value)
        fast_s = self._too_fast.update(time_s, true=abs(speed) > self._stop)
        if math.isnan(speed):
            state = State.UNKNOWN
        elif fast_s >= STOP_AFTER_S:
            state = State.FAULT
        else:
            state = State.GOOD if abs(speed) <= self._good else State.OK
        return PaceOpinion(speed, state)


class BounceDetector:
    """Finds alternating turns of a value that should be still."""

    __slots__ = ("_direction", "_euro", "_extreme", "_since", "_turns")

    def __init__(self) -> None:
        # Quicker than the second smoothing stage, so that 2 Hz keeps 0.78 of its height (EXERCISES.md §2).
        self._euro = OneEuro(min_cutoff_hz=1.5, beta=0.05)
        self.reset()

    def reset(self) -> None:
        """Forget the past, as at the start of a hold."""
        self._euro.reset()
        self._direction = 0
        self._extreme = (NAN, NAN)
        #: (time, value) of each turn
        self._turns: deque[tuple[float, float]] = deque()
        self._since = Lasting()

    def update(self, time_s: float, value: float) -> Severity | None:
        """Return how bad the bouncing is now, ``None`` for none."""
        smooth = self._euro.update(time_s, value)
        if not math.isnan(smooth):
            self._follow(time_s, smooth)
        while self._turns and self._turns[0][0] < time_s - BOUNCE_WINDOW_S:
            self._turns.popleft()
        swings = self._swings()
        lasting_s = self._since.update(time_s, true=len(swings) >= BOUNCE_TURNS - 1)
        if lasting_s < 0.0:
            return None
        hard = min(swings) >= HARD_BOUNCE_DEG or lasting_s >= LONG_BOUNCE_S
        return Severity.URGENT if hard else Severity.SPEAK

    def _follow(self, time_s: float, value: float) -> None:
        """Note a turn once the value has come back from its extreme by half a bounce."""
        _, best = self._extreme
        if math.isnan(best) or (value - best) * (self._direction or 1) >= 0.0:
            self._extreme = time_s, value
        came_back = abs(value - self._extreme[1])
        if came_back < BOUNCE_DEG / 2:
            return
        if self._direction:
            self._turns.append(self._extreme)
        self._direction = 1 if value > self._extreme[1] else -1
        self._extreme = time_s, value

    def _swings(self) -> list[float]:
        """Return the heights of the last swings that are one bounce after the other."""
        heights: list[float] = []
        turns = list(self._turns)
        for (t0, v0), (t1, v1) in zip(reversed(turns[:-1]), reversed(turns[1:]), strict=True):
            shortest, longest = BOUNCE_HALF_PERIOD_S
            if abs(v1 - v0) < BOUNCE_DEG or not shortest <= t1 - t0 <= longest:
                break
            heights.append(abs(v1 - v0))
        return heights
