"""Trunk and head: inclination, lift, bend to the side, rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.exercise.exercise import Arc, Measure, Relative, Unit
from posecheck.exercise.measures.chains import TRUNK, near_trunk
from posecheck.perception.body import signed_lean_deg
from posecheck.perception.rounding import rounding_chord
from posecheck.pose import Joint, Side
from posecheck.pose.geometry import NAN, distance, elevation_deg, signed_flexion_deg, turn_deg

if TYPE_CHECKING:
    from posecheck.perception.body import Body


def _trunk_inclination(body: Body, _side: Side) -> float:
    return signed_lean_deg(*near_trunk(body), body.facing)


def _trunk_extension(body: Body, _side: Side) -> float:
    shoulder, hip = near_trunk(body)
    return elevation_deg(hip, shoulder)


def _backward_lean(body: Body, side: Side) -> float:
    return -_trunk_inclination(body, side)


def _neck(body: Body, _side: Side) -> float:
    shoulder, hip = near_trunk(body)
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
    TRUNK,
    Arc(Joint.HIP, Joint.SHOULDER, "up"),
    whole=True,
)
BACKWARD_LEAN = Measure(
    "backward-lean",
    "lean backward",
    Unit.DEG,
    _backward_lean,
    TRUNK,
    Arc(Joint.HIP, Joint.SHOULDER, "up", backward=True),
    whole=True,
)
TRUNK_EXTENSION = Measure(
    "trunk-extension",
    "trunk lift",
    Unit.DEG,
    _trunk_extension,
    TRUNK,
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
    usual=5.0,
)
LATERAL_LEAN = Measure(
    "lateral-lean",
    "side bend",
    Unit.DEG,
    _lateral_lean,
    TRUNK,
    Arc(Joint.HIP, Joint.SHOULDER, "up"),
    # One person, 20 bends beside a motion-capture system: r 1.00, gain 0.69 to 0.82.
    caveat="A side bend is shown about a quarter smaller than a motion-capture system measures it "
    "(one person); compare it with itself only.",
)
ROUNDING = Measure(
    "rounding",
    "rounding of the back",
    Unit.CHORD,
    _rounding,
    TRUNK,
    relative=Relative.CHANGE,
    silhouette=True,
    whole=True,
)
SWAY = Measure("sway", "lean to the side", Unit.DEG, _sway, TRUNK, whole=True)


def _neck_length(body: Body, _side: Side) -> float:
    return distance(body.at(Joint.EAR, body.near), body.at(Joint.SHOULDER, body.near))


def _trunk_length(body: Body, _side: Side) -> float:
    return distance(body.mid(Joint.SHOULDER), body.mid(Joint.HIP))


def _tilt(body: Body, _side: Side) -> float:
    """Return the tilt of the table: -90 standing, 0 level, + head below the feet.

    Shoulder to ankle, checked against hip to shoulder: more than 10° apart and it is not known.
    """
    shoulder, hip = near_trunk(body)
    whole = -elevation_deg(body.at(Joint.ANKLE, body.near), shoulder)
    trunk = -elevation_deg(hip, shoulder)
    return whole if abs(whole - trunk) <= TILT_AGREEMENT_DEG else NAN


#: Both readings of the tilt must agree this well (catalogue §9).
TILT_AGREEMENT_DEG = 10.0

NECK_LENGTH = Measure(
    "neck-length",
    "ear to shoulder against the start",
    Unit.RATIO,
    _neck_length,
    (Joint.EAR, Joint.SHOULDER),
    relative=Relative.SHARE,
    whole=True,
)
TRUNK_LENGTH = Measure(
    "trunk-length",
    "height of the trunk against the start",
    Unit.RATIO,
    _trunk_length,
    TRUNK,
    relative=Relative.SHARE,
    whole=True,
)
TILT = Measure(
    "table-tilt",
    "tilt of the table",
    Unit.DEG,
    _tilt,
    (Joint.SHOULDER, Joint.HIP, Joint.ANKLE),
    Arc(Joint.ANKLE, Joint.SHOULDER, "ahead"),
    whole=True,
)
