"""What the assessments read and no exercise does: where the hand is above the floor.

The landmarker knows the base of the index finger and not the tip, which is a finger's length further. What is
measured is the base; a length added by guess would add its error and no knowledge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.exercise import Joint, Measure, Side, Unit
from posecheck.perception.body import SEEN_VISIBILITY
from posecheck.pose import Landmark
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.perception.body import Body

#: Hip to ankle in lengths of the body: 0.245 for the thigh and 0.246 for the shank (Drillis and Contini 1966,
#: as in Winter, Biomechanics and Motor Control of Human Movement).
LEG_OF_HEIGHT = 0.245 + 0.246
#: How high the ankle is above the sole, in lengths of the leg (0.039 of the height; the same source).
ANKLE_OF_LEG = 0.039 / LEG_OF_HEIGHT
#: By how much the legs of one adult differ from that, as a share (95 %): an assumption on the safe side, for
#: legs of 0.44 to 0.54 of the height.
LEG_WITHIN_SHARE = 0.10
_INDEX = {Side.LEFT: Landmark.LEFT_INDEX, Side.RIGHT: Landmark.RIGHT_INDEX}


def hand_height_leg(body: Body, _side: Side) -> float:
    """Return how high the base of the near index finger is above the floor, in leg lengths.

    The floor is below the near ankle by the height that ankles have. ``NaN`` where hand or leg are not seen.
    """
    leg_px = body.limb_px(Joint.HIP, Joint.KNEE, body.near) + body.limb_px(Joint.KNEE, Joint.ANKLE, body.near)
    landmark = _INDEX[body.near]
    seen = body.seen(Joint.WRIST, body.near) and body.pose.visibility[landmark] >= SEEN_VISIBILITY
    if not seen or not leg_px:
        return NAN
    above_ankle_px = body.at(Joint.ANKLE, body.near).imag - float(body.pose.image_px[landmark][1])
    return above_ankle_px / leg_px + ANKLE_OF_LEG


#: Height of the base of the index finger; the fingertips are a finger's length lower.
HAND_TO_FLOOR = Measure(
    "hand-to-floor",
    "base of the fingers above the floor",
    Unit.LEG,
    hand_height_leg,
    (Joint.ELBOW, Joint.WRIST),
    whole=True,
    caveat="It is the height of the base of the fingers above the floor; the fingertips are a finger's "
    "length lower.",
)


def length_estimate_cm(value_leg: float, body_height_cm: float) -> tuple[float, float]:
    """Return a length given in leg lengths in centimetres, and what 95 % of the legs differ by.

    Parameters
    ----------
    value_leg
        A length in leg lengths.
    body_height_cm
        How tall the person is.
    """
    cm = value_leg * LEG_OF_HEIGHT * body_height_cm
    return cm, abs(cm) * LEG_WITHIN_SHARE
