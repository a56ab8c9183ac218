"""Smooths away the blocks that strong compression leaves in a picture, where they hide what there is to see.

Cheap webcams compress each picture on its own, the harder the darker and busier it is. Where the edges of
the 8-pixel blocks come near those of the body, the landmarker takes one for the other. On pictures of half
the size, dark, blurred and compressed (JPEG, quality 20) a filter that spares real edges lets it find the
person on 98 % of the frames instead of 91 %; sharpening, brightening and enlarging made it worse. Ordinary
webcam pictures (MJPEG, MPEG-4) have blocks too, and their landmarks are as good as without: they pass
untouched (docs/decisions.md, 28).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecheck.estimator.facts import Measured, measured

if TYPE_CHECKING:
    from posecheck.pose import PictureFacts
    from posecheck.pose.frame import ImageArray

# A picture is smoothed when it has blocks, when these come near its strongest edges, and when those are
# low because it is dark, blurred or without contrast: all three at once. The worst of 160 pictures of
# each kind, `harsh` being those of half the size, dark, blurred and of JPEG quality 20:
#   blockiness: harsh ≥ 3.0; blocks ÷ edges: harsh ≥ 0.067, MJPEG (q:v 9) ≤ 0.063, half as bright ≤ 0.058;
#   edges: harsh ≤ 23.6 grey values, MJPEG ≥ 25.8. No ordinary picture has all three.
BLOCKINESS = 2.7
BLOCKS = 0.062
EDGES = 24.7
#: It goes on while all three are at least this share of that.
STILL_RATIO = 0.9
#: A change needs so many looks in a row; the very first look decides at once.
LOOKS = 2
#: A camera that compresses strongly does so for a while: looking twice a second is enough.
LOOK_AGAIN_S = 0.5

# A bilateral filter as wide as a block nearly is. The tolerance is in grey values: block edges are
# lower than that, the edge of a body against the room mostly higher.
_WIDTH_PX = 7
_TOLERANCE = 20.0
_REACH_PX = 4.0


class Deblocking:
    """Looks at pictures and smooths them as long as blocks hide what they show; others pass untouched."""

    def __init__(self) -> None:
        self.smoothing = False
        self.facts: PictureFacts | None = None
        self._looked_s = -math.inf
        self._against = LOOKS - 1

    def cleaned(self, image_bgr: ImageArray, time_s: float) -> ImageArray:
        """Return the picture of `time_s` without its blocks, or the picture itself when they do no harm."""
        if time_s - self._looked_s >= LOOK_AGAIN_S:
            self._looked_s = time_s
            self._look(measured(image_bgr))
        if not self.smoothing:
            return image_bgr
        return np.asarray(cv2.bilateralFilter(image_bgr, _WIDTH_PX, _TOLERANCE, _REACH_PX), np.uint8)

    def _look(self, picture: Measured) -> None:
        self.facts = picture.facts
        wanted = harm(picture) >= (STILL_RATIO if self.smoothing else 1.0)
        self._against = self._against + 1 if wanted is not self.smoothing else 0
        if self._against >= LOOKS:
            self.smoothing, self._against = wanted, 0


def harm(picture: Measured) -> float:
    """Return how far blocks hide what there is to see: from 1 on it is better to smooth them away."""
    return min(picture.blockiness / BLOCKINESS, picture.blocks / BLOCKS, EDGES / max(picture.edges, 1.0))
