"""What the database does not have yet lies in a file and goes into it at the next start."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from posecheck.engine.event_entries import event_entry
from posecheck.engine.events import RepDone, ScoreParts
from posecheck.history import backlog as backlog_module
from posecheck.history.backlog import Backlog, backlog_folders
from posecheck.history.notes import Note, What
from posecheck.history.store import History
from posecheck.pose import Side

SESSION = "0123456789abcdef"
PARTS = ScoreParts(0.9, 1.0, 1.0, provisional=False)


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(backlog_module.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "history.sqlite3"
    with History(path):
        return path


def session_notes(reps: int) -> list[Note]:
    """Return the notes of a session with an exercise and repetitions."""
    begun = {
        "kind": "live", "routine": None, "plan": "[]", "source": "camera", "journal": None,
        "started_at": "2026-11-27T08:00:00.000+00:00", "utc_offset_min": 60,
    }  # fmt: skip
    exercise = {
        "exercise": "bridge", "side": "none", "planned": "{}", "profile": "default",
        "started_at": "2026-11-27T08:00:05.000+00:00",
    }  # fmt: skip
    notes = [Note(1, What.BEGUN, begun), Note(2, What.EXERCISE_BEGUN, exercise, 1)]
    for number in range(reps):
        rep = RepDone(number + 1.0, Side.NONE, number, number + 1.0, number + 0.2, number + 0.5, PARTS)
        notes.append(Note(number + 3, What.HAPPENED, {"event": event_entry(rep), "measures": []}, 1))
    return notes


def reps_of(path: Path) -> list[float]:
    with History(path) as history:
        return [
            rep.end_s
            for each in history.sessions()
            for done in history.exercises(each.id)
            for rep in done.reps
        ]


def test_what_was_left_behind_is_in_the_history_at_the_next_start(path: Path) -> None:
    backlog = Backlog(path, SESSION)
    assert backlog.add(session_notes(2))
    assert backlog.add(session_notes(3)[4:])
    backlog.close()
    assert reps_of(path) == [1.0, 2.0, 3.0]
    assert list(backlog_folders(path)[0].iterdir()) == []
    assert reps_of(path) == [1.0, 2.0, 3.0], "it is not written twice"


def test_what_the_history_has_already_is_not_written_again(path: Path) -> None:
    notes = session_notes(4)
    with History(path) as history:
        writer = history.writer(SESSION)
        for note in notes[:4]:
            writer.put(note)
    backlog = Backlog(path, SESSION)
    backlog.add(notes[1:])
    backlog.close()
    assert reps_of(path) == [1.0, 2.0, 3.0, 4.0]


def test_a_line_that_was_cut_off_takes_nothing_else_with_it(path: Path) -> None:
    backlog = Backlog(path, SESSION)
    backlog.add(session_notes(2))
    backlog.close()
    file = backlog_folders(path)[0] / f"{SESSION}.jsonl"
    with file.open("a", encoding="utf-8") as opened:
        opened.write('{"number": 5, "what": "happe')
    assert reps_of(path) == [1.0, 2.0]


@pytest.mark.parametrize("place", [0, 1])
def test_a_place_that_cannot_be_written_is_passed_over(path: Path, place: int) -> None:
    for folder in backlog_folders(path)[: place + 1]:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("in the way", encoding="utf-8")
    backlog = Backlog(path, SESSION)
    assert backlog.add(session_notes(2))
    assert backlog.folder == backlog_folders(path)[place + 1]
    backlog.close()
    assert reps_of(path) == [1.0, 2.0]


def test_notes_in_several_places_are_put_together(path: Path) -> None:
    notes = session_notes(3)
    for folder, part in zip(backlog_folders(path), (notes[3:], notes[:3], notes[2:4]), strict=True):
        each = Backlog(path, SESSION, [folder])
        each.add(part)
        each.close()
    assert reps_of(path) == [1.0, 2.0, 3.0]


def test_without_any_place_it_says_so(path: Path) -> None:
    for folder in backlog_folders(path):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("in the way", encoding="utf-8")
    assert not Backlog(path, SESSION).add(session_notes(1))


def test_a_disk_that_is_full_leaves_no_half_of_a_note(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backlog = Backlog(path, SESSION, backlog_folders(path)[:1])
    assert backlog.add(session_notes(1))
    file = backlog_folders(path)[0] / f"{SESSION}.jsonl"
    before = file.read_bytes()
    write, room = os.write, [10]

    def write_little(descriptor: int, content: bytes) -> int:
        if not room:
            raise OSError(28, "No space left on device")
        return write(descriptor, content[: room.pop()])

    monkeypatch.setattr(backlog_module.os, "write", write_little)
    assert not backlog.add(session_notes(2)[3:])
    room.append(10)
    assert not Backlog(path, "fedcba", backlog_folders(path)[:1]).add(session_notes(1))
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file], "one that could not be begun is not left behind"
    backlog.close()


def test_a_session_that_still_runs_keeps_its_file(path: Path) -> None:
    backlog = Backlog(path, SESSION)
    backlog.add(session_notes(2))
    assert reps_of(path) == [1.0, 2.0]
    assert (backlog_folders(path)[0] / f"{SESSION}.jsonl").exists()
    backlog.add(session_notes(4)[5:])
    assert reps_of(path) == [1.0, 2.0], "its own program writes what is missing in between"
    backlog.remove()
    assert not backlog_folders(path)[0].exists()


def test_another_history_and_nonsense_are_left_alone(path: Path, tmp_path: Path) -> None:
    other = Backlog(tmp_path / "other.sqlite3", SESSION, backlog_folders(path)[:1])
    other.add(session_notes(1))
    other.close()
    folder = backlog_folders(path)[0]
    strange = folder / "ffff.jsonl"
    head = (folder / f"{SESSION}.jsonl").read_text(encoding="utf-8").splitlines()[0]
    head = head.replace(str(tmp_path / "other.sqlite3"), str(path))
    strange.write_text(f'{head}\n{{"number": 1, "what": "begun", "values": {{"kind": 1}}, "position": 0}}\n')
    (folder / "text.jsonl").write_bytes(b"\xff\xfe no JSON")
    assert reps_of(path) == []
    assert len(list(folder.iterdir())) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_can_read_it_and_a_folder_of_others_is_not_believed(path: Path) -> None:
    backlog = Backlog(path, SESSION)
    backlog.add(session_notes(1))
    folder = backlog_folders(path)[0]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / f"{SESSION}.jsonl").stat().st_mode) == 0o600
    backlog.close()
    folder.chmod(0o777)
    assert reps_of(path) == []
    again = Backlog(path, "fedcba")
    assert again.add(session_notes(1))
    assert again.folder == backlog_folders(path)[1]
    again.close()


def test_a_resumed_session_has_what_was_left_behind_before_it_goes_on(path: Path) -> None:
    with History(path) as history:
        writer = history.writer(SESSION)
        for note in session_notes(1):
            writer.put(note)
        number = writer.session
        backlog = Backlog(path, SESSION)
        backlog.add(session_notes(3)[3:])
        backlog.close()
        assert number is not None
        assert history.claim_session(number) == (SESSION, 5, 1)
    assert reps_of(path) == [1.0, 2.0, 3.0]
