"""Where the hand is above the floor."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from fixtures.assessment_rehearsal import once

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.measures import ANKLE_OF_LEG, hand_height_leg, length_estimate_cm
from posecheck.perception.body import Body
from posecheck.perception.orientation import Orientation, facing_of
from posecheck.pose import Joint, Landmark, Pose, Side


def body(pose: Pose) -> Body:
    """Return the body of a pose."""
    near = Orientation().update(pose)
    return Body(pose, near, facing_of(near))


def bent() -> Pose:
    """Return the figure that bends forward as far as it goes."""
    poses = once(ASSESSMENTS["fingertip-to-floor"])
    return poses[len(poses) // 2]


def test_a_hand_as_high_as_the_ankle_is_above_the_floor_by_the_ankle() -> None:
    pose = bent()
    near = body(pose).near
    places = pose.image_px.copy()
    places[Landmark[f"{near.name}_INDEX"]][1] = places[Joint.ANKLE.on(near)][1]
    assert hand_height_leg(body(replace(pose, image_px=places)), Side.NONE) == pytest.approx(ANKLE_OF_LEG)


def test_a_hand_that_is_not_seen_has_no_height() -> None:
    pose = bent()
    sight = pose.visibility.copy()
    sight[Landmark[f"{body(pose).near.name}_INDEX"]] = 0.2
    assert math.isnan(hand_height_leg(body(replace(pose, visibility=sight)), Side.NONE))


def test_a_length_in_centimetres_is_of_the_height_of_the_body() -> None:
    cm, off_cm = length_estimate_cm(0.2, 180.0)
    assert cm == pytest.approx(0.2 * 0.491 * 180.0)
    assert off_cm == pytest.approx(0.1 * cm)
