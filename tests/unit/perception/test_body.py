"""What one pose says of the body: posture, direction of view, what can be trusted."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.exercise import Posture
from posecheck.perception.body import Body, off_side_deg, posture_of
from posecheck.pose import Joint, Landmark, Side
from posecheck.testing import (
    ALL_FOURS,
    FRONT,
    INVERTED,
    KNEELING,
    LEFT_SIDE,
    LONG_SITTING,
    PRONE,
    RIGHT_SIDE,
    SITTING,
    STANDING,
    SUPINE,
    SUPINE_KNEES_BENT,
    JointAngles,
    Viewpoint,
    back_extension,
    bird_dog,
    both,
    bridge,
    childs_pose,
    hinge,
    knee_to_chest,
    knee_up,
    leg_raise,
    pose_of,
    side_bend,
)


def seen_from(stance: JointAngles, camera: Viewpoint, **more: object) -> Body:
    """Return the body with the side nearer that really is."""
    near = Side.LEFT if math.sin(math.radians(camera.yaw_deg)) >= 0.0 else Side.RIGHT
    pose = pose_of(stance, camera, **more)  # type: ignore[arg-type]
    return Body(pose, near, 1.0 if near is Side.RIGHT else -1.0)


POSTURES = [
    ("standing", STANDING, {Posture.STANDING}),
    ("a hinge", hinge(35.0), {Posture.STANDING}),
    ("a deep fold", JointAngles(100.0, **both(hip=100.0, knee=0.0)), {Posture.STANDING}),  # type: ignore[arg-type]
    ("leaning back", back_extension(20.0), {Posture.STANDING}),
    ("one knee up", knee_up(80.0), {Posture.STANDING}),
    ("sitting on a chair", SITTING, {Posture.SITTING}),
    ("sitting with long legs", LONG_SITTING, {Posture.SITTING}),
    ("kneeling", KNEELING, {Posture.KNEELING}),
    ("hands and knees", ALL_FOURS, {Posture.ALL_FOURS}),
    ("child's pose", childs_pose(), {Posture.KNEELING}),
    ("lying on the back", SUPINE, {Posture.SUPINE}),
    ("lying with bent knees", SUPINE_KNEES_BENT, {Posture.SUPINE}),
    ("a raised leg", leg_raise(75.0), {Posture.SUPINE}),
    ("a knee at the chest", knee_to_chest(), {Posture.SUPINE}),
    ("a bridge", bridge(180.0), {Posture.SUPINE}),
    ("lying on the front", PRONE, {Posture.PRONE}),
    ("hanging head down", INVERTED, {Posture.INVERTED}),
    # With the near leg stretched out behind, hands and knees and lying on the front look alike.
    ("bird-dog", bird_dog(), {Posture.ALL_FOURS, Posture.PRONE}),
]


@each_of("camera", [LEFT_SIDE, RIGHT_SIDE], ids=["left near", "right near"])
@each_of("stance, postures", [p[1:] for p in POSTURES], ids=[p[0] for p in POSTURES])
def test_a_posture_is_recognised_from_either_side(
    stance: JointAngles, postures: set[Posture], camera: Viewpoint
) -> None:
    assert posture_of(seen_from(stance, camera)) in postures


@each_of("yaw_deg", [60.0, 75.0, 105.0, 120.0])
@each_of("stance, postures", [p[1:] for p in POSTURES[:-2]], ids=[p[0] for p in POSTURES[:-2]])
def test_a_posture_is_recognised_up_to_30_degrees_off_the_side(
    stance: JointAngles, postures: set[Posture], yaw_deg: float
) -> None:
    assert posture_of(seen_from(stance, Viewpoint(yaw_deg))) in postures


@each_of("stance", [STANDING, side_bend(20.0), knee_up(80.0)])
def test_somebody_who_stands_is_seen_to_stand_from_the_front(stance: JointAngles) -> None:
    assert posture_of(seen_from(stance, FRONT)) is Posture.STANDING


@each_of("stance", [p[1] for p in POSTURES], ids=[p[0] for p in POSTURES])
def test_a_posture_does_not_change_with_the_noise_of_landmarks(stance: JointAngles) -> None:
    random = np.random.default_rng(5)
    quiet = posture_of(seen_from(stance, LEFT_SIDE))
    noisy = [posture_of(seen_from(stance, LEFT_SIDE, noise_px=1.5, random=random)) for _ in range(20)]
    assert set(noisy) == {quiet}


def test_without_a_trunk_the_posture_is_unknown() -> None:
    body = seen_from(STANDING, LEFT_SIDE, hidden=[Landmark.LEFT_SHOULDER])
    assert posture_of(body) is Posture.UNKNOWN


def test_sitting_without_visible_legs_is_not_guessed() -> None:
    hidden = [Joint.KNEE.on(Side.LEFT), Joint.ANKLE.on(Side.LEFT), Joint.KNEE.on(Side.RIGHT)]
    assert posture_of(seen_from(SITTING, LEFT_SIDE, hidden=hidden)) is Posture.UNKNOWN


@given(yaw=st.floats(0.0, 360.0))
def test_the_angle_off_the_side_is_the_cameras(yaw: float) -> None:
    expected = math.degrees(math.asin(min(1.0, abs(math.cos(math.radians(yaw))))))
    for stance in (STANDING, SUPINE, ALL_FOURS):
        assert off_side_deg(seen_from(stance, Viewpoint(yaw))) == pytest.approx(expected, abs=0.1)


def test_a_camera_above_a_lying_person_is_not_mistaken_for_one_off_to_the_side() -> None:
    pose = pose_of(SUPINE, LEFT_SIDE)
    pitch = math.radians(25.0)
    world = pose.world_m.copy()
    y, z = world[:, 1].copy(), world[:, 2].copy()
    world[:, 1] = y * math.cos(pitch) - z * math.sin(pitch)
    world[:, 2] = y * math.sin(pitch) + z * math.cos(pitch)
    tilted = replace(pose, world_m=world)
    assert off_side_deg(Body(tilted, Side.LEFT, -1.0)) == pytest.approx(0.0, abs=1.0)


def test_a_landmark_is_trusted_from_half_visibility_on() -> None:
    pose = pose_of(STANDING)
    for visibility, trusted in ((0.49, False), (0.5, True), (1.0, True)):
        sight = pose.visibility.copy()
        sight[Landmark.LEFT_KNEE] = visibility
        body = Body(replace(pose, visibility=sight), Side.LEFT, -1.0)
        assert body.seen(Joint.KNEE, Side.LEFT) is trusted


@each_of(
    "x, y, trusted",
    [
        (26.0, 300.0, True),
        (24.0, 300.0, False),
        (1254.0, 300.0, True),
        (1256.0, 300.0, False),
        (600.0, 15.0, True),
        (600.0, 14.0, False),
        (600.0, 705.0, True),
        (600.0, 706.0, False),
        (-50.0, 300.0, False),
    ],
)
def test_a_landmark_at_the_border_of_the_picture_is_not_trusted(x: float, y: float, *, trusted: bool) -> None:
    pose = pose_of(STANDING)  # 1280 x 720: a margin of 2 % is 25.6 and 14.4 px
    image = pose.image_px.copy()
    image[Landmark.LEFT_KNEE] = x, y
    body = Body(replace(pose, image_px=image), Side.LEFT, -1.0)
    assert body.seen(Joint.KNEE, Side.LEFT) is trusted


def test_legs_cut_off_by_the_picture_are_unknown_and_not_kneeling() -> None:
    ankles = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE)
    for stance in (ALL_FOURS, SITTING, STANDING):
        pose = pose_of(stance, Viewpoint(yaw_deg=90.0), hidden=ankles)
        assert posture_of(Body(pose, Side.LEFT, -1.0)) is Posture.UNKNOWN


def test_who_sits_facing_the_camera_does_not_stand() -> None:
    for stance, posture in ((SITTING, Posture.SITTING), (STANDING, Posture.STANDING)):
        assert posture_of(Body(pose_of(stance, Viewpoint(yaw_deg=0.0)), Side.LEFT, -1.0)) is posture
