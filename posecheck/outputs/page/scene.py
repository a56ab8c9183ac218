"""The drawing on the picture as data: the same annotators as in the window, with another pen.

What would have been drawn is written down, in pixels of the picture, and the page draws it: so lines stay
sharp at every size, and words can be read aloud.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from posecheck.outputs.overlay import annotated
from posecheck.outputs.overlay.layout import LETTER_SHARE
from posecheck.outputs.overlay.lettering import size_for_letters
from posecheck.outputs.overlay.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.outputs.overlay.lettering import Sticker
    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose import Landmark
    from posecheck.pose.frame import ImageArray

    #: A kind and its values: ``["line", x1, y1, x2, y2, colour, width]`` and so on, see :class:`PageScene`.
    Mark = list[Any]


#: So much of the height of a page is the picture; letters are read from three metres there too.
_PICTURE_SHARE = 0.7


@dataclass(frozen=True, eq=False)
class PageScene(Scene):
    """Writes down what is drawn.

    Marks, in their order: ``line`` x1 y1 x2 y2 colour width; ``dot`` x y radius colour width (of the outline,
    -1 filled); ``stroke`` [x, y, ...] colour width; ``fill`` [x, y, ...] colour opacity; ``bones``
    [x1, y1, x2, y2, ...] [x, y, ...] colour opacity width radius; ``words`` left top width height text ink
    ground size. Lengths are pixels of the picture, colours as CSS writes them.
    """

    marks: list[Mark] = field(default_factory=list)

    @cached_property
    def caption_size_px(self) -> int:
        """Size of the font of words at a limb: the picture takes some 70 % of the height of the page."""
        return size_for_letters(math.ceil(self.canvas.shape[0] * LETTER_SHARE / _PICTURE_SHARE))

    def line(self, a: complex, b: complex, colour: Colour, thickness_px: int) -> None:
        """Write down a line."""
        self.marks.append(["line", *_px(a), *_px(b), css(colour), thickness_px])

    def dot(self, centre: complex, radius_px: float, colour: Colour, thickness_px: int = -1) -> None:
        """Write down a circle."""
        self.marks.append(["dot", *_px(centre), round(radius_px, 1), css(colour), thickness_px])

    def stroke(self, points: Sequence[complex], colour: Colour, thickness_px: int) -> None:
        """Write down a line through several points."""
        self.marks.append(
            ["stroke", [each for point in points for each in _px(point)], css(colour), thickness_px]
        )

    def fill(self, outline: Sequence[complex], colour: Colour, opacity: float) -> None:
        """Write down a filled polygon."""
        self.marks.append(["fill", [each for point in outline for each in _px(point)], css(colour), opacity])

    def faint(self, bones: Sequence[tuple[Landmark, Landmark]], colour: Colour, opacity: float) -> None:
        """Write down bones with their joints."""
        rounded = self.points.round(1)
        joints = sorted({landmark for bone in bones for landmark in bone})
        lines = [float(each) for bone in bones for end in bone for each in rounded[end]]
        dots = [float(each) for joint in joints for each in rounded[joint]]
        self.marks.append(["bones", lines, dots, css(colour), opacity, self.px(2.5), self.px(3)])

    def write(self, words: Sticker, left: float, top: float) -> None:
        """Write down words."""
        if words.writing is None or not words.written:
            return
        ink, ground = words.writing
        box = [round(left, 1), round(top, 1), words.width_px, words.height_px]
        self.marks.append(["words", *box, words.written[0].text, css(ink), css(ground), self.caption_size_px])


def marks_of(scene: Scene, picture: ImageArray) -> list[Mark]:
    """Return what is drawn on a picture of somebody."""
    # nothing is drawn onto it: its size alone is asked for
    canvas = np.empty(picture.shape, np.uint8)
    paper = PageScene(canvas, scene.pose, scene.assessment, scene.exercise, scene.mirrored, scene.language)
    annotated(paper)
    return paper.marks


@lru_cache(maxsize=64)
def css(colour: Colour) -> str:
    """Return a BGR colour as CSS writes it."""
    blue, green, red = colour
    return f"#{red:02x}{green:02x}{blue:02x}"


def _px(point: complex) -> tuple[float, float]:
    return round(point.real, 1), round(point.imag, 1)
