"""Has anything stirred where a body is seen? On poor pictures plants and coats look like people.

People stir, if only to come to their mat. Where nothing in the picture has changed since the scene began,
a body cannot be told from furniture; it is believed as soon as something changes there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from posecheck.estimator.scene import thumbnail

if TYPE_CHECKING:
    from posecheck.estimator.scene import Thumbnail
    from posecheck.pose.frame import ImageArray

_COLUMNS, _ROWS = 64, 48
#: Pixels looked at for one cell, along each axis.
_PER_CELL = 4
#: A cell has changed when its brightness differs by this share of the picture's from what it was.
CHANGED_RATIO = 0.07
#: So many changed cells within the outline's box are somebody; fewer can be noise.
STIRRED_CELLS = 4
#: New pictures count this much in the running mean that takes the noise out.
_NEW_SHARE = 0.5
_DARKEST = 1.0
#: Nobody moves so little and so briefly that looking this often would miss it.
LOOK_AGAIN_S = 0.1


class Stirring:
    """Remembers where a scene has changed since it began."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin a new scene with the next picture."""
        self._first: Thumbnail | None = None
        self._looked_s = -math.inf
        self._mean = np.zeros((_ROWS, _COLUMNS), np.float32)
        self._changed = np.zeros((_ROWS, _COLUMNS), np.bool_)

    def look(self, picture: ImageArray, time_s: float) -> None:
        """Take the next picture of the scene, unless it comes right after the one before."""
        if time_s - self._looked_s < LOOK_AGAIN_S:
            return
        self._looked_s = time_s
        cells = thumbnail(picture, _COLUMNS, _ROWS, _PER_CELL)
        if self._first is None:
            self._first, self._mean = cells, cells
            return
        self._mean = (1.0 - _NEW_SHARE) * self._mean + _NEW_SHARE * cells
        # Light that changes everywhere is nobody: it drops out with the median.
        light = float(np.median(self._mean / np.maximum(self._first, _DARKEST)))
        level = max(float(self._mean.mean()), _DARKEST)
        self._changed |= np.abs(self._mean - light * self._first) > CHANGED_RATIO * level

    def within(self, low: tuple[float, float], high: tuple[float, float]) -> bool:
        """Return whether something has stirred in a box, whose corners are shares of the picture's size."""
        left, right = (int(np.clip(share * _COLUMNS, 0, _COLUMNS - 1)) for share in (low[0], high[0]))
        top, bottom = (int(np.clip(share * _ROWS, 0, _ROWS - 1)) for share in (low[1], high[1]))
        inside = self._changed[max(0, top - 1) : bottom + 2, max(0, left - 1) : right + 2]
        return int(inside.sum()) >= STIRRED_CELLS
