"""What is drawn of a figure at one instant: lines and areas with roles, in a unit box with Y down.

Whoever paints it chooses the colours. The same box holds the whole movement, so that nothing jumps.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]


class Role(StrEnum):
    """What a shape is."""

    GROUND = "ground"
    PROP = "prop"
    NEAR_LIMB = "near"
    FAR_LIMB = "far"
    TRUNK = "trunk"
    HEAD = "head"
    MARKED = "marked"
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class Shape:
    """A line with round ends, or an area with a round border.

    Parameters
    ----------
    role
        What it is.
    points
        Where it goes; a single point is a disc.
    width
        Thickness of the line or of the border, in units of the box.
    filled
        It is an area.
    part
        What it belongs to: shapes of one part that follow each other are one outline, and are parted from
        what is behind them.
    """

    role: Role
    points: tuple[Point, ...]
    width: float
    filled: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure at one instant.

    Parameters
    ----------
    shapes
        In the order in which they are painted. Every drawing of a movement has the same ones, in the same
        order.
    extent
        Left, top, right and bottom of what the whole movement covers, within the unit box.
    """

    shapes: tuple[Shape, ...]
    extent: tuple[float, float, float, float]


def parts(shapes: Sequence[Shape]) -> list[list[int]]:
    """Return the numbers of the shapes in groups: those of one part that follow each other share an outline.

    What is marked belongs to the limb before it.
    """
    groups: list[list[int]] = []
    for n, shape in enumerate(shapes):
        last = shapes[groups[-1][0]].part if groups else ""
        if last and (shape.part == last or shape.role is Role.MARKED):
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups
