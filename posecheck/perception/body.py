"""What one pose says of the body: which points can be trusted, which way it faces, how it lies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.pose import Joint, Pose, Posture, Side
from posecheck.pose.geometry import (
    NAN,
    UNKNOWN,
    distance,
    elevation_deg,
    flexion_deg,
    middle,
    signed_flexion_deg,
    tilt_deg,
    turn_deg,
)

if TYPE_CHECKING:
    from collections.abc import Callable

#: A landmark counts as seen from this visibility on (MediaPipe's own default, catalogue §2).
SEEN_VISIBILITY = 0.5
#: … and inside this share of the frame: nearer to the border the landmarker guesses (catalogue §2).
FRAME_MARGIN_RATIO = 0.02

#: From here on a view counts as one from the front, where limbs are foreshortened in the picture.
FRONT_FROM_DEG = 45.0
#: The trunk of an inverted person points down past the horizontal by more than the landmarks' error.
INVERTED_TRUNK_DEG = 95.0
#: Half way between an upright and a lying trunk, a little lower for all-fours with high hips.
LYING_TRUNK_DEG = 50.0

#: A side plank lifts the trunk by up to 45°.
SIDE_LYING_TRUNK_DEG = 40.0
#: The line through both shoulders and hips points up by more than 50°.
STACKED_SHARE = 0.77

Point3 = tuple[float, float, float]


class Body:
    """One pose, read by joint and side.

    Parameters
    ----------
    pose
        The pose; somebody was found in it.
    near
        The side nearer to the camera, as tracked over time (:mod:`posecheck.perception.orientation`).
    facing
        +1 when the front of the body lies clockwise of its upward axis in the picture (then the right
        side is near in a view from the side), -1 counter-clockwise.
    """

    __slots__ = ("_floor_px", "_points", "_read", "_sight", "_torso_px", "_world", "facing", "near", "pose")

    def __init__(self, pose: Pose, near: Side, facing: float) -> None:
        self.pose = pose
        self.near = near
        self.facing = facing
        margin_x = FRAME_MARGIN_RATIO * pose.width_px
        margin_y = FRAME_MARGIN_RATIO * pose.height_px
        right, bottom = pose.width_px - margin_x, pose.height_px - margin_y
        sight: list[float] = pose.visibility.tolist()
        self._points = [
            complex(x, y)
            if seen >= SEEN_VISIBILITY and margin_x <= x <= right and margin_y <= y <= bottom
            else UNKNOWN
            for (x, y), seen in zip(pose.image_px.tolist(), sight, strict=True)
        ]
        self._sight = sight
        self._world: list[Point3] = [(x, y, z) for x, y, z in pose.world_m.tolist()]
        self._floor_px = NAN
        self._torso_px: float | None = None
        self._read: dict[tuple[Callable[[Body, Side], float], Side], float] = {}

    @property
    def far(self) -> Side:
        """The side away from the camera."""
        return self.near.other

    def at(self, joint: Joint, side: Side) -> complex:
        """Return the point of `joint` on `side` in pixels, unknown when it is not seen."""
        return self._points[joint.on(side)]

    @property
    def nose(self) -> complex:
        """The nose in pixels, unknown when it is not seen."""
        return self._points[0]

    def seen(self, joint: Joint, side: Side) -> bool:
        """Return whether `joint` on `side` can be trusted."""
        point = self._points[joint.on(side)]
        return point == point  # noqa: PLR0124 - NaN is the one value that differs from itself

    def sight(self, joint: Joint, side: Side) -> float:
        """Return the estimator's confidence in `joint` on `side`, 0 to 1."""
        return self._sight[joint.on(side)]

    def mid(self, joint: Joint) -> complex:
        """Return the point halfway between the two joints of a pair."""
        return middle(self.at(joint, Side.LEFT), self.at(joint, Side.RIGHT))

    def world(self, joint: Joint, side: Side) -> Point3:
        """Return the position of `joint` on `side` in metres from the middle of the hips."""
        return self._world[joint.on(side)]

    def across(self, joint: Joint) -> Point3:
        """Return the vector from the right to the left joint of a pair, in metres."""
        left, right = self.world(joint, Side.LEFT), self.world(joint, Side.RIGHT)
        return left[0] - right[0], left[1] - right[1], left[2] - right[2]

    def reading(self, of: Callable[[Body, Side], float], side: Side) -> float:
        """Return ``of(body, side)``, worked out once however many exercises ask."""
        key = of, side
        value = self._read.get(key)
        if value is None:
            value = self._read[key] = of(self, side)
        return value

    @property
    def torso_px(self) -> float:
        """Distance from the near shoulder to the near hip in pixels."""
        if self._torso_px is None:
            self._torso_px = distance(self.at(Joint.SHOULDER, self.near), self.at(Joint.HIP, self.near))
        return self._torso_px

    @property
    def floor_px(self) -> float:
        """Picture's y of the lowest point of the body that is seen; ``NaN`` when none is."""
        if math.isnan(self._floor_px):
            self._floor_px = max(
                (point.imag for point in self._points if point == point),  # noqa: PLR0124 - not NaN
                default=NAN,
            )
        return self._floor_px

    def limb_px(self, start: Joint, end: Joint, side: Side) -> float:
        """Return the distance in pixels between two joints of one side."""
        return distance(self.at(start, side), self.at(end, side))


def off_side_deg(body: Body) -> float:
    """Return how far the camera is off an exact view from the side, 0 to 90.

    From the world landmarks of shoulders and hips, whose line points at the camera in a view from the
    side. Only its part in the horizontal plane counts, so that a camera above a lying person is not
    mistaken for one that stands off to the side.
    """
    shoulders, hips = body.across(Joint.SHOULDER), body.across(Joint.HIP)
    x, z = shoulders[0] + hips[0], shoulders[2] + hips[2]
    return math.degrees(math.atan2(abs(x), abs(z))) if x or z else NAN


def off_front_deg(body: Body) -> float:
    """Return how far the camera is off an exact view of the front (or the back) of the body, 0 to 90.

    From the direction the chest points in, so that it holds for a person lying on the side as well.
    """
    shoulders, hips = body.across(Joint.SHOULDER), body.across(Joint.HIP)
    across = [a + b for a, b in zip(shoulders, hips, strict=True)]
    trunk = [
        sum(
            body.world(Joint.SHOULDER, side)[i] - body.world(Joint.HIP, side)[i]
            for side in (Side.LEFT, Side.RIGHT)
        )
        for i in range(3)
    ]
    chest_x = across[1] * trunk[2] - across[2] * trunk[1]
    chest_z = across[0] * trunk[1] - across[1] * trunk[0]
    return math.degrees(math.atan2(abs(chest_x), abs(chest_z))) if chest_x or chest_z else NAN


def off_front_below_deg(body: Body) -> float:
    """Return how far hips and feet are turned away from the camera, 0 to 90, whatever the shoulders do."""
    joints = [Joint.HIP]
    if all(body.seen(Joint.ANKLE, side) for side in (Side.LEFT, Side.RIGHT)):
        joints.append(Joint.ANKLE)
    across = [body.across(joint) for joint in joints]
    x, z = sum(line[0] for line in across), sum(line[2] for line in across)
    return math.degrees(math.atan2(abs(z), abs(x))) if x or z else NAN


def _tilts_deg(body: Body, side: Side) -> tuple[float, float]:
    """Return thigh and shin tilt from vertical, 0 to 180; from world landmarks in a view from the front."""
    hip, knee, ankle = (body.at(joint, side) for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE))
    if off_side_deg(body) <= FRONT_FROM_DEG:
        return tilt_deg(knee, hip), tilt_deg(ankle, knee)
    tilts = []
    for top, base in ((Joint.HIP, Joint.KNEE), (Joint.KNEE, Joint.ANKLE)):
        (x0, y0, z0), (x1, y1, z1) = body.world(top, side), body.world(base, side)
        seen = body.seen(top, side) and body.seen(base, side)
        tilts.append(math.degrees(math.atan2(math.hypot(x1 - x0, z1 - z0), y1 - y0)) if seen else NAN)
    return tilts[0], tilts[1]


#: From the front, a standing thigh is as tall in the picture as the shin; a seated one points at the camera.
#: Two seated people read 0.4 to 0.65, standing ones 0.9 to 1.2.
STANDING_THIGH_TO_SHIN = 0.75


def _stands_on(body: Body, side: Side) -> bool:
    """Return whether the leg of `side` carries a standing body: upright and nearly straight."""
    hip, knee, ankle = (body.at(joint, side) for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE))
    if (
        off_side_deg(body) > FRONT_FROM_DEG
        and (knee - hip).imag < STANDING_THIGH_TO_SHIN * (ankle - knee).imag
    ):
        return False
    thigh, shin = _tilts_deg(body, side)
    bend = flexion_deg(hip, knee, ankle)
    return (thigh < 50.0 and shin < 45.0) or (max(thigh, shin) < 62.0 and bend < 30.0)  # noqa: PLR2004


def posture_of(body: Body) -> Posture:  # noqa: PLR0911 - one return for each posture
    """Return how the body lies, from the tilt of trunk, thighs and shin and the bend of the hip.

    Gravity is the vertical of the picture. The limits lie in the middle between the starting positions
    of the exercises that have to be told apart, at least 15° away from each.
    """
    side = body.near
    shoulder, hip = body.at(Joint.SHOULDER, side), body.at(Joint.HIP, side)
    trunk = tilt_deg(hip, shoulder)
    if math.isnan(trunk):
        return Posture.UNKNOWN
    thigh, shin = _tilts_deg(body, side)
    knee = flexion_deg(hip, body.at(Joint.KNEE, side), body.at(Joint.ANKLE, side))
    ankle = body.at(Joint.ANKLE, side)
    if trunk > INVERTED_TRUNK_DEG and turned_over(shoulder, hip, ankle) and knee < 45.0:  # noqa: PLR2004
        return Posture.INVERTED
    standing = _stands_on(body, side) or _stands_on(body, body.far)
    lean = signed_lean_deg(shoulder, hip, body.facing)
    if not standing and trunk > SIDE_LYING_TRUNK_DEG and _stacked(body):
        return Posture.SIDE_LYING
    if lean < -LYING_TRUNK_DEG and not standing:
        return Posture.SUPINE
    if standing:
        return Posture.STANDING
    if math.isnan(thigh) or math.isnan(shin):
        return Posture.UNKNOWN  # legs cut off by the edge of the picture may do anything
    hip_bend = hip_bend_deg(body, side) if off_side_deg(body) <= FRONT_FROM_DEG else thigh
    if thigh > 50.0 and shin < 45.0 and _tilts_deg(body, body.far)[0] < 50.0:  # noqa: PLR2004
        return Posture.KNEELING  # one thigh is level, the other hangs: a lunge, not a seat
    if _long_leg(body, side) or _long_leg(body, body.far):
        knee = 0.0
    return _floor_posture(trunk, thigh, shin, knee, hip_bend)


def turned_over(shoulder: complex, hip: complex, ankle: complex) -> bool:
    """Return whether trunk and leg make one line that rises from the shoulders to the feet."""
    rise = -elevation_deg(ankle, hip)
    return rise > 5.0 and flexion_deg(shoulder, hip, ankle) < 35.0  # noqa: PLR2004


def _stacked(body: Body) -> bool:
    """Return whether one shoulder and one hip lie above the other."""
    shoulders, hips = body.across(Joint.SHOULDER), body.across(Joint.HIP)
    x, y, z = (a + b for a, b in zip(shoulders, hips, strict=True))
    return abs(y) > STACKED_SHARE * math.hypot(x, y, z)


def _long_leg(body: Body, side: Side) -> bool:
    """Return whether the leg of `side` lies stretched along the floor."""
    hip, knee, ankle = (body.at(joint, side) for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE))
    return flexion_deg(hip, knee, ankle) < 50.0 and tilt_deg(knee, hip) > 50.0  # noqa: PLR2004


def _floor_posture(trunk: float, thigh: float, shin: float, knee: float, hip: float) -> Posture:
    """Return the posture of a body that neither stands nor lies on its back; all in degrees."""
    if hip < 45.0 and thigh > 50.0:  # noqa: PLR2004 - the body is one line along the floor
        return Posture.PRONE
    folded = knee > 100.0  # noqa: PLR2004
    if thigh > 50.0 and (shin < 45.0 or not folded):  # noqa: PLR2004
        return Posture.SITTING
    if trunk > LYING_TRUNK_DEG and not folded:
        return Posture.ALL_FOURS
    return Posture.KNEELING


def signed_lean_deg(shoulder: complex, hip: complex, facing: float) -> float:
    """Return trunk inclination from gravity-up: + forward, - back, ±90 horizontal, -180 to 180."""
    return facing * turn_deg(-1j, shoulder - hip)


def hip_bend_deg(body: Body, side: Side, end: Joint = Joint.KNEE) -> float:
    """Return the trunk-thigh (or, to the ankle, trunk-leg) flexion, + forward, -90 to 270."""
    return signed_flexion_deg(
        body.at(Joint.SHOULDER, side), body.at(Joint.HIP, side), body.at(end, side), body.facing
    )
