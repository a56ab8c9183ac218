"""A file that was read once is known as long as it stays as it was."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from posecheck.batch.contents import Contents
from posecheck.batch.results import Results

HOUR_S = 3600.0


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "out")


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return changed(tmp_path / "a.mp4", "one", HOUR_S)


def changed(path: Path, text: str, ago_s: float) -> Path:
    path.write_text(text, encoding="utf-8")
    then_s = time.time() - ago_s
    os.utime(path, (then_s, then_s))
    return path


def remember(results: Results, video: Path, sha256: str = "abc", name: str = "all") -> None:
    with Contents(results, name) as contents:
        contents.add(video, sha256)


def test_the_content_of_a_file_is_known_to_the_next_run(results: Results, video: Path) -> None:
    remember(results, video)
    assert Contents(results).of(video) == "abc"


def test_a_file_of_another_size_or_time_is_not_known(results: Results, video: Path) -> None:
    remember(results, video)
    changed(video, "longer", HOUR_S)
    longer = Contents(results).of(video)
    changed(video, "two", 2 * HOUR_S)
    assert (longer, Contents(results).of(video)) == ("", "")


def test_a_file_that_was_changed_a_moment_ago_is_read_again(results: Results, video: Path) -> None:
    remember(results, changed(video, "now", 0.1))
    assert Contents(results).of(video) == ""


def test_a_line_that_was_cut_off_costs_that_line_only(results: Results, video: Path, tmp_path: Path) -> None:
    other = changed(tmp_path / "b.mp4", "two", HOUR_S)
    remember(results, video)
    path = results.folder / "contents" / "all.jsonl"
    path.write_bytes(path.read_bytes() + b'{"path": "/x", "si')
    remember(results, other, "def")
    contents = Contents(results)
    assert (contents.of(video), contents.of(other)) == ("abc", "def")


def test_what_shares_have_found_is_gathered_in_one_file(
    results: Results, video: Path, tmp_path: Path
) -> None:
    other = changed(tmp_path / "b.mp4", "two", HOUR_S)
    remember(results, video, "abc", "shard-1-of-2")
    remember(results, other, "def", "shard-2-of-2")
    with Contents(results) as contents:
        contents.gather()
    assert [path.name for path in (results.folder / "contents").iterdir()] == ["all.jsonl"]
    assert (Contents(results).of(video), Contents(results).of(other)) == ("abc", "def")


def test_a_file_that_is_not_there_is_not_known(results: Results, tmp_path: Path) -> None:
    remember(results, tmp_path / "nothing.mp4")
    assert Contents(results).of(tmp_path / "nothing.mp4") == ""
