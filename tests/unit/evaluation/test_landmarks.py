"""Recordings of landmarks are used again exactly as long as nothing they depend on has changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fixtures.skeletons import LEFT_SIDE, Stance, pose_of

from posecheck.evaluation import landmarks as landmarks_module
from posecheck.evaluation.clips import Clip
from posecheck.evaluation.landmarks import Landmarks
from posecheck.recording import read_recording

POSES = [pose_of(Stance(trunk=n), LEFT_SIDE, time_s=n / 15) for n in range(5)]


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
    Counted(counted.model, degraded=True, cache=counted.cache).of(clip)
    assert len(Counted.runs) == 2


def test_a_change_of_the_estimators_code_runs_it_again(
    counted: Counted, clip: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.of(clip)
    monkeypatch.setattr(landmarks_module, "_code_sha256", lambda module: f"new {module}")
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
    from posecheck.errors import InputError

    counted.cache.parent.mkdir()
    counted.cache.write_text("a file where the folder should be")
    with pytest.raises(InputError, match="give another --cache"):
        counted.of(clip)
