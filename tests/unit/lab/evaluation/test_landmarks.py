"""Recordings of landmarks are used again exactly as long as nothing they depend on has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from posecheck.batch import looking
from posecheck.batch.identity import Program
from posecheck.batch.results import Results
from posecheck.lab.evaluation.clips import Clip
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.evaluation.levels import Level
from posecheck.pose.recording import RecordingWriter, read_recording
from posecheck.session import landmark_key
from posecheck.session.landmark_key import file_sha256
from posecheck.session.pose_input import Material
from posecheck.support.errors import InputError
from posecheck.testing import LEFT_SIDE, JointAngles, pose_of

POSES = [pose_of(JointAngles(trunk=n), LEFT_SIDE, time_s=n / 15) for n in range(5)]


@pytest.fixture(autouse=True)
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return which videos the landmarker was run on, which only counts here."""
    runs: list[str] = []

    def open_video(_opened: object, path: Path, _model: object, **_: object) -> Material:
        runs.append(path.stem)
        seen = iter([(None, pose) for pose in POSES])
        return Material(path, POSES[0].width_px, POSES[0].height_px, 1.0, len(POSES), seen, lambda: "")

    monkeypatch.setattr(looking, "open_video", open_video)
    return runs


@pytest.fixture
def clip(tmp_path: Path, label) -> Clip:
    (tmp_path / "a.mp4").write_bytes(b"pictures")
    (tmp_path / "model.task").write_bytes(b"network")
    return Clip("a", tmp_path / "a.mp4", label(), None)


@pytest.fixture
def counted(tmp_path: Path, clip: Clip) -> Landmarks:
    return Landmarks(tmp_path / "model.task", cache=tmp_path / "new" / "cache")


def recordings(landmarks: Landmarks) -> list[Path]:
    """Return every file of a cache, but for the marks of who works there."""
    assert landmarks.cache is not None
    return [path for path in landmarks.cache.rglob("*") if path.is_file()]


def same(ours: list, theirs: list) -> bool:
    return all(
        a.time_s == b.time_s
        and np.array_equal(a.image_px, b.image_px)
        and np.array_equal(a.world_m, b.world_m)
        for a, b in zip(ours, theirs, strict=True)
    )


def test_the_second_time_the_recording_is_read(counted: Landmarks, clip: Clip, runs: list[str]) -> None:
    first, second = counted.of(clip), counted.of(clip)
    assert runs == ["a"]
    assert same(first, second)
    assert same(second, POSES)


def test_without_a_cache_the_landmarker_runs_every_time(tmp_path: Path, clip: Clip, runs: list[str]) -> None:
    fresh = Landmarks(tmp_path / "model.task")
    fresh.of(clip)
    fresh.of(clip)
    assert runs == ["a", "a"]


@pytest.mark.parametrize("changed", ["a.mp4", "model.task"])
def test_another_video_or_model_runs_it_again(
    counted: Landmarks, clip: Clip, tmp_path: Path, changed: str, runs: list[str]
) -> None:
    counted.of(clip)
    (tmp_path / changed).write_bytes(b"something else")
    counted.of(clip)
    assert len(runs) == 2


def test_degraded_pictures_have_their_own_recording(counted: Landmarks, clip: Clip, runs: list[str]) -> None:
    counted.of(clip)
    Landmarks(counted.model, degraded=Level.HARSH, cache=counted.cache).of(clip)
    assert len(runs) == 2


def test_every_level_has_its_own_recording_and_clear_pictures_the_one_they_always_had(
    counted: Landmarks, clip: Clip
) -> None:
    for level in (None, *Level):
        Landmarks(counted.model, degraded=level, cache=counted.cache).of(clip)
    assert len(recordings(counted)) == 1 + len(Level)


@pytest.fixture
def recorded(tmp_path: Path, label) -> Clip:
    """Return a clip that is a landmark recording."""
    path = tmp_path / "b.poses"
    with RecordingWriter(path, POSES[0].width_px, POSES[0].height_px, "test") as writer:
        for pose in POSES:
            writer.write(pose)
    return Clip("b", path, label(), None)


def test_a_recording_needs_no_landmarker(recorded: Clip, tmp_path: Path, runs: list[str]) -> None:
    assert same(Landmarks(tmp_path / "there is none").of(recorded), POSES)
    assert runs == []


def test_a_recording_of_a_flipped_picture_is_flipped_back(recorded: Clip, label) -> None:
    camera = {"yaw_deg": 90, "height_m": 1, "distance_m": 2, "hfov_deg": 60, "mirrored": True}
    flipped = replace(recorded, label=label(camera=camera))
    assert same(Landmarks(Path()).of(flipped), [pose.mirrored() for pose in POSES])


def test_a_recording_has_no_pictures_to_degrade(recorded: Clip) -> None:
    with pytest.raises(InputError, match=r"b\.poses .*no pictures to degrade; give the video"):
        Landmarks(Path(), degraded=Level.WEBCAM).of(recorded)


def test_a_recording_without_a_truth_has_no_true_poses(recorded: Clip) -> None:
    with pytest.raises(InputError, match=r"b\.poses has no truth beside it"):
        Landmarks(None).of(recorded)


def test_a_damaged_recording_is_told(recorded: Clip) -> None:
    recorded.video.write_bytes(b"not a recording any more")
    with pytest.raises(InputError, match="is not a landmark recording"):
        Landmarks(Path()).of(recorded)


def test_a_change_of_the_estimators_code_runs_it_again(
    counted: Landmarks, clip: Clip, monkeypatch: pytest.MonkeyPatch, runs: list[str]
) -> None:
    counted.of(clip)
    monkeypatch.setattr(landmark_key, "code_sha256", lambda module: f"new {module}")
    counted.of(clip)
    assert len(runs) == 2


def test_a_damaged_recording_is_made_again(counted: Landmarks, clip: Clip) -> None:
    counted.of(clip)
    (recording,) = recordings(counted)
    recording.write_bytes(recording.read_bytes()[:-700] + bytes(700))
    assert same(counted.of(clip), POSES)
    assert read_recording(recording).frame_count == len(POSES)


def test_nothing_but_recordings_is_left_in_the_cache(counted: Landmarks, clip: Clip) -> None:
    counted.of(clip)
    assert [path.suffix for path in recordings(counted)] == [".poses"]


def test_a_cache_that_cannot_be_written_is_told(counted: Landmarks, clip: Clip) -> None:
    counted.cache.parent.mkdir()
    counted.cache.write_text("a file where the folder should be")
    with pytest.raises(InputError, match="choose another --cache"):
        counted.of(clip)


def test_what_a_batch_has_seen_is_not_seen_again(counted: Landmarks, clip: Clip, runs: list[str]) -> None:
    assert counted.cache is not None
    assert not counted.is_kept(clip)
    program = Program("0.1.0", (), "", "", file_sha256(counted.model or Path()))
    key = program.landmarks_of(file_sha256(clip.video), mirrored=False)
    with Results(counted.cache).recording(key, (POSES[0].width_px, POSES[0].height_px), "a", 1.0) as kept:
        list(kept.take(POSES))
    assert counted.is_kept(clip)
    assert same(counted.of(clip), POSES)
    assert runs == []


def test_true_poses_and_recordings_need_no_looking(recorded: Clip, clip: Clip, tmp_path: Path) -> None:
    assert Landmarks(None).is_kept(clip)
    assert Landmarks(tmp_path / "model.task").is_kept(recorded)
