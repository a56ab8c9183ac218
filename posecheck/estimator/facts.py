"""How a picture looks: bright, sharp, blocky. Cheap: some rows and columns are looked at, twice a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.pose import PictureFacts

if TYPE_CHECKING:
    from posecheck.frame import ImageArray

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
    rows = image[:: max(1, image.shape[0] // _LINES), :, 1].astype(np.int16)
    brightness = round(float(rows.mean()))
    if min(image.shape[:2]) < _SMALLEST_PX:
        return Measured(PictureFacts(brightness, _MOST, 0), 1.0, 0.0, float(_MOST))
    columns = image[:, :: max(1, image.shape[1] // _LINES), 1].astype(np.int16)
    steps = np.abs(np.diff(rows, axis=1))
    across, down = steps.mean(axis=0), np.abs(np.diff(columns, axis=0)).mean(axis=1)
    at_edges = (across[BLOCK_PX - 1 :: BLOCK_PX].mean() + down[BLOCK_PX - 1 :: BLOCK_PX].mean()) / 2
    elsewhere = (_between_edges(across) + _between_edges(down)) / 2
    stands_out = max(0.0, float(at_edges - elsewhere))
    edges = _strongest(steps)
    sharpness = edges / max(_strongest(np.abs(rows[:, _EDGE_PX:] - rows[:, :-_EDGE_PX])), 1.0)
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


def _strongest(steps: npt.NDArray[np.int16]) -> float:
    count = max(1, int(_STRONGEST_SHARE * steps.size))
    return float(np.partition(steps, -count, axis=None)[-count:].mean())
