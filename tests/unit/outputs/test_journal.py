"""The saved session: every line at once, in plain JSON."""

from __future__ import annotations

import errno
import json
import math
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posecheck.engine.events import Cue, CueKind, HoldEnded, ScoreParts
from posecheck.outputs.journal import SessionJournal, event_line
from posecheck.pose import Side

STARTED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_it_is_named_after_its_beginning_and_says_what_it_is(tmp_path: Path) -> None:
    with SessionJournal(tmp_path / "sessions", STARTED, "Webcam") as journal:
        assert journal.path == tmp_path / "sessions" / "2026-01-02T03-04-05.jsonl"
        (first,) = lines(journal.path)
    assert first == {
        "line": "session", "schema": 1, "posecheck": "0.1.0", "started": "2026-01-02T03:04:05+00:00",
        "camera": "Webcam",
    }  # fmt: skip


def test_two_sessions_of_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    with SessionJournal(tmp_path, STARTED, "a") as first, SessionJournal(tmp_path, STARTED, "b") as second:
        assert first.path != second.path
        assert [lines(each.path)[0]["camera"] for each in (first, second)] == ["a", "b"]


def test_a_line_is_in_the_file_before_it_is_closed(tmp_path: Path) -> None:
    with SessionJournal(tmp_path, STARTED, "a") as journal:
        journal.write({"line": "event", "text": "Ferse höher, zur Decke"})
        assert lines(journal.path)[-1]["text"] == "Ferse höher, zur Decke"


def test_an_event_is_plain_data_and_unknown_numbers_are_null() -> None:
    parts = ScoreParts(math.nan, 1.0, 0.5, provisional=False)
    assert event_line(HoldEnded(9.0, Side.LEFT, 1.0, 8.0, 7.0, counted=True, parts=parts)) == {
        "line": "event", "event": "hold-ended", "time_s": 9.0, "side": "left", "start_s": 1.0, "end_s": 8.0,
        "held_s": 7.0, "counted": True,
        "parts": {"form": None, "hold": 1.0, "control": 0.5, "provisional": False},
    }  # fmt: skip
    assert event_line(Cue(1.0, "Hold.", CueKind.COUNT)) == {
        "line": "event", "event": "cue", "time_s": 1.0, "text": "Hold.", "kind": "count", "fault": "",
    }  # fmt: skip


def test_what_had_no_room_is_written_when_there_is_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SessionJournal(tmp_path, STARTED, "a") as journal:
        write, room = os.write, [5]

        def write_little(descriptor: int, content: bytes) -> int:
            if not room:
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(descriptor, content[: room.pop()])

        monkeypatch.setattr(os, "write", write_little)
        journal.write({"line": "event", "number": 1})
        journal.write({"line": "event", "number": 2})
        assert journal.error is not None
        monkeypatch.undo()
        journal.write({"line": "event", "number": 3})
        assert journal.error is None
        assert [line.get("number") for line in lines(journal.path)] == [None, 1, 2, 3]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_for_the_user_alone(tmp_path: Path) -> None:
    with SessionJournal(tmp_path / "sessions", STARTED, "a") as journal:
        assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700
