"""One video: what is there is not made again, and what is wrong with it is a sentence."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.batches import BENCH, RECORDINGS, kept, leg_raises, task

import posecheck
from posecheck.batch import work as work_module
from posecheck.batch.results import Results
from posecheck.batch.work import Outcome, work
from posecheck.outputs.result_file import result_json
from posecheck.support.errors import InputError

PATH = RECORDINGS / "supine_correct_c2.poses"


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "out")


def done(path: Path, results: Results, **more: object) -> Outcome:
    return work(task(path, **more), BENCH, results, lambda *_: None)


def test_the_result_is_the_one_that_replay_writes(results: Results) -> None:
    outcome = done(PATH, results)
    expected = result_json(posecheck.judge(PATH, "supine-hamstring"))
    assert results.result_path(outcome.key).read_text(encoding="utf-8") == expected
    assert (outcome.problem, outcome.kept) == ("", True)


def test_what_is_there_is_not_made_again(results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    first = done(PATH, results)

    def refuse(*_: object) -> None:
        raise AssertionError("judged again")

    monkeypatch.setattr(work_module, "judged", refuse)
    assert done(PATH, results).key == first.key


def test_a_damaged_result_is_made_again(results: Results) -> None:
    key = done(PATH, results).key
    whole = results.result_path(key).read_bytes()
    results.result_path(key).write_bytes(whole[:100])
    done(PATH, results)
    assert results.result_path(key).read_bytes() == whole


def test_a_recording_that_needs_no_landmarker_is_not_copied(results: Results) -> None:
    done(PATH, results)
    assert [name.split("/")[0] for name in kept(results.folder)] == ["results"]


def test_what_is_damaged_fails_with_its_sentence_and_is_not_tried_again(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.poses"
    broken.write_bytes(PATH.read_bytes()[:-700] + bytes(700))
    first = done(broken, results)
    monkeypatch.setattr(work_module, "_poses", None)
    again = done(broken, results)
    assert "is damaged in frame" in first.problem
    assert (again.problem, again.kept) == (first.problem, True)


def test_it_is_tried_again_when_that_is_asked_for(results: Results, tmp_path: Path) -> None:
    video = leg_raises(tmp_path / "v") / PATH.name
    key = done(video, results).key
    results.forget_result(key)
    results.keep_failure(key, "It could not be read then.", video)
    outcome = work(task(video), replace(BENCH, retries=True), results, lambda *_: None)
    assert (outcome.problem, results.failure(key, video)) == ("", "")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing.mp4", "There is no file .*nothing.mp4; check the path."),
        ("folder.mp4", "is not a file"),
        ("empty.mp4", "is empty"),
        ("text.mp4", "cannot be read as a video"),
        ("pipe.mp4", "is not a file"),
    ],
)
def test_a_file_that_is_no_video_is_told_as_replay_tells_it(
    name: str, told: str, tmp_path: Path, results: Results
) -> None:
    (tmp_path / "folder.mp4").mkdir()
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "text.mp4").write_text("no video", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.mp4")
    outcome = work(task(tmp_path / name), replace(BENCH, model=PATH), results, lambda *_: None)
    with pytest.raises(InputError, match=told) as replayed:
        posecheck.judge(tmp_path / name, "bridge", model=PATH)
    assert outcome.problem == str(replayed.value)


def test_a_sentence_names_the_video_as_the_batch_does_not_as_it_is_opened(
    tmp_path: Path, results: Results
) -> None:
    broken = tmp_path / "broken.poses"
    broken.write_bytes(PATH.read_bytes()[:-700] + bytes(700))
    outcome = work(replace(task(broken), named=Path("v/b.poses")), BENCH, results, lambda *_: None)
    assert outcome.problem.startswith("v/b.poses is damaged")


def test_a_recording_that_was_cut_off_is_judged_with_a_note(tmp_path: Path, results: Results) -> None:
    cut = tmp_path / "cut.poses"
    cut.write_bytes(PATH.read_bytes()[:-300])
    outcome = done(cut, results)
    seen = BENCH.program.landmarks_of(outcome.sha256, mirrored=False)
    assert "ends in the middle of a frame" in results.note(seen, Path("x.poses"))
