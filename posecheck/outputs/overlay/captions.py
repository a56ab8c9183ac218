"""The words beside limbs and angles, placed where they cover the least."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.outputs.overlay.lettering import Sticker
    from posecheck.outputs.overlay.scene import Box, Scene

#: Covering other words is this much worse than covering one point of a bone.
_WORDS_COST = 100
#: A place further down the list is this much worse than the one before.
_LATER_COST = 1


class CaptionAnnotator:
    """Writes what the annotators before it asked for."""

    def annotate(self, scene: Scene) -> None:
        """Write every caption at its cheapest place."""
        for words, centres in scene.captions:
            boxes = [_box(scene, words, centre) for centre in centres]
            costs = [_cost(scene, box) + _LATER_COST * place for place, box in enumerate(boxes)]
            best = boxes[costs.index(min(costs))]
            scene.taken.append(best)
            words.paste(scene.canvas, best[0], best[1])


def _box(scene: Scene, words: Sticker, centre: complex) -> Box:
    """Return where words around `centre` would stand, moved into the picture."""
    height, width = scene.canvas.shape[:2]
    edge = scene.px(6)
    left = min(max(centre.real - words.width_px / 2, edge), width - words.width_px - edge)
    top = min(max(centre.imag - words.height_px / 2, edge), height - words.height_px - edge)
    return left, top, left + words.width_px, top + words.height_px


def _cost(scene: Scene, box: Box) -> int:
    left, top, right, bottom = box
    covered = sum(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in scene.taken
    )
    x, y = scene.bones[:, 0], scene.bones[:, 1]
    on_bones = int(((left < x) & (x < right) & (top < y) & (y < bottom)).sum())
    return _WORDS_COST * covered + on_bones
