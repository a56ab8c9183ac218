"""Charts as SVG: axes, bands and lines, with words for those who cannot see them.

Every piece is markup in which whatever was filled in is escaped.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH = 640.0
HEIGHT = 248.0
#: Room for the scale on the left and for two lines of words below, in the larger writing of a phone too.
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 12.0, 26.0, 42.0
#: Where what is drawn begins and ends, from left to right.
LEFT, RIGHT = _LEFT, WIDTH - _RIGHT
#: A step of the scale is 1, 2 or 5 times a power of ten; at least so many of them are shown.
_LEAST_STEPS = 3

INK = "#1b2530"
FAINT = "#56616d"
LINE = "#005a9c"
ZONE = "#cfe8d8"
ZONE_EDGE = "#1c6b45"
FAULT = "#a33c00"
SECOND = "#a33c00"


@dataclass(frozen=True, slots=True)
class Axes:
    """From values to places in the picture: `low_x`…`high_x` from left to right, `low_y`…`high_y` upward.

    `top` and `base` are where they end in the picture, of which they are one part of several.
    """

    low_x: float
    high_x: float
    low_y: float
    high_y: float
    top: float = _TOP
    base: float = HEIGHT - _BOTTOM

    def x(self, value: float) -> float:
        """Return where `value` is from left to right."""
        share = (value - self.low_x) / max(self.high_x - self.low_x, 1e-9)
        return round(_LEFT + min(max(share, 0.0), 1.0) * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        """Return where `value` is from top to bottom."""
        share = (value - self.low_y) / max(self.high_y - self.low_y, 1e-9)
        return round(self.base - min(max(share, 0.0), 1.0) * (self.base - self.top), 1)


def scale(low: float, high: float) -> list[float]:
    """Return round numbers from `low` to `high`, at least three where there is room for them."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span))
    steps = [factor * power for factor in (5.0, 2.0, 1.0, 0.5, 0.2, 0.1)]
    step = next((each for each in steps if span / each >= _LEAST_STEPS), steps[-1])
    first = math.ceil(low / step - 1e-9)
    return [round(number * step, 6) for number in range(first, math.floor(high / step + 1e-9) + 1)]


def frame(
    axes: Axes, unit: str, x_words: str, x_ticks: Sequence[tuple[float, str]], told: Callable[[float], str]
) -> list[Markup]:
    """Return the scale on the left, the words below, and the lines between; `told` writes a number."""
    parts = [text(4, 14, unit, FAINT)]
    for value in scale(axes.low_y, axes.high_y):
        y = axes.y(value)
        parts.append(line((_LEFT, y), (WIDTH - _RIGHT, y), "#d5dae0"))
        parts.append(text(_LEFT - 6, y + 4, told(value), FAINT, anchor="end"))
    base = HEIGHT - _BOTTOM
    parts.append(line((_LEFT, base), (WIDTH - _RIGHT, base), FAINT))
    for value, words in x_ticks:
        parts.append(text(axes.x(value), base + 16, words, FAINT, anchor="middle"))
    parts.append(text(WIDTH - _RIGHT, HEIGHT - 3, x_words, FAINT, anchor="end"))
    return parts


def band(axes: Axes, low_y: float, high_y: float, fill: str) -> Markup:
    """Return a band over the whole width."""
    top, bottom = axes.y(high_y), axes.y(low_y)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
        _LEFT, top, WIDTH - _LEFT - _RIGHT, round(bottom - top, 1), fill
    )


def span(axes: Axes, start: float, end: float, fill: str, opacity: float = 1.0) -> Markup:
    """Return a band over the whole height."""
    left, right = axes.x(start), axes.x(end)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" opacity="{}"/>').format(
        left, _TOP, round(max(right - left, 1.5), 1), HEIGHT - _TOP - _BOTTOM, fill, opacity
    )


def bar(axes: Axes, start: float, end: float, value: float, fill: str) -> Markup:
    """Return a bar from the bottom of the axes up to `value`."""
    left, right, top = axes.x(start), axes.x(end), axes.y(value)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
        left, top, round(right - left, 1), round(axes.base - top, 1), fill
    )


def curve(axes: Axes, points: Sequence[tuple[float, float]], colour: str, gap: float = math.inf) -> Markup:
    """Return a line through `points`, broken where they are more than `gap` apart."""
    steps: list[str] = []
    before = -math.inf
    for x, y in points:
        steps.append(f"{'M' if x - before > gap or not steps else 'L'}{axes.x(x)} {axes.y(y)}")
        before = x
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="2.2"/>').format(" ".join(steps), colour)


def line(start: tuple[float, float], end: tuple[float, float], colour: str, dashes: str = "") -> Markup:
    """Return a straight line from one place in the picture to another; `dashes` as SVG has them."""
    (x1, y1), (x2, y2) = start, end
    dashed = Markup(' stroke-dasharray="{}"').format(dashes) if dashes else ""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"{}/>').format(
        x1, y1, x2, y2, colour, dashed
    )


def edge(axes: Axes, value: float, colour: str) -> Markup:
    """Return a dashed line from the top to the bottom of the axes."""
    x = axes.x(value)
    return line((x, _TOP), (x, HEIGHT - _BOTTOM), colour, "4 3")


def text(x: float, y: float, words: str, colour: str = INK, anchor: str = "start") -> Markup:
    """Return words in the picture."""
    return Markup('<text x="{}" y="{}" fill="{}" text-anchor="{}">{}</text>').format(
        x, y, colour, anchor, words
    )


def dot(x: float, y: float, colour: str, *, square: bool = False) -> Markup:
    """Return a mark, round or square, so that two kinds differ by more than their colour."""
    if square:
        return Markup('<rect x="{}" y="{}" width="8" height="8" fill="{}"/>').format(x - 4, y - 4, colour)
    return Markup('<circle cx="{}" cy="{}" r="4.2" fill="{}"/>').format(x, y, colour)


def hatching(name: str, colour: str) -> Markup:
    """Return a pattern of slanted lines to fill with as ``url(#name)``."""
    return Markup(
        '<defs><pattern id="{}" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="2.4" height="7" fill="{}"/></pattern></defs>'
    ).format(name, colour)


def picture(parts: Sequence[Markup], words: str, height: float = HEIGHT) -> Markup:
    """Return the SVG; `words` say what can be seen in it."""
    return Markup('<svg viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, height, words, Markup("").join(parts)
    )
