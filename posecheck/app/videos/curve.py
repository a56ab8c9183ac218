"""The curve of a video: the leading measure of its exercise over time, as it is drawn below the player."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from posecheck.engine.events import ViewState
from posecheck.report import drawing
from posecheck.report.scales import scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words

_UNITS = {"deg": "°"}
#: A longer gap between frames breaks the line, as in the report.
_GAP_S = 0.5
#: More points than that nobody sees; of those that fall together the lowest and the highest stay.
_MOST_POINTS = 1200
_FEWEST_FRAMES = 2


@dataclass(frozen=True, slots=True)
class Curve:
    """The leading measure as people read it; `measure` is its name.

    Parameters
    ----------
    measure, unit
        Name of the measure, and what is written behind a value.
    title
        What it is, with its unit, in words.
    pieces
        Times and values without a gap; between two of them it is unknown.
    zones
        Intervals of good values.
    low, high
        What is shown.
    lasts_s
        Time of the last frame.
    frame_s
        How long a picture is shown.
    """

    measure: str
    unit: str
    title: str
    pieces: tuple[tuple[tuple[float, float], ...], ...]
    zones: tuple[tuple[float, float], ...]
    low: float
    high: float
    lasts_s: float
    frame_s: float

    @property
    def has_gaps(self) -> bool:
        """Whether it is unknown for a while."""
        ends = [piece[0][0] for piece in self.pieces[:1]] + [
            self.lasts_s - p[-1][0] for p in self.pieces[-1:]
        ]
        return len(self.pieces) != 1 or max(ends) > _GAP_S

    def path(self, high: float) -> str:
        """Return it as the ``d`` of an SVG path in seconds, and downward from `high` in its own unit."""
        return " ".join(
            "M" + "L".join(f"{time_s:.2f} {high - value:.2f}" for time_s, value in piece)
            for piece in self.pieces
        )


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn behind and beside curves that share a scale.

    Parameters
    ----------
    title
        What they show, with its unit.
    height
        Of the picture, in the unit.
    zones
        Top and height of each zone in the picture.
    ticks
        Place from the top, 0 to 1, and words.
    paths
        A curve each.
    spoken
        What is to be seen, for those who do not see it.
    has_gaps
        One of the curves is unknown for a while.
    """

    title: str
    height: float
    zones: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, str], ...]
    paths: tuple[str, ...]
    spoken: str
    has_gaps: bool


def read_curve(path: Path, exercise: Exercise, words: Words) -> Curve | None:
    """Return the curve in a table of frames; ``None`` where no measure leads, or nothing is known of it."""
    primary = exercise.primary
    if primary is None:
        return None
    name = primary.measure.name
    scale = scale_of(name, primary.measure.unit.value)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            samples = [
                (float(row["time_s"]), math.nan if row["view"] == ViewState.BLOCK else _number(row[name]))
                for row in csv.DictReader(file)
                if math.isfinite(float(row["time_s"]))
            ]
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        return None
    if len(samples) < _FEWEST_FRAMES:
        return None
    pieces = tuple(_pieces([(time_s, scale.shown(value)) for time_s, value in samples]))
    if not pieces:
        return None
    ways = [primary, *([primary.other] if primary.other is not None else [])]
    zones = tuple(scale.ends(*way.good) for way in ways)
    values = [value for piece in pieces for _, value in piece]
    pad = max(0.08 * (max(values) - min(values)), 2.0)
    # of a zone that is far away its near edge is enough
    low = min(*values, *(min(zone[1], max(zone[0], min(values) - 4 * pad)) for zone in zones)) - pad
    high = max(*values, *(max(zone[0], min(zone[1], max(values) + 4 * pad)) for zone in zones)) + pad
    unit = words.told(_UNITS.get(scale.unit, scale.unit))
    return Curve(
        measure=name,
        unit=scale.unit,
        title=f"{words.told(scale.title or primary.measure.title)}, {unit}",
        pieces=pieces,
        zones=zones,
        low=low,
        high=high,
        lasts_s=samples[-1][0],
        frame_s=median(later[0] - earlier[0] for earlier, later in pairwise(samples)),
    )


def plot_of(curves: Sequence[Curve], words: Words, title: str) -> Plot:
    """Return how curves of one measure are drawn together; `title` is what is told of them first."""
    first = curves[0]
    low, high = min(each.low for each in curves), max(each.high for each in curves)
    shown = [(max(low, zone[0]), min(high, zone[1])) for zone in first.zones]
    values = [value for each in curves for piece in each.pieces for _, value in piece]
    return Plot(
        title=first.title,
        height=round(high - low, 2),
        zones=tuple((round(high - top, 2), round(top - bottom, 2)) for bottom, top in shown if top > bottom),
        ticks=tuple(
            (round((high - value) / (high - low), 4), words.short_number(value))
            for value in drawing.scale(low, high)
        ),
        paths=tuple(each.path(high) for each in curves),
        spoken=words.say(
            "{title}: from {low} to {high}, zone from {zone}.",
            title=f"{title}. {first.title}",
            low=words.amount(min(values), first.unit),
            high=words.amount(max(values), first.unit),
            zone=words.amount(first.zones[0][0], first.unit),
        ),
        has_gaps=any(each.has_gaps for each in curves),
    )


def _pieces(samples: Iterable[tuple[float, float]]) -> Iterable[tuple[tuple[float, float], ...]]:
    """Yield the samples without a gap together, as few as show the same."""
    pieces: list[list[tuple[float, float]]] = []
    before_s = -math.inf
    for time_s, value in samples:
        if math.isnan(value):
            before_s = -math.inf
            continue
        if time_s - before_s > _GAP_S:
            pieces.append([])
        pieces[-1].append((time_s, value))
        before_s = time_s
    every = -(-sum(map(len, pieces)) // (_MOST_POINTS // 2))
    for piece in pieces:
        yield tuple(_thinned(piece, every))


def _thinned(piece: list[tuple[float, float]], every: int) -> Iterable[tuple[float, float]]:
    """Yield the lowest and the highest of each so many points, in their order, and the last one."""
    if every <= 1:
        yield from piece
        return
    for start in range(0, len(piece), every):
        part = piece[start : start + every]
        yield from sorted({min(part, key=_value), max(part, key=_value)})
    yield piece[-1]


def _value(point: tuple[float, float]) -> float:
    return point[1]


def _number(cell: str) -> float:
    return float(cell) if cell else math.nan
