"""What is in the folder of results is whole, or not there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fixtures.batches import RECORDINGS

import posecheck
from posecheck.batch.results import Results, ResultsError
from posecheck.outputs.result_file import result_json
from posecheck.pose import Pose
from posecheck.pose.recording import read_recording
from posecheck.support.errors import InputError
from posecheck.testing import JointAngles, pose_of

KEY = "ab" * 16
POSES = [pose_of(JointAngles(), time_s=number / 15) for number in range(4)]
SIZE = POSES[0].width_px, POSES[0].height_px


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "out")


def files(results: Results) -> list[str]:
    return [path.name for path in results.folder.rglob("*") if path.is_file()]


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ResultsError, match=r"The disk of .*out is full; free some space"):
        results.keep_failure(KEY, "It is broken.", Path("a.mp4"))
    assert files(results) == []


def test_a_full_disk_in_the_middle_of_a_recording_is_the_same(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen() -> Iterator[Pose]:
        yield from POSES[:2]
        monkeypatch.setattr("posecheck.pose.recording.RecordingWriter._put", _full_writer)
        yield from POSES[2:]

    with pytest.raises(ResultsError, match="The disk of"):
        keep(results, seen())
    assert files(results) == []


def keep(results: Results, poses: Iterable[Pose]) -> None:
    with results.recording(KEY, SIZE, "x", 1.0) as kept:
        list(kept.take(poses))


def _full_writer(*_: object) -> None:
    try:
        full()
    except OSError as error:
        raise InputError("The disk is full.") from error


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ResultsError, match="cannot be written"):
        Results(tmp_path / "file" / "out").keep_failure(KEY, "It is broken.", Path("a.mp4"))


def test_a_recording_is_kept_when_all_of_it_was_seen(results: Results) -> None:
    with results.recording(KEY, SIZE, "x", 1.0) as kept:
        for _ in kept.take(POSES):
            assert files(results) != [f"{KEY}.poses"]
    assert read_recording(results.recording_path(KEY)).frame_count == len(POSES) == kept.count


def test_nothing_stays_of_a_recording_that_was_not_seen_to_its_end(results: Results) -> None:
    def interrupted() -> Iterator[Pose]:
        yield POSES[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(results, interrupted())
    assert files(results) == []


def test_sentences_name_the_video_as_it_is_called_when_they_are_read(results: Results) -> None:
    results.keep_failure(KEY, "old/a.mp4 is broken; old/a.mp4 again.", Path("old/a.mp4"))
    results.keep_note(KEY, "old/a.mp4 breaks off.", Path("old/a.mp4"))
    assert results.failure(KEY, Path("new.mp4")) == "new.mp4 is broken; new.mp4 again."
    assert results.note(KEY, Path("new.mp4")) == "new.mp4 breaks off."


def test_an_empty_note_is_no_file(results: Results) -> None:
    results.keep_note(KEY, "", Path("a.mp4"))
    assert files(results) == []


def test_a_result_takes_the_new_name_of_its_video_and_is_the_same_else(results: Results) -> None:
    path = RECORDINGS / "supine_correct_c2.poses"
    result = posecheck.judge(path, "supine-hamstring")
    results.keep_result(KEY, result)
    results.rename(KEY, result, Path("ü/new.poses"))
    expected = result_json(result).replace(str(path), "ü/new.poses")
    assert results.result_path(KEY).read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 1}', '{"schema": 9}'])
def test_a_damaged_result_is_none(content: str, results: Results) -> None:
    results.put(results.result_path(KEY), content.encode())
    assert results.result(KEY) is None


def test_what_was_left_half_written_is_taken_away(results: Results) -> None:
    results.put(results.folder / "parts" / "left", b"half")
    results.keep_failure(KEY, "It is broken.", Path("a.mp4"))
    results.tidy()
    assert files(results) == [f"{KEY}.failed"]
