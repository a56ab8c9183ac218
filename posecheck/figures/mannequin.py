"""The body of the figure as shapes: rounded limbs, trunk and head, and what is stretched or works."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.exercise.figure import Muscle, OnBody
from posecheck.figures.anatomy import (
    FOOT_RADIUS_M,
    FOREARM_RADIUS_M,
    HAND_RADIUS_M,
    HEAD_RADIUS_M,
    SHIN_RADIUS_M,
    THIGH_RADIUS_M,
    TRUNK_RADIUS_M,
    UPPER_ARM_RADIUS_M,
)
from posecheck.figures.drawing import Role
from posecheck.figures.skeleton import RESTING, SIGNS, WORKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.exercise.figure import BodyPose, Figure
    from posecheck.figures.skeleton import Skeleton, Vector

_NECK_RADIUS_M, _NOSE_RADIUS_M, _EYE_RADIUS_M = 0.045, 0.03, 0.017
_EYE_M = 0.038
#: The sides of the trunk are drawn so much further in, as its round border is half as thick as the body.
_BORDER_M, _LEAST_HALF_M = 0.055, 0.07
_MARK_RADIUS_M = 0.028
#: Turned so far to the camera, both sides are equally near.
_FACING_DEG = 75.0
#: How much of the way of the nose goes toward the camera when the eyes are drawn instead of it.
_LOOKS_TO_CAMERA = 0.6
#: How far from the bone a muscle is drawn, within the limb.
_THIGH_MARK_M, _TRUNK_MARK_M = 0.036, 0.06
_BELLY_RADIUS_M, _BOWL_M, _BOWL_CORNERS = 0.085, 0.075, 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A shape in the room: its points, half its thickness in metres, and the part it belongs to."""

    role: Role
    places: tuple[Vector, ...]
    radius_m: float
    filled: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """How the room is seen.

    Parameters
    ----------
    turned_deg
        0 looks at the working side, or at the other one with `resting_near`; 90 at the front of the body.
    looking_down_deg
        How far the camera looks down.
    resting_near
        The resting side is nearer to the camera.
    mirrored
        Left and right are exchanged.
    """

    turned_deg: float = 0.0
    looking_down_deg: float = 0.0
    resting_near: bool = False
    mirrored: bool = False

    def seen(self, place: Vector) -> Vector:
        """Return right, up and toward the camera of a place in the room, in metres."""
        turn, down = math.radians(self.turned_deg), math.radians(self.looking_down_deg)
        x, y, z = place[0], place[1], -place[2] if self.resting_near else place[2]
        right, near = x * math.cos(turn) - z * math.sin(turn), x * math.sin(turn) + z * math.cos(turn)
        up = y * math.cos(down) - near * math.sin(down)
        return np.array((-right if self.mirrored else right, up, near * math.cos(down) + y * math.sin(down)))


@dataclass(frozen=True, slots=True)
class Shown:
    """How a body is drawn on its whole way.

    Parameters
    ----------
    far
        The side that is farther away and therefore lighter; none where both are equally near.
    face
        The face is turned to the camera.
    """

    far: str | None
    face: bool


def shown_at(start: Skeleton, position: Skeleton, view: View) -> Shown:
    """Return how a body is drawn that goes from one to the other."""
    near = float(view.seen(start.pelvis.side)[2]) * (-1.0 if view.resting_near else 1.0)
    equal = abs(near) < math.cos(math.radians(_FACING_DEG))
    looks = [(each.joints["nose"] - each.joints["head"]) / HEAD_RADIUS_M for each in (start, position)]
    far = WORKING if view.resting_near else RESTING
    return Shown(None if equal else far, max(float(view.seen(way)[2]) for way in looks) > _LOOKS_TO_CAMERA)


def pieces(skeleton: Skeleton, figure: Figure, shown: Shown) -> dict[str, list[Piece]]:
    """Return the pieces of each part of the body, by its name."""
    parts: dict[str, list[Piece]] = {}
    for side in SIGNS:
        role = Role.FAR_LIMB if side == shown.far else Role.NEAR_LIMB
        for name, drawn in _limbs(skeleton, side, role):
            parts.setdefault(name, []).append(drawn)
    parts["trunk"] = list(_trunk(skeleton))
    if any(pose.breath_m for pose in (figure.start, figure.position)):
        parts["trunk"].append(_belly(skeleton))
    parts["head"] = list(_head(skeleton, face=shown.face))
    for muscle in figure.marked:
        for name, mark in _marks(skeleton, muscle):
            parts[name].append(mark)
    return parts


def order(pose: BodyPose, skeleton: Skeleton, view: View) -> list[str]:
    """Return the names of the parts from the back to the front, as they are in the position.

    A part is as near as its nearest end; a forearm whose hand rests on the body is in front of what it holds.
    """
    above = view.looking_down_deg == 90.0  # noqa: PLR2004 - straight down
    level = View(view.turned_deg, 90.0 if above else 0.0, view.resting_near)
    depth = {name: float(level.seen(at)[2]) for name, at in skeleton.joints.items()}
    near: dict[str, tuple[float, int]] = {}
    near["trunk"] = (float(level.seen(skeleton.rows[2][0] / 2 + skeleton.rows[2][1] / 2)[2]), 1)
    near["head"] = (max(near["trunk"][0], depth["head"]), 2)
    for side in SIGNS:
        thigh = max(depth[f"{side} hip"], depth[f"{side} knee"])
        near[f"{side} thigh"] = (thigh, 0)
        near[f"{side} shin"] = (max(depth[f"{side} knee"], depth[f"{side} ankle"]), 0)
    for side in SIGNS:
        upper = max(depth[f"{side} shoulder"], depth[f"{side} elbow"])
        lower = max(depth[f"{side} elbow"], depth[f"{side} wrist"])
        spot = (pose.arm if side == WORKING else pose.other_arm).hand_at
        if isinstance(spot, OnBody) and spot.bone in ("thigh", "shin"):
            own = side if not spot.other else RESTING if side == WORKING else WORKING
            held = near[f"{own} {spot.bone}"][0]
            # the far hand takes hold of the near leg from behind
            from_behind = spot.other and depth[f"{side} shoulder"] < depth[f"{own} shoulder"] - 0.1
            lower = held - 0.01 if from_behind else max(held, depth[f"{side} wrist"]) + 0.01
        elif isinstance(spot, OnBody):
            lower = max(lower, near["trunk"][0] + 0.01)
        else:  # a free arm is one piece
            upper = lower = max(upper, lower)
        near[f"{side} upper arm"] = (upper, 3)
        near[f"{side} forearm"] = (lower, 3)
    return sorted(near, key=lambda name: (round(near[name][0], 2), near[name][1]))


def _limbs(skeleton: Skeleton, side: str, role: Role) -> Iterator[tuple[str, Piece]]:
    at = {
        name: skeleton.joints[f"{side} {name}"]
        for name in ("hip", "knee", "ankle", "heel", "toe", "shoulder", "elbow", "wrist")
    }
    leg, arm = f"{side} leg", f"{side} arm"
    hand = at["wrist"] + 0.05 * (at["wrist"] - at["elbow"]) / np.linalg.norm(at["wrist"] - at["elbow"])
    yield f"{side} thigh", Piece(role, (at["hip"], at["knee"]), THIGH_RADIUS_M, part=leg)
    yield f"{side} shin", Piece(role, (at["knee"], at["ankle"]), SHIN_RADIUS_M, part=leg)
    yield f"{side} shin", Piece(role, (at["heel"], at["toe"]), FOOT_RADIUS_M, part=leg)
    yield f"{side} upper arm", Piece(role, (at["shoulder"], at["elbow"]), UPPER_ARM_RADIUS_M, part=arm)
    yield f"{side} forearm", Piece(role, (at["elbow"], at["wrist"]), FOREARM_RADIUS_M, part=arm)
    yield f"{side} forearm", Piece(role, (at["wrist"], hand), HAND_RADIUS_M, part=arm)


def _trunk(skeleton: Skeleton) -> Iterator[Piece]:
    resting, working = zip(*(_narrowed(*row) for row in skeleton.rows), strict=True)
    top = (resting[-1] + working[-1]) / 2
    neck = top + 0.6 * (skeleton.joints["head"] - top)
    yield Piece(Role.TRUNK, (top, neck), _NECK_RADIUS_M, part="trunk")
    yield Piece(Role.TRUNK, (*resting, *reversed(working)), TRUNK_RADIUS_M, filled=True, part="trunk")


def _belly(skeleton: Skeleton) -> Piece:
    """Return the belly, which comes forward with the breath."""
    middles = [(a + b) / 2 for a, b in skeleton.rows]
    belly = skeleton.joints["belly"]
    out = belly - (middles[1] + middles[2]) / 2
    front = belly - _BELLY_RADIUS_M * out / np.linalg.norm(out)
    return Piece(Role.TRUNK, (middles[0], front, middles[3]), _BELLY_RADIUS_M, filled=True, part="trunk")


def _narrowed(resting: Vector, working: Vector) -> tuple[Vector, Vector]:
    """Return the two sides of the trunk, further in by what its round border adds."""
    across = working - resting
    wide = float(np.linalg.norm(across))
    by = max(0.0, min(_BORDER_M, wide / 2 - _LEAST_HALF_M)) / wide * across
    return resting + by, working - by


def _head(skeleton: Skeleton, *, face: bool) -> Iterator[Piece]:
    """Yield the head with a nose, or with two eyes when it looks toward the camera."""
    head, nose = skeleton.joints["head"], skeleton.joints["nose"]
    yield Piece(Role.HEAD, (head,), HEAD_RADIUS_M, part="trunk")
    if not face:
        yield Piece(Role.HEAD, (nose,), _NOSE_RADIUS_M, part="trunk")
        return
    for sign in SIGNS.values():
        eye = head + 0.8 * (nose - head) + sign * _EYE_M * skeleton.chest.side
        yield Piece(Role.FAR_LIMB, (eye,), _EYE_RADIUS_M, part="trunk")


def _marks(skeleton: Skeleton, muscle: Muscle) -> Iterator[tuple[str, Piece]]:
    """Yield the marks of a muscle, each with the part of the body it is drawn on."""
    if muscle in (Muscle.HAMSTRING, Muscle.THIGH_FRONT):
        back = -1.0 if muscle is Muscle.HAMSTRING else 1.0
        yield f"{WORKING} thigh", _along_thigh(skeleton, WORKING, back, 0.12, 0.9)
    elif muscle is Muscle.HIP_FLEXOR:
        yield f"{RESTING} thigh", _along_thigh(skeleton, RESTING, 1.0, 0.0, 0.5)
    elif muscle in (Muscle.SEAT, Muscle.BOTH_SEATS):
        for side in (WORKING,) if muscle is Muscle.SEAT else (WORKING, RESTING):
            yield f"{side} thigh", _along_thigh(skeleton, side, -1.3, -0.08, 0.1)
    elif muscle is Muscle.PELVIS:
        yield f"{WORKING} thigh", _bowl(skeleton)
    elif muscle in (Muscle.FLANK, Muscle.LOWER_FLANK):
        edge = 0 if muscle is Muscle.FLANK else 1
        yield "trunk", _mark(*(_narrowed(*row)[edge] for row in skeleton.rows[1:4]))
    elif muscle in (Muscle.SHOULDERS, Muscle.CHEST):
        for side in SIGNS:
            shoulder = skeleton.joints[f"{side} shoulder"]
            if muscle is Muscle.SHOULDERS:
                yield (
                    f"{side} upper arm",
                    _mark(shoulder + 0.1 * (skeleton.joints[f"{side} elbow"] - shoulder)),
                )
            else:
                yield (
                    "trunk",
                    _mark(shoulder + _TRUNK_MARK_M * skeleton.chest.front - 0.1 * skeleton.chest.up),
                )
    else:
        front = _TRUNK_MARK_M if muscle is Muscle.BELLY else -_TRUNK_MARK_M
        rows = {Muscle.BELLY: (0, 3), Muscle.LOW_BACK: (0, 3), Muscle.BACK: (0, 5)}[muscle]
        yield "trunk", _mark(*_beside_the_spine(skeleton, front)[slice(*rows)])


def _bowl(skeleton: Skeleton) -> Piece:
    """Return a bowl in the pelvis, open toward the head, that tips with it."""
    middle = (skeleton.joints["working hip"] + skeleton.joints["resting hip"]) / 2
    ahead = skeleton.joints["pelvis ahead"] - middle
    front = ahead / np.linalg.norm(ahead)
    up = np.cross(skeleton.pelvis.side, front)
    up *= math.copysign(1.0, float(up @ skeleton.pelvis.up))
    turns = [math.pi * n / _BOWL_CORNERS for n in range(_BOWL_CORNERS + 1)]
    rim = middle + 0.04 * up
    places = [rim + _BOWL_M * (math.cos(turn) * front - math.sin(turn) * up) for turn in turns]
    return Piece(Role.MARKED, tuple(places), 0.012, filled=True)


def _along_thigh(skeleton: Skeleton, side: str, front: float, begin: float, end: float) -> Piece:
    hip, knee = skeleton.joints[f"{side} hip"], skeleton.joints[f"{side} knee"]
    off = front * _THIGH_MARK_M * skeleton.kneecaps[side]
    return _mark(hip + begin * (knee - hip) + off, hip + end * (knee - hip) + off)


def _beside_the_spine(skeleton: Skeleton, front_m: float) -> list[Vector]:
    """Return the middles of the rows, off the spine by `front_m`."""
    middles = [(a + b) / 2 for a, b in skeleton.rows]
    places = []
    for n, middle in enumerate(middles):
        up = middles[min(n + 1, len(middles) - 1)] - middles[max(n - 1, 0)]
        across = skeleton.rows[n][1] - skeleton.rows[n][0]
        # the front is square to the spine and to the line across it
        front = np.cross(up, across)
        places.append(middle + front_m * front / max(float(np.linalg.norm(front)), 1e-9))
    return places


def _mark(*places: Vector) -> Piece:
    return Piece(Role.MARKED, places, _MARK_RADIUS_M)
