"""Angles of arms and legs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.exercise.exercise import Arc, Measure, Relative, Unit
from posecheck.exercise.measures.chains import LEG, leg_of
from posecheck.perception.body import hip_bend_deg
from posecheck.pose import Joint, Side
from posecheck.pose.geometry import NAN, elevation_deg, flexion_deg, tilt_deg, turn_deg

if TYPE_CHECKING:
    from posecheck.perception.body import Body


def _knee_flexion(body: Body, side: Side) -> float:
    return flexion_deg(*leg_of(body, side))


def _elbow_flexion(body: Body, side: Side) -> float:
    return flexion_deg(*(body.at(joint, side) for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST)))


def _leg_raise(body: Body, side: Side) -> float:
    return hip_bend_deg(body, side, Joint.ANKLE)


def _leg_elevation(body: Body, side: Side) -> float:
    return -hip_bend_deg(body, side, Joint.ANKLE)


def _thigh_line(body: Body, side: Side) -> float:
    return -hip_bend_deg(body, side)


def _thigh_tilt(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.KNEE, side), body.at(Joint.HIP, side))


def _shin_tilt(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.ANKLE, side), body.at(Joint.KNEE, side))


def _leg_forward(body: Body, side: Side) -> float:
    hip, _, ankle = leg_of(body, side)
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
    LEG,
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
THIGH_LINE = Measure(
    "thigh-line",
    "thigh against the trunk line",
    Unit.DEG,
    _thigh_line,
    (Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    Arc(Joint.HIP, Joint.KNEE, "straight", backward=True),
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


def _knee_extension(body: Body, side: Side) -> float:
    return 180.0 - _knee_flexion(body, side)


def _near_hip_flexion(body: Body, _side: Side) -> float:
    return hip_bend_deg(body, body.near)


def _arm_support(body: Body, side: Side) -> float:
    return 90.0 - _forearm_support_tilt(body, side)


def _lower_arm_tilt(body: Body, _side: Side) -> float:
    """Return the tilt of the upper arm whose elbow is lower: the one that carries a side plank."""
    elbows = [(body.at(Joint.ELBOW, side).imag, side) for side in (Side.LEFT, Side.RIGHT)]
    lower = [side for height, side in sorted(elbows, reverse=True) if not math.isnan(height)]
    return _forearm_support_tilt(body, lower[0]) if lower else NAN


def _thigh_elevation(body: Body, _side: Side) -> float:
    return elevation_deg(body.at(Joint.KNEE, body.near), body.at(Joint.HIP, body.near))


KNEE_EXTENSION = Measure(
    "knee-extension",
    "straightness of the knee",
    Unit.DEG,
    _knee_extension,
    LEG,
    Arc(Joint.KNEE, Joint.ANKLE, "straight"),
)
NEAR_HIP_FLEXION = Measure(
    "near-hip-flexion",
    "hip bend of the nearer leg",
    Unit.DEG,
    _near_hip_flexion,
    (Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    Arc(Joint.HIP, Joint.KNEE, "straight"),
    whole=True,
)
ARM_SUPPORT = Measure(
    "arm-support",
    "upright upper arm",
    Unit.DEG,
    _arm_support,
    (Joint.ELBOW, Joint.SHOULDER),
    Arc(Joint.ELBOW, Joint.SHOULDER, "ahead"),
)
LOWER_ARM_TILT = Measure(
    "lower-arm-tilt",
    "supporting arm tilt",
    Unit.DEG,
    _lower_arm_tilt,
    (Joint.ELBOW, Joint.SHOULDER),
    whole=True,
)
THIGH_ELEVATION = Measure(
    "thigh-elevation",
    "thighs off the mat",
    Unit.DEG,
    _thigh_elevation,
    (Joint.HIP, Joint.KNEE),
    Arc(Joint.KNEE, Joint.HIP, "ahead"),
    Relative.CHANGE,
    whole=True,
)
