"""Text in real fonts, rendered once and kept: drawing letters in every frame would be too slow.

Everything with letters is made as a :class:`Sticker`, a picture with transparency that is laid onto the
frame in well under a millisecond. Only as many are kept as are on the picture at one time or come again
within seconds: one of them may have a megabyte, and a session goes on for hours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose.frame import ImageArray

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_SMALLEST_PX = 9
_LINE_SPACING = 1.22
_OVERSAMPLING = 3
#: Height of a capital in sizes of the font, about.
_CAPITAL = 0.73
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A line of text that was drawn.

    Parameters
    ----------
    text
        What it says.
    left, top, right, bottom
        The box of its letters, in pixels.
    letter_px
        Height of its capitals in pixels.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    letter_px: float

    def moved(self, x: float, y: float) -> Written:
        """Return the same line elsewhere."""
        return replace(
            self, left=self.left + x, top=self.top + y, right=self.right + x, bottom=self.bottom + y
        )


@dataclass(frozen=True, slots=True, eq=False)
class Sticker:
    """A picture with transparency, ready to be laid onto a frame.

    Parameters
    ----------
    colour
        ``(height, width, 3)`` BGR, already multiplied by the opacity.
    keep
        ``(height, width, 3)`` how much of the frame shows through, 0 to 255.
    written
        The lines of text on it.
    writing
        The colours of a label: of its letters, and of their ground.
    """

    colour: ImageArray
    keep: ImageArray
    written: tuple[Written, ...] = ()
    writing: tuple[Colour, Colour] | None = None

    @classmethod
    def of(cls, image: Image.Image, written: Iterable[Written] = ()) -> Self:
        """Return the sticker of an RGBA picture."""
        return cls.of_bgra(cv2.cvtColor(np.asarray(image, np.uint8), cv2.COLOR_RGBA2BGRA), written)

    @classmethod
    def of_bgra(cls, bgra: ImageArray, written: Iterable[Written] = ()) -> Self:
        """Return the sticker of a ``(height, width, 4)`` BGRA picture."""
        alpha = cv2.cvtColor(cv2.extractChannel(bgra, 3), cv2.COLOR_GRAY2BGR)
        colour = cv2.multiply(cv2.cvtColor(bgra, cv2.COLOR_BGRA2BGR), alpha, scale=1 / 255)
        return cls(np.asarray(colour, np.uint8), np.asarray(cv2.bitwise_not(alpha), np.uint8), tuple(written))

    @property
    def width_px(self) -> int:
        """Width."""
        return int(self.colour.shape[1])

    @property
    def height_px(self) -> int:
        """Height."""
        return int(self.colour.shape[0])

    def paste(self, canvas: ImageArray, x: float, y: float) -> None:
        """Lay it onto `canvas` with its upper left corner at `x`, `y`; what lies outside is cut off."""
        left, top = round(x), round(y)
        x0, y0 = max(left, 0), max(top, 0)
        x1 = min(left + self.width_px, canvas.shape[1])
        y1 = min(top + self.height_px, canvas.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        region = canvas[y0:y1, x0:x1]
        own = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
        mixed = cv2.multiply(region, self.keep[own], scale=1 / 255)
        cv2.add(mixed, self.colour[own], dst=mixed)
        region[...] = mixed


@lru_cache(maxsize=64)
def font(size_px: int, *, bold: bool = True) -> Font:
    """Return DejaVu Sans (Latin, Greek, Cyrillic and more; matplotlib brings it) or Pillow's own font."""
    spec = find_spec("matplotlib")  # finds without importing, which would take half a second
    places = spec.submodule_search_locations if spec else None
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    if places:
        path = Path(places[0], "mpl-data", "fonts", "ttf", name)
        if path.is_file():
            return ImageFont.truetype(str(path), size_px)
    return ImageFont.load_default(size_px)


@lru_cache(maxsize=512)
def letter_height_px(size_px: int, *, bold: bool = True) -> float:
    """Return how high a capital of a font is."""
    box = font(size_px, bold=bold).getbbox("H", anchor="ls")
    return float(box[3] - box[1])


@lru_cache(maxsize=512)
def size_for_letters(letter_px: float, *, bold: bool = True) -> int:
    """Return the smallest size of the font whose capitals are at least so high."""
    size = max(1, round(letter_px / _CAPITAL) - 2)
    while letter_height_px(size, bold=bold) < letter_px:
        size += 1
    return size


def text_width_px(text: str, size_px: int, *, bold: bool = True) -> float:
    """Return how wide a line of text is."""
    return float(font(size_px, bold=bold).getlength(text))


def wrapped(text: str, size_px: int, width_px: float, *, bold: bool = True) -> list[str]:
    """Return the lines of `text` in a column; a word that is too long for one is split."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        longer = f"{line} {rest}" if line else rest
        if text_width_px(longer, size_px, bold=bold) <= width_px:
            line = longer
            continue
        if line:
            lines.append(line)
        while len(rest) > 1 and text_width_px(rest, size_px, bold=bold) > width_px:
            fits = len(rest) - 1
            while fits > 1 and text_width_px(rest[:fits], size_px, bold=bold) > width_px:
                fits -= 1
            lines.append(rest[:fits])
            rest = rest[fits:]
        line = rest
    return [*lines, line] if line else lines


def fitted(
    text: str, size_px: int, width_px: float, height_px: float, *, bold: bool = True
) -> tuple[list[str], int]:
    """Return the lines of `text` and the largest size up to `size_px` at which they fit into a box.

    When one line is almost enough (within a sixth), it is made a little smaller rather than wrapped.
    """
    for size in range(size_px, max(_SMALLEST_PX, round(size_px * 5 / 6)) - 1, -1):
        if text_width_px(text, size, bold=bold) <= width_px and line_height_px(size) <= height_px:
            return [text], size
    size = max(size_px, _SMALLEST_PX)
    while True:
        lines = balanced(text, size, width_px, bold=bold)
        if len(lines) * line_height_px(size) <= height_px or size <= _SMALLEST_PX:
            return lines, size
        size -= max(1, size // 20)


def balanced(text: str, size_px: int, width_px: float, *, bold: bool = True) -> list[str]:
    """Return the lines of `text`: one for each sentence where that takes no more, else about equally long."""
    lines = wrapped(text, size_px, width_px, bold=bold)
    sentences = _SENTENCE_END.split(text)
    widest = max(text_width_px(sentence, size_px, bold=bold) for sentence in sentences)
    if 1 < len(sentences) <= len(lines) and widest <= width_px:
        return sentences
    # no narrower than a word: it would be broken for nothing
    least = max(width_px / 2, *(text_width_px(word, size_px, bold=bold) / 0.96 for word in text.split()), 0.0)
    narrow = width_px
    while len(lines) > 1 and narrow > least:
        narrow *= 0.96
        tighter = wrapped(text, size_px, narrow, bold=bold)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def line_height_px(size_px: int) -> int:
    """Return the distance of two lines."""
    return round(size_px * _LINE_SPACING)


def draw_lines(  # noqa: PLR0913, PLR0917 - a text has that many properties
    draw: ImageDraw.ImageDraw,
    lines: list[str],
    size_px: int,
    x: float,
    y: float,
    colour: Colour,
    *,
    bold: bool = True,
    anchor: str = "l",
    spacing: float = _LINE_SPACING,
) -> list[Written]:
    """Draw lines of text and return what was written.

    `y` is the top of the first, `x` the left edge or (anchor ``"m"``) the middle, `spacing` the distance of
    two lines in sizes of the font.
    """
    written = []
    pitch = size_px * spacing
    letters = font(size_px, bold=bold)
    for number, line in enumerate(lines):
        place = (x, y + (number + 0.5) * pitch)
        draw.text(place, line, font=letters, fill=rgb(colour), anchor=f"{anchor}m")
        box = draw.textbbox(place, line, font=letters, anchor=f"{anchor}m")
        written.append(Written(line, *box, letter_height_px(size_px, bold=bold)))
    return written


def rgb(colour: Colour, opacity: float = 1.0) -> tuple[int, int, int, int]:
    """Return a BGR colour as Pillow wants it."""
    return colour[2], colour[1], colour[0], round(255 * opacity)


def rounded_panel(
    width_px: int, height_px: int, radius_px: float, colour: Colour, opacity: float
) -> Image.Image:
    """Return an RGBA picture of a panel with smooth round corners."""
    many = _OVERSAMPLING
    mask = Image.new("L", (width_px * many, height_px * many), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, width_px * many - 1, height_px * many - 1), radius_px * many, fill=round(255 * opacity)
    )
    panel = Image.new("RGBA", (width_px, height_px), rgb(colour))
    panel.putalpha(mask.resize((width_px, height_px), Image.Resampling.BOX))
    return panel


@lru_cache(maxsize=24)
def label(text: str, size_px: int, colour: Colour, ground: Colour, opacity: float = 1.0) -> Sticker:
    """Return one line of text on a rounded ground."""
    size_px = max(size_px, _SMALLEST_PX)
    pad_x, pad_y = round(size_px * 0.45), round(size_px * 0.22)
    width = round(text_width_px(text, size_px)) + 2 * pad_x
    height = line_height_px(size_px) + 2 * pad_y
    panel = rounded_panel(width, height, height * 0.3, ground, opacity)
    top = (height - line_height_px(size_px)) / 2
    written = draw_lines(ImageDraw.Draw(panel), [text], size_px, width / 2, top, colour, anchor="m")
    return replace(Sticker.of(panel, written), writing=(colour, ground))
