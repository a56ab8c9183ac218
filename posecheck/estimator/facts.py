"""How a picture looks: bright, sharp, blocky. Cheap: some rows and columns are looked at, twice a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from posecheck.pose import PictureFacts

if TYPE_CHECKING:
    from posecheck.pose.frame import ImageArray

Grey = npt.NDArray[np.uint8]

BLOCK_PX = 8
#: So many rows and columns are looked at, or a few more.
_LINES = 80
_SMALLEST_PX = 64
#: Below this difference, in grey values, the blocks of a blank picture cannot be seen.
LEAST_STEP = 0.5
#: The strongest edges: this share of all steps.
_STRONGEST_SHARE = 0.005
_EDGE_PX = 4
_MOST = 255


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one picture.

    Parameters
    ----------
    facts
        What a pose carries of it.
    blockiness
        Steps of brightness at the edges of 8-pixel blocks ÷ elsewhere: 1 without blocks, more with them;
        1 too for a picture that is too small or too blank to tell.
    blocks
        How far the steps at the edges of blocks stand out, as a share of the strongest edges.
    edges
        Height of the strongest edges over one pixel, in grey values: low when the picture is dark, blurred
        or without contrast.
    """

    facts: PictureFacts
    blockiness: float
    blocks: float
    edges: float


def measured(image: ImageArray) -> Measured:
    """Return how a picture looks.

    Parameters
    ----------
    image
        ``(height, width, 3)``, uint8, as the camera gave it: scaling moves the blocks off their places.
    """
    rows = np.ascontiguousarray(image[:: max(1, image.shape[0] // _LINES), :, 1])
    brightness = round(float(rows.mean()))
    if min(image.shape[:2]) < _SMALLEST_PX:
        return Measured(PictureFacts(brightness, _MOST, 0), 1.0, 0.0, float(_MOST))
    columns = np.ascontiguousarray(image[:, :: max(1, image.shape[1] // _LINES), 1])
    steps = _steps(rows, 1)
    across, down = steps.mean(axis=0), np.asarray(cv2.absdiff(columns[1:], columns[:-1])).mean(axis=1)
    at_edges = (across[BLOCK_PX - 1 :: BLOCK_PX].mean() + down[BLOCK_PX - 1 :: BLOCK_PX].mean()) / 2
    elsewhere = (_between_edges(across) + _between_edges(down)) / 2
    stands_out = max(0.0, float(at_edges - elsewhere))
    edges = _strongest(steps)
    sharpness = edges / max(_strongest(_steps(rows, _EDGE_PX)), 1.0)
    blocks = stands_out / max(edges, 1.0)
    return Measured(
        PictureFacts(brightness, min(_MOST, round(_MOST * sharpness)), min(_MOST, round(1000.0 * blocks))),
        float(at_edges / max(elsewhere, 1e-3)) if stands_out >= LEAST_STEP else 1.0,
        blocks,
        edges,
    )


def _between_edges(steps: npt.NDArray[np.floating]) -> float:
    inside = np.arange(len(steps)) % BLOCK_PX != BLOCK_PX - 1
    return float(steps[inside].mean())


def _steps(rows: Grey, apart_px: int) -> Grey:
    return np.asarray(cv2.absdiff(rows[:, apart_px:], rows[:, :-apart_px]), np.uint8)


def _strongest(steps: Grey) -> float:
    """Return the mean of the strongest steps, by counting how many there are of each height."""
    counts = np.asarray(cv2.calcHist([steps], [0], None, [256], [0, 256])).ravel()
    wanted = max(1.0, _STRONGEST_SHARE * steps.size)
    taken = np.diff(np.minimum(np.cumsum(counts[::-1]), wanted), prepend=0.0)
    return float(taken @ np.arange(255, -1, -1)) / wanted
