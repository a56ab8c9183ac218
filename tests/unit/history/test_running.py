"""Locks of sessions: held by one, seen by others, gone with the process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from posecheck.history.database import HistoryError
from posecheck.history.running import SessionLock, is_locked, lock_path
from posecheck.history.sink import KeptSession
from posecheck.history.store import History

#: Begins a session, tells its pain, says so, and waits to be killed or for its input to end.
RUNNING = """
import sys
from pathlib import Path
from posecheck.history.sink import KeptSession
from posecheck.history.store import History
kept = KeptSession(History(Path(sys.argv[1])), "routine", routine="five-minutes")
kept.tell_pain("before", 2)
kept.plan([{"exercise": "bridge"}], "camera 0")
print(kept.number, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


@pytest.fixture
def elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another process in which session 1 runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n"
    yield process
    process.kill()
    process.communicate()


def test_a_lock_is_held_by_one_and_free_after_its_release(path: Path) -> None:
    first, second = SessionLock(path, 7), SessionLock(path, 7)
    assert not is_locked(path, 7)
    assert first.acquire()
    assert is_locked(path, 7)
    assert not second.acquire()
    assert SessionLock(path, 8).acquire(), "another session is free"
    first.release()
    assert not lock_path(path, 7).exists()
    assert not is_locked(path, 7)
    assert second.acquire()
    second.release()
    second.release()


def test_a_session_that_runs_elsewhere_is_not_offered_and_cannot_be_taken(
    path: Path, elsewhere: subprocess.Popen[str]
) -> None:
    with History(path) as history:
        assert history.is_running(1)
        assert history.unfinished() is None
        with pytest.raises(HistoryError, match="runs in another window"):
            KeptSession(history, "routine", number=1)
    assert elsewhere.poll() is None


def test_a_session_that_was_killed_can_be_resumed_and_its_pain_stays(
    path: Path, elsewhere: subprocess.Popen[str]
) -> None:
    elsewhere.kill()
    elsewhere.wait()
    with History(path) as history:
        assert lock_path(path, 1).exists()
        assert not history.is_running(1)
        assert sys.platform == "win32" or not lock_path(path, 1).exists(), "it is tidied up"
        left = history.unfinished()
        assert left is not None
        assert left.session.plan == [{"exercise": "bridge"}]
        assert left.session.source == "camera 0"
        assert [(each.moment, each.level) for each in history.pain(1)] == [("before", 2)]
        kept = KeptSession(history, "routine", number=1)
        assert history.is_running(1)
        kept.end("done")
        assert not history.is_running(1)


def test_a_session_that_came_no_further_than_the_questions_hides_none_that_can_be_resumed(path: Path) -> None:
    with History(path) as history:
        cut_off = history.begin_session("routine", routine="five-minutes", plan=[{"exercise": "bridge"}])
        KeptSession(history, "routine", routine="five-minutes").tell_pain("before", 7)
        left = history.unfinished()
        assert left is not None
        assert left.session.id == cut_off


def test_where_no_lock_can_be_made_a_session_is_kept_all_the_same(path: Path) -> None:
    with History(path) as history:
        (path.parent / "running").write_text("in the way", encoding="utf-8")
        kept = KeptSession(history, "routine")
        kept.tell_pain("before", 1)
        assert not history.is_running(kept.number)
        kept.end()
        assert history.session(kept.number).status == "done"
