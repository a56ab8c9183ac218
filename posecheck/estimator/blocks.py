"""Finds the blocks that strong compression leaves in a picture, and smooths them away.

Cheap webcams compress each picture on its own, the harder the darker and busier it is. The landmarker takes
the edges of the 8-pixel blocks for edges of the body. On pictures of half the size, dark, blurred and
compressed (JPEG, quality 20) a filter that spares real edges lets it find the person on 98 % of the frames
instead of 91 %; sharpening, brightening and enlarging made it worse (docs/decisions.md).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from posecheck.frame import ImageArray

_BLOCK_PX = 8
#: So many rows and columns are looked at, or a few more.
_LINES = 80
#: Steps of brightness across block edges ÷ elsewhere from which a picture counts as blocky, and below which
#: it no longer does. Rendered rooms: at most 1.5 as they are; 2.0 (median) at JPEG quality 50, 2.6 at 20,
#: and at least 3.0 at half size, dark, quality 20.
BLOCKY_RATIO = 2.0
CLEAN_RATIO = 1.7
#: The same as a difference, in grey values: below it the blocks of a blank picture cannot be seen.
LEAST_STEP = 0.5
_SMALLEST_PX = 64
#: A camera that compresses strongly does so for a while: looking twice a second is enough.
LOOK_AGAIN_S = 0.5

# A bilateral filter as wide as a block nearly is. The tolerance is in grey values: block edges are
# lower than that, the edge of a body against the room mostly higher.
_WIDTH_PX = 7
_TOLERANCE = 20.0
_REACH_PX = 4.0


class Deblocking:
    """Smooths pictures as long as they are blocky; other pictures pass untouched."""

    def __init__(self) -> None:
        self.blocky = False
        self._looked_s = -math.inf

    def cleaned(self, image_bgr: ImageArray, time_s: float) -> ImageArray:
        """Return the picture of `time_s` without its blocks, or the picture itself when it has none."""
        if time_s - self._looked_s >= LOOK_AGAIN_S:
            self._looked_s = time_s
            self.blocky = blockiness(image_bgr) >= (CLEAN_RATIO if self.blocky else BLOCKY_RATIO)
        if not self.blocky:
            return image_bgr
        return np.asarray(cv2.bilateralFilter(image_bgr, _WIDTH_PX, _TOLERANCE, _REACH_PX), np.uint8)


def blockiness(image: ImageArray) -> float:
    """Return how much brightness steps at the edges of 8-pixel blocks, relative to elsewhere.

    Parameters
    ----------
    image
        ``(height, width, 3)``, uint8, as the camera gave it: scaling moves the blocks off their places.

    Returns
    -------
    float
        1 for a picture without blocks, more with them; 1 too for one that is too small or too blank to tell.
    """
    if min(image.shape[:2]) < _SMALLEST_PX:
        return 1.0
    # Pixels beside each other along some rows, and along some columns.
    rows = image[:: max(1, image.shape[0] // _LINES), :, 1].astype(np.int16)
    columns = image[:, :: max(1, image.shape[1] // _LINES), 1].astype(np.int16)
    across = np.abs(np.diff(rows, axis=1)).mean(axis=0)
    down = np.abs(np.diff(columns, axis=0)).mean(axis=1)
    at_edges = (across[_BLOCK_PX - 1 :: _BLOCK_PX].mean() + down[_BLOCK_PX - 1 :: _BLOCK_PX].mean()) / 2
    elsewhere = (_between_edges(across) + _between_edges(down)) / 2
    if at_edges - elsewhere < LEAST_STEP:
        return 1.0
    return float(at_edges / max(elsewhere, 1e-3))


def _between_edges(steps: np.ndarray[tuple[int], np.dtype[np.floating]]) -> float:
    inside = np.arange(len(steps)) % _BLOCK_PX != _BLOCK_PX - 1
    return float(steps[inside].mean())
