"""When a hold really began and ended: both are only certain later, so they are dated back."""

from __future__ import annotations

import math
from collections import deque

from posecheck.pose.geometry import NAN

#: A hold begins and ends where the value comes this near to its level: a share of the way, in degrees
#: not less and not more than this …
AT_LEVEL_SHARE = 0.03
AT_LEVEL_DEG = (0.8, 2.0)
#: … and where it moves more slowly than this, within so much time of there.
SETTLED_DEG_S = 6.0
SETTLE_WINDOW_S = 0.25
SETTLE_MOST_S = 1.0
#: Coming down by more than this after the arrival is rocking, not noise.
ROCKING_LEAST_DEG = 4.0
#: How long values are remembered.
MEMORY_S = 6.0


class Recent:
    """The values of the last seconds, to date a hold back."""

    __slots__ = ("_samples",)

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque()

    def add(self, time_s: float, value: float) -> None:
        """Remember `value`; known values only, in the order of time."""
        self._samples.append((time_s, value))
        while self._samples[0][0] < time_s - MEMORY_S:
            self._samples.popleft()

    def clear(self) -> None:
        """Forget everything, as after a gap: what was not seen has no beginning."""
        self._samples.clear()

    def since(self, time_s: float) -> list[float]:
        """Return the values from `time_s` on."""
        return [value for t, value in self._samples if t >= time_s]

    def began(self, arrived_s: float, level: float, way: float) -> float:
        """Return when the value came to `level` and settled, after a way of `way` degrees to it."""
        near, short = nearness_deg(way), 0
        for t, value in reversed(self._samples):
            short = short + 1 if value < level - near else 0
            if short > 1:  # one sample may be noise
                break
            arrived_s = arrived_s if short else t
        return self.settled_from(arrived_s)

    def settled_from(self, time_s: float) -> float:
        """Return when the value had settled, at `time_s` or a little later."""
        for t, _ in self._samples:
            if t < time_s:
                continue
            if t > time_s + SETTLE_MOST_S or not abs(self._speed_deg_s(t)) > SETTLED_DEG_S:
                return t
        return time_s

    def settled_until(self, time_s: float) -> float:
        """Return until when the value was settled, at `time_s` or a little earlier."""
        for t, _ in reversed(self._samples):
            if t > time_s:
                continue
            if t < time_s - SETTLE_MOST_S or not self._speed_deg_s(t) < -SETTLED_DEG_S:
                return t
        return time_s

    def _speed_deg_s(self, time_s: float) -> float:
        """Return the slope around `time_s`, ``NaN`` with too few samples there."""
        near = [(t - time_s, value) for t, value in self._samples if abs(t - time_s) <= SETTLE_WINDOW_S]
        if len(near) < 3:  # noqa: PLR2004 - a slope through two points is noise
            return NAN
        mean_s = sum(t for t, _ in near) / len(near)
        spread = sum((t - mean_s) ** 2 for t, _ in near)
        return sum((t - mean_s) * value for t, value in near) / spread if spread else NAN


def rocks(values: list[float], way: float) -> bool:
    """Return whether `values` come down again from their highest by more than noise makes."""
    highest, drop = -math.inf, 0.0
    for value in values:
        highest = max(highest, value)
        drop = max(drop, highest - value)
    return drop > max(4.0 * nearness_deg(way), ROCKING_LEAST_DEG)


def nearness_deg(way: float) -> float:
    """Return how near to its level a hold begins and ends, for a way of so many degrees into it."""
    least, most = AT_LEVEL_DEG
    return min(most, max(least, AT_LEVEL_SHARE * way))
