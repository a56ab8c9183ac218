"""The body as one straight line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.exercise.exercise import Arc, Measure, Unit
from posecheck.exercise.measures.chains import near_trunk
from posecheck.pose import Joint
from posecheck.pose.geometry import flexion_deg, offset_ratio

if TYPE_CHECKING:
    from posecheck.perception.body import Body
    from posecheck.pose import Side


def _line(body: Body, side: Side, end: Joint) -> float:
    """Return the line angle: 180 straight, smaller when the hip is below the line, larger above."""
    shoulder, hip, last = body.at(Joint.SHOULDER, side), body.at(Joint.HIP, side), body.at(end, side)
    bend = flexion_deg(shoulder, hip, last)
    return 180.0 + math.copysign(bend, offset_ratio(hip, shoulder, last))


def _bridge_line(body: Body, _side: Side) -> float:
    return _line(body, body.near, Joint.KNEE)


def _bridge_deviation(body: Body, _side: Side) -> float:
    shoulder, hip = near_trunk(body)
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


def _plank_line(body: Body, _side: Side) -> float:
    return _line(body, body.near, Joint.ANKLE)


def _side_plank_line(body: Body, _side: Side) -> float:
    shoulder, hip, knee = (body.mid(joint) for joint in (Joint.SHOULDER, Joint.HIP, Joint.KNEE))
    return 180.0 + math.copysign(flexion_deg(shoulder, hip, knee), offset_ratio(hip, shoulder, knee))


PLANK_LINE = Measure(
    "plank-line",
    "line shoulder-hip-ankle",
    Unit.DEG,
    _plank_line,
    (Joint.SHOULDER, Joint.HIP, Joint.ANKLE),
    Arc(Joint.HIP, Joint.ANKLE, Joint.SHOULDER),
    whole=True,
)
SIDE_PLANK_LINE = Measure(
    "side-plank-line",
    "line shoulders-hips-knees",
    Unit.DEG,
    _side_plank_line,
    (Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    Arc(Joint.HIP, Joint.KNEE, Joint.SHOULDER),
    whole=True,
)
