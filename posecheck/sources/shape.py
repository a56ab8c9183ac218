"""The shape of pictures: what pixels that are not square, a display matrix or a change make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from posecheck.pose.frame import ImageArray

#: No picture is larger, along either side: the landmarker looks at 256 pixels, and memory is not endless.
MOST_PX = 4096
#: A picture this much wider or narrower than it should be turns an angle by 0.3° at most.
SAME_SHAPE = 0.01
#: Pixels longer than this are an error of the file: the widest in use are those of anamorphic film, 2:1.
_LONGEST_PIXEL = 4.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How a picture is stored.

    Parameters
    ----------
    width_px, height_px
        Its size.
    pixel_aspect
        Width of a pixel ÷ its height: 1 for square ones.
    """

    width_px: int
    height_px: int
    pixel_aspect: float = 1.0

    @property
    def displayed_px(self) -> tuple[int, int]:
        """Width and height with square pixels, at most `MOST_PX`; as stored when it makes no difference."""
        aspect = self.pixel_aspect
        width, height = float(self.width_px), float(self.height_px)
        if 1.0 / _LONGEST_PIXEL <= aspect <= _LONGEST_PIXEL and abs(aspect - 1.0) > SAME_SHAPE:
            # Longer, never shorter: no pixel is thrown away.
            width, height = (width * aspect, height) if aspect > 1.0 else (width, height / aspect)
        scale = min(1.0, MOST_PX / max(width, height))
        return max(1, round(width * scale)), max(1, round(height * scale))

    @property
    def too_large(self) -> bool:
        """Whether a side is longer than `MOST_PX`."""
        return max(self.width_px, self.height_px) > MOST_PX

    def like(self, other: Shape) -> bool:
        """Return whether both are displayed in the same shape, whatever their size."""
        return same_shape(self.displayed_px, other.displayed_px)


def same_shape(one_px: tuple[int, int], other_px: tuple[int, int]) -> bool:
    """Return whether two sizes, width and height, have the same ratio of sides."""
    (width, height), (other_width, other_height) = one_px, other_px
    # A row or a column more or less is rounding, however small the picture.
    slack = max(SAME_SHAPE, 1.0 / min(*one_px, *other_px))
    return abs(width * other_height / (height * other_width) - 1.0) <= slack


def smaller(size_px: tuple[int, int], most_px: tuple[int, int]) -> tuple[int, int]:
    """Return a size of the same shape whose longer side is no longer than that of `most_px`."""
    scale = min(1.0, max(most_px) / max(size_px))
    return max(1, round(size_px[0] * scale)), max(1, round(size_px[1] * scale))


def fitted(picture: ImageArray, true_px: tuple[int, int], canvas_px: tuple[int, int]) -> ImageArray:
    """Return `picture` on a canvas, in its true shape, as large as it can be, with black beside it.

    Parameters
    ----------
    picture
        ``(height, width, 3)``; it may be stretched.
    true_px
        Width and height that show it as it is.
    canvas_px
        Width and height of what is returned.
    """
    if (picture.shape[1], picture.shape[0]) == true_px == canvas_px:
        return picture
    width, height = canvas_px
    if same_shape(true_px, canvas_px):
        return np.asarray(cv2.resize(picture, canvas_px), np.uint8)
    scale = min(width / true_px[0], height / true_px[1])
    inside = min(width, max(1, round(true_px[0] * scale))), min(height, max(1, round(true_px[1] * scale)))
    canvas = np.zeros((height, width, 3), np.uint8)
    left, top = (width - inside[0]) // 2, (height - inside[1]) // 2
    canvas[top : top + inside[1], left : left + inside[0]] = cv2.resize(picture, inside)
    return canvas


@dataclass(frozen=True, slots=True)
class PictureOrientation:
    """One of the eight ways to put a picture: transposed first, then flipped.

    Parameters
    ----------
    transposed
        Rows become columns.
    flipped_across, flipped_down
        Left and right, top and bottom change places, after that.
    """

    transposed: bool = False
    flipped_across: bool = False
    flipped_down: bool = False

    @classmethod
    def turned(cls, clockwise_deg: int) -> PictureOrientation:
        """Return the turn by 0, 90, 180 or 270 degrees."""
        return cls(
            transposed=clockwise_deg in {90, 270},
            flipped_across=clockwise_deg in {90, 180},
            flipped_down=clockwise_deg in {180, 270},
        )

    @classmethod
    def of_matrix(cls, a: float, b: float, c: float, d: float) -> PictureOrientation:
        """Return the nearest of a display matrix, which puts (x, y) at (a·x + c·y, b·x + d·y), y down."""
        if abs(b) + abs(c) > abs(a) + abs(d):
            return cls(transposed=True, flipped_across=c < 0.0, flipped_down=b < 0.0)
        return cls(flipped_across=a < 0.0, flipped_down=d < 0.0)

    def size(self, size_px: tuple[int, int]) -> tuple[int, int]:
        """Return width and height of a picture of `size_px` that is put so."""
        return size_px[::-1] if self.transposed else size_px

    def put(self, picture: ImageArray) -> ImageArray:
        """Return the picture put so; itself when there is nothing to do."""
        if self.transposed:
            picture = np.asarray(cv2.transpose(picture), np.uint8)
        flips = {(True, True): -1, (True, False): 1, (False, True): 0}
        code = flips.get((self.flipped_across, self.flipped_down))
        return picture if code is None else np.asarray(cv2.flip(picture, code), np.uint8)
