"""Stills lie beside the history, say what they show, and are gone when they are deleted."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from posecheck.history.database import HistoryError
from posecheck.history.stills import (
    Still,
    StillNote,
    count_stills,
    delete_stills,
    stills_dir,
    stills_of,
    write_still,
)

NOTE = StillNote(
    exercise=3, side="left", time_s=12.5, value=62.0, unit="deg", form=0.9, held=True, cue="Länger."
)
JPEG = b"\xff\xd8\xff\xdb picture \xff\xd9"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_still_comes_back_with_its_note_and_its_picture_as_it_was(history: Path) -> None:
    path = write_still(history, 7, "3-best", Still(NOTE, JPEG))
    assert stills_of(history, 7) == [Still(NOTE, JPEG)]
    content = path.read_bytes()
    assert content.startswith(
        b"\xff\xd8\xff\xfe"
    )  # a JPEG with a comment, for every program that shows pictures
    assert content.endswith(JPEG[2:])


def test_one_of_the_same_name_is_replaced_and_the_order_is_that_of_time(history: Path) -> None:
    write_still(history, 7, "3-best", Still(NOTE, JPEG))
    write_still(history, 7, "3-best", Still(replace(NOTE, form=0.95), JPEG))
    write_still(history, 7, "3-cue-1", Still(replace(NOTE, time_s=4.0), JPEG))
    write_still(history, 7, "1-best", Still(replace(NOTE, exercise=1, time_s=99.0), JPEG))
    assert [(each.note.exercise, each.note.time_s) for each in stills_of(history, 7)] == [
        (1, 99.0),
        (3, 4.0),
        (3, 12.5),
    ]
    assert stills_of(history, 7)[2].note.form == 0.95
    assert count_stills(history, 7) == 3


def test_a_still_that_cannot_be_written_leaves_nothing_behind(history: Path, tmp_path: Path) -> None:
    (stills_dir(history, 7) / "3-best.jpg").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_still(history, 7, "3-best", Still(NOTE, JPEG))
    assert files(tmp_path) == []


@pytest.mark.parametrize("jpeg", [b"", b"no picture"])
def test_only_pictures_are_written(history: Path, tmp_path: Path, jpeg: bytes) -> None:
    with pytest.raises(ValueError, match="expected a JPEG"):
        write_still(history, 7, "3-best", Still(NOTE, jpeg))
    assert files(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_user_may_look_at_them(history: Path) -> None:
    path = write_still(history, 7, "3-best", Still(NOTE, JPEG))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [
        b"",
        JPEG,
        b"\xff\xd8\xff\xfe\x00\x0a[1, 2, 3" + JPEG,
        b'\xff\xd8\xff\xfe\x00\x09{"a":1}' + JPEG,
    ],
)
def test_a_damaged_file_does_not_hide_the_others(history: Path, content: bytes) -> None:
    write_still(history, 7, "3-best", Still(NOTE, JPEG))
    (stills_dir(history, 7) / "3-cue-1.jpg").write_bytes(content)
    assert stills_of(history, 7) == [Still(NOTE, JPEG)]


def test_those_of_one_session_are_deleted_and_the_rest_stay(history: Path, tmp_path: Path) -> None:
    for session in (1, 2, 12):
        write_still(history, session, "3-best", Still(NOTE, JPEG))
    (stills_dir(history, 1) / ".still-cut-off").write_bytes(JPEG)
    delete_stills(history, [1, 2, 5])
    assert files(tmp_path) == ["stills/12/3-best.jpg"]
    delete_stills(history)
    assert list(tmp_path.iterdir()) == []
    delete_stills(history)


def test_what_cannot_be_deleted_is_said(history: Path) -> None:
    stills_dir(history).mkdir()
    stills_dir(history, 1).write_bytes(JPEG)  # no folder, so nothing in it can be deleted
    with pytest.raises(HistoryError, match="cannot be deleted"):
        delete_stills(history, [1])
