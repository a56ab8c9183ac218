"""What was counted is announced when it is kept, and not before; the session never waits for the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from posecheck.engine.events import Cue, CueKind, Event, RepDone, ScoreParts, SetEnded, Step
from posecheck.exercise.catalogue import find_exercise
from posecheck.history import writing
from posecheck.history.notes import What
from posecheck.history.sink import KeptSession
from posecheck.history.store import History
from posecheck.history.writing import Trouble
from posecheck.pose import Pose, Side
from posecheck.session.announcing import Announcements, KeptFirst, kept_first
from posecheck.session.live_view import waiting_assessment

LONG_S = 30.0
REP = RepDone(1.0, Side.NONE, 0.0, 1.0, 0.2, 0.5, ScoreParts(1.0, 1.0, 1.0, provisional=False))
ONE = Cue(1.0, "One", CueKind.COUNT)
MOMENT = waiting_assessment(find_exercise("bridge"), 1.0)


class Heard:
    """An announcer that remembers."""

    name = "voice"

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.closed = False
        self.error: Exception | None = None

    def take(self, frame, pose, step: Step) -> None:
        if self.error is not None:
            raise self.error
        self.events += step.events

    def close(self, last: tuple[Event, ...]) -> None:
        self.events += last
        self.closed = True


class Disk:
    """A disk that answers when it is told to."""

    def __init__(self) -> None:
        self.answers = threading.Event()
        self.asked = threading.Event()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk, write = Disk(), writing.write_notes

    def write_slowly(*arguments) -> int:
        disk.asked.set()
        assert disk.answers.wait(LONG_S)
        return write(*arguments)

    monkeypatch.setattr(writing, "write_notes", write_slowly)
    return disk


class Session:
    """A session whose events are kept by a thread and then announced."""

    def __init__(self, history: History, bound_s: float) -> None:
        self.told: list[Trouble] = []
        self.kept = KeptSession(history, "live")
        self.announcements = Announcements(
            self.kept.write_in(lambda trouble, _: self.told.append(trouble)), bound_s
        )
        self.heard = Heard()
        self.sink = KeptFirst(self.heard, self.announcements)

    def take(self, *events: Event) -> None:
        self.kept.put(What.PAIN, {"moment": "after", "level": 1, "told_at": "2026-11-27T08:00:00+00:00"})
        self.sink.take(None, Pose.nobody(1.0, 640, 480), Step(MOMENT, events))


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    with History(tmp_path / "data" / "history.sqlite3") as opened:
        yield opened


@pytest.fixture
def session(history: History, disk: Disk) -> Iterator[Session]:
    session = Session(history, LONG_S)
    yield session
    disk.answers.set()
    session.announcements.close()
    session.kept.close()


def test_a_count_is_heard_when_the_disk_has_it_and_not_before(session: Session, disk: Disk) -> None:
    session.take(REP, ONE)
    assert disk.asked.wait(LONG_S)
    assert not session.announcements.settle(0.05)
    assert session.heard.events == []
    disk.answers.set()
    assert session.announcements.settle(LONG_S)
    assert session.heard.events == [REP, ONE]
    assert session.told == []


def test_what_protects_the_person_waits_for_no_disk(session: Session) -> None:
    stop, fault = (
        Cue(1.0, "Stop.", CueKind.STOP),
        Cue(1.0, "Straighten your knee.", CueKind.FAULT, "knee-bent"),
    )
    ended = SetEnded(1.0, "Come down.")
    session.take(ONE, stop, fault, ended)
    assert session.heard.events == [stop, fault, ended]


def test_a_disk_that_does_not_answer_is_waited_for_no_longer_than_the_bound(
    history: History, disk: Disk
) -> None:
    session = Session(history, 0.02)
    session.take(REP)
    assert session.announcements.settle(LONG_S)
    assert session.heard.events == [REP]
    assert session.told == [Trouble.STALLED]
    session.take(ONE)
    assert session.announcements.settle(LONG_S)
    disk.answers.set()
    assert session.kept.thread is not None
    assert session.kept.thread.settle(LONG_S)
    assert session.told == [Trouble.STALLED, Trouble.OVER]
    assert session.heard.events == [REP, ONE]
    session.announcements.close()
    session.kept.close()


def test_the_last_words_come_before_what_is_said_next(session: Session, disk: Disk) -> None:
    disk.answers.set()
    session.take(REP)
    session.sink.close((ONE,))
    assert session.heard.events == [REP, ONE]
    assert session.heard.closed


def test_an_announcer_that_fails_is_told_of_where_the_session_hears_it(session: Session, disk: Disk) -> None:
    disk.answers.set()
    session.heard.error = OSError("gone")
    session.take(REP)
    assert session.announcements.settle(LONG_S)
    with pytest.raises(OSError, match="gone"):
        session.take(ONE)
    with pytest.raises(OSError, match="gone"):
        session.sink.close(())
    assert session.heard.closed


def test_where_nothing_is_kept_nothing_is_waited_for() -> None:
    heard = Heard()
    assert kept_first([heard], None) == [heard]
