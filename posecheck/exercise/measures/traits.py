"""What tells an exercise from its neighbours and is no measure of form: where hands and feet are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.exercise.measures.chains import leg_of, share
from posecheck.perception.body import hip_bend_deg
from posecheck.pose import Joint, Side
from posecheck.pose.geometry import NAN, distance, tilt_deg

if TYPE_CHECKING:
    from posecheck.perception.body import Body

_BOTH = (Side.LEFT, Side.RIGHT)
#: A hand below this height above the floor may carry weight, in torso lengths.
LOW_HAND_TORSO = 0.4
#: Both thighs are drawn in from this hip bend on.
BOTH_UP_DEG = 80.0
#: Both thighs drawn in, the feet are 0.3 to 0.9 thigh lengths apart side by side, and 1.0 to 1.6 where one is
#: crossed over the other leg and both legs are read.
FEET_CROSSED_THIGH = 1.3


def _apart_thigh(body: Body, joint: Joint) -> float:
    if not all(body.seen(joint, side) for side in _BOTH):
        return NAN  # a hidden joint is put beside the one that hides it
    thigh_m = math.dist(body.world(Joint.HIP, body.near), body.world(Joint.KNEE, body.near))
    return share(math.dist(body.world(joint, Side.LEFT), body.world(joint, Side.RIGHT)), thigh_m)


def knees_apart_thigh(body: Body, _side: Side) -> float:
    """Return how far the knees are apart in the room, in thigh lengths; 0.4 to 0.8 side by side."""
    return _apart_thigh(body, Joint.KNEE)


def feet_apart_thigh(body: Body, _side: Side) -> float:
    """Return how far the ankles are apart in the room, in thigh lengths."""
    return _apart_thigh(body, Joint.ANKLE)


def feet_level_torso(body: Body, _side: Side) -> float:
    """Return how much higher one ankle is than the other, in torso lengths."""
    left, right = (body.at(Joint.ANKLE, side) for side in _BOTH)
    return share(abs((left - right).imag), body.torso_px)


def ankle_crossing_thigh(body: Body, _side: Side) -> float:
    """Return how far the far ankle is from the near knee, in thigh lengths; 0 where the feet are far apart.

    In the position of the figure-four the landmarker mostly reads the crossed leg along the other one; the
    crossing itself, before the thigh is drawn in, it sees. Where it reads the legs apart with both thighs
    drawn in, the feet are farther apart in the room than they are side by side.
    """
    both_up = all(hip_bend_deg(body, side) > BOTH_UP_DEG for side in _BOTH)
    if both_up and feet_apart_thigh(body, body.near) > FEET_CROSSED_THIGH:
        return 0.0
    gap_px = distance(body.at(Joint.ANKLE, body.far), body.at(Joint.KNEE, body.near))
    return share(gap_px, body.limb_px(Joint.HIP, Joint.KNEE, body.near))


def leg_fold_deg(body: Body, side: Side) -> float:
    """Return the bend of the hip from the trunk to the foot, or to the knee where the foot is hidden."""
    return hip_bend_deg(body, side, _end_of_leg(body, side))


def _end_of_leg(body: Body, side: Side) -> Joint:
    return Joint.ANKLE if body.seen(Joint.ANKLE, side) else Joint.KNEE


def near_shin_deg(body: Body, _side: Side) -> float:
    """Return the tilt of the near shin: 0 upright on its foot, 90 level."""
    return tilt_deg(body.at(Joint.ANKLE, body.near), body.at(Joint.KNEE, body.near))


def seat_height_torso(body: Body, side: Side) -> float:
    """Return how much higher the hip is than the foot (the knee where that is hidden), in torso lengths.

    About 0 on the floor with a long leg.
    """
    end = body.at(_end_of_leg(body, side), side)
    return share((end - body.at(Joint.HIP, side)).imag, body.torso_px)


def hands_ahead_leg(body: Body, _side: Side) -> float:
    """Return how far the nearest low hand is in front of the near foot, in leg lengths.

    ``NaN`` while no hand is near the floor. Hands that carry weight far ahead make a downward dog of a fold.
    """
    hip, knee, foot = leg_of(body, body.near)
    leg_px = distance(hip, knee) + distance(knee, foot)
    hands = [body.at(Joint.WRIST, side) for side in _BOTH]
    low = [hand for hand in hands if body.floor_px - hand.imag < LOW_HAND_TORSO * body.torso_px]
    return min(share(body.facing * (hand - foot).real, leg_px) for hand in low) if low else NAN


def elbow_height_torso(body: Body, _side: Side) -> float:
    """Return the height of the near elbow above the floor, in torso lengths."""
    return share(body.floor_px - body.at(Joint.ELBOW, body.near).imag, body.torso_px)


def _lower_height_torso(body: Body, joint: Joint) -> float:
    seen = [body.at(joint, side).imag for side in _BOTH if body.seen(joint, side)]
    return share(body.floor_px - max(seen), body.torso_px) if seen else NAN


def lower_hip_torso(body: Body, _side: Side) -> float:
    """Return the height of the lower hip above the floor, in torso lengths."""
    return _lower_height_torso(body, Joint.HIP)


def lower_shoulder_torso(body: Body, _side: Side) -> float:
    """Return the height of the lower shoulder above the floor, in torso lengths."""
    return _lower_height_torso(body, Joint.SHOULDER)
