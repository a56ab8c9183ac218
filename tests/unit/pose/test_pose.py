"""The pose type."""

from __future__ import annotations

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.pose import SKELETON, Joint, Landmark, Pose, Side
from posecheck.pose.pose import MIRROR
from posecheck.testing import ALL_FOURS, FRONT, STANDING, leg_raise, pose_of


@each_of("stance", [STANDING, ALL_FOURS, leg_raise(60.0)])
def test_mirroring_twice_gives_the_pose_back(stance: object) -> None:
    pose = pose_of(stance, FRONT, noise_px=2.0, random=np.random.default_rng(3))  # type: ignore[arg-type]
    twice = pose.mirrored().mirrored()
    for name in ("image_px", "depth_px", "world_m", "visibility", "presence"):
        np.testing.assert_allclose(getattr(twice, name), getattr(pose, name), atol=1e-3)
    assert (twice.time_s, twice.width_px, twice.height_px) == (pose.time_s, pose.width_px, pose.height_px)


def test_mirroring_keeps_the_persons_own_sides() -> None:
    pose = pose_of(leg_raise(60.0))
    mirrored = pose.mirrored()
    knee, other = Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE
    assert mirrored.image_px[other][0] == pytest.approx(pose.width_px - pose.image_px[knee][0])
    assert mirrored.image_px[other][1] == pytest.approx(pose.image_px[knee][1])
    assert mirrored.world_m[other][0] == pytest.approx(-pose.world_m[knee][0])


def test_mirroring_exchanges_the_two_outlines_of_the_trunk() -> None:
    pose = pose_of(STANDING)
    outline = np.arange(34, dtype=np.float32).reshape(2, 17)
    seen = Pose(
        0.0,
        pose.width_px,
        pose.height_px,
        pose.image_px,
        pose.depth_px,
        pose.world_m,
        pose.visibility,
        pose.presence,
        outline,
    )
    mirrored = seen.mirrored().silhouette
    assert mirrored is not None
    np.testing.assert_array_equal(mirrored, outline[::-1])


def test_nobody_is_not_found_and_nothing_of_them_is_known() -> None:
    pose = Pose.nobody(1.5, 640, 480)
    assert not pose.found
    assert np.isnan(pose.image_px).all()
    assert np.isnan(pose.world_m).all()
    assert not pose.visibility.any()


def test_every_landmark_is_its_mirrors_mirror_and_only_the_nose_its_own() -> None:
    assert [MIRROR[MIRROR[i]] for i in range(33)] == list(range(33))
    assert [i for i in range(33) if MIRROR[i] == i] == [Landmark.NOSE]


def test_a_joint_names_the_landmark_of_its_side() -> None:
    assert Joint.KNEE.on(Side.LEFT) is Landmark.LEFT_KNEE
    assert Joint.TOE.on(Side.RIGHT) is Landmark.RIGHT_TOE


def test_the_skeleton_is_the_same_on_both_sides() -> None:
    bones = {frozenset(bone) for bone in SKELETON}
    assert {frozenset(Landmark(MIRROR[point]) for point in bone) for bone in bones} == bones
