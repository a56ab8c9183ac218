"""One picture and its time: what a source gives and an estimator takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ImageArray = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture of a source.

    Parameters
    ----------
    image_bgr
        ``(height, width, 3)``, OpenCV's order of colours, never flipped for display.
    time_s
        Seconds of the source: capture clock or presentation timestamp, strictly increasing.
    reshaped
        The picture has another shape than the one before, so that nothing is where it was: a cut.
    """

    image_bgr: ImageArray
    time_s: float
    reshaped: bool = False
