"""Where a part of the body is, against the start or in lengths of another part."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.exercise.exercise import Measure, Relative, Unit
from posecheck.exercise.measures.chains import LEG, height_px, leg_of, share
from posecheck.pose import Joint, Side
from posecheck.pose.geometry import NAN, distance

if TYPE_CHECKING:
    from posecheck.perception.body import Body


def _shoulder_height(body: Body, _side: Side) -> float:
    return height_px(body.at(Joint.SHOULDER, body.near))


def _hip_height(body: Body, _side: Side) -> float:
    return height_px(body.at(Joint.HIP, body.near))


def _ankle_height(body: Body, side: Side) -> float:
    return height_px(body.at(Joint.ANKLE, side))


def _hips_sideways(body: Body, _side: Side) -> float:
    return body.mid(Joint.HIP).real - middle_of_feet_px(body)


def middle_of_feet_px(body: Body) -> float:
    """Return the x of the point between the ankles, in pixels."""
    return body.mid(Joint.ANKLE).real


def _shoulder_width(body: Body, _side: Side) -> float:
    return distance(body.at(Joint.SHOULDER, Side.LEFT), body.at(Joint.SHOULDER, Side.RIGHT))


def _seat_to_heel(body: Body, side: Side) -> float:
    hip, knee, ankle = leg_of(body, side)
    return share(distance(hip, ankle), distance(hip, knee))


def _hand_to_knee(body: Body, side: Side) -> float:
    hands = (body.at(Joint.WRIST, hand) for hand in (Side.LEFT, Side.RIGHT))
    knee = body.at(Joint.KNEE, side)
    gaps = [gap for gap in (distance(hand, knee) for hand in hands) if not math.isnan(gap)]
    return share(min(gaps), body.torso_px) if gaps else NAN


def _hips_ahead(body: Body, side: Side) -> float:
    """Return how far the hip is in front of the ankle, in leg lengths."""
    hip, knee, ankle = leg_of(body, side)
    return body.facing * share((hip - ankle).real, distance(hip, knee) + distance(knee, ankle))


def _height_difference(body: Body, joint: Joint) -> float:
    return body.at(joint, Side.LEFT).imag - body.at(joint, Side.RIGHT).imag


def _trunk_roll(body: Body, _side: Side) -> float:
    """Return how much one side of the trunk is higher, the mean of hips and shoulders.

    The mean, because the landmarker lifts the hip together with a lifted leg but not the shoulder.
    """
    return (_height_difference(body, Joint.HIP) + _height_difference(body, Joint.SHOULDER)) / 2.0


SHOULDER_RISE = Measure(
    "shoulder-rise",
    "shoulder off the mat",
    Unit.TORSO,
    _shoulder_height,
    (Joint.SHOULDER,),
    relative=Relative.CHANGE_IN_TORSO,
    whole=True,
)
HIP_RISE = Measure(
    "hip-rise",
    "hip off the mat",
    Unit.TORSO,
    _hip_height,
    (Joint.HIP,),
    relative=Relative.CHANGE_IN_TORSO,
    whole=True,
)
FOOT_RISE = Measure(
    "foot-rise",
    "foot off the mat",
    Unit.TORSO,
    _ankle_height,
    (Joint.ANKLE,),
    relative=Relative.CHANGE_IN_TORSO,
)
HIPS_SHIFT = Measure(
    "hips-shift",
    "hips moved sideways",
    Unit.TORSO,
    _hips_sideways,
    (Joint.HIP,),
    relative=Relative.DISTANCE_IN_TORSO,
    whole=True,
)
TRUNK_ROLL = Measure(
    "trunk-roll",
    "one side of the trunk higher than the other",
    Unit.TORSO,
    _trunk_roll,
    (Joint.HIP, Joint.SHOULDER),
    relative=Relative.DISTANCE_IN_TORSO,
    whole=True,
)
SHOULDER_WIDTH = Measure(
    "shoulder-width",
    "shoulder width against the start",
    Unit.RATIO,
    _shoulder_width,
    (Joint.SHOULDER,),
    relative=Relative.SHARE,
    whole=True,
)
SEAT_TO_HEEL = Measure("seat-to-heel", "seat to heel", Unit.THIGH, _seat_to_heel, LEG)
HAND_TO_KNEE = Measure("hand-to-knee", "hand to knee", Unit.TORSO, _hand_to_knee, (Joint.WRIST, Joint.KNEE))
HIPS_AHEAD = Measure("hips-ahead", "hips in front of the feet", Unit.LEG, _hips_ahead, LEG)


def _ankle_to_knee(body: Body, _side: Side) -> float:
    """Return how far the far ankle is from the near knee, in lengths of the near thigh."""
    gap = distance(body.at(Joint.ANKLE, body.far), body.at(Joint.KNEE, body.near))
    return share(gap, body.limb_px(Joint.HIP, Joint.KNEE, body.near))


def _knees_gap(body: Body, _side: Side) -> float:
    gap = distance(body.at(Joint.KNEE, Side.LEFT), body.at(Joint.KNEE, Side.RIGHT))
    return share(gap, body.torso_px)


def _hip_place(body: Body, _side: Side) -> float:
    return body.at(Joint.HIP, body.near).real


def _shoulder_level(body: Body, _side: Side) -> float:
    return _height_difference(body, Joint.SHOULDER)


def _knee_height(body: Body, _side: Side) -> float:
    """Return how high the higher knee is above the hip, in pixels."""
    knees = [height_px(body.at(Joint.KNEE, side)) for side in (Side.LEFT, Side.RIGHT)]
    seen = [height for height in knees if not math.isnan(height)]
    return max(seen) - height_px(body.at(Joint.HIP, body.near)) if seen else NAN


#: Both knees' depth and their gap that speak as strongly for one side, from rendered clips.
_DEPTH_M = 0.2
_GAP_TORSO = 0.18
_GAP_SPREAD_TORSO = 0.1


def _knees_fall(body: Body, side: Side) -> float:
    """Return how much speaks for the knees falling toward `side`, about -3 to 3.

    Toward the camera both knees come nearer and the near one drops below the far one; away from it the
    near knee hides the far one.
    """
    if not body.seen(Joint.KNEE, body.near):
        return NAN
    depth_m = (body.world(Joint.KNEE, Side.LEFT)[2] + body.world(Joint.KNEE, Side.RIGHT)[2]) / 2.0
    gap = _knees_gap(body, side)
    toward = -depth_m / _DEPTH_M + (0.0 if math.isnan(gap) else (gap - _GAP_TORSO) / _GAP_SPREAD_TORSO)
    return toward if side is body.near else -toward


def _step(body: Body, side: Side) -> float:
    """Return how far apart the feet are along the floor, in leg lengths."""
    left, right = body.at(Joint.ANKLE, Side.LEFT), body.at(Joint.ANKLE, Side.RIGHT)
    hip, knee, ankle = leg_of(body, side)
    return share(abs((left - right).real), distance(hip, knee) + distance(knee, ankle))


STEP = Measure("step", "step between the feet", Unit.LEG, _step, (Joint.ANKLE,))
ANKLE_TO_KNEE = Measure(
    "ankle-to-knee",
    "crossed ankle to the other knee",
    Unit.THIGH,
    _ankle_to_knee,
    (Joint.KNEE, Joint.ANKLE),
    whole=True,
)
KNEES_GAP = Measure("knees-gap", "knees apart", Unit.TORSO, _knees_gap, (Joint.KNEE,), whole=True)
HIPS_ROCK = Measure(
    "hips-rock",
    "hips rocked forward or back",
    Unit.TORSO,
    _hip_place,
    (Joint.HIP,),
    relative=Relative.DISTANCE_IN_TORSO,
    whole=True,
)
SHOULDERS_LEVEL = Measure(
    "shoulders-level",
    "one shoulder lifted against the other",
    Unit.TORSO,
    _shoulder_level,
    (Joint.SHOULDER,),
    relative=Relative.DISTANCE_IN_TORSO,
    whole=True,
)
KNEES_ROLL = Measure(
    "knees-roll",
    "knees rolled over",
    Unit.DEG,
    _knee_height,
    (Joint.HIP, Joint.KNEE),
    relative=Relative.ROLLED,
    whole=True,
)
KNEES_FALL = Measure("knees-fall", "side to which the knees fall", Unit.RATIO, _knees_fall, (Joint.KNEE,))
