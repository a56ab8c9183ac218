"""The picture below the clip: a measure over the whole clip, its thresholds, marked bands, the playhead."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from posecheck.outputs.overlay.lettering import font, rgb, text_width_px
from posecheck.outputs.overlay.palette import DIM, FAULT, GOOD, OK, PAPER, UNKNOWN, WHITE
from posecheck.profiles.thresholds import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from posecheck.exercise import Exercise
    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose.frame import ImageArray

GROUND: Colour = (34, 28, 24)
_CURVE_GROUND: Colour = (46, 39, 33)
_LANE_GROUND: Colour = (58, 50, 43)
HOLD_COLOUR: Colour = (230, 180, 90)

GUTTER_PX = 190
_RIGHT_PX = 84
_AXIS_PX = 20
_LANE_PX = 15
_TEXT_PX = 12
_GAP_PX = 3
_TICKS_S = (0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_TICKS = 14
_BAND_OPACITY = 0.28


@dataclass(frozen=True, slots=True)
class Line:
    """A threshold: a value, its name and its colour."""

    value: float
    name: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Lane:
    """A row for marks: the key that makes one, and its name."""

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class TimelineBand:
    """A marked interval in a lane.

    Parameters
    ----------
    lane
        Number of the lane.
    start_s, end_s
        Of the interval.
    colour
        How it is drawn.
    part
        From where to where in the height of the lane, 0 the top and 1 the bottom.
    across
        Whether the curve above is tinted too.
    """

    lane: int
    start_s: float
    end_s: float
    colour: Colour
    part: tuple[float, float] = (0.0, 1.0)
    across: bool = False


def threshold_lines(exercise: Exercise, part: str) -> list[Line]:
    """Return the thresholds of one part of `exercise`; those of the same value share a line."""
    colours = {"good": GOOD, "cap": FAULT, "zone": WHITE}
    named: dict[float, Line] = {}
    for threshold in addresses(exercise).values():
        if threshold.part != part:
            continue
        edge, *_ = threshold.edge.split("_")
        other = named.get(threshold.value)
        name = edge if other is None else f"{other.name}, {edge}"
        named[threshold.value] = Line(threshold.value, name, colours.get(edge, OK))
    return list(named.values())


class Timeline:
    """Draws the strip below the clip.

    Parameters
    ----------
    width_px, height_px
        Its size.
    times_s, curve
        The measure at every frame; ``NaN`` leaves a gap.
    title
        What the curve is, with its unit.
    lines
        Its thresholds.
    lanes
        The rows below it.
    """

    def __init__(  # noqa: PLR0913 - what is drawn has that many parts
        self,
        *,
        width_px: int,
        height_px: int,
        times_s: Sequence[float],
        curve: npt.NDArray[np.float64],
        title: str,
        lines: Sequence[Line],
        lanes: Sequence[Lane],
    ) -> None:
        self.width_px, self.height_px = width_px, height_px
        self._times_s = np.asarray(times_s, np.float64)
        self._lanes_top = height_px - _AXIS_PX - _LANE_PX * len(lanes)
        self._curve_bottom = self._lanes_top - 6
        self._range = _value_range(curve, lines)
        self._still = self._drawn(curve, title, lines, lanes)

    # --- places --------------------------------------------------------------------------------------------

    @property
    def _span_s(self) -> tuple[float, float]:
        first, last = float(self._times_s[0]), float(self._times_s[-1])
        return first, max(last, first + 1e-3)

    def x_of(self, time_s: float) -> float:
        """Return where a time is, in pixels from the left."""
        first, last = self._span_s
        return GUTTER_PX + (time_s - first) / (last - first) * (self.width_px - GUTTER_PX - _RIGHT_PX)

    def time_at(self, x_px: float) -> float:
        """Return the time at a place, limited to the clip."""
        first, last = self._span_s
        share = (x_px - GUTTER_PX) / (self.width_px - GUTTER_PX - _RIGHT_PX)
        return first + min(max(share, 0.0), 1.0) * (last - first)

    def _y_of(self, value: float) -> float:
        low, high = self._range
        return self._curve_bottom - (value - low) / (high - low) * (self._curve_bottom - 8)

    # --- drawing -------------------------------------------------------------------------------------------

    def draw(self, bands: Sequence[TimelineBand], playhead_s: float) -> ImageArray:
        """Return the strip with `bands` and the playhead."""
        picture = self._still.copy()
        for band in bands:
            self._draw_band(picture, band)
        x = round(self.x_of(playhead_s))
        picture[: self.height_px - _AXIS_PX, max(x - 1, 0) : x + 1] = WHITE
        for row in range(8):  # a head that is seen from afar
            picture[row, max(x - 8 + row, 0) : x + 8 - row] = WHITE
        return picture

    def _draw_band(self, picture: ImageArray, band: TimelineBand) -> None:
        left = round(self.x_of(band.start_s))
        right = max(round(self.x_of(band.end_s)), left + 2)
        if band.across:
            area = picture[8 : self._curve_bottom, left:right]
            tint = np.asarray(band.colour, np.float32) * _BAND_OPACITY
            area[...] = (area * (1.0 - _BAND_OPACITY) + tint).astype(np.uint8)
        top = self._lanes_top + band.lane * _LANE_PX
        inner = _LANE_PX - _GAP_PX
        picture[top + 1 + round(band.part[0] * inner) : top + 1 + round(band.part[1] * inner), left:right] = (
            band.colour
        )

    def _drawn(
        self, curve: npt.NDArray[np.float64], title: str, lines: Sequence[Line], lanes: Sequence[Lane]
    ) -> ImageArray:
        """Return everything that stays the same."""
        image = Image.new("RGB", (self.width_px, self.height_px), rgb(GROUND)[:3])
        draw = ImageDraw.Draw(image)
        right = self.width_px - _RIGHT_PX
        draw.rectangle((GUTTER_PX, 8, right, self._curve_bottom), fill=rgb(_CURVE_GROUND))
        self._draw_axis(draw, right)
        self._draw_lines(draw, lines, right)
        self._draw_curve(draw, curve)
        for number, part in enumerate(title.split("\n")):
            draw.text(
                (12, 20 + 18 * number), part, font=font(13, bold=number == 0), fill=rgb(PAPER), anchor="lm"
            )
        for number, lane in enumerate(lanes):
            self._draw_lane(draw, number, lane, right)
        return np.ascontiguousarray(np.asarray(image)[..., ::-1])

    def _draw_axis(self, draw: ImageDraw.ImageDraw, right: int) -> None:
        first, last = self._span_s
        every_s = next((each for each in _TICKS_S if (last - first) / each <= _TICKS), _TICKS_S[-1])
        for number in range(math.ceil(first / every_s), math.floor(last / every_s) + 1):
            x = self.x_of(number * every_s)
            draw.line((x, 8, x, self.height_px - _AXIS_PX + 4), fill=rgb(_LANE_GROUND))
            if x < right - 4:
                said = f"{number * every_s:g} s"
                draw.text(
                    (x, self.height_px - 8), said, font=font(11, bold=False), fill=rgb(DIM), anchor="mm"
                )

    def _draw_lines(self, draw: ImageDraw.ImageDraw, lines: Sequence[Line], right: int) -> None:
        lowest = math.inf
        for line in sorted(lines, key=lambda each: each.value):
            y = self._y_of(line.value)
            for x in range(GUTTER_PX, right, 10):
                draw.line((x, y, min(x + 6, right), y), fill=rgb(line.colour))
            if lowest - y >= _TEXT_PX:  # names that would lie upon each other are left out
                said = f"{line.name} {line.value:g}"
                draw.text((right + 4, y), said, font=font(11, bold=False), fill=rgb(line.colour), anchor="lm")
                lowest = y

    def _draw_curve(self, draw: ImageDraw.ImageDraw, curve: npt.NDArray[np.float64]) -> None:
        piece: list[tuple[float, float]] = []
        for time_s, value in zip(self._times_s, curve, strict=True):
            if math.isfinite(value):
                piece.append((self.x_of(float(time_s)), self._y_of(float(value))))
                continue
            if len(piece) > 1:
                draw.line(piece, fill=rgb(PAPER), width=2, joint="curve")
            piece = []
        if len(piece) > 1:
            draw.line(piece, fill=rgb(PAPER), width=2, joint="curve")
        if not np.isfinite(curve).any():
            middle = ((GUTTER_PX + self.width_px - _RIGHT_PX) / 2, self._curve_bottom / 2)
            draw.text(middle, "nothing measured here", font=font(13), fill=rgb(UNKNOWN), anchor="mm")

    def _draw_lane(self, draw: ImageDraw.ImageDraw, number: int, lane: Lane, right: int) -> None:
        top = self._lanes_top + number * _LANE_PX
        draw.rectangle((GUTTER_PX, top + 1, right, top + _LANE_PX - _GAP_PX), fill=rgb(_LANE_GROUND))
        middle = top + _LANE_PX / 2 - 1
        if lane.key:
            draw.rounded_rectangle((10, top, 26, top + _LANE_PX - 2), 3, fill=rgb(DIM))
            draw.text((18, middle), lane.key, font=font(11), fill=rgb(GROUND), anchor="mm")
        size = _TEXT_PX if text_width_px(lane.name, _TEXT_PX, bold=False) < GUTTER_PX - 36 else 10
        draw.text((32, middle), lane.name, font=font(size, bold=False), fill=rgb(PAPER), anchor="lm")


def _value_range(curve: npt.NDArray[np.float64], lines: Sequence[Line]) -> tuple[float, float]:
    """Return the values at the bottom and the top: the curve, and the thresholds that are near it."""
    known = curve[np.isfinite(curve)]
    if known.size == 0:
        known = np.array([line.value for line in lines] or [0.0, 1.0])
    low, high = float(known.min()), float(known.max())
    reach = max(high - low, 1e-3)
    near = [line.value for line in lines if low - reach <= line.value <= high + reach]
    low, high = min([low, *near]), max([high, *near])
    margin = 0.06 * max(high - low, 1e-3)
    return low - margin, high + margin
