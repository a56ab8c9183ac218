"""Turns whatever time stamps a container holds into times that increase strictly."""

from __future__ import annotations

import math

#: Assumed when the container gives no frame rate that can be true.
DEFAULT_FRAME_RATE = 30.0
_HIGHEST_FRAME_RATE = 1000.0


def plausible_frame_rate(announced: float) -> float:
    """Return `announced` frames a second, or the default when it cannot be true."""
    if math.isfinite(announced) and 0.0 < announced <= _HIGHEST_FRAME_RATE:
        return announced
    return DEFAULT_FRAME_RATE


class IncreasingTimes:
    """Passes good time stamps on as they are and replaces the others.

    A stamp that is not finite, or not later than the time before, is replaced: the first of a run is put
    half a frame period after its predecessor, so that one repeated stamp leaves its successors
    untouched; the following ones a whole period each, so that a file without any usable stamps still plays
    at its frame rate.

    Parameters
    ----------
    period_s
        Nominal time between two frames in seconds.
    """

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self._last_s = -math.inf
        self._replaced_before = False

    def next(self, stamp_s: float) -> float:
        """Return the time in seconds for a frame stamped `stamp_s`."""
        good = math.isfinite(stamp_s) and stamp_s > self._last_s
        if good:
            time_s = stamp_s
        elif math.isinf(self._last_s):
            time_s = 0.0
        else:
            time_s = self._last_s + self._period_s * (1.0 if self._replaced_before else 0.5)
        self._replaced_before = not good
        self._last_s = time_s
        return time_s
