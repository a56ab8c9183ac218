"""The chains of joints that several measures read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.pose import Joint
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.perception.body import Body
    from posecheck.pose import Side

TRUNK = (Joint.SHOULDER, Joint.HIP)
LEG = (Joint.HIP, Joint.KNEE, Joint.ANKLE)


def near_trunk(body: Body) -> tuple[complex, complex]:
    """Return the near shoulder and the near hip, in pixels."""
    return body.at(Joint.SHOULDER, body.near), body.at(Joint.HIP, body.near)


def leg_of(body: Body, side: Side) -> tuple[complex, complex, complex]:
    """Return hip, knee and ankle of `side`, in pixels."""
    return body.at(Joint.HIP, side), body.at(Joint.KNEE, side), body.at(Joint.ANKLE, side)


def share(part: float, whole: float) -> float:
    """Return `part` in lengths of `whole`, ``NaN`` when there is none."""
    return part / whole if whole else NAN


def height_px(point: complex) -> float:
    """Return how high `point` is in the picture, growing upward."""
    return -point.imag
