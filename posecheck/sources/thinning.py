"""Leaves pictures of a fast film out: the landmarker needs no more than thirty a second."""

from __future__ import annotations

import math

#: What is announced above this is a film in slow motion or a screen's; what is slower is seen whole.
FASTEST_HZ = 75.0
#: So often a picture is looked at then, or a little more often.
ENOUGH_HZ = 30.0


class Thinning:
    """Says which pictures are passed over, by their times in the order of the file.

    Parameters
    ----------
    announced_hz
        Frames a second, as the file says. Files that announce too much but are slow lose nothing.

    Attributes
    ----------
    skipped
        How many pictures were passed over.
    """

    def __init__(self, announced_hz: float) -> None:
        self._fast = announced_hz > FASTEST_HZ
        self.skipped = 0
        self._before_s = self._kept_s = -math.inf

    def skips(self, stamp_s: float) -> bool:
        """Return whether the picture of this time is passed over."""
        gap_s = stamp_s - self._before_s
        self._before_s = stamp_s
        if (
            self._fast
            and 0.0 < gap_s < 1.0 / FASTEST_HZ
            and stamp_s < self._kept_s + 1.0 / ENOUGH_HZ - gap_s / 2.0
        ):
            self.skipped += 1
            return True
        self._kept_s = stamp_s
        return False


def kept_count(frame_count: int, announced_hz: float) -> int:
    """Return how many of `frame_count` evenly spaced pictures are looked at."""
    if announced_hz <= FASTEST_HZ:
        return frame_count
    every = math.ceil(announced_hz / ENOUGH_HZ - 0.5)
    return math.ceil(frame_count / every)
