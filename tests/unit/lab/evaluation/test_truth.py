"""True poses are what an estimator without error would give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.lab.evaluation.clips import Clip
from posecheck.lab.evaluation.truth import camera_frame_m, read_truth, truth_poses
from posecheck.lab.labels import Label
from posecheck.pose import Landmark
from posecheck.support.errors import InputError
from posecheck.testing import JointAngles, Limbs, Viewpoint, pose_of

STANCE = JointAngles(trunk=20, left=Limbs(hip=40, knee=30), right=Limbs(shoulder=60))
Make = Callable[..., Label]


def clip_of(folder: Path, label: Label, **arrays: np.ndarray) -> Clip:
    path = folder / "clip.truth.npz"
    np.savez(path, **arrays)
    return Clip("clip", folder / "clip.mp4", label, path)


def room_m() -> np.ndarray:
    """Return the landmarks of STANCE in the room, y up, as a renderer writes them."""
    seen = pose_of(STANCE, Viewpoint(yaw_deg=0)).world_m.astype(float)
    return np.stack([seen[:, 0], -seen[:, 1], -seen[:, 2]], axis=1)


@each_of("yaw_deg", [0, 90, -97, 17, 180])
def test_world_landmarks_are_turned_into_the_cameras_frame(yaw_deg: float) -> None:
    seen = camera_frame_m(room_m()[None] + 0.7, yaw_deg)[0]
    assert seen == pytest.approx(pose_of(STANCE, Viewpoint(yaw_deg=yaw_deg)).world_m, abs=1e-5)


def test_the_left_side_is_nearer_to_a_camera_at_yaw_90() -> None:
    seen = camera_frame_m(room_m()[None], 90)[0]
    assert seen[Landmark.LEFT_SHOULDER, 2] < seen[Landmark.RIGHT_SHOULDER, 2]


def test_a_mirrored_picture_is_flipped_back(tmp_path: Path, label: Make) -> None:
    image = np.random.default_rng(1).uniform(0, 480, (2, 33, 2))
    world = np.repeat(room_m()[None], 2, axis=0)
    arrays = {"time_s": np.array([0.0, 0.1]), "image_px": image, "world_m": world}
    camera = {"yaw_deg": 90, "height_m": 1, "distance_m": 2, "hfov_deg": 60}
    straight = list(truth_poses(clip_of(tmp_path, label(camera=camera), **arrays)))
    flipped = list(truth_poses(clip_of(tmp_path, label(camera=camera | {"mirrored": True}), **arrays)))
    assert flipped[1].image_px[:, 0] == pytest.approx(640 - straight[1].image_px[:, 0], abs=1e-3)
    assert np.array_equal(flipped[1].world_m, straight[1].world_m)
    assert [pose.time_s for pose in flipped] == [0.0, 0.1]


def test_frames_without_anybody_have_no_pose(tmp_path: Path, label: Make) -> None:
    image, world = np.zeros((2, 33, 2)), np.repeat(room_m()[None], 2, axis=0)
    image[1] = np.nan
    clip = clip_of(tmp_path, label(), time_s=np.array([0.0, 0.1]), image_px=image, world_m=world)
    assert [pose.found for pose in truth_poses(clip)] == [True, False]


def test_an_empty_room_has_times_only(tmp_path: Path, label: Make) -> None:
    clip = clip_of(tmp_path, label(exercise=None, kind="negative", camera=None), time_s=np.arange(3) / 15)
    assert [pose.found for pose in truth_poses(clip)] == [False, False, False]


def test_a_clip_without_a_truth_is_told(tmp_path: Path, label: Make) -> None:
    with pytest.raises(InputError, match="has no truth beside it"):
        list(truth_poses(Clip("clip", tmp_path / "clip.mp4", label(), None)))


def test_a_truth_without_a_camera_is_told(tmp_path: Path, label: Make) -> None:
    arrays = {"time_s": np.zeros(1), "image_px": np.zeros((1, 33, 2)), "world_m": room_m()[None]}
    with pytest.raises(InputError, match=r"has no \[camera\]"):
        list(truth_poses(clip_of(tmp_path, label(camera=None), **arrays)))


@each_of("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_damaged_truth_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.npz cannot be used"):
        read_truth(tmp_path / "a.npz")


def test_arrays_of_another_shape_are_told(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", time_s=np.arange(4.0), image_px=np.zeros((4, 17, 2)))
    with pytest.raises(InputError, match=r"expected image_px of shape \(4, 33, 2\), but got \(4, 17, 2\)"):
        read_truth(tmp_path / "a.npz")
