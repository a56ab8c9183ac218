"""The figure as SVG, for pages: two still poses, or moving.

A file is complete in itself. Its colours are those of the page where that sets ``--figure-near``,
``--figure-far``, ``--figure-trunk``, ``--figure-marked``, ``--figure-ground``, ``--figure-prop`` or
``--figure-paper``; otherwise they follow the light or dark scheme of the reader.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from posecheck.figures.drawing import Drawing, Role, parts
from posecheck.figures.movement import movement
from posecheck.pose import Side
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from posecheck.exercise import Exercise
    from posecheck.figures.drawing import Point, Shape
    from posecheck.figures.movement import Movement
    from posecheck.support.language import Language

#: Width of the gap around a limb that is in front of another, in units of the drawing's box.
GAP = 0.012
#: Height and width of a panel, and the space around what is in it.
_PANEL, _SPACE = 1000, 30
#: Between two key frames points go straight: no limb turns further than this, so that none looks shorter.
_STEP_DEG = 34.0
#: A point that is no further off its way than this, in units of the file, needs no key frame.
_SAME = 1.0

_LIGHT = {
    Role.NEAR_LIMB: "#35566f",
    Role.FAR_LIMB: "#8fa6b8",
    Role.TRUNK: "#496a83",
    Role.MARKED: "#e87026",
    Role.GROUND: "#cfe0d3",
    Role.PROP: "#b99b78",
}
_DARK = {
    Role.NEAR_LIMB: "#bed6eb",
    Role.FAR_LIMB: "#6c8096",
    Role.TRUNK: "#a4bed6",
    Role.MARKED: "#f08a3c",
    Role.GROUND: "#35423a",
    Role.PROP: "#8c7458",
}
_PAPER_LIGHT, _PAPER_DARK = "#fffdf8", "#181c22"
#: Roles that have the colour of another.
_AS = {Role.HEAD: Role.NEAR_LIMB, Role.ARROW: Role.MARKED}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the unit box is in a file: its upper left corner, and the units to a side."""

    x: float
    y: float
    units: float

    def __call__(self, at: Point) -> Point:
        """Return where a point of the box is."""
        return self.x + self.units * at[0], self.y + self.units * at[1]


def style(*, dark: bool = True) -> str:
    """Return the style element that the shapes of this module need, in an SVG of class "posecheck-figure".

    Without `dark` the colours are the light ones whatever the reader's scheme is.
    """
    name = "posecheck-figure"
    light = _variables(_LIGHT, _PAPER_LIGHT)
    rules = [f".{name}{{{light}}}"]
    if dark:
        at_night = _variables(_DARK, _PAPER_DARK)
        rules.append(f"@media(prefers-color-scheme:dark){{.{name}{{{at_night}}}}}")
    rules.append(f".{name}{{stroke-linecap:round;stroke-linejoin:round}}")
    for role in _LIGHT:
        colour = f"var(--figure-{role.value},var(--pf-{role.value}))"
        rules.append(f".pf-{role.value}{{stroke:{colour};fill:{colour}}}")
    paper = "var(--figure-paper,var(--pf-paper))"
    rules.append(f".pf-gap{{stroke:{paper};fill:{paper}}}.pf-paper{{fill:{paper}}}")
    return f"<style>{''.join(rules)}</style>"


def _variables(colours: dict[Role, str], paper: str) -> str:
    return ";".join(
        [*(f"--pf-{role.value}:{value}" for role, value in colours.items()), f"--pf-paper:{paper}"]
    )


def fitted(
    extent: tuple[float, float, float, float], x: float, y: float, width: float, height: float
) -> Place:
    """Return the place at which what a movement covers stands in the middle of a rectangle, on its floor."""
    left, top, right, bottom = extent
    units = min(width / (right - left), height / (bottom - top))
    return Place(x + (width - units * (left + right)) / 2, y + height - units * bottom, units)


def still(drawing: Drawing, place: Place, name: str) -> Iterator[str]:
    """Yield the elements of a drawing; `name` begins their ids."""
    yield from _elements([drawing], (), 0.0, place, name)


def svg_picture(exercise: Exercise, side: Side = Side.LEFT, language: Language = ENGLISH) -> str:
    """Return the start and the position beside it, or both ends of an exercise that has two, as an SVG file.

    Parameters
    ----------
    exercise, side
        What is shown, done on which side.
    language
        Language of the title and the description, which are for those who do not see it.
    """
    shown = movement(exercise, side)
    width, height = 2 * _PANEL + _SPACE, _height(shown)
    body: list[str] = []
    for n, drawing in enumerate(two_poses(shown)):
        place = fitted(
            shown.extent, n * (_PANEL + _SPACE) + _SPACE, _SPACE, _PANEL - 2 * _SPACE, height - 2 * _SPACE
        )
        body += still(drawing, place, f"{_prefix(exercise, side)}{'ab'[n]}")
    return _file(exercise, language, (width, height), body, f"{_prefix(exercise, side)}p")


def two_poses(shown: Movement) -> tuple[Drawing, Drawing]:
    """Return the two drawings that tell an exercise: start and position, or both ends."""
    ends = shown.ends_s
    first = shown.at(ends[1]) if len(ends) > 1 and not shown.figure.swaps else shown.at(0.0)
    return first, shown.at(ends[0], arrow=True)


def svg_animation(
    exercise: Exercise,
    side: Side = Side.LEFT,
    language: Language = ENGLISH,
    *,
    reduced_motion_safe: bool = True,
) -> str:
    """Return the moving figure as an SVG file.

    Parameters
    ----------
    exercise, side, language
        As for :func:`svg_picture`.
    reduced_motion_safe
        Who asked for less motion sees the position, still.
    """
    shown = movement(exercise, side)
    width, height = _PANEL, _height(shown)
    place = fitted(shown.extent, _SPACE, _SPACE, width - 2 * _SPACE, height - 2 * _SPACE)
    times = _times_s(shown)
    name = _prefix(exercise, side)
    frames = [shown.at(time_s) for time_s in times]
    around, figure = _split(frames)
    body = [*_elements(around, times, shown.cycle_s, place, f"{name}g")]
    moving = _elements(figure, times, shown.cycle_s, place, f"{name}m")
    if reduced_motion_safe:
        position = [shown.at(shown.ends_s[0], arrow=True)]
        body += ['<g class="pf-moving">', *moving, "</g>", '<g class="pf-still">']
        body += [*_elements(_split(position)[1], (), 0.0, place, f"{name}s"), "</g>"]
        body.append(
            "<style>.pf-still{display:none}@media(prefers-reduced-motion:reduce)"
            "{.pf-moving{display:none}.pf-still{display:inline}}</style>"
        )
    else:
        body += moving
    return _file(exercise, language, (width, height), body, name)


def _split(frames: Sequence[Drawing]) -> tuple[list[Drawing], list[Drawing]]:
    """Return the drawings of what stands around the body, and those of the body."""
    first = next(n for n, shape in enumerate(frames[0].shapes) if shape.part)
    return (
        [Drawing(frame.shapes[:first], frame.extent) for frame in frames],
        [Drawing(frame.shapes[first:], frame.extent) for frame in frames],
    )


def _height(shown: Movement) -> int:
    left, top, right, bottom = shown.extent
    return round(2 * _SPACE + (_PANEL - 2 * _SPACE) * min(1.0, (bottom - top) / (right - left)))


def _file(
    exercise: Exercise, language: Language, size: tuple[int, int], body: Iterable[str], name: str
) -> str:
    width, height = size
    say = language.translate
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" class="posecheck-figure" '
        f'role="img" aria-labelledby="{name}-title {name}-desc">'
    )
    parts = [
        head,
        f'<title id="{name}-title">{escape(say(exercise.title))}</title>',
        f'<desc id="{name}-desc">{escape(say(exercise.setup))}</desc>',
        style(),
        f'<rect class="pf-paper" width="{width}" height="{height}" rx="30"/>',
        *body,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _times_s(shown: Movement) -> list[float]:
    """Return the times of the key frames: both ends of every way, and equal parts of it between."""
    times = {0.0, shown.cycle_s}
    for begin, end in shown.moving_s:
        samples = max(2, math.ceil(shown.largest_turn_deg(begin, end) / _STEP_DEG))
        times |= {begin + (end - begin) * shown.time_of(n / samples) for n in range(samples + 1)}
    return sorted({round(time_s, 3) for time_s in times})


def _elements(
    frames: Sequence[Drawing], times: Sequence[float], cycle_s: float, place: Place, name: str
) -> Iterator[str]:
    """Yield the shapes of the first drawing, which move through the others."""
    shapes = frames[0].shapes

    def drawn(n: int, identity: str) -> str:
        return _shape([frame.shapes[n] for frame in frames], place, times, cycle_s, identity)

    for group in parts(shapes):
        if not shapes[group[0]].part:
            for n in group:
                width = f'stroke-width="{shapes[n].width * place.units:.0f}"'
                yield f'<g class="pf-{_class(shapes[n].role)}" {width}>{drawn(n, "")}</g>'
            continue
        yield f"<defs>{''.join(drawn(n, f'{name}{n}') for n in group)}</defs>"
        behind = [n for n in group if shapes[n].role is not Role.MARKED]
        wide = 2.0 * GAP * place.units
        yield f'<g class="pf-gap">{"".join(_use(f"{name}{n}", shapes[n], place, wide) for n in behind)}</g>'
        for role, same in groupby(group, key=lambda n: _class(shapes[n].role)):
            yield f'<g class="pf-{role}">{"".join(_use(f"{name}{n}", shapes[n], place) for n in same)}</g>'


def _class(role: Role) -> str:
    return _AS.get(role, role).value


def _use(name: str, shape: Shape, place: Place, wider: float = 0.0) -> str:
    return f'<use href="#{name}" stroke-width="{shape.width * place.units + wider:.0f}"/>'


def _shape(frames: Sequence[Shape], place: Place, times: Sequence[float], cycle_s: float, name: str) -> str:
    """Return the element of a shape, which moves where it does."""
    first = frames[0]
    if len(first.points) == 1:  # a line without length is a disc, where both ends are round
        kind, attribute = "path", "d"
        values = [f"M{_points(frame, place)}h0" for frame in frames]
    else:
        kind, attribute = ("polygon" if first.filled else "polyline"), "points"
        values = [_points(frame, place) for frame in frames]
    own = (f' id="{name}"' if name else "") + ("" if first.filled else ' fill="none"')
    if len(set(values)) == 1:
        return f'<{kind}{own} {attribute}="{values[0]}"/>'
    needed = _needed(frames, place, times)
    keys = ";".join(_short(times[n] / cycle_s) for n in needed[:-1]) + ";1"
    timing = f'dur="{cycle_s:.2f}s" repeatCount="indefinite" keyTimes="{keys}"'
    there = ";".join(values[n] for n in needed)
    animate = f'<animate attributeName="{attribute}" {timing} values="{there}"/>'
    return f'<{kind}{own} {attribute}="{values[0]}">{animate}</{kind}>'


def _needed(frames: Sequence[Shape], place: Place, times: Sequence[float]) -> list[int]:
    """Return the numbers of the frames without which the shape would be elsewhere."""
    at = np.array([[place(point) for point in frame.points] for frame in frames])
    needed = [0]
    for n in range(1, len(frames) - 1):
        begin, end = needed[-1], n + 1
        shares = (np.array(times[begin + 1 : end]) - times[begin]) / (times[end] - times[begin])
        straight = at[begin] + shares[:, None, None] * (at[end] - at[begin])
        if float(np.abs(at[begin + 1 : end] - straight).max()) > _SAME:
            needed.append(n)
    return [*needed, len(frames) - 1]


def _points(shape: Shape, place: Place) -> str:
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in map(place, shape.points))


def _short(share: float) -> str:
    """Return a share between 0 and 1 in as few characters as there can be."""
    return f"{share:.3f}".lstrip("0").rstrip("0").rstrip(".") or "0"


def _prefix(exercise: Exercise, side: Side) -> str:
    """Return a short beginning for ids that other figures on the same page do not have."""
    return f"f{crc32(f'{exercise.id} {side.value}'.encode()) % 0xFFFFF:x}"
