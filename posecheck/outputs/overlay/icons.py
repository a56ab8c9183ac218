"""Signs that say without words what the words beside them are about."""

from __future__ import annotations

from PIL import Image, ImageDraw

from posecheck.outputs.overlay.lettering import rgb
from posecheck.outputs.overlay.palette import FAULT, INK, PAPER, WHITE

_OVERSAMPLING = 4


def warning(size_px: int) -> Image.Image:
    """Return a warning triangle."""
    s = size_px * _OVERSAMPLING
    icon = Image.new("RGBA", (s, s), rgb(FAULT, 0.0))
    draw = ImageDraw.Draw(icon)
    draw.polygon([(s * 0.5, s * 0.06), (s * 0.98, s * 0.92), (s * 0.02, s * 0.92)], fill=rgb(FAULT))
    draw.rounded_rectangle((s * 0.455, s * 0.36, s * 0.545, s * 0.66), s * 0.04, fill=rgb(WHITE))
    draw.ellipse((s * 0.445, s * 0.71, s * 0.555, s * 0.82), fill=rgb(WHITE))
    return icon.resize((size_px, size_px), Image.Resampling.BOX)


def camera(size_px: int) -> Image.Image:
    """Return a camera, crossed out."""
    w = size_px * _OVERSAMPLING
    h = w / 1.45
    icon = Image.new("RGBA", (w, w), rgb(INK, 0.0))
    draw = ImageDraw.Draw(icon)
    up = (w - h) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return w * x, up + h * y

    draw.rounded_rectangle((*at(0, 0.2), *at(0.68, 0.86)), h * 0.12, fill=rgb(INK))
    draw.polygon([at(0.74, 0.46), at(0.98, 0.24), at(0.98, 0.82), at(0.74, 0.6)], fill=rgb(INK))
    draw.line([at(0.06, 0.02), at(0.8, 0.98)], fill=rgb(PAPER), width=round(h * 0.2))
    draw.line([at(0.06, 0.02), at(0.8, 0.98)], fill=rgb(INK), width=round(h * 0.09))
    return icon.resize((size_px, size_px), Image.Resampling.BOX)
