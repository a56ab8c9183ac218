"""How the outline of the trunk bows, measured on the segmentation mask.

Numbers only leave this module: the mask is looked up along rays and forgotten.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
import numpy.typing as npt

from posecheck.pose.pose import FloatArray, Landmark

#: Points along the chord from the middle of the shoulders (first) to the middle of the hips (last).
SILHOUETTE_SAMPLES = 17
#: Half of the estimator's confidence: more is inside the body.
INSIDE = 0.5
#: A chord shorter than this many pixels cannot be measured.
SHORTEST_CHORD_PX = 12.0
#: Rays end here, in chord lengths: farther out it is a limb, not the outline of the trunk.
REACH = 1.0
#: Steps along a ray are one pixel, or larger for a chord longer than this many pixels.
_MOST_STEPS = 256

Places = npt.NDArray[np.intp]


class Mask(Protocol):
    """How sure it is that a pixel belongs to the person."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Height and width, first."""
        ...

    def along(self, y: Places, x: Places) -> npt.NDArray[np.float32]:
        """Return the confidence, 0 to 1, at every place of rays that run along the last axis.

        What comes after the first place of a ray that is not more than `INSIDE` may be any value that is not.
        """
        ...


class ArrayMask:
    """A mask that is there as an array.

    Parameters
    ----------
    mask
        ``(height, width)`` or ``(height, width, 1)``, confidence 0 to 1, or bool.
    """

    def __init__(self, mask: npt.NDArray[np.generic]) -> None:
        self.shape = mask.shape[:2]
        self._mask = mask.reshape(self.shape)

    def along(self, y: Places, x: Places) -> npt.NDArray[np.float32]:
        """Return the confidence at every place."""
        return self._mask[y, x].astype(np.float32)


_ALONG = np.linspace(0.0, 1.0, SILHOUETTE_SAMPLES)[None, :, None]


def trunk_profile(mask: Mask | npt.NDArray[np.generic] | None, image_px: FloatArray) -> FloatArray:
    """Return how far the outline of the body is from the shoulder-hip chord, on both of its sides.

    From each of the samples along the chord (middle of the shoulders to middle of the hips, even steps,
    both ends included) a ray runs at right angles to the chord until it leaves the mask.

    Parameters
    ----------
    mask
        Confidence that a pixel belongs to the person, as a :class:`Mask` or an array that makes an
        :class:`ArrayMask`; ``None`` when the estimator gave none.
    image_px
        ``(33, 2)`` landmarks in pixels of the same picture, x right and y down; pixel ``i`` covers
        ``i`` to ``i + 1``.

    Returns
    -------
    ndarray
        ``(2, SILHOUETTE_SAMPLES)`` float32 distances in chord lengths. Row 0 is the left-hand side of
        somebody who walks over the picture from the shoulders to the hips, row 1 the right-hand side:
        with the chord's direction ``(ux, uy)``, row 0 looks along ``(uy, -ux)`` and row 1 along
        ``(-uy, ux)``. So for an upright trunk row 0 is the right of the picture, and for a person lying
        with the head to the left row 0 is above. ``NaN`` where it is unknown: no mask, no chord, the
        chord's point itself outside the mask, the ray met the edge of the picture, or it is still
        inside after one chord length.
    """
    unknown = np.full((2, SILHOUETTE_SAMPLES), np.nan, np.float32)
    if mask is None:
        return unknown
    if isinstance(mask, np.ndarray):
        mask = ArrayMask(mask)
    points = image_px.astype(np.float64)
    start = (points[Landmark.LEFT_SHOULDER] + points[Landmark.RIGHT_SHOULDER]) / 2.0
    chord = (points[Landmark.LEFT_HIP] + points[Landmark.RIGHT_HIP]) / 2.0 - start
    length_px = math.hypot(chord[0], chord[1])
    if not length_px >= SHORTEST_CHORD_PX:  # also when it is NaN
        return unknown
    height, width = mask.shape[:2]
    steps = min(math.ceil(REACH * length_px), _MOST_STEPS)
    step_px = REACH * length_px / steps
    out_px = np.arange(steps + 1) * step_px
    normal = np.array([[chord[1]], [-chord[0]]]) / length_px * np.array([1.0, -1.0])
    # (side, sample, step): the ray of each side of each sample
    x = np.floor(start[0] + chord[0] * _ALONG + normal[0][:, None, None] * out_px).astype(np.intp)
    y = np.floor(start[1] + chord[1] * _ALONG + normal[1][:, None, None] * out_px).astype(np.intp)
    on_picture = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    np.clip(x, 0, width - 1, out=x)
    np.clip(y, 0, height - 1, out=y)
    confidence = mask.along(y, x)
    left = ~((confidence > INSIDE) & on_picture)
    first = np.argmax(left, axis=2)  # 0 when the ray never leaves, or starts outside: unknown both ways
    side, sample = np.ogrid[:2, :SILHOUETTE_SAMPLES]
    before = confidence[side, sample, np.maximum(first - 1, 0)]
    beyond = confidence[side, sample, first]
    known = (first > 0) & on_picture[side, sample, first]
    # Between the last step inside and the first outside, where the confidence passes the half.
    share = (before - INSIDE) / np.where(known, before - beyond, 1.0)
    distance = (first - 1 + share) * step_px / length_px
    return np.where(known, distance, np.nan).astype(np.float32)
