"""The words beside limbs and angles, placed where they cover the least."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from posecheck.outputs.overlay.lettering import Sticker
    from posecheck.outputs.overlay.scene import Box, Scene

#: What covering other words, one point of a bone, and a place further down the list cost.
_WORDS_COST, _BONE_COST, _LATER_COST = 1000, 20, 1
#: So many places are looked at together.
_AT_ONCE = 8
#: A limb is about so thick beside its bone, in units of the design.
_FLESH = 9


class CaptionAnnotator:
    """Writes what the annotators before it asked for."""

    def annotate(self, scene: Scene) -> None:
        """Write every caption at its cheapest place."""
        for words, centres in scene.captions:
            left, top, right, bottom = _cheapest(scene, words, centres)
            scene.taken.append((left, top, right, bottom))
            scene.write(words, left, top)


def _cheapest(scene: Scene, words: Sticker, centres: tuple[complex, ...]) -> Box:
    """Return the box of the cheapest place; no further one is looked at once one covers nothing."""
    best, least = (0.0, 0.0, 0.0, 0.0), math.inf
    for first in range(0, len(centres), _AT_ONCE):
        boxes = _boxes(scene, words, centres[first : first + _AT_ONCE])
        costs = _costs(scene, boxes) + _LATER_COST * first
        place = int(np.argmin(costs))
        if costs[place] < least:
            left, top, right, bottom = (float(edge) for edge in boxes[place])
            best, least = (left, top, right, bottom), float(costs[place])
        if least <= first + _AT_ONCE:
            break
    return best


def _boxes(scene: Scene, words: Sticker, centres: tuple[complex, ...]) -> npt.NDArray[np.float64]:
    """Return ``(n, 4)`` where words around the centres would stand, moved into the picture."""
    height, width = scene.canvas.shape[:2]
    edge = scene.px(6)
    middle = np.array(centres)
    left = np.minimum(np.maximum(middle.real - words.width_px / 2, edge), width - words.width_px - edge)
    top = np.minimum(np.maximum(middle.imag - words.height_px / 2, edge), height - words.height_px - edge)
    return np.stack([left, top, left + words.width_px, top + words.height_px], axis=1)


def _costs(scene: Scene, boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return ``(n,)`` how bad each place is."""
    taken = _covered(boxes, np.array(scene.taken, np.float64).reshape(-1, 4))
    rim = scene.px(_FLESH) * np.array([-1, -1, 1, 1])
    on_bones = _covered(boxes + rim, np.tile(scene.bones, 2))
    later: npt.NDArray[np.float64] = _LATER_COST * np.arange(len(boxes), dtype=np.float64)
    return later + _WORDS_COST * taken + _BONE_COST * on_bones


def _covered(boxes: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return ``(n,)`` how many of the others each box touches."""
    touches = (boxes[:, None, :2] < others[None, :, 2:]) & (others[None, :, :2] < boxes[:, None, 2:])
    counts: npt.NDArray[np.int64] = touches.all(axis=2).sum(axis=1)
    return counts
