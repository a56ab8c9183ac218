"""The shared measures of EXERCISES.md §3, as data that exercise modules name.

Every measure is a function of a body and a side. A measure of the whole body ignores the side.
"""

from __future__ import annotations

import math

from posecheck.body import Body, Point3, hip_bend_deg, signed_lean_deg
from posecheck.exercise import Arc, Measure, Relative, Unit
from posecheck.geometry import (
    NAN,
    distance,
    elevation_deg,
    flexion_deg,
    offset_ratio,
    signed_flexion_deg,
    tilt_deg,
    turn_deg,
)
from posecheck.pose import Joint, Side
from posecheck.rounding import rounding_chord

_TRUNK = (Joint.SHOULDER, Joint.HIP)
_LEG = (Joint.HIP, Joint.KNEE, Joint.ANKLE)


def _near_trunk(body: Body) -> tuple[complex, complex]:
    return body.at(Joint.SHOULDER, body.near), body.at(Joint.HIP, body.near)


def _leg(body: Body, side: Side) -> tuple[complex, complex, complex]:
    return body.at(Joint.HIP, side), body.at(Joint.KNEE, side), body.at(Joint.ANKLE, side)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else NAN


# --- angles of one limb -------------------------------------------------------------------------------


def _knee_flexion(body: Body, side: Side) -> float:
    return flexion_deg(*_leg(body, side))


def _elbow_flexion(body: Body, side: Side) -> float:
    return flexion_deg(*(body.at(joint, side) for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST)))


def _leg_raise(body: Body, side: Side) -> float:
    return hip_bend_deg(body, side, Joint.ANKLE)


def _leg_elevation(body: Body, side: Side) -> float:
    return -hip_bend_deg(body, side, Joint.ANKLE)


def _thigh_tilt(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.KNEE, side), body.at(Joint.HIP, side))


def _shin_tilt(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.ANKLE, side), body.at(Joint.KNEE, side))


def _leg_forward(body: Body, side: Side) -> float:
    hip, _, ankle = _leg(body, side)
    return -body.facing * turn_deg(1j, ankle - hip)


def _support_arm_tilt(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.WRIST, side), body.at(Joint.SHOULDER, side))


def _forearm_support_tilt(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.ELBOW, side), body.at(Joint.SHOULDER, side))


KNEE_FLEXION = Measure(
    "knee-flexion",
    "knee bend",
    Unit.DEG,
    _knee_flexion,
    _LEG,
    Arc(Joint.KNEE, Joint.ANKLE, "straight", backward=True),
)
ELBOW_FLEXION = Measure(
    "elbow-flexion",
    "elbow bend",
    Unit.DEG,
    _elbow_flexion,
    (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST),
    Arc(Joint.ELBOW, Joint.WRIST, "straight"),
)
HIP_FLEXION = Measure(
    "hip-flexion",
    "hip bend",
    Unit.DEG,
    hip_bend_deg,
    (Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    Arc(Joint.HIP, Joint.KNEE, "straight"),
)
LEG_RAISE = Measure(
    "leg-raise",
    "leg raise",
    Unit.DEG,
    _leg_raise,
    (Joint.SHOULDER, Joint.HIP, Joint.ANKLE),
    Arc(Joint.HIP, Joint.ANKLE, "straight"),
)
LEG_ELEVATION = Measure(
    "leg-elevation",
    "leg against the trunk line",
    Unit.DEG,
    _leg_elevation,
    (Joint.SHOULDER, Joint.HIP, Joint.ANKLE),
    Arc(Joint.HIP, Joint.ANKLE, "straight", backward=True),
)
THIGH_TILT = Measure(
    "thigh-tilt",
    "thigh tilt",
    Unit.DEG,
    _thigh_tilt,
    (Joint.HIP, Joint.KNEE),
    Arc(Joint.KNEE, Joint.HIP, "up"),
)
SHIN_TILT = Measure(
    "shin-tilt",
    "shin tilt",
    Unit.DEG,
    _shin_tilt,
    (Joint.KNEE, Joint.ANKLE),
    Arc(Joint.ANKLE, Joint.KNEE, "up"),
)
LEG_FORWARD = Measure(
    "leg-forward",
    "leg in front of the body",
    Unit.DEG,
    _leg_forward,
    (Joint.HIP, Joint.ANKLE),
    Arc(Joint.HIP, Joint.ANKLE, "down"),
)
SUPPORT_ARM_TILT = Measure(
    "support-arm-tilt",
    "support arm tilt",
    Unit.DEG,
    _support_arm_tilt,
    (Joint.WRIST, Joint.SHOULDER),
    Arc(Joint.WRIST, Joint.SHOULDER, "up"),
)
FOREARM_SUPPORT_TILT = Measure(
    "forearm-support-tilt",
    "upper arm tilt",
    Unit.DEG,
    _forearm_support_tilt,
    (Joint.ELBOW, Joint.SHOULDER),
    Arc(Joint.ELBOW, Joint.SHOULDER, "up"),
)


# --- trunk and head -----------------------------------------------------------------------------------


def _trunk_inclination(body: Body, _side: Side) -> float:
    return signed_lean_deg(*_near_trunk(body), body.facing)


def _trunk_extension(body: Body, _side: Side) -> float:
    shoulder, hip = _near_trunk(body)
    return elevation_deg(hip, shoulder)


def _backward_lean(body: Body, side: Side) -> float:
    return -_trunk_inclination(body, side)


def _neck(body: Body, _side: Side) -> float:
    shoulder, hip = _near_trunk(body)
    return signed_flexion_deg(hip, shoulder, body.at(Joint.EAR, body.near), -body.facing)


def _lateral_lean(body: Body, side: Side) -> float:
    """Lean of the trunk toward `side`; in a front view the person's left is right in the picture."""
    lean = turn_deg(-1j, body.mid(Joint.SHOULDER) - body.mid(Joint.HIP))
    hips = (body.at(Joint.HIP, Side.LEFT) - body.at(Joint.HIP, Side.RIGHT)).real
    toward_left = lean if hips > 0 else -lean
    return toward_left if side is Side.LEFT else -toward_left


def _sway(body: Body, _side: Side) -> float:
    return abs(_lateral_lean(body, Side.LEFT))


def _rounding(body: Body, _side: Side) -> float:
    return rounding_chord(body)


TRUNK_INCLINATION = Measure(
    "trunk-inclination",
    "trunk inclination",
    Unit.DEG,
    _trunk_inclination,
    _TRUNK,
    Arc(Joint.HIP, Joint.SHOULDER, "up"),
    whole=True,
)
BACKWARD_LEAN = Measure(
    "backward-lean",
    "lean backward",
    Unit.DEG,
    _backward_lean,
    _TRUNK,
    Arc(Joint.HIP, Joint.SHOULDER, "up", backward=True),
    whole=True,
)
TRUNK_EXTENSION = Measure(
    "trunk-extension",
    "trunk lift",
    Unit.DEG,
    _trunk_extension,
    _TRUNK,
    Arc(Joint.HIP, Joint.SHOULDER, "ahead"),
    whole=True,
)
NECK = Measure(
    "neck",
    "head against the trunk",
    Unit.DEG,
    _neck,
    (Joint.EAR, Joint.SHOULDER, Joint.HIP),
    Arc(Joint.SHOULDER, Joint.EAR, "straight"),
    Relative.CHANGE,
    whole=True,
)
LATERAL_LEAN = Measure(
    "lateral-lean", "side bend", Unit.DEG, _lateral_lean, _TRUNK, Arc(Joint.HIP, Joint.SHOULDER, "up")
)
ROUNDING = Measure(
    "rounding",
    "rounding of the back",
    Unit.CHORD,
    _rounding,
    _TRUNK,
    relative=Relative.CHANGE,
    silhouette=True,
    whole=True,
)
SWAY = Measure("sway", "lean to the side", Unit.DEG, _sway, _TRUNK, whole=True)


# --- places, against the start or against a length -----------------------------------------------------


def _height(point: complex) -> float:
    return -point.imag


def _shoulder_height(body: Body, _side: Side) -> float:
    return _height(body.at(Joint.SHOULDER, body.near))


def _hip_height(body: Body, _side: Side) -> float:
    return _height(body.at(Joint.HIP, body.near))


def _ankle_height(body: Body, side: Side) -> float:
    return _height(body.at(Joint.ANKLE, side))


def _hips_sideways(body: Body, _side: Side) -> float:
    return body.mid(Joint.HIP).real - middle_of_feet_px(body)


def middle_of_feet_px(body: Body) -> float:
    """Return the x of the point between the ankles, in pixels."""
    return body.mid(Joint.ANKLE).real


def _shoulder_width(body: Body, _side: Side) -> float:
    return distance(body.at(Joint.SHOULDER, Side.LEFT), body.at(Joint.SHOULDER, Side.RIGHT))


def _seat_to_heel(body: Body, side: Side) -> float:
    hip, knee, ankle = _leg(body, side)
    return _share(distance(hip, ankle), distance(hip, knee))


def _hand_to_knee(body: Body, side: Side) -> float:
    hands = (body.at(Joint.WRIST, hand) for hand in (Side.LEFT, Side.RIGHT))
    knee = body.at(Joint.KNEE, side)
    gaps = [gap for gap in (distance(hand, knee) for hand in hands) if not math.isnan(gap)]
    return _share(min(gaps), body.torso_px) if gaps else NAN


def _hips_ahead(body: Body, side: Side) -> float:
    """Return how far the hip is in front of the ankle, in leg lengths."""
    hip, knee, ankle = _leg(body, side)
    return body.facing * _share((hip - ankle).real, distance(hip, knee) + distance(knee, ankle))


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
SEAT_TO_HEEL = Measure("seat-to-heel", "seat to heel", Unit.THIGH, _seat_to_heel, _LEG)
HAND_TO_KNEE = Measure("hand-to-knee", "hand to knee", Unit.TORSO, _hand_to_knee, (Joint.WRIST, Joint.KNEE))
HIPS_AHEAD = Measure("hips-ahead", "hips in front of the feet", Unit.LEG, _hips_ahead, _LEG)


# --- the body as a line --------------------------------------------------------------------------------


def _line(body: Body, side: Side, end: Joint) -> float:
    """Return the line angle: 180 straight, smaller when the hip is below the line, larger above."""
    shoulder, hip, last = body.at(Joint.SHOULDER, side), body.at(Joint.HIP, side), body.at(end, side)
    bend = flexion_deg(shoulder, hip, last)
    return 180.0 + math.copysign(bend, offset_ratio(hip, shoulder, last))


def _bridge_line(body: Body, _side: Side) -> float:
    return _line(body, body.near, Joint.KNEE)


def _bridge_deviation(body: Body, _side: Side) -> float:
    shoulder, hip = _near_trunk(body)
    return offset_ratio(hip, shoulder, body.at(Joint.KNEE, body.near))


BRIDGE_LINE = Measure(
    "bridge-line",
    "line shoulder-hip-knee",
    Unit.DEG,
    _bridge_line,
    (Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    Arc(Joint.HIP, Joint.KNEE, Joint.SHOULDER),
    whole=True,
)
BRIDGE_DEVIATION = Measure(
    "bridge-deviation",
    "hip above the line shoulder-knee",
    Unit.RATIO,
    _bridge_deviation,
    (Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    whole=True,
)


# --- rotation, from world landmarks ---------------------------------------------------------------------


def _yaw_deg(across: Point3) -> float:
    """Return the turn of a left-right line about the vertical, 0 when it lies across the picture."""
    x, _, z = across
    return math.degrees(math.atan2(z, x)) if x or z else NAN


def _hip_yaw(body: Body, _side: Side) -> float:
    return _yaw_deg(body.across(Joint.HIP))


def _shoulder_yaw(body: Body, _side: Side) -> float:
    return _yaw_deg(body.across(Joint.SHOULDER))


HIP_YAW = Measure(
    "hip-yaw", "hips turned", Unit.DEG, _hip_yaw, (Joint.HIP,), relative=Relative.DISTANCE, whole=True
)
SHOULDER_YAW = Measure(
    "shoulder-yaw",
    "shoulders turned",
    Unit.DEG,
    _shoulder_yaw,
    (Joint.SHOULDER,),
    relative=Relative.DISTANCE,
    whole=True,
)


# --- stepping --------------------------------------------------------------------------------------------


def _knee_drop(body: Body, side: Side) -> float:
    """Return the vertical drop hip → knee in metres; shared with standing it is about 1, level it is 0.

    From world landmarks: in the picture a knee lifted toward the camera looks lower than it is.
    """
    if not (body.seen(Joint.HIP, side) and body.seen(Joint.KNEE, side)):
        return NAN
    return body.world(Joint.KNEE, side)[1] - body.world(Joint.HIP, side)[1]


KNEE_DROP = Measure(
    "knee-drop",
    "drop from hip to knee",
    Unit.THIGH,
    _knee_drop,
    (Joint.HIP, Joint.KNEE),
    relative=Relative.SHARE,
)
