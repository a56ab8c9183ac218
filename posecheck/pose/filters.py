"""Small causal filters over time-stamped values. They take what rate comes and let ``NaN`` through."""

from __future__ import annotations

import math
from collections import deque
from statistics import median
from typing import Generic, TypeVar

from posecheck.pose.geometry import NAN

T = TypeVar("T")


class OneEuro:
    """The One Euro filter (Casiez 2012): steady when still, quick when moving.

    Parameters
    ----------
    min_cutoff_hz
        Cut-off frequency of a resting signal.
    beta
        How much the cut-off grows with speed.
    speed_cutoff_hz
        Cut-off frequency of the speed estimate.

    Notes
    -----
    Defaults for angles in degrees, catalogue §2: noise of 1° becomes 0.4°, a ramp of 20°/s lags 0.07 s.
    """

    __slots__ = ("_beta", "_min_cutoff_hz", "_speed", "_speed_cutoff_hz", "_time_s", "_value")

    def __init__(self, min_cutoff_hz: float = 1.0, beta: float = 0.02, speed_cutoff_hz: float = 1.0) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._speed_cutoff_hz = speed_cutoff_hz
        self.reset()

    def reset(self) -> None:
        """Forget the past; the next value is taken as it is."""
        self._time_s = self._value = NAN
        self._speed = 0.0

    def update(self, time_s: float, value: float) -> float:
        """Return the filtered `value`; an unknown value is returned unknown and changes nothing."""
        if math.isnan(value):
            return NAN
        if math.isnan(self._value):
            self._time_s, self._value = time_s, value
            return value
        step_s = time_s - self._time_s
        if step_s <= 0.0:
            return self._value
        speed = (value - self._value) / step_s
        self._speed += _weight(self._speed_cutoff_hz, step_s) * (speed - self._speed)
        cutoff_hz = self._min_cutoff_hz + self._beta * abs(self._speed)
        self._value += _weight(cutoff_hz, step_s) * (value - self._value)
        self._time_s = time_s
        return self._value


def _weight(cutoff_hz: float, step_s: float) -> float:
    time_constant_s = 1.0 / (2.0 * math.pi * cutoff_hz)
    return step_s / (step_s + time_constant_s)


class SpikeGate:
    """Drops jumps that last one to three frames, as landmarks make when a limb is mistaken for another.

    A jump that goes on in the same direction is a limb thrown fast, and is believed at once.

    Parameters
    ----------
    most_jump
        A larger step from one frame to the next is held back.
    most_frames
        After so many frames in a row the jump is believed.
    """

    __slots__ = ("_dropped", "_last", "_most_frames", "_most_jump", "_refused")

    #: Going on by this share of the largest jump is movement; a mistaken limb stays where it is.
    GOES_ON_SHARE = 0.2

    def __init__(self, most_jump: float, most_frames: int = 3) -> None:
        self._most_jump = most_jump
        self._most_frames = most_frames
        self._last = self._refused = NAN
        self._dropped = 0

    def update(self, value: float) -> float:
        """Return `value`, or ``NaN`` when it is taken for a spike."""
        if math.isnan(value):
            return NAN
        jumps = abs(value - self._last) > self._most_jump
        if jumps and self._dropped < self._most_frames and not self._goes_on(value):
            self._dropped += 1
            self._refused = value
            return NAN
        self._last, self._refused = value, NAN
        self._dropped = 0
        return value

    def _goes_on(self, value: float) -> bool:
        """Return whether `value` goes on from the value refused before, away from the last believed one."""
        further = (value - self._refused) * math.copysign(1.0, self._refused - self._last)
        return further > self.GOES_ON_SHARE * self._most_jump


class Slope:
    """Least-squares slope over a window of time, of unfiltered values (catalogue §2 "Speed")."""

    __slots__ = ("_samples", "window_s")

    #: The window must be filled to this share before there is a slope.
    FILLED = 0.7

    def __init__(self, window_s: float = 0.5) -> None:
        self.window_s = window_s
        self._samples: deque[tuple[float, float]] = deque()

    def reset(self) -> None:
        """Forget the past."""
        self._samples.clear()

    def update(self, time_s: float, value: float) -> float:
        """Return the slope in units a second; ``NaN`` until the window is filled."""
        if not math.isnan(value):
            self._samples.append((time_s, value))
        oldest_s = time_s - self.window_s - 1e-6
        while self._samples and self._samples[0][0] < oldest_s:
            self._samples.popleft()
        if len(self._samples) < 3 or time_s - self._samples[0][0] < self.FILLED * self.window_s:  # noqa: PLR2004
            return NAN
        count = len(self._samples)
        mean_s = sum(t for t, _ in self._samples) / count
        spread = sum((t - mean_s) ** 2 for t, _ in self._samples)
        return sum((t - mean_s) * v for t, v in self._samples) / spread if spread else NAN


class RollingMedian:
    """Median of the known values of the last `window_s` seconds."""

    __slots__ = ("_samples", "_window_s")

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._samples: deque[tuple[float, float]] = deque()

    def reset(self) -> None:
        """Forget the past."""
        self._samples.clear()

    def update(self, time_s: float, value: float) -> float:
        """Return the median; ``NaN`` while nothing is known."""
        if not math.isnan(value):
            self._samples.append((time_s, value))
        while self._samples and self._samples[0][0] < time_s - self._window_s:
            self._samples.popleft()
        return median(v for _, v in self._samples) if self._samples else NAN


class Lasting:
    """Since when something has been true without a break."""

    __slots__ = ("since_s",)

    def __init__(self) -> None:
        self.since_s = NAN

    def update(self, time_s: float, *, true: bool) -> float:
        """Return for how many seconds it has been true; -1 while it is not."""
        if not true:
            self.since_s = NAN
            return -1.0
        if math.isnan(self.since_s):
            self.since_s = time_s
        return time_s - self.since_s


class Settled(Generic[T]):
    """A state that only changes after the new one has lasted.

    Parameters
    ----------
    state
        The state at first.
    after_s
        How long another state must last to be taken over.
    """

    __slots__ = ("_after_s", "_candidate", "_since_s", "state")

    def __init__(self, state: T, after_s: float) -> None:
        self.state = state
        self._candidate = state
        self._since_s = NAN
        self._after_s = after_s

    def update(self, time_s: float, state: T, after_s: float | None = None) -> T:
        """Return the settled state; `after_s` overrides the waiting time for this very state."""
        if state != self._candidate:
            self._candidate, self._since_s = state, time_s
        wait_s = self._after_s if after_s is None else after_s
        if state != self.state and (math.isnan(self._since_s) or time_s - self._since_s >= wait_s):
            self.state = state
        return self.state
