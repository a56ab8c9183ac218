"""A drawn person: joint angles in, places of the joints in metres out.

X points to the right of the picture, Y up, Z toward the camera. A figure that faces X is seen from its side,
one that faces Z from its front.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

#: Lengths of the segments in metres.
TORSO_M, THIGH_M, SHIN_M, FOOT_M = 0.50, 0.42, 0.42, 0.15
UPPER_ARM_M, FOREARM_M, NECK_M = 0.28, 0.27, 0.25
HALF_SHOULDERS_M, HALF_HIPS_M = 0.15, 0.09
#: Half the thickness of the trunk and the limbs, which is how far a joint stays above the floor.
TRUNK_RADIUS_M, LIMB_RADIUS_M, HEAD_RADIUS_M = 0.085, 0.045, 0.11
#: Where on the thigh the ankle of a crossed leg rests, and a hand that holds the thigh.
CROSSED_AT, HELD_AT = 0.85, 0.75


@dataclass(frozen=True, slots=True)
class FigureLimbs:
    """Joint angles of one side in degrees; all 0 is standing straight with the arm hanging.

    `hip`, `shoulder` and `elbow` bend forward, `knee` bends the shin back, `leg_out` and `arm_out` take the
    limb to its own side, `foot` is the angle between the line of the shin and the foot. A `crossed` leg rests
    its ankle on the other thigh. The hand goes to the joint or place named by `hand`, whatever the angles.
    """

    hip: float = 0.0
    knee: float = 0.0
    foot: float = 90.0
    leg_out: float = 0.0
    shoulder: float = 0.0
    elbow: float = 0.0
    arm_out: float = 0.0
    crossed: bool = False
    hand: str = ""


@dataclass(frozen=True, slots=True)
class FigurePose:
    """Joint angles of the whole person in degrees.

    `trunk` is the inclination from upright: 90 horizontal face down, -90 on the back. `yaw` turns the person
    from profile (0) to facing the camera (90), `roll` about the axis of the trunk, `twist` the shoulders
    against the hips, `legs_roll` the legs against the trunk; `lean` bends to the near side, `neck` takes the
    chin to the chest. `curve` is how far the back is rounded, in torso lengths.
    """

    trunk: float = 0.0
    near: FigureLimbs = field(default_factory=FigureLimbs)
    far: FigureLimbs = field(default_factory=FigureLimbs)
    neck: float = 0.0
    yaw: float = 0.0
    roll: float = 0.0
    lean: float = 0.0
    twist: float = 0.0
    legs_roll: float = 0.0
    curve: float = 0.0

    def both(self, **angles: Any) -> FigurePose:
        """Return the stance with these fields of :class:`FigureLimbs` on both sides."""
        return replace(self, near=replace(self.near, **angles), far=replace(self.far, **angles))


@dataclass(frozen=True, slots=True)
class Figure:
    """Places of the joints by their names ("near knee", "head", "nose") and the bend of the back."""

    joints: dict[str, Vector]
    back: Vector

    def moved(self, by: Vector) -> Figure:
        """Return the figure elsewhere."""
        return Figure({name: at + by for name, at in self.joints.items()}, self.back + by)

    def grounded(self, *names: str) -> Figure:
        """Return the figure with the lowest of the joints `names`, or of all, on the floor."""
        lowest = min(self.joints[name][1] - _radius_m(name) for name in names or self.joints)
        return self.moved(np.array((0.0, -lowest, 0.0)))


def figure_of(stance: FigurePose) -> Figure:
    """Return the figure of `stance` on the floor."""
    up, front, near = _axes(stance)
    joints: dict[str, Vector] = {}
    sides = (("near", stance.near, 1.0), ("far", stance.far, -1.0))

    legs_near, legs_front = _turned(near, front, -stance.legs_roll), _turned(front, near, stance.legs_roll)
    for side, limbs, sign in sides:
        outward = sign * legs_near
        hip = HALF_HIPS_M * outward
        knee = hip + THIGH_M * _limb(up, legs_front, outward, limbs.hip, limbs.leg_out)
        ankle = knee + SHIN_M * _limb(up, legs_front, outward, limbs.hip - limbs.knee, limbs.leg_out)
        toe = ankle + FOOT_M * _limb(up, legs_front, outward, limbs.hip - limbs.knee + limbs.foot, 0.0)
        joints |= {f"{side} hip": hip, f"{side} knee": knee, f"{side} ankle": ankle, f"{side} toe": toe}
    for side, limbs, sign in sides:
        if limbs.crossed:
            joints |= _crossed(joints, side, sign * near)

    spine, across = _turned(up, near, stance.lean), _turned(near, up, -stance.lean)
    chest_near, chest_front = _turned(across, front, -stance.twist), _turned(front, across, stance.twist)
    top = TORSO_M * spine
    joints["head"] = top + NECK_M * _turned(spine, chest_front, stance.neck)
    joints["nose"] = joints["head"] + HEAD_RADIUS_M * _turned(chest_front, spine, -stance.neck)
    for side, limbs, sign in sides:
        outward = sign * chest_near
        shoulder = top + HALF_SHOULDERS_M * outward
        elbow = shoulder + UPPER_ARM_M * _limb(spine, chest_front, outward, limbs.shoulder, limbs.arm_out)
        # An arm held out to the side bends its elbow to the front, any other in its own plane.
        bend = limbs.elbow * math.cos(math.radians(limbs.arm_out))
        lower = _limb(spine, chest_front, outward, limbs.shoulder + bend, limbs.arm_out)
        if limbs.arm_out:
            lower = _turned(lower, chest_front, limbs.elbow - bend)
        joints |= {f"{side} shoulder": shoulder, f"{side} elbow": elbow}
        joints[f"{side} wrist"] = elbow + FOREARM_M * lower

    back = top / 2 - 2.0 * stance.curve * TORSO_M * front
    legs = [name for name in joints if not name.endswith(("elbow", "wrist", "nose"))]
    figure = Figure(joints, back).grounded(*legs)
    for side, limbs, _ in sides:
        if limbs.hand:
            figure.joints.update(_reaching(figure.joints, side, limbs.hand))
    return figure.grounded()


def _axes(stance: FigurePose) -> tuple[Vector, Vector, Vector]:
    """Return where head, front and near side of the pelvis point."""
    tilt, yaw = math.radians(stance.trunk), math.radians(stance.yaw)
    up = np.array((math.sin(tilt), math.cos(tilt), 0.0))
    front, near = np.array((math.cos(tilt), -math.sin(tilt), 0.0)), np.array((0.0, 0.0, 1.0))
    front, near = _turned(front, near, stance.roll), _turned(near, front, -stance.roll)
    cos, sin = math.cos(yaw), math.sin(yaw)
    about_y = np.array(((cos, 0.0, -sin), (0.0, 1.0, 0.0), (sin, 0.0, cos)))
    return about_y @ up, about_y @ front, about_y @ near


def _crossed(joints: dict[str, Vector], side: str, outward: Vector) -> dict[str, Vector]:
    """Return the leg whose ankle lies on the other thigh and whose knee falls out to its own side."""
    other = "far" if side == "near" else "near"
    hip, thigh = joints[f"{other} hip"], joints[f"{other} knee"] - joints[f"{other} hip"]
    way = 0.65 * thigh / THIGH_M + 0.75 * outward
    ankle = hip + CROSSED_AT * thigh
    return {
        f"{side} knee": joints[f"{side} hip"] + THIGH_M * way / np.linalg.norm(way),
        f"{side} ankle": ankle,
        f"{side} toe": ankle - FOOT_M * outward,
    }


def _reaching(joints: dict[str, Vector], side: str, target: str) -> dict[str, Vector]:
    """Return the arm bent so that the hand comes to `target`, or as near to it as it reaches."""
    shoulder = joints[f"{side} shoulder"]
    if target == "floor":
        place = np.array((shoulder[0], LIMB_RADIUS_M, shoulder[2]))
    elif target.endswith("thigh"):
        hip, knee = joints[target.replace("thigh", "hip")], joints[target.replace("thigh", "knee")]
        place = hip + HELD_AT * (knee - hip)
    else:
        place = joints[target]
    way = place - shoulder
    flat = max(math.hypot(way[0], way[1]), 1e-6)
    span = min(flat, UPPER_ARM_M + FOREARM_M - 1e-3)
    cosine = (UPPER_ARM_M**2 + span**2 - FOREARM_M**2) / (2 * UPPER_ARM_M * span)
    bend, at = math.acos(max(-1.0, min(1.0, cosine))), math.atan2(way[1], way[0])
    elbows = [
        shoulder
        + np.array((UPPER_ARM_M * math.cos(at + turn), UPPER_ARM_M * math.sin(at + turn), way[2] / 2))
        for turn in (bend, -bend)
    ]
    # A bent elbow points to the floor when the arm reaches ahead, behind the body when it hangs.
    reaches_ahead = abs(way[0]) > abs(way[1])
    elbow = min(elbows, key=lambda elbow: float(elbow[1] if reaches_ahead else elbow[0]))
    elbow[1] = max(elbow[1], LIMB_RADIUS_M)
    wrist = shoulder + way * (span / flat)
    return {f"{side} elbow": elbow, f"{side} wrist": wrist}


def _limb(up: Vector, front: Vector, outward: Vector, bend_deg: float, out_deg: float) -> Vector:
    """Return the direction of a limb that hangs, bent to the front and then out to its side."""
    return _turned(_turned(-up, front, bend_deg), outward, out_deg)


def _turned(way: Vector, toward: Vector, deg: float) -> Vector:
    """Return the unit vector `way` turned toward the one perpendicular to it."""
    return way * math.cos(math.radians(deg)) + toward * math.sin(math.radians(deg))


def _radius_m(name: str) -> float:
    if name == "head":
        return HEAD_RADIUS_M
    if name == "nose":
        return 0.0
    return TRUNK_RADIUS_M if name.endswith(("hip", "shoulder")) else LIMB_RADIUS_M
