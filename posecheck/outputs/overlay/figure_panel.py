"""The moving figure as a picture with transparency, for the window and the video."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecheck.figures import movement
from posecheck.figures.drawing import Role, parts
from posecheck.pose import Side

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.figures.drawing import Drawing, Shape
    from posecheck.figures.movement import Movement
    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose.frame import ImageArray

#: Colours (BGR) on a dark and on a light panel. The marked muscle differs from the body in lightness as well.
_DARK: dict[Role, Colour] = {
    Role.GROUND: (70, 62, 54),
    Role.PROP: (96, 128, 150),
    Role.NEAR_LIMB: (235, 214, 190),
    Role.TRUNK: (214, 190, 164),
    Role.HEAD: (235, 214, 190),
    Role.FAR_LIMB: (150, 128, 108),
    Role.MARKED: (44, 116, 236),
    Role.ARROW: (44, 116, 236),
}
_LIGHT: dict[Role, Colour] = {
    Role.GROUND: (211, 224, 207),
    Role.PROP: (120, 155, 185),
    Role.NEAR_LIMB: (111, 86, 53),
    Role.TRUNK: (131, 106, 73),
    Role.HEAD: (111, 86, 53),
    Role.FAR_LIMB: (184, 166, 143),
    Role.MARKED: (38, 112, 232),
    Role.ARROW: (38, 112, 232),
}
_DARK_PANEL: Colour = (34, 28, 24)
_LIGHT_PANEL: Colour = (248, 253, 255)
_PANEL_OPACITY = 224
_CORNER_RATIO = 0.05
#: Width of the gap around a limb that is in front of another, in units of the box.
_GAP = 0.012
#: Points are given to the painter in so many parts of a pixel.
_SHIFT = 4


def paint_figure(drawing: Drawing, size_px: int, *, dark: bool = True) -> ImageArray:
    """Return the picture of `drawing`.

    Parameters
    ----------
    drawing
        What is drawn.
    size_px
        Height and width.
    dark
        Light lines on a dark panel, otherwise the other way round.

    Returns
    -------
    ImageArray
        ``(size_px, size_px, 4)`` BGRA, its colours not multiplied by the opacity.
    """
    panel = _DARK_PANEL if dark else _LIGHT_PANEL
    colours = _DARK if dark else _LIGHT
    image = np.empty((size_px, size_px, 4), np.uint8)
    image[:] = (*panel, 0)
    _plate(image, (*panel, _PANEL_OPACITY))
    for group in parts(drawing.shapes):
        part = [drawing.shapes[n] for n in group]
        if part[0].part:
            for shape in part:
                if shape.role is not Role.MARKED:
                    _paint(image, shape, (*panel, 255), _GAP)
        for shape in part:
            _paint(image, shape, (*colours[shape.role], 255))
    return image


def _plate(image: ImageArray, colour: tuple[int, int, int, int]) -> None:
    size = len(image)
    corner = round(_CORNER_RATIO * size)
    cv2.rectangle(image, (corner, corner), (size - 1 - corner, size - 1 - corner), colour, 2 * corner)
    cv2.rectangle(image, (corner, corner), (size - 1 - corner, size - 1 - corner), colour, -1)


def _paint(image: ImageArray, shape: Shape, colour: tuple[int, int, int, int], wider: float = 0.0) -> None:
    size = len(image)
    points = np.rint(np.array(shape.points) * size * (1 << _SHIFT)).astype(np.int32)
    width_px = (shape.width + 2.0 * wider) * size
    if len(points) == 1:
        radius = round(width_px / 2.0 * (1 << _SHIFT))
        cv2.circle(image, points[0].tolist(), radius, colour, -1, cv2.LINE_AA, _SHIFT)
        return
    if shape.filled:
        cv2.fillPoly(image, [points], colour, cv2.LINE_AA, _SHIFT)
    thickness = max(1, round(width_px))
    cv2.polylines(image, [points], shape.filled, colour, thickness, cv2.LINE_AA, _SHIFT)


def moving_figure(exercise: Exercise, side: Side, time_s: float, size_px: int) -> ImageArray:
    """Return the moving figure of `exercise` on `side` at `time_s`, for a dark panel of `size_px`.

    Where nobody has asked for a side the left one is shown. The movement goes round.
    """
    moving = _movement(exercise, Side.RIGHT if side is Side.RIGHT else Side.LEFT)
    return paint_figure(moving.at(time_s % moving.cycle_s), size_px)


@lru_cache(maxsize=4)
def _movement(exercise: Exercise, side: Side) -> Movement:
    return movement(exercise, side)
