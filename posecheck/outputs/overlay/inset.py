"""The moving figure of the exercise: small in a corner, or large in the place of the camera's picture."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from posecheck.outputs.overlay.lettering import Sticker, rounded_panel
from posecheck.outputs.overlay.palette import GROUND, RAISED
from posecheck.outputs.wording import shown_side

if TYPE_CHECKING:
    from posecheck.outputs.overlay.layout import Rect
    from posecheck.outputs.overlay.screen import PaintFigure, Screen

_RADIUS = 0.06
#: The figure keeps this part of its square.
_FILLED = 0.94


class FigureAnnotator:
    """Shows the moving figure on a panel.

    Parameters
    ----------
    paint
        Paints the figure at a time.
    place
        Where it stands.
    """

    def __init__(self, paint: PaintFigure, place: Rect) -> None:
        self.paint = paint
        self.place = place

    def annotate(self, screen: Screen) -> None:
        """Draw panel and figure."""
        place = self.place
        size = round(min(place.width, place.height) * _FILLED)
        if size <= 0 or not math.isfinite(screen.info.figure_s):
            return
        _ground(place.width, place.height).paste(screen.canvas, place.left, place.top)
        side = shown_side(screen.assessment, screen.exercise, screen.info.side)
        figure = self.paint(screen.exercise, side, screen.info.figure_s, size)
        left = place.left + (place.width - figure.shape[1]) // 2
        top = place.top + (place.height - figure.shape[0]) // 2
        Sticker.of_bgra(figure).paste(screen.canvas, left, top)


@lru_cache(maxsize=2)
def _ground(width_px: int, height_px: int) -> Sticker:
    panel = rounded_panel(width_px, height_px, min(width_px, height_px) * _RADIUS, RAISED, 1.0)
    ground = rounded_panel(width_px, height_px, 0, GROUND, 0.0)
    ground.alpha_composite(panel)
    return Sticker.of(ground)
