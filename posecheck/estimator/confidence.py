"""What a network's confidence means, so that the same value says the same whichever network is run.

The heavy network is less sure than the full one, and more often right where it is. The rules were made with
the full one: a landmark counts as seen from a confidence on, and that means some chance of being in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from posecheck.pose import FloatArray

#: The heavy network alone is as large as that, in bytes; the full one has a quarter of it.
HEAVY_FROM_BYTES = 20_000_000
#: Confidence of the heavy network, and that of the full one with which as many landmarks are within 5 % of
#: the body's extent: shoulders, elbows, wrists, hips, knees and ankles of six rendered bodies, 59 clips,
#: 166,000 each (docs/decisions.md, 50). Beyond 0.6 it is right more often than the full one ever is.
_HEAVY = (0.0, 0.01, 0.02, 0.05, 0.08, 0.10, 0.15, 0.20, 0.25, 0.50, 0.60, 1.0)
_AS_FULL = (0.03, 0.03, 0.30, 0.39, 0.41, 0.74, 0.83, 0.86, 0.94, 0.94, 1.0, 1.0)


def as_of_full(confidence: FloatArray) -> FloatArray:
    """Return the confidence of the full network that means what this one of the heavy means, 0 to 1."""
    return np.interp(confidence, _HEAVY, _AS_FULL).astype(np.float32)
