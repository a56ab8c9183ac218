"""Slowly: speed of what moves, and bouncing in a hold (catalogue §4).

Landmarks tremble on a person who keeps still, and on a photograph. How much is measured on the very value
that is judged, and only what goes beyond what such trembling can make is movement.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from posecheck.engine.events import State
from posecheck.exercise import Severity
from posecheck.pose.filters import Lasting, OneEuro, Slope
from posecheck.pose.geometry import NAN

#: Highest to mean speed of a smooth reaching movement (minimum jerk, Flash & Hogan 1985: 15/8). The limits
#: of catalogue §4 are anchored on mean speeds; the slope over half a second sees the highest.
PEAK_TO_MEAN = 15.0 / 8.0
#: Window of the slope; half a second (catalogue §2) levels a limb thrown over a short way.
PACE_WINDOW_S = 0.35
#: The slope must be past a stop limit for this long; its half-second window has by then seen more than the
#: 0.25 s that catalogue §4 asks for, and a leg thrown up in 0.7 s is not missed.
STOP_AFTER_S = 0.1
#: Trembling is measured over this time.
NOISE_WINDOW_S = 2.5
#: Standard deviation of normal noise, in medians of its size.
DEVIATION_TO_MEDIAN = 1.4826
#: A slope is movement from so many of the standard deviations on that trembling gives it.
SLOPE_NOISE = 4.0
#: Samples further apart than this say nothing about trembling.
LONGEST_STEP_S = 0.15
#: A change made by this share between two frames no further apart than this is a landmark that changed its
#: place. With fewer frames a second a limb itself may be that quick.
JUMP_SHARE = 0.75
JUMP_STEP_S = 0.08
#: Bouncing: alternating turns within this time …
BOUNCE_WINDOW_S = 3.0
#: … at least so many …
BOUNCE_TURNS = 3
#: … so far apart in degrees (severity 2; from the second on severity 3) …
BOUNCE_DEG = 6.0
HARD_BOUNCE_DEG = 12.0
#: … and between half a period of 3 Hz and of 0.5 Hz apart.
BOUNCE_HALF_PERIOD_S = (1.0 / 6.0, 1.0)
#: Turns are looked for below this frequency.
BOUNCE_CUTOFF_HZ = 1.5
#: A swing is larger than :data:`BOUNCE_DEG` by so many standard deviations of the trembling.
BOUNCE_NOISE = 3.0
#: One swing takes no more than so many times as long as another, and is no more than so many times as high.
BOUNCE_REGULAR_TIMES = 2.0
#: Bouncing this long is severity 3 as well.
LONG_BOUNCE_S = 6.0


@dataclass(frozen=True, slots=True)
class _Bend:
    """How far one value lies off the line between its neighbours.

    Parameters
    ----------
    time_s
        Time of the later neighbour.
    off
        Distance, in units of the standard deviation that white noise of 1 would have.
    weight
        What turns the plain distance into that unit.
    step_s
        Mean (geometric) of the times to the neighbours.
    """

    time_s: float
    off: float
    weight: float
    step_s: float


class Trembling:
    """Measures the noise of a value from how far each sample lies off the line between its neighbours.

    That is its second difference: a steady movement, however fast, has none.
    """

    __slots__ = ("_bends", "_last")

    def __init__(self) -> None:
        self._last: deque[tuple[float, float]] = deque(maxlen=3)
        self._bends: deque[_Bend] = deque()

    def reset(self) -> None:
        """Forget the value; how much it trembled is still true."""
        self._last.clear()

    def forget(self) -> None:
        """Forget everything."""
        self._last.clear()
        self._bends.clear()

    def update(self, time_s: float, value: float, *, slow: bool = True) -> None:
        """Take a value; while it is not `slow` it is only remembered as a neighbour."""
        if math.isnan(value):
            return
        if self._last and not 0.0 < time_s - self._last[-1][0] <= LONGEST_STEP_S:
            self._last.clear()
        self._last.append((time_s, value))
        while self._bends and self._bends[0].time_s < time_s - NOISE_WINDOW_S:
            self._bends.popleft()
        if slow and len(self._last) == 3:  # noqa: PLR2004 - a value and its neighbours
            (t0, v0), (t1, v1), (t2, v2) = self._last
            share = (t1 - t0) / (t2 - t0)
            weight = 1.0 / math.sqrt(1.0 + share**2 + (1.0 - share) ** 2)
            off = weight * (v1 - v0 - share * (v2 - v0))
            self._bends.append(_Bend(time_s, off, weight, math.sqrt((t1 - t0) * (t2 - t1))))

    @property
    def usual(self) -> float:
        """Standard deviation of the noise that is always there; single jumps do not count. 0 unknown."""
        return DEVIATION_TO_MEDIAN * median(abs(bend.off) for bend in self._bends) if self._bends else 0.0

    def beside(self, height: float, half_period_s: float) -> float:
        """Return the standard deviation of all that is not a smooth rocking, jumps included.

        Parameters
        ----------
        height, half_period_s
            The rocking, from turn to turn.
        """
        if not self._bends:
            return 0.0
        rest = 0.0
        for bend in self._bends:
            most = height / 2.0 * (1.0 - math.cos(math.pi * min(1.0, bend.step_s / half_period_s)))
            rest += bend.off**2 - 0.5 * (bend.weight * most) ** 2
        return math.sqrt(max(0.0, rest / len(self._bends)))


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

    __slots__ = ("_good", "_recent", "_slope", "_stop", "_too_fast", "_trembling")

    def __init__(self, good_deg_s: float, stop_deg_s: float) -> None:
        self._good = good_deg_s * PEAK_TO_MEAN
        self._stop = stop_deg_s * PEAK_TO_MEAN
        self._slope = Slope(PACE_WINDOW_S)
        self._too_fast = Lasting()
        self._trembling = Trembling()
        #: the samples behind the slope
        self._recent: deque[tuple[float, float]] = deque()

    def reset(self) -> None:
        """Forget the movement, as after the person was lost."""
        self._slope.reset()
        self._trembling.reset()
        self._recent.clear()
        self._too_fast.update(0.0, true=False)

    def update(self, time_s: float, value: float) -> PaceOpinion:
        """Return the opinion on the unfiltered `value` of this frame."""
        speed = self._slope.update(time_s, value)
        if not math.isnan(value):
            self._recent.append((time_s, value))
        while self._recent and self._recent[0][0] < time_s - PACE_WINDOW_S - 1e-6:
            self._recent.popleft()
        self._trembling.update(time_s, value, slow=not abs(speed) > self._good)
        noise = self._noise()
        # Speed and trembling are independent of one another, so their squares add up.
        fast = abs(speed) > math.hypot(self._stop, noise) and not _jumped(self._recent)
        fast_s = self._too_fast.update(time_s, true=fast)
        if math.isnan(speed):
            state = State.UNKNOWN
        elif fast_s >= STOP_AFTER_S:
            state = State.FAULT
        else:
            state = State.GOOD if abs(speed) <= math.hypot(self._good, noise) else State.OK
        return PaceOpinion(speed, state)

    def _noise(self) -> float:
        """Return what trembling alone can make of the slope."""
        count = len(self._recent)
        if count < 3:  # noqa: PLR2004 - no slope
            return 0.0
        lasting_s = (self._recent[-1][0] - self._recent[0][0]) * count / (count - 1)
        return SLOPE_NOISE * self._trembling.usual * math.sqrt(12.0 / count) / lasting_s


def _jumped(samples: deque[tuple[float, float]]) -> bool:
    """Return whether nearly all of the change was made from one frame to the next."""
    values = [value for _, value in samples]
    way = max(values) - min(values)
    return any(
        abs(v1 - v0) >= JUMP_SHARE * way and t1 - t0 <= JUMP_STEP_S
        for (t0, v0), (t1, v1) in pairwise(samples)
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where a value turned back.

    Parameters
    ----------
    time_s, value
        Where it turned.
    jumped
        It came there from the turn before in one frame.
    """

    time_s: float
    value: float
    jumped: bool


class BounceDetector:
    """Finds alternating turns of a value that should be still."""

    __slots__ = ("_direction", "_euro", "_extreme", "_raw", "_since", "_trembling", "_turns")

    def __init__(self) -> None:
        # Quicker than the second smoothing stage, so that 2 Hz keeps 0.78 of its height (catalogue §2).
        self._euro = OneEuro(min_cutoff_hz=BOUNCE_CUTOFF_HZ, beta=0.05)
        self._trembling = Trembling()
        self.reset()

    def reset(self) -> None:
        """Forget the past, as at the start of a hold."""
        self._euro.reset()
        self._trembling.forget()
        self._direction = 0
        self._extreme = (NAN, NAN)
        self._turns: deque[_Turn] = deque()
        #: the unfiltered values since a little before the last turn
        self._raw: deque[tuple[float, float]] = deque()
        self._since = Lasting()

    def update(self, time_s: float, value: float) -> Severity | None:
        """Return how bad the bouncing is now, ``None`` for none."""
        smooth = self._euro.update(time_s, value)
        if not math.isnan(smooth):
            self._trembling.update(time_s, value)
            self._raw.append((time_s, value))
            self._follow(time_s, smooth)
        while self._turns and self._turns[0].time_s < time_s - BOUNCE_WINDOW_S:
            self._turns.popleft()
        while self._raw and self._raw[0][0] < time_s - BOUNCE_WINDOW_S:
            self._raw.popleft()
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
            turn_s, best = self._extreme
            since_s = self._turns[-1].time_s if self._turns else -math.inf
            # The filter turns up to a frame later than the value itself.
            way = deque((t, v) for t, v in self._raw if since_s - JUMP_STEP_S <= t <= turn_s)
            self._turns.append(_Turn(turn_s, best, len(way) > 1 and _jumped(way)))
        self._direction = 1 if value > self._extreme[1] else -1
        self._extreme = time_s, value

    def _swings(self) -> list[float]:
        """Return the heights of the last swings that are one bounce after the other."""
        heights: list[float] = []
        times: list[float] = []
        turns = list(self._turns)
        for before, turn in zip(reversed(turns[:-1]), reversed(turns[1:]), strict=True):
            shortest, longest = BOUNCE_HALF_PERIOD_S
            height, lasting_s = abs(turn.value - before.value), turn.time_s - before.time_s
            if turn.jumped or height < BOUNCE_DEG or not shortest <= lasting_s <= longest:
                break
            if not (_regular([*heights, height]) and _regular([*times, lasting_s])):
                break
            heights.append(height)
            times.append(lasting_s)
        if not heights:
            return []
        half_period_s = sum(times) / len(times)
        levelled = math.hypot(1.0, 0.5 / half_period_s / BOUNCE_CUTOFF_HZ)
        noise = self._trembling.beside(levelled * sum(heights) / len(heights), half_period_s)
        enough = BOUNCE_DEG + BOUNCE_NOISE * noise
        small = next((n for n, height in enumerate(heights) if height < enough), len(heights))
        return heights[:small]


def _regular(sizes: list[float]) -> bool:
    """Return whether swings are alike enough to be one movement."""
    return max(sizes) <= BOUNCE_REGULAR_TIMES * min(sizes)
