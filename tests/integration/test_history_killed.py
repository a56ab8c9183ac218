"""A session is killed fifty times; what had been counted is there, and the session goes on."""

from __future__ import annotations

import multiprocessing
import os
import queue
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.engine.event_entries import event_entry
from posecheck.engine.events import (
    Cue,
    CueKind,
    Event,
    FaultEnded,
    FaultStarted,
    HoldEnded,
    HoldStarted,
    RepDone,
    ScoreParts,
)
from posecheck.history.notes import What
from posecheck.history.records import ExerciseRecord, MeasureRecord
from posecheck.history.sink import KeptSession
from posecheck.history.store import History
from posecheck.pose import Side
from posecheck.session.announcing import Announcements

KILLS = 50
PARTS = ScoreParts(0.9, 1.0, 0.8, provisional=False)
MEASURES = [MeasureRecord("hip-flexion", "deg", primary=True, median=70.0, low=68.0, high=71.0)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")


def happening() -> Iterator[Event]:
    """Yield what happens in an exercise that never ends."""
    start_s = 0.0
    while True:
        yield HoldStarted(start_s + 1, Side.LEFT, start_s)
        yield FaultStarted(start_s + 2, "knee-bent", 2, Side.LEFT, start_s + 1)
        yield Cue(start_s + 2, "Push your heel to the ceiling.", CueKind.FAULT, "knee-bent")
        yield FaultEnded(start_s + 4, "knee-bent", 2, Side.LEFT, start_s + 1, start_s + 3)
        yield HoldEnded(start_s + 9, Side.LEFT, start_s, start_s + 8, 8.0, True, PARTS)
        yield RepDone(start_s + 12, Side.LEFT, start_s + 9, start_s + 12, start_s + 10, start_s + 11, PARTS)
        start_s += 20


def exercise_until_killed(path: Path, session: int, acknowledged: Connection) -> None:
    """Write events as fast as the disk takes them; tell the number of each that was accepted."""
    history = History(path)
    done = history.begin_exercise(session, "supine-hamstring")
    acknowledged.send_bytes(done.to_bytes(4, "big"))
    for number, event in enumerate(happening(), start=1):
        history.add_event(done, event, MEASURES if isinstance(event, (HoldEnded, RepDone)) else ())
        acknowledged.send_bytes(number.to_bytes(4, "big"))


def session_until_killed(path: Path, session: int, acknowledged: Connection) -> None:
    """Do the same through the thread of a session; the number is told where it would be announced."""
    kept = KeptSession(History(path), "routine", number=session)
    announcements = Announcements(kept.write_in(lambda *_: None))
    kept.resume()
    position = kept.begin_exercise("supine-hamstring", "none", None, "default")
    numbers: queue.Queue[int] = queue.Queue()
    kept.after(position, lambda _, done: numbers.put(done))
    acknowledged.send_bytes(numbers.get().to_bytes(4, "big"))
    for number, event in enumerate(happening(), start=1):
        measures = MEASURES if isinstance(event, (HoldEnded, RepDone)) else ()
        values = {"event": event_entry(event), "measures": [asdict(each) for each in measures]}
        kept.put(What.HAPPENED, values, position)
        announcements.after_kept(partial(acknowledged.send_bytes, number.to_bytes(4, "big")))
        if number % 3 == 0:  # as fast as the disk takes them, a few together
            announcements.settle(10.0)


def counted(exercise: ExerciseRecord) -> list[tuple]:
    """Return everything that an exercise holds, in a form in which events can be counted."""
    rows: list[tuple] = []
    for hold in exercise.holds:
        rows.append(("hold started", hold.start_s))
        if hold.end_s is not None:
            rows.append(
                ("hold ended", hold.start_s, hold.end_s, hold.held_s, hold.counted, len(hold.measures))
            )
    for fault in exercise.faults:
        rows.append(("fault started", fault.start_s))
        if fault.end_s is not None:
            rows.append(("fault ended", fault.start_s, fault.end_s))
    rows += [("cue", cue.time_s) for cue in exercise.cues]
    rows += [("rep", rep.start_s, rep.end_s, len(rep.measures)) for rep in exercise.reps]
    return sorted(rows)


def expected(count: int) -> list[tuple]:
    """Return what the first `count` events must have left."""
    rows: list[tuple] = []
    for _, event in zip(range(count), happening(), strict=False):
        match event:
            case HoldStarted():
                rows.append(("hold started", event.start_s))
            case HoldEnded():
                rows.append(("hold ended", event.start_s, event.end_s, event.held_s, True, 1))
            case FaultStarted():
                rows.append(("fault started", event.start_s))
            case FaultEnded():
                rows.append(("fault ended", event.start_s, event.end_s))
            case Cue():
                rows.append(("cue", event.time_s))
            case RepDone():
                rows.append(("rep", event.start_s, event.end_s, 1))
    return sorted(rows)


def killed_once(
    path: Path, session: int, moment: random.Random, exercising: Callable[[Path, int, Connection], None]
) -> tuple[int, int]:
    """Let a process exercise, kill it at a random moment; return its exercise and its last event."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=exercising, args=(path, session, sending))
    process.start()
    sending.close()
    done = int.from_bytes(receiving.recv_bytes(), "big")
    last = 0
    for _ in range(moment.randrange(40)):
        last = int.from_bytes(receiving.recv_bytes(), "big")
    time.sleep(moment.uniform(0, 0.003))  # so that it is hit anywhere in a transaction
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    while receiving.poll():
        try:
            last = int.from_bytes(receiving.recv_bytes(), "big")
        except EOFError:
            break
    assert process.exitcode == -signal.SIGKILL
    return done, last


@each_of(
    "exercising, ahead",
    # Of what was handed to the thread, some more may be there than was announced: never less.
    [(exercise_until_killed, 1), (session_until_killed, 3)],
    ids=["at once", "in a thread"],
)
def test_fifty_kills_lose_nothing_that_was_counted(
    tmp_path: Path, exercising: Callable[[Path, int, Connection], None], ahead: int
) -> None:
    path = tmp_path / "history.sqlite3"
    moment = random.Random(20261122)  # noqa: S311 - no secret, only the same moments each time
    with History(path) as history:
        session = history.begin_session("routine", routine="five-minutes", plan=[{"exercise": "bridge"}])
    acknowledged: dict[int, int] = {}
    for _ in range(KILLS):
        done, last = killed_once(path, session, moment, exercising)
        acknowledged[done] = last
        with History(path) as history:  # which raises unless the integrity check passes
            left = history.unfinished()
            assert left is not None
            assert left.session.id == session
            assert left.cut_off is not None
            assert left.cut_off.id == done
            # The event after the last acknowledged one may have been written when the kill came.
            assert counted(left.cut_off) in [expected(last + more) for more in range(ahead + 1)]
            history.resume_session(session)
    with History(path) as history:
        every = history.exercises(session)
        history.end_session(session)
        assert history.unfinished() is None
    assert [each.id for each in every] == list(acknowledged)
    for exercise in every:
        last = acknowledged[exercise.id]
        assert counted(exercise) in [expected(last + more) for more in range(ahead + 1)]
    assert sum(acknowledged.values()) > 5 * KILLS
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
