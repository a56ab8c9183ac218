"""The screen of the windows here: the clip, a panel of writing at its right, a strip below both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from posecheck.lab.labelling.timeline import GROUND
from posecheck.outputs.overlay.lettering import font, rgb, wrapped
from posecheck.outputs.overlay.palette import DIM, PAPER

if TYPE_CHECKING:
    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose.frame import ImageArray

WIDTH_PX, HEIGHT_PX = 1280, 800
PANEL_PX = 400
STRIP_PX = 330
_MARGIN_PX = 16


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the panel.

    Parameters
    ----------
    text
        What it says; a long one is wrapped.
    key
        Drawn as a key in front of it.
    size_px, bold, colour
        Of the writing.
    gap_px
        Kept free above it.
    """

    text: str
    key: str = ""
    size_px: int = 14
    bold: bool = False
    colour: Colour = PAPER
    gap_px: int = 0


def compose(picture: ImageArray, panel: ImageArray, strip: ImageArray) -> ImageArray:
    """Return the whole screen; the picture is fitted into its place."""
    screen = np.empty((HEIGHT_PX, WIDTH_PX, 3), np.uint8)
    screen[...] = GROUND
    width, height = WIDTH_PX - PANEL_PX, HEIGHT_PX - STRIP_PX
    scale = min(width / picture.shape[1], height / picture.shape[0])
    size = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    if size != (picture.shape[1], picture.shape[0]):
        picture = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BILINEAR))
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    screen[top : top + size[1], left : left + size[0]] = picture
    screen[: panel.shape[0], width:] = panel
    screen[height:] = strip
    return screen


@lru_cache(maxsize=32)
def draw_panel(rows: tuple[Row, ...]) -> ImageArray:
    """Return the panel with `rows` from the top."""
    height = HEIGHT_PX - STRIP_PX
    image = Image.new("RGB", (PANEL_PX, height), rgb(GROUND)[:3])
    draw = ImageDraw.Draw(image)
    y = float(_MARGIN_PX)
    for row in rows:
        y += row.gap_px
        left = _MARGIN_PX
        letters = font(row.size_px, bold=row.bold)
        line_px = round(row.size_px * 1.35)
        if row.key:
            box = (left, y, left + 72, y + line_px - 2)
            draw.rounded_rectangle(box, 4, fill=rgb(DIM))
            middle = (left + 36, y + line_px / 2 - 1)
            draw.text(middle, row.key, font=font(row.size_px - 2), fill=rgb(GROUND), anchor="mm")
            left += 84
        for line in wrapped(row.text, row.size_px, PANEL_PX - left - _MARGIN_PX, bold=row.bold) or [""]:
            draw.text((left, y + line_px / 2 - 1), line, font=letters, fill=rgb(row.colour), anchor="lm")
            y += line_px
    return np.ascontiguousarray(np.asarray(image)[..., ::-1])
