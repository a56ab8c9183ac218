"""Lines, discs and words of an SVG picture, and its colours: a background of its own reads everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

Point = tuple[float, float]

PAPER, PANEL, EDGE, INK = "#f4f1ea", "#fffdf8", "#cfc8ba", "#4a4640"
NEAR, SIGHT = "#35566f", "#f3d9a4"
EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


def line(start: Point, end: Point, color: str, width: float) -> str:
    """Return a line with round ends."""
    stroke = f'stroke="{color}" stroke-width="{width:.1f}" stroke-linecap="round"'
    return f'<path d="M{xy(start)}L{xy(end)}" {stroke}/>'


def disc(at: Point, radius: float, color: str) -> str:
    """Return a filled circle."""
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:.1f}" fill="{color}"/>'


def rectangle(box: Box, color: str, opacity: float = 1.0) -> str:
    """Return a filled rectangle with slightly round corners."""
    place = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    return f'<rect {place} rx="2.5" fill="{color}" fill-opacity="{opacity}"/>'


def panel(box: Box) -> str:
    """Return the frame of a part of the picture."""
    place = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
    return f'<rect {place} rx="6" fill="{PANEL}" stroke="{EDGE}"/>'


def text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    """Return `words` on one line."""
    style = f'font-size="11" fill="{INK}" text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'


def xy(at: Point) -> str:
    """Return a point as a path writes it."""
    return f"{at[0]:.1f} {at[1]:.1f}"
