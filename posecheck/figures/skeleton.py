"""From the pose of a figure to the places of its joints in the room.

X is where a standing figure faces, Y up, Z to its working side, in metres; the floor is at Y = 0. Every bone
keeps its length, whatever the hands and feet reach for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from posecheck.exercise.figure import TRACED_ONLY, ArmPose, BodyPose, LegPose, OnBody, OnFloor, Prop
from posecheck.figures.anatomy import (
    FOOT_M,
    FOREARM_M,
    HALF_HIPS_M,
    HALF_SHOULDERS_M,
    HALF_WAIST_M,
    HEAD_RADIUS_M,
    HEEL_M,
    NECK_M,
    RADIUS_M,
    SHIN_M,
    SPINE_PIECES,
    THIGH_M,
    TORSO_M,
    TRUNK_RADIUS_M,
    UPPER_ARM_M,
)

if TYPE_CHECKING:
    from posecheck.exercise.figure import Direction, Figure, Spot

Vector = npt.NDArray[np.float64]
WORKING, RESTING = "working", "resting"
SIGNS = {WORKING: 1.0, RESTING: -1.0}
#: How high the pivot of an inversion table is; the hips of the person are there.
PIVOT_M = 0.95
#: Points so far before chest and pelvis show where they turn.
_AHEAD_M, _ABOVE_SHOULDERS_M, _BEFORE_PELVIS_M = 0.42, 0.06, 0.28
#: How far an arrow goes past the middle of the head, past the belly, past a knee and past a foot.
_BEYOND_HEAD_M, _BEYOND_BELLY_M, _BEYOND_KNEE_M, _BEYOND_ANKLE_M = 0.19, 0.27, 0.15, 0.14
#: The bones, by their upper and lower joints.
BONES = tuple(
    (f"{side} {upper}", f"{side} {lower}")
    for side in SIGNS
    for upper, lower in (
        ("hip", "knee"),
        ("knee", "ankle"),
        ("heel", "toe"),
        ("shoulder", "elbow"),
        ("elbow", "wrist"),
        ("hip", "shoulder"),
    )
)
#: Upper and lower joint of each bone on which a hand or foot can rest.
_BONES = {
    "thigh": ("hip", "knee"),
    "shin": ("knee", "ankle"),
    "upper arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
}
#: A direction shorter than this says nothing.
_SMALL = 0.1
#: Where a standing person faces, and where the toes of a foot on the floor point.
_AHEAD = np.array((1.0, 0.0, 0.0))
_P = TypeVar("_P", BodyPose, LegPose, ArmPose)


@dataclass(frozen=True, slots=True)
class Axes:
    """Where front, working side and head of a part of the body point."""

    front: Vector
    side: Vector
    up: Vector

    def way(self, way: Direction, sign: float) -> Vector:
        """Return `way` (ahead, out, up) of the limb on the side with this `sign`."""
        return way[0] * self.front + way[1] * sign * self.side + way[2] * self.up

    def turned(self, turn: npt.NDArray[np.float64]) -> Axes:
        """Return the axes after a rotation of the room."""
        return Axes(turn @ self.front, turn @ self.side, turn @ self.up)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Places of the joints by their names ("working knee", "head", "nose"), and the rows of the trunk.

    A row is a point at the resting and one at the working side of the trunk; there is one at the hips, one at
    the shoulders, and one after each piece of the spine between. `chest` and `pelvis` are the axes there, and
    `kneecaps` where they point.
    """

    joints: dict[str, Vector]
    rows: tuple[tuple[Vector, Vector], ...]
    chest: Axes
    pelvis: Axes
    kneecaps: dict[str, Vector]


def skeleton_between(figure: Figure, begin: BodyPose, end: BodyPose, share: float) -> Skeleton:
    """Return the skeleton `share` of the way from one pose to the other.

    Angles go in proportion. A limb that reaches for a place in both poses reaches for one in between; one
    that does so in a single pose turns from the one way of holding it into the other.
    """
    body = _Body(figure, begin, end, share)
    body.stand()
    # A leg that rests on the other one comes after it.
    for side in sorted(SIGNS, key=lambda side: isinstance(_leg(end, side).ankle_at, OnBody)):
        body.place_leg(side)
    for side in SIGNS:
        body.place_arm(side)
    body.look_beyond()
    return Skeleton(body.joints, tuple(body.rows), body.chest, body.pelvis, body.kneecaps)


def _leg(pose: BodyPose, side: str) -> LegPose:
    return pose.working if side == WORKING else pose.resting


def _arm(pose: BodyPose, side: str) -> ArmPose:
    return pose.arm if side == WORKING else pose.other_arm


class _Body:
    """A skeleton in the making."""

    def __init__(self, figure: Figure, begin: BodyPose, end: BodyPose, share: float) -> None:
        self._figure, self._ends, self._share = figure, (begin, end), share
        self._pose = pose = _between(begin, end, share)
        self.joints: dict[str, Vector] = {}
        self.rows: list[tuple[Vector, Vector]] = []
        self.kneecaps: dict[str, Vector] = {}
        self.pelvis, self.chest = _axes(pose)
        self._legs = Axes(
            _turned(self.pelvis.front, self.pelvis.side, pose.legs_fall),
            _turned(self.pelvis.side, self.pelvis.front, -pose.legs_fall),
            self.pelvis.up,
        )
        self._trunk()
        for side in SIGNS:
            self._free_leg(side, _leg(pose, side))
            self._free_arm(side, _arm(pose, side))

    # --- without reaching for anything ---

    def _trunk(self) -> None:
        pose, pelvis = self._pose, self.pelvis
        at = np.zeros(3)
        for row in range(SPINE_PIECES + 1):
            along = row / SPINE_PIECES
            side = _turned(
                _turned(pelvis.side, pelvis.up, -2.0 * pose.lean * along), pelvis.front, -pose.twist * along
            )
            half = np.interp(along, (0.0, 0.4, 1.0), (HALF_HIPS_M, HALF_WAIST_M, HALF_SHOULDERS_M))
            self.rows.append((at - half * side, at + half * side))
            if row < SPINE_PIECES:
                middle = (row + 0.5) / SPINE_PIECES
                up = _turned(pelvis.up, pelvis.side, 2.0 * pose.lean * middle)
                at = at + TORSO_M / SPINE_PIECES * _turned(up, pelvis.front, pose.bend * (middle - 0.5))
        for name, row_end in ((RESTING, 0), (WORKING, 1)):
            self.joints[f"{name} hip"] = self.rows[0][row_end]
            self.joints[f"{name} shoulder"] = self.rows[-1][row_end]
        chest = self.chest
        waist = (self.rows[1][0] + self.rows[2][1]) / 2
        ahead = _unit(pelvis.front + chest.front)
        self.joints["belly"] = waist + (TRUNK_RADIUS_M + pose.breath_m) * ahead
        self.joints["belly beyond"] = self.joints["belly"] + _BEYOND_BELLY_M * ahead
        hips = (self.joints["working hip"] + self.joints["resting hip"]) / 2
        # the pelvis goes with its end of the spine
        front = _turned(pelvis.front, pelvis.up, pose.bend / 2.0)
        self.joints["pelvis ahead"] = hips + _BEFORE_PELVIS_M * front
        self.joints["chest ahead"] = at + _ABOVE_SHOULDERS_M * chest.up + _AHEAD_M * chest.front
        self.joints["head"] = at + NECK_M * _turned(chest.up, chest.front, pose.neck)
        self.joints["crown"] = at + (NECK_M + _BEYOND_HEAD_M) * _turned(chest.up, chest.front, pose.neck)
        self.joints["nose"] = self.joints["head"] + HEAD_RADIUS_M * _turned(chest.front, chest.up, -pose.neck)

    def _free_leg(self, side: str, leg: LegPose) -> None:
        thigh, shin, kneecap = self._leg_ways(side, leg)
        self._put(side, ("hip", "knee", "ankle"), thigh * THIGH_M, shin * SHIN_M)
        self._put_foot(side, kneecap)

    def _free_arm(self, side: str, arm: ArmPose) -> None:
        upper, fore = self._arm_ways(side, arm)
        self._put(side, ("shoulder", "elbow", "wrist"), upper * UPPER_ARM_M, fore * FOREARM_M)

    def _leg_ways(self, side: str, leg: LegPose) -> tuple[Vector, Vector, Vector]:
        """Return where thigh, shin and kneecap point."""
        axes, out = self._legs, SIGNS[side] * self._legs.side
        thigh = _turned(_turned(-axes.up, axes.front, leg.hip), out, leg.out)
        kneecap = _turned(axes.front, axes.up, leg.hip)
        outward = _turned(out, _turned(-axes.up, axes.front, leg.hip), -leg.out)
        kneecap = _turned(kneecap, outward, leg.turn)
        return thigh, _turned(thigh, kneecap, -leg.knee), kneecap

    def _arm_ways(self, side: str, arm: ArmPose) -> tuple[Vector, Vector]:
        """Return where upper arm and forearm point; an arm out to its side bends the elbow to the front."""
        axes, out = self.chest, SIGNS[side] * self.chest.side
        upper = _turned(_turned(-axes.up, axes.front, arm.shoulder), out, arm.out)
        return upper, _turned(upper, _turned(axes.front, axes.up, arm.shoulder), arm.elbow)

    def _put(self, side: str, names: tuple[str, str, str], upper: Vector, lower: Vector) -> None:
        first, second, third = (f"{side} {name}" for name in names)
        self.joints[second] = self.joints[first] + upper
        self.joints[third] = self.joints[second] + lower

    def _put_foot(self, side: str, kneecap: Vector) -> None:
        knee, ankle = self.joints[f"{side} knee"], self.joints[f"{side} ankle"]
        shin, thigh = _unit(ankle - knee), _unit(knee - self.joints[f"{side} hip"])
        # where the toes point when the foot is square to the shin
        front = _unit(kneecap * float(thigh @ shin) - thigh * float(kneecap @ shin))
        ways = [
            _AHEAD if leg.flat else _turned(shin, front, leg.foot)
            for leg in (_leg(pose, side) for pose in self._ends)
        ]
        way = _on_the_arc(ways[0], ways[1], self._share)
        self.joints[f"{side} toe"] = ankle + FOOT_M * way
        self.joints[f"{side} heel"] = ankle - HEEL_M * way
        self.kneecaps[side] = kneecap

    # --- on the floor ---

    def stand(self) -> None:
        """Tip the body onto its supports, and set it down where it belongs."""
        figure = self._figure
        if figure.rests_on is not None:
            self._tip(*figure.rests_on)
        if Prop.INVERSION_TABLE in figure.props:
            middle = (self.joints["working hip"] + self.joints["resting hip"]) / 2
            self._move(np.array((-middle[0], PIVOT_M - middle[1], 0.0)))
            return
        carried = [name for name in self.joints if self._is_carried(name)]
        lowest = min(self.joints[name][1] - RADIUS_M[name.split()[-1]] for name in carried)
        self._move(np.array((-self.joints[figure.stays][0], -lowest, 0.0)))

    def _is_carried(self, name: str) -> bool:
        """Whether the floor is found by this joint; a limb that reaches for its place follows."""
        side, _, joint = name.partition(" ")
        if joint in ("knee", "ankle", "toe", "heel"):
            return all(_leg(pose, side).ankle_at is None for pose in self._ends)
        if joint in ("elbow", "wrist"):
            return name in (self._figure.rests_on or ())
        return name not in TRACED_ONLY

    def _tip(self, first: str, second: str) -> None:
        x, y, _ = self.joints[second] - self.joints[first]
        higher = RADIUS_M[second.rsplit(maxsplit=1)[-1]] - RADIUS_M[first.rsplit(maxsplit=1)[-1]]
        level, now = math.asin(max(-1.0, min(1.0, higher / math.hypot(x, y)))), math.atan2(y, x)
        by = min((level - now, math.pi - level - now), key=lambda turn: abs(math.remainder(turn, math.tau)))
        cos, sin = math.cos(by), math.sin(by)
        turn = np.array(((cos, -sin, 0.0), (sin, cos, 0.0), (0.0, 0.0, 1.0)))
        self.joints = {name: turn @ at for name, at in self.joints.items()}
        self.rows = [(turn @ a, turn @ b) for a, b in self.rows]
        self.kneecaps = {side: turn @ way for side, way in self.kneecaps.items()}
        self.chest, self.pelvis, self._legs = (
            axes.turned(turn) for axes in (self.chest, self.pelvis, self._legs)
        )

    def _move(self, by: Vector) -> None:
        self.joints = {name: at + by for name, at in self.joints.items()}
        self.rows = [(a + by, b + by) for a, b in self.rows]

    # --- reaching for a place ---

    def place_leg(self, side: str) -> None:
        """Put the foot where it belongs."""
        begin, end = (_leg(pose, side) for pose in self._ends)
        share = self._share
        if begin.ankle_at is None and end.ankle_at is None:
            return

        def ways(leg: LegPose) -> tuple[Vector, Vector]:
            thigh, shin, _ = self._leg_ways(side, leg)
            return thigh, shin

        held = tuple(
            None if leg.ankle_at is None else self._place(leg.ankle_at, side) for leg in (begin, end)
        )
        poles = tuple(self._legs.way(leg.knee_to, SIGNS[side]) for leg in (begin, end))
        free = ways(begin), ways(end)
        names, lengths = ("hip", "knee", "ankle"), (THIGH_M, SHIN_M)
        self._hold(side, names, lengths, held, poles, free)
        knee = self.joints[f"{side} knee"]
        thigh = _unit(knee - self.joints[f"{side} hip"])
        pole = (1.0 - share) * poles[0] + share * poles[1]
        bent = thigh - _unit(self.joints[f"{side} ankle"] - knee)
        kneecap = bent - thigh * float(bent @ thigh)
        if np.linalg.norm(kneecap) < _SMALL:  # a straight knee
            kneecap = pole - thigh * float(pole @ thigh)
        self._put_foot(side, _unit(kneecap))

    def look_beyond(self) -> None:
        """Add the points beyond the ends of thighs and shins."""
        for side in SIGNS:
            hip, knee, ankle = (self.joints[f"{side} {name}"] for name in ("hip", "knee", "ankle"))
            self.joints[f"{side} knee beyond"] = knee + _BEYOND_KNEE_M * _unit(knee - hip)
            self.joints[f"{side} ankle beyond"] = ankle + _BEYOND_ANKLE_M * _unit(ankle - knee)

    def place_arm(self, side: str) -> None:
        """Put the hand where it belongs."""
        begin, end = (_arm(pose, side) for pose in self._ends)
        if begin.hand_at is None and end.hand_at is None:
            return
        held = tuple(None if arm.hand_at is None else self._place(arm.hand_at, side) for arm in (begin, end))
        poles = tuple(self.chest.way(arm.elbow_to, SIGNS[side]) for arm in (begin, end))
        free = self._arm_ways(side, begin), self._arm_ways(side, end)
        names, lengths = ("shoulder", "elbow", "wrist"), (UPPER_ARM_M, FOREARM_M)
        self._hold(side, names, lengths, held, poles, free)

    def _hold(  # noqa: PLR0913, PLR0917 - the limb, and both ends of its way
        self,
        side: str,
        names: tuple[str, str, str],
        lengths: tuple[float, float],
        held: tuple[Vector | None, ...],
        poles: tuple[Vector, ...],
        free: tuple[tuple[Vector, Vector], ...],
    ) -> None:
        share = self._share
        root = self.joints[f"{side} {names[0]}"]
        first, last = held
        if first is not None and last is not None:
            place, pole = (1.0 - share) * first + share * last, (1.0 - share) * poles[0] + share * poles[1]
            upper, lower = _reaching(place - root, pole, *lengths)
        else:
            ends = [
                free[n] if place is None else _reaching(place - root, poles[n], *lengths)
                for n, place in enumerate(held)
            ]
            upper, lower = (_on_the_arc(a, b, share) for a, b in zip(*ends, strict=True))
        self._put(side, names, upper * lengths[0], lower * lengths[1])

    def _place(self, spot: Spot, side: str) -> Vector:
        """Return where in the room the spot of a limb on `side` is."""
        sign = SIGNS[side]
        if isinstance(spot, OnFloor):
            return np.array((spot.ahead_m, spot.up_m, sign * spot.out_m))
        opposite = RESTING if side == WORKING else WORKING
        if spot.bone in ("shoulders", "hips"):
            axes = self.chest if spot.bone == "shoulders" else self.pelvis
            upper, lower = (self.joints[f"{each} {spot.bone[:-1]}"] for each in (side, opposite))
        else:
            own = opposite if spot.other else side
            upper, lower = (self.joints[f"{own} {joint}"] for joint in _BONES[spot.bone])
            front = self.kneecaps[own] if spot.bone in ("thigh", "shin") else self.chest.front
            axes = Axes(front, self.pelvis.side, self.pelvis.up)
        return upper + spot.along * (lower - upper) + axes.way(spot.off_m, sign)


def _axes(pose: BodyPose) -> tuple[Axes, Axes]:
    """Return the axes of the pelvis and of the chest."""
    tilt = math.radians(pose.trunk)
    up = np.array((math.sin(tilt), math.cos(tilt), 0.0))
    front, side = np.array((math.cos(tilt), -math.sin(tilt), 0.0)), np.array((0.0, 0.0, 1.0))
    front, side = _turned(front, side, -pose.roll), _turned(side, front, pose.roll)
    spine, across = _turned(up, side, pose.lean), _turned(side, up, -pose.lean)
    chest = Axes(_turned(front, across, pose.twist), _turned(across, front, -pose.twist), spine)
    return Axes(front, side, up), chest


def _reaching(way: Vector, pole: Vector, upper: float, lower: float) -> tuple[Vector, Vector]:
    """Return where both bones point whose end reaches for `way`, or as far toward it as it can."""
    far = float(np.linalg.norm(way))
    span = max(abs(upper - lower) + 1e-3, min(far, upper + lower - 1e-4))
    along = way / max(far, 1e-9)
    across = _unit(pole - along * float(pole @ along))
    cos = (upper**2 + span**2 - lower**2) / (2.0 * upper * span)
    first = cos * along + math.sqrt(max(0.0, 1.0 - cos * cos)) * across
    return first, (along * span - first * upper) / lower


def _on_the_arc(a: Vector, b: Vector, share: float) -> Vector:
    """Return the direction `share` of the way from one to another on the shortest arc."""
    between = math.acos(max(-1.0, min(1.0, float(a @ b))))
    if between < 1e-6:  # noqa: PLR2004 - the same
        return b
    return (math.sin((1.0 - share) * between) * a + math.sin(share * between) * b) / math.sin(between)


def _between(begin: _P, end: _P, share: float) -> _P:
    changed: dict[str, object] = {}
    for each in fields(begin):
        a, b = getattr(begin, each.name), getattr(end, each.name)
        if isinstance(a, LegPose | ArmPose):
            changed[each.name] = _between(a, b, share)
        elif isinstance(a, float):
            changed[each.name] = a + share * (b - a)
    return replace(begin, **changed)  # type: ignore[arg-type] # the fields it came from


def _turned(way: Vector, toward: Vector, deg: float) -> Vector:
    """Return the unit vector `way` turned toward the one perpendicular to it."""
    return way * math.cos(math.radians(deg)) + toward * math.sin(math.radians(deg))


def _unit(way: Vector) -> Vector:
    return way / max(float(np.linalg.norm(way)), 1e-9)
