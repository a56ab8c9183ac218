"""The thread that writes the history: a session never waits for it, and nothing is dropped."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from posecheck.history import backlog as backlog_module
from posecheck.history import writing
from posecheck.history.backlog import backlog_folders
from posecheck.history.database import HistoryError, HistoryFullError
from posecheck.history.notes import Note, SessionGoneError, What
from posecheck.history.sink import KeptSession
from posecheck.history.store import History
from posecheck.history.writing import Trouble, WritingThread

LONG_S = 30.0


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(backlog_module.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    for name in ("BUSY_S", "RETRY_S", "PATIENCE_S"):
        monkeypatch.setattr(writing, name, 0.02)


class Kept:
    """A session that is written in a thread, and what was told of it."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.session = KeptSession(history, "live", source="camera")
        self.told: list[tuple[Trouble, Path | None]] = []
        self.heard = threading.Condition()
        self.thread = self.session.write_in(self._tell)

    def _tell(self, trouble: Trouble, folder: Path | None) -> None:
        with self.heard:
            self.told.append((trouble, folder))
            self.heard.notify_all()

    def wait_told(self, *troubles: Trouble) -> None:
        with self.heard:
            assert self.heard.wait_for(lambda: len(self.told) >= len(troubles), LONG_S)
        assert [trouble for trouble, _ in self.told] == list(troubles)

    def pain(self, level: int) -> None:
        """Keep something without waiting for it."""
        self.session.put(
            What.PAIN, {"moment": "after", "level": level, "told_at": "2026-11-27T08:00:00+00:00"}
        )

    def safe(self) -> bool:
        return self.thread.wait_safe(self.thread.ticket, LONG_S)

    def in_history(self) -> list[int]:
        with History(self.history.path) as other:
            return [each.level for each in other.pain()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def kept(path: Path) -> Iterator[Kept]:
    with History(path) as history:
        kept = Kept(history)
        yield kept
        kept.session.close()


def test_what_is_safe_is_in_the_history(kept: Kept) -> None:
    kept.pain(3)
    assert kept.safe()
    assert kept.in_history() == [3]
    assert kept.told == []
    assert kept.session.number == 1
    assert kept.history.is_running(1)


def test_a_locked_history_gets_everything_when_it_is_free_again(kept: Kept, path: Path) -> None:
    kept.pain(1)
    assert kept.safe()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kept.pain(7)
    assert kept.safe(), "it is kept elsewhere"
    kept.wait_told(Trouble.LOCKED)
    folder = backlog_folders(path)[0]
    assert kept.told[0][1] == folder
    assert "7" in (folder / f"{kept.session.token}.jsonl").read_text(encoding="utf-8")
    assert not kept.thread.settle(0.1)
    other.execute("ROLLBACK")
    other.close()
    assert kept.thread.settle(LONG_S)
    kept.wait_told(Trouble.LOCKED, Trouble.OVER)
    assert kept.in_history() == [7]
    assert not folder.exists()


def test_a_short_lock_is_not_worth_a_word(kept: Kept, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PATIENCE_S", LONG_S)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kept.pain(2)
    assert kept.safe()
    other.execute("ROLLBACK")
    other.close()
    assert kept.thread.settle(LONG_S)
    assert kept.told == []


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """Return the errors that every write ends in, as long as there are any."""
    errors: list[BaseException] = []
    write = writing.write_notes

    def write_or_fail(*arguments) -> int:
        if errors:
            raise errors[0]
        return write(*arguments)

    monkeypatch.setattr(writing, "write_notes", write_or_fail)
    return errors


@pytest.mark.parametrize(
    ("error", "told"),
    [(HistoryFullError("The disk is full."), Trouble.FULL), (HistoryError("No."), Trouble.UNWRITABLE)],
)
def test_a_full_disk_is_told_at_once_and_caught_up_with(
    kept: Kept, disk: list[BaseException], error: HistoryError, told: Trouble
) -> None:
    kept.pain(1)
    assert kept.safe()
    disk.append(error)
    kept.pain(5)
    assert kept.safe()
    kept.wait_told(told)
    assert not kept.thread.settle(LONG_S), "a full disk is not waited for"
    kept.pain(6)
    disk.clear()
    assert kept.thread.settle(LONG_S)
    kept.wait_told(told, Trouble.OVER)
    assert kept.in_history() == [6]


def test_a_disk_that_is_full_to_the_end_leaves_a_backlog_for_the_next_start(
    kept: Kept, disk: list[BaseException], path: Path
) -> None:
    disk.append(HistoryFullError("The disk is full, so it could not be written."))
    kept.pain(4)
    with pytest.raises(HistoryError, match=r"The disk is full.* next opens it"):
        kept.session.end()
    assert kept.session.known_number is None
    kept.session.close()
    disk.clear()
    with History(path) as history:
        (session,) = history.sessions()
        assert session.status == "done"
        assert [each.level for each in history.pain(session.id)] == [4]


def test_without_any_other_place_it_is_told_that_only_memory_has_it(
    kept: Kept, disk: list[BaseException], path: Path
) -> None:
    for folder in backlog_folders(path):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("in the way", encoding="utf-8")
    disk.append(HistoryFullError("The disk is full."))
    kept.pain(4)
    assert kept.safe()
    kept.wait_told(Trouble.FULL)
    assert kept.told[0][1] is None
    disk.clear()
    assert kept.thread.settle(LONG_S)
    assert kept.in_history() == [4]


def test_a_session_that_was_deleted_while_it_ran_says_so(kept: Kept, path: Path) -> None:
    kept.pain(1)
    assert kept.safe()
    with History(path) as other:
        other.delete([1])
    kept.pain(2)
    assert kept.safe(), "nobody waits for what will never be"
    with pytest.raises(SessionGoneError, match="deleted"):
        kept.pain(3)
    with History(path) as other:
        assert other.sessions() == []


def test_what_comes_after_has_the_numbers_of_the_history(kept: Kept) -> None:
    seen: list[tuple[int, int]] = []
    kept.session.somebody_seen()
    position = kept.session.begin_exercise("bridge", "none", None, "default")
    kept.session.after(position, lambda session, exercise: seen.append((session, exercise)))
    assert kept.thread.settle(LONG_S)
    assert seen == [(1, 1)]


def test_a_thread_that_is_closed_has_written_what_it_was_given(path: Path) -> None:
    with History(path):
        pass
    thread = WritingThread(path, "0f", begun=lambda _: None, told=lambda *_: None)
    values = {
        "kind": "live", "routine": None, "plan": "[]", "source": "", "journal": None,
        "started_at": "2026-11-27T08:00:00.000+00:00", "utc_offset_min": 0,
    }  # fmt: skip
    thread.put(Note(1, What.BEGUN, values))
    thread.close()
    with History(path) as history:
        assert len(history.sessions()) == 1
