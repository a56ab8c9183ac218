"""The icon as pixels, for desktops that take no SVG: the same drawing as ``icon.svg`` of the app."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]

#: The drawing is this wide and high; each pixel is drawn so many times as large, and made small again.
_UNITS, _FINER = 64, 4
_BLUE, _WHITE, _PALE, _GREEN = (31, 95, 122), (255, 255, 255), (154, 183, 195), (142, 227, 180)
_SIZES = (16, 32, 48, 128, 256)
#: The largest that a Mac shows.
_LARGEST = 1024


def icon_image(size_px: int) -> Image.Image:
    """Return the icon as a picture of that width and height."""
    scale = size_px * _FINER / _UNITS
    image = Image.new("RGBA", (size_px * _FINER, size_px * _FINER), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 64 * scale - 1, 64 * scale - 1), 15 * scale, _BLUE)
    _line(draw, ((34, 46), (20, 40)), 6.5, _PALE, scale)
    _line(draw, ((15, 46), (34, 46), (39, 19)), 6.5, _WHITE, scale)
    draw.ellipse([each * scale for each in (10, 32, 20, 42)], _WHITE)
    _line(draw, _swing(), 4.5, _GREEN, scale)
    return image.resize((size_px, size_px), Image.Resampling.LANCZOS)


def icon_bytes(kind: str) -> bytes:
    """Return the icon as a file.

    Parameters
    ----------
    kind
        ``"ICO"`` for Windows, ``"ICNS"`` for a Mac.
    """
    out = io.BytesIO()
    if kind == "ICO":
        icon_image(max(_SIZES)).save(out, kind, sizes=[(each, each) for each in _SIZES])
    else:
        icon_image(_LARGEST).save(out, kind, append_images=[icon_image(each) for each in _SIZES[1:]])
    return out.getvalue()


def _swing() -> list[Point]:
    """Return the arc from the foot: a quarter of a circle about the hip."""
    radius, centre = 29.0, (23.0, 40.7)
    turns = [math.radians(-52.0 + step * 50.6 / 24) for step in range(25)]
    return [(centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns]


def _line(
    draw: ImageDraw.ImageDraw,
    points: Sequence[Point],
    width: float,
    colour: tuple[int, int, int],
    scale: float,
) -> None:
    """Draw a line with round ends and corners."""
    placed = [(x * scale, y * scale) for x, y in points]
    draw.line(placed, colour, round(width * scale))
    radius = width * scale / 2
    for x, y in placed:
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)
