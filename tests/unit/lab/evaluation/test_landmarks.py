"""Recordings of landmarks are used again exactly as long as nothing they depend on has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from posecheck.lab.evaluation.clips import Clip
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.evaluation.levels import Level
from posecheck.pose.recording import RecordingWriter, read_recording
from posecheck.session import landmark_key
from posecheck.support.errors import InputError
from posecheck.testing import LEFT_SIDE, JointAngles, pose_of

POSES = [pose_of(JointAngles(trunk=n), LEFT_SIDE, time_s=n / 15) for n in range(5)]


class Counted(Landmarks):
    """Landmarks whose landmarker only counts how often it ran."""

    __slots__ = ()
    runs: list[str] = []  # noqa: RUF012 - one list for all, emptied by the fixture

    def _estimated(self, video: Path, _model: Path, *, mirrored: bool):
        self.runs.append(video.stem)
        return iter(POSES)


@pytest.fixture
def clip(tmp_path: Path, label) -> Clip:
    Counted.runs.clear()
    (tmp_path / "a.mp4").write_bytes(b"pictures")
    (tmp_path / "model.task").write_bytes(b"network")
    return Clip("a", tmp_path / "a.mp4", label(), None)


@pytest.fixture
def counted(tmp_path: Path, clip: Clip) -> Counted:
    return Counted(tmp_path / "model.task", cache=tmp_path / "new" / "cache")


def same(ours: list, theirs: list) -> bool:
    return all(
        a.time_s == b.time_s
        and np.array_equal(a.image_px, b.image_px)
        and np.array_equal(a.world_m, b.world_m)
        for a, b in zip(ours, theirs, strict=True)
    )


def test_the_second_time_the_recording_is_read(counted: Counted, clip: Clip) -> None:
    first, second = counted.of(clip), counted.of(clip)
    assert Counted.runs == ["a"]
    assert same(first, second)
    assert same(second, POSES)


def test_without_a_cache_the_landmarker_runs_every_time(tmp_path: Path, clip: Clip) -> None:
    fresh = Counted(tmp_path / "model.task")
    fresh.of(clip)
    fresh.of(clip)
    assert Counted.runs == ["a", "a"]


@pytest.mark.parametrize("changed", ["a.mp4", "model.task"])
def test_another_video_or_model_runs_it_again(
    counted: Counted, clip: Clip, tmp_path: Path, changed: str
) -> None:
    counted.of(clip)
    (tmp_path / changed).write_bytes(b"something else")
    counted.of(clip)
    assert len(Counted.runs) == 2


def test_degraded_pictures_have_their_own_recording(counted: Counted, clip: Clip) -> None:
    counted.of(clip)
    Counted(counted.model, degraded=Level.HARSH, cache=counted.cache).of(clip)
    assert len(Counted.runs) == 2


def test_every_level_has_its_own_recording_and_clear_pictures_the_one_they_always_had(
    counted: Counted, clip: Clip
) -> None:
    for level in (None, *Level):
        Counted(counted.model, degraded=level, cache=counted.cache).of(clip)
    assert len(list(counted.cache.iterdir())) == 1 + len(Level)


@pytest.fixture
def recorded(tmp_path: Path, label) -> Clip:
    """Return a clip that is a landmark recording."""
    path = tmp_path / "b.poses"
    with RecordingWriter(path, POSES[0].width_px, POSES[0].height_px, "test") as writer:
        for pose in POSES:
            writer.write(pose)
    return Clip("b", path, label(), None)


def test_a_recording_needs_no_landmarker_and_no_model(recorded: Clip, tmp_path: Path) -> None:
    Counted.runs.clear()
    assert same(Counted(tmp_path / "there is none").of(recorded), POSES)
    assert Counted.runs == []


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
    counted: Counted, clip: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.of(clip)
    monkeypatch.setattr(landmark_key, "code_sha256", lambda module: f"new {module}")
    counted.of(clip)
    assert len(Counted.runs) == 2


def test_a_damaged_recording_is_made_again(counted: Counted, clip: Clip) -> None:
    counted.of(clip)
    (recording,) = counted.cache.iterdir()
    recording.write_bytes(recording.read_bytes()[:-700] + bytes(700))
    assert same(counted.of(clip), POSES)
    assert read_recording(recording).frame_count == len(POSES)


def test_nothing_but_recordings_is_left_in_the_cache(counted: Counted, clip: Clip) -> None:
    counted.of(clip)
    assert [path.suffix for path in counted.cache.iterdir()] == [".poses"]


def test_a_cache_that_cannot_be_written_is_told(counted: Counted, clip: Clip) -> None:
    counted.cache.parent.mkdir()
    counted.cache.write_text("a file where the folder should be")
    with pytest.raises(InputError, match="give another --cache"):
        counted.of(clip)
