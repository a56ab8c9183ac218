"""What stands around the figure: floor, mat, chair, wall, strap and inversion table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from posecheck.exercise.figure import TRACED_ONLY, Prop
from posecheck.figures.anatomy import TRUNK_RADIUS_M
from posecheck.figures.drawing import Role
from posecheck.figures.mannequin import Piece
from posecheck.figures.skeleton import PIVOT_M, skeleton_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.exercise.figure import Figure
    from posecheck.figures.skeleton import Skeleton

_RAIL_M, _EDGE_M, _STRAP_M = 0.018, 0.012, 0.011
#: Half the depth of the mat and of the floor that is shown, and how far they go beyond the body.
_MAT_M, _FLOOR_M, _BEYOND_M = 0.34, 0.26, 0.14
_SEAT_M, _BACKREST_M = 0.2, 0.45
#: What is no higher counts as on the floor.
_ON_FLOOR_M = 0.3
#: Where a chair stands beside a person (ahead, and to the working side), and how high its seat is.
_BESIDE_M, _CHAIR_M = (-0.05, -0.68), 0.46
#: Half the length and half the height of a cushion.
_CUSHION_M, _CUSHION_RADIUS_M = 0.14, 0.06
#: Where the air before the mouth begins, how far it goes away with the breath out, and its waves.
_AIR_M, _AIR_AWAY_M, _WAVES = 0.1, 0.2, 8
#: How far the feet of a table stand from under its pivot, and how thick its legs are.
_STAND_M, _LEG_M = 0.42, 0.022
#: The board of a table is so far behind the line of the body.
_BOARD_M = TRUNK_RADIUS_M + 0.035


def ground(figure: Figure, skeletons: Sequence[Skeleton]) -> Iterator[Piece]:
    """Yield the mat or the floor under everything the body covers on its way."""
    carried = [at for each in skeletons for name, at in each.joints.items() if name not in TRACED_ONLY]
    left, right = min(at[0] for at in carried) - _BEYOND_M, max(at[0] for at in carried) + _BEYOND_M
    if Prop.INVERSION_TABLE in figure.props:
        left, right = min(left, -0.5), max(right, 0.5)
    # arms may lie beside a mat
    low = [
        at[2]
        for each in skeletons
        for name, at in each.joints.items()
        if at[1] < _ON_FLOOR_M and name.rsplit(maxsplit=1)[-1] in ("hip", "knee", "ankle", "toe")
    ]
    middle, half = (max(low) + min(low)) / 2, (max(low) - min(low)) / 2
    half = max(_MAT_M if Prop.MAT in figure.props else _FLOOR_M, half + 0.1)
    if figure.swaps:
        middle = 0.0
    far, near = middle - half, middle + half
    corners = ((left, far), (right, far), (right, near), (left, near))
    yield Piece(Role.GROUND, tuple(np.array((x, 0.0, z)) for x, z in corners), _EDGE_M, filled=True)


def behind(figure: Figure, skeletons: Sequence[Skeleton]) -> Iterator[Piece]:
    """Yield what stands still behind the body."""
    begin = skeletons[0]
    hip = (begin.joints["working hip"] + begin.joints["resting hip"]) / 2
    if Prop.CHAIR in figure.props:
        yield from _chair(hip[0], hip[1] - TRUNK_RADIUS_M)
    if Prop.CHAIR_BESIDE in figure.props:
        yield from _chair(_BESIDE_M[0], _CHAIR_M, _BESIDE_M[1], away=True)
    if Prop.CUSHION in figure.props:
        head = skeleton_between(figure, figure.position, figure.position, 1.0).joints["head"]
        under = np.array((head[0], _CUSHION_RADIUS_M, 0.0))
        ends = tuple(under + np.array((by, 0.0, 0.0)) for by in (-_CUSHION_M, _CUSHION_M))
        yield Piece(Role.PROP, ends, _CUSHION_RADIUS_M)
    if Prop.INVERSION_TABLE in figure.props:
        for x in (-_STAND_M, _STAND_M):
            pivot = np.array((0.0, PIVOT_M - TRUNK_RADIUS_M, 0.0))
            yield Piece(Role.PROP, (pivot, np.array((x, 0.0, 0.0))), _LEG_M)
    if Prop.WALL_BEHIND in figure.props:
        back = min(at[0] for each in skeletons for at in each.joints.values()) - 0.16
        yield Piece(Role.PROP, (np.array((back, 0.0, 0.0)), np.array((back, 1.95, 0.0))), 0.03)


def _chair(x: float, seat: float, z: float = 0.0, *, away: bool = False) -> Iterator[Piece]:
    """Yield a chair with its middle at `x` and `z`, its seat so high, facing ahead or `away`."""
    front, back, top = _SEAT_M + 0.04, -_SEAT_M, seat + _BACKREST_M

    def rail(*places: tuple[float, float, float], filled: bool = False) -> Piece:
        turned = (((x + c, b, z - a) if away else (x + a, b, z + c)) for a, b, c in places)
        return Piece(Role.PROP, tuple(map(np.array, turned)), _RAIL_M, filled)

    for side in (-_SEAT_M, _SEAT_M):
        yield rail((front, 0.0, side), (front, seat - 0.02, side))
        yield rail((back, 0.0, side), (back - 0.04, top, side))
    yield rail((back - 0.04, top, -_SEAT_M), (back - 0.04, top, _SEAT_M))
    corners = ((back, -_SEAT_M), (front, -_SEAT_M), (front, _SEAT_M), (back, _SEAT_M))
    yield rail(*((along, seat - 0.02, side) for along, side in corners), filled=True)


def moving(figure: Figure, skeleton: Skeleton) -> Iterator[Piece]:
    """Yield what moves with the body, behind it."""
    if Prop.INVERSION_TABLE in figure.props:
        yield from _table(skeleton)
    if Prop.AIR in figure.props:
        yield from _air(figure, skeleton)


def in_hand(figure: Figure, skeleton: Skeleton) -> Iterator[Piece]:
    """Yield what is held, in front of the body."""
    if Prop.STRAP in figure.props:
        joints = skeleton.joints
        hands = (joints["working wrist"] + joints["resting wrist"]) / 2
        ankle, toe = joints["working ankle"], joints["working toe"]
        sole = ankle + 0.7 * (toe - ankle) + 0.04 * (ankle - joints["working knee"])
        yield Piece(Role.PROP, (hands, sole), _STRAP_M)


def _air(figure: Figure, skeleton: Skeleton) -> Iterator[Piece]:
    """Yield two waves of air before the mouth, the nearer the deeper the breath is in."""
    joints = skeleton.joints
    waist = (skeleton.rows[1][0] + skeleton.rows[2][1]) / 2
    deepest = max(figure.start.breath_m, figure.position.breath_m)
    out_m = float(np.linalg.norm(joints["belly"] - waist)) - TRUNK_RADIUS_M
    front, up = skeleton.chest.front, skeleton.chest.up
    begin = _AIR_M + _AIR_AWAY_M * (1.0 - out_m / deepest)
    for low_m in (0.02, 0.09):
        yield Piece(
            Role.ARROW,
            tuple(
                joints["nose"]
                + (begin + 0.16 * n / _WAVES) * front
                + (0.016 * math.sin(2.0 * math.pi * n / _WAVES) - low_m) * up
                for n in range(_WAVES + 1)
            ),
            0.01,
            part="air",
        )


def _table(skeleton: Skeleton) -> Iterator[Piece]:
    joints = skeleton.joints
    heel = (joints["working ankle"] + joints["resting ankle"]) / 2
    head = joints["head"]
    along = (head - heel) / np.linalg.norm(head - heel)
    behind_body = -_BOARD_M * skeleton.pelvis.front
    yield Piece(
        Role.PROP, (heel + behind_body - 0.12 * along, head + behind_body + 0.14 * along), 0.026, part="table"
    )
    # the bar that holds the ankles
    yield Piece(Role.PROP, (heel + behind_body, heel - 0.7 * behind_body), 0.03, part="table")
