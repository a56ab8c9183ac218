"""Has the camera stopped? A driver that hangs gives its last picture over and over, with no error.

The picture of a camera is never twice the same, for the noise of the sensor. So the same picture, bit for
bit, is a fault where until then nearly each had differed from the one before. A slide show has stood
still before, pictures that are stored twice do so all the time, and the photo in an edited video comes
with a cut: none of these is a fault.
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from posecheck.estimator.scene import (
    EDGE_CORRELATION,
    UNCHANGED_CELLS,
    edge_correlation,
    thumbnail,
    unchanged_cells,
)

if TYPE_CHECKING:
    from posecheck.estimator.scene import Thumbnail
    from posecheck.pose.frame import ImageArray

#: The same picture for longer than this is no picture of somebody who keeps still.
FROZEN_S = 2.0
#: Of so many of the last pictures (at least, at most) …
_LEAST_PICTURES, _MOST_PICTURES = 20, 60
#: … this share must have differed from the one before.
LIVELY_SHARE = 0.95
#: Every so manieth pixel is compared first.
_STRIDE_PX = 16
#: Thumbnails this far apart show whether the picture that stays is still of the same scene.
_REMEMBER_S = 0.5
_REMEMBERED = 4


class Freezing:
    """Compares each picture with the one before, in the order of time."""

    def __init__(self) -> None:
        self.frozen = False
        self._before: ImageArray | None = None
        self._same_since_s = 0.0
        self._same = 0
        self._differed: deque[bool] = deque(maxlen=_MOST_PICTURES)
        self._seen: deque[Thumbnail] = deque(maxlen=_REMEMBERED)
        self._remembered_s = -math.inf

    def look(self, picture: ImageArray, time_s: float, *, cut: bool = False) -> bool:
        """Return whether the camera has stopped, with the picture of `time_s`; `cut` tells of a new scene.

        The picture is kept until the next one, and must not change meanwhile.
        """
        before, self._before = self._before, picture
        if cut:
            self._differed.clear()
            self._seen.clear()
        if before is None or not _same(before, picture):
            self._moves(picture, time_s)
        else:
            self._same += 1
            self.frozen = self.frozen or (
                time_s - self._same_since_s > FROZEN_S and self._was_lively(picture)
            )
        return self.frozen

    def _moves(self, picture: ImageArray, time_s: float) -> None:
        if not self.frozen:
            self._differed.extend([False] * min(self._same, _MOST_PICTURES))
        self._differed.append(True)
        self.frozen, self._same, self._same_since_s = False, 0, time_s
        if time_s - self._remembered_s >= _REMEMBER_S:
            self._remembered_s = time_s
            self._seen.append(thumbnail(picture))

    def _was_lively(self, picture: ImageArray) -> bool:
        """Return whether a camera gave what came before, of the scene that stays."""
        count = len(self._differed)
        if count < _LEAST_PICTURES or sum(self._differed) < LIVELY_SHARE * count:
            return False
        now = thumbnail(picture)
        return all(
            unchanged_cells(then, now) >= UNCHANGED_CELLS or edge_correlation(then, now) >= EDGE_CORRELATION
            for then in self._seen
        )


def _same(before: ImageArray, now: ImageArray) -> bool:
    if before.shape != now.shape:
        return False
    sample = (slice(None, None, _STRIDE_PX), slice(None, None, _STRIDE_PX))
    return np.array_equal(before[sample], now[sample]) and np.array_equal(before, now)
