"""What the whole body does at the start of an exercise and in its position, as data.

A stance is wide where people differ: it tells exercises apart, the checks judge the form. Each of its parts
is in, out or unknown on what is seen. From the stances follow where the start is learnt, what may count as
the position, what is another exercise, and what is recognised.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from posecheck.perception.body import hip_bend_deg, signed_lean_deg
from posecheck.pose import Joint, Side
from posecheck.pose.geometry import NAN, distance, flexion_deg, tilt_deg

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.perception.body import Body

#: Lowest and highest value that belong to a stance.
Interval = tuple[float, float]
#: Any value does.
FREE: Interval = (-math.inf, math.inf)
#: Heights above the lowest point of the body that is seen, in torso lengths. A limb on the far side of the
#: mat lies 0.1 to 0.35 higher in the picture than a near one (rendered clips, camera 0.5 to 0.8 m high).
ON_FLOOR: Interval = (-math.inf, 0.5)


def below(high: float) -> Interval:
    """Return the interval of everything up to `high`."""
    return -math.inf, high


def above(low: float) -> Interval:
    """Return the interval of everything from `low` on."""
    return low, math.inf


@dataclass(frozen=True, slots=True)
class Leg:
    """Where one leg is.

    Parameters
    ----------
    hip, knee
        Flexion in degrees, as the measures of the same names give it.
    thigh, shin
        Tilt in degrees: 0 the lower end hangs straight down, 90 level, 180 straight up.
    foot
        Height of the ankle above the floor, in torso lengths.
    """

    hip: Interval = FREE
    knee: Interval = FREE
    thigh: Interval = FREE
    shin: Interval = FREE
    foot: Interval = FREE


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that only this exercise has, read by a function of its own.

    Parameters
    ----------
    name
        What it is, for the log and the tests.
    of
        Function of the body and the working side; ``NaN`` unknown.
    within
        Where the value must be.
    on_the_way
        It is enough that it was shown since the start, as the crossing of an ankle that the other leg
        hides afterwards.
    often_hidden
        The rest of the body hides it now and then, and the landmarker then reads it along another limb: it is
        out when it mostly is, over a while.
    all_the_way
        It must have been so since the start: something else on the way is remembered.
    """

    name: str
    of: Callable[[Body, Side], float]
    within: Interval
    on_the_way: bool = False
    often_hidden: bool = False
    all_the_way: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """Where the parts of the body are.

    Parameters
    ----------
    must
        What makes it this exercise, as a sentence to the person; said when something else is done.
    trunk
        Inclination in degrees: 0 upright, 90 face down, -90 on the back.
    hips, shoulders
        Height of the near hip and shoulder above the floor, in torso lengths.
    working, resting
        The legs; where both work alike the nearer one and the other.
    lower_hand, higher_hand
        Heights of the hands above the floor, in torso lengths.
    traits
        What only this exercise has.
    must_see
        Names of the parts without which nothing can be said.
    """

    must: str = ""
    trunk: Interval = FREE
    hips: Interval = FREE
    shoulders: Interval = FREE
    working: Leg = field(default_factory=Leg)
    resting: Leg = field(default_factory=Leg)
    lower_hand: Interval = FREE
    higher_hand: Interval = FREE
    traits: tuple[Trait, ...] = ()
    must_see: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Trait, ...]:
        """Every part that is not free, each with what reads it."""
        return _parts(self)


@cache
def _parts(stance: Stance) -> tuple[Trait, ...]:
    own = [
        Trait("trunk", _trunk, stance.trunk),
        Trait("hips", _hip_height, stance.hips),
        Trait("shoulders", _shoulder_height, stance.shoulders),
        Trait("lower hand", _lower_hand, stance.lower_hand),
        Trait("higher hand", _higher_hand, stance.higher_hand),
    ]
    for name, leg in (("working", stance.working), ("resting", stance.resting)):
        other = name == "resting"
        own += [
            Trait(f"{name} hip", _on(other, hip_bend_deg, Joint.KNEE), leg.hip, often_hidden=other),
            Trait(
                f"{name} knee",
                _on(other, knee_flexion, Joint.KNEE, Joint.ANKLE),
                leg.knee,
                often_hidden=other,
            ),
            Trait(f"{name} thigh", _on(other, _thigh, Joint.KNEE), leg.thigh, often_hidden=other),
            Trait(f"{name} shin", _on(other, _shin, Joint.KNEE, Joint.ANKLE), leg.shin, often_hidden=other),
            Trait(f"{name} foot", _on(other, _foot, Joint.ANKLE), leg.foot, often_hidden=other),
        ]
    return tuple(part for part in (*own, *stance.traits) if part.within != FREE)


#: Joints of the leg that is not in front count from this confidence on (catalogue §2, critical joints).
_SURE_SIGHT = 0.65


@cache
def _on(
    other: bool,  # noqa: FBT001 - which leg
    of: Callable[[Body, Side], float],
    *joints: Joint,
) -> Callable[[Body, Side], float]:
    if not other:
        return of

    def of_other(body: Body, side: Side) -> float:
        sure = all(body.sight(joint, side.other) >= _SURE_SIGHT for joint in joints)
        return of(body, side.other) if sure else NAN

    return of_other


def _trunk(body: Body, _side: Side) -> float:
    shoulder, hip = body.at(Joint.SHOULDER, body.near), body.at(Joint.HIP, body.near)
    return signed_lean_deg(shoulder, hip, body.facing)


def _height(body: Body, joint: Joint, side: Side) -> float:
    return (body.floor_px - body.at(joint, side).imag) / body.torso_px if body.torso_px else NAN


def _hip_height(body: Body, _side: Side) -> float:
    return _height(body, Joint.HIP, body.near)


def _shoulder_height(body: Body, _side: Side) -> float:
    return _height(body, Joint.SHOULDER, body.near)


def _foot(body: Body, side: Side) -> float:
    if side is body.far and _drawn_on_near_leg(body):
        return NAN
    return _height(body, Joint.ANKLE, side)


#: The landmarker draws a leg that it does not find on the one in front: nearer than this, in torso lengths.
_SAME_LEG_TORSO = 0.25


def _drawn_on_near_leg(body: Body) -> bool:
    return all(
        distance(body.at(joint, body.near), body.at(joint, body.far)) < _SAME_LEG_TORSO * body.torso_px
        for joint in (Joint.KNEE, Joint.ANKLE)
    )


def _lower_hand(body: Body, _side: Side) -> float:
    return _hand(body, lower=True)


def _higher_hand(body: Body, _side: Side) -> float:
    return _hand(body, lower=False)


def _hand(body: Body, *, lower: bool) -> float:
    heights = [_height(body, Joint.WRIST, side) for side in (Side.LEFT, Side.RIGHT)]
    seen = [height for height in heights if not math.isnan(height)]
    if not seen:
        return NAN
    return min(seen) if lower else max(seen)


def knee_flexion(body: Body, side: Side) -> float:
    """Return how far the knee of `side` is bent, in degrees."""
    return flexion_deg(*(body.at(joint, side) for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE)))


def _thigh(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.KNEE, side), body.at(Joint.HIP, side))


def _shin(body: Body, side: Side) -> float:
    return tilt_deg(body.at(Joint.ANKLE, side), body.at(Joint.KNEE, side))
