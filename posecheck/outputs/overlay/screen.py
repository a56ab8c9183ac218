"""The screen around the picture: its canvas, its regions, and what there is to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.outputs.overlay.layout import Regions
    from posecheck.outputs.overlay.lettering import Sticker, Written
    from posecheck.outputs.overlay.session_info import SessionInfo
    from posecheck.pose import Side
    from posecheck.pose.frame import ImageArray
    from posecheck.support.language import Language


class PaintFigure(Protocol):
    """Paints the moving figure of an exercise."""

    def __call__(self, exercise: Exercise, side: Side, time_s: float, size_px: int, /) -> ImageArray:
        """Return a square BGRA picture of so many pixels: the exercise on a side at a time in seconds."""


@dataclass(frozen=True, eq=False)
class Screen:
    """One screen being drawn.

    Parameters
    ----------
    canvas
        ``(height, width, 3)`` BGR, drawn on in place.
    regions
        Where things stand on it.
    assessment, exercise, info
        What is shown.
    language
        Of the words.
    """

    canvas: ImageArray
    regions: Regions
    assessment: Assessment
    exercise: Exercise
    info: SessionInfo
    language: Language
    #: the lines of text on the screen
    written: list[Written] = field(default_factory=list)

    def say(self, text: str) -> str:
        """Return an English text or a message in the language."""
        return self.language.translate(text) if text else ""

    def paste(self, sticker: Sticker, x: float, y: float) -> None:
        """Lay a sticker onto the canvas and remember what is written there."""
        sticker.paste(self.canvas, x, y)
        self.written.extend(line.moved(round(x), round(y)) for line in sticker.written)


class ScreenAnnotator(Protocol):
    """Draws one thing onto a screen."""

    def annotate(self, screen: Screen) -> None:
        """Draw onto the screen's canvas."""
