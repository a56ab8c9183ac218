"""How round the back is, from the outline that the segmentation mask gives (catalogue §3 RS)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from posecheck.pose.geometry import NAN
from posecheck.pose.silhouette import SILHOUETTE_SAMPLES

if TYPE_CHECKING:
    from posecheck.perception.body import Body

#: The outmost samples lie on the neck and the buttocks; the middle 76 % of the chord is the back.
_BACK = slice(2, SILHOUETTE_SAMPLES - 2)
_ALONG = np.linspace(-1.0, 1.0, SILHOUETTE_SAMPLES)[_BACK]
_TERMS = np.stack([np.ones_like(_ALONG), _ALONG, _ALONG**2], axis=1)
_SOLVE = np.linalg.pinv(_TERMS)
#: With fewer points of the outline it is not observed.
_LEAST_POINTS = 9


def rounding_chord(body: Body) -> float:
    """Return how far the back bows away from the shoulder-hip chord, in chord lengths.

    The mean of two readings of the same outline: its farthest distance from the chord, and the bow of the
    parabola through it (its middle against its ends). The first alone grows with a loose top, the second
    with a round upper back; together they tell a rounded back (spine bent by 78 to 96°) from a flat one
    (10 to 38°) on 25 rendered clips with nothing in between. ``NaN`` when there is no mask, or too little
    of the outline is free: an arm in front of it, clothing that merges with the ground.
    """
    profile = body.pose.silhouette
    if profile is None:
        return NAN
    # The first row looks to the right of an upright person's picture, where the back is when facing left.
    back = profile[0 if body.facing < 0.0 else 1][_BACK].astype(np.float64)
    known = np.isfinite(back)
    count = int(known.sum())
    if count < _LEAST_POINTS:
        return NAN
    if count == len(back):
        bow = -float(_SOLVE[2] @ back)
    else:
        bow = -float(np.linalg.lstsq(_TERMS[known], back[known], rcond=None)[0][2])
    return (float(back[known].max()) + bow) / 2.0
