"""Writers of notes: one at once, and one in a thread of its own that never makes a session wait.

A disk may stall for seconds, be full, or the history be locked by another program. The thread then keeps what
it has in a backlog (:mod:`posecheck.history.backlog`), tries again, and says so; the session goes on.
"""

from __future__ import annotations

import math
import threading
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, cast

from posecheck.history.backlog import Backlog
from posecheck.history.database import (
    HistoryBusyError,
    HistoryError,
    HistoryFullError,
    connect,
    explained,
    transaction,
)
from posecheck.history.notes import Note, SessionGoneError, exercise_at, session_of, write_notes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    #: Does something with the numbers of a session and of an exercise in the history.
    Task = Callable[[int, int], None]

#: How long the thread waits for another program before it keeps its notes elsewhere.
BUSY_S = 1.0
#: How often it tries again while the history cannot be written.
RETRY_S = 1.0
#: A lock that lasts no longer is not worth a word: everything is on the disk all the same.
PATIENCE_S = 5.0
#: A disk that is full now and then is told of no more often.
QUIET_S = 60.0


class Trouble(StrEnum):
    """Why the history is not written at present."""

    FULL = "full"
    LOCKED = "locked"
    STALLED = "stalled"
    UNWRITABLE = "unwritable"
    #: There is none any more.
    OVER = "over"


class Writer(Protocol):
    """Takes the notes of one session in their order."""

    @property
    def session(self) -> int | None:
        """Number of the session in the history, ``None`` before it is there."""

    def put(self, note: Note) -> None:
        """Take a note.

        Raises
        ------
        HistoryError
            It cannot be kept.
        """

    def after(self, position: int, task: Task) -> None:
        """Do something once everything that was put is in the history, for the exercise at a place."""

    def at_once(self, act: Callable[[], None]) -> None:
        """Write something that belongs to the session elsewhere; it does not raise."""


class DirectWriter:
    """Writes every note before it returns.

    Parameters
    ----------
    connection, path
        The database.
    token
        Of the session.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, token: str) -> None:
        self._connection = connection
        self._path = path
        self._token = token

    @property
    def session(self) -> int | None:
        """Number of the session in the history, ``None`` before it is there."""
        with explained(self._path):
            found = session_of(self._connection, self._token)
        return None if found is None else found[0]

    def put(self, note: Note) -> None:
        """Write a note."""
        with transaction(self._connection, self._path):
            write_notes(self._connection, self._token, [note])

    def after(self, position: int, task: Task) -> None:
        """Do something for an exercise that is in the history."""
        session = self.session
        done = exercise_at(self._connection, session, position) if session is not None else None
        if session is not None and done is not None:
            task(session, done)

    def at_once(self, act: Callable[[], None]) -> None:
        """Write something elsewhere."""
        act()


class WritingThread:
    """Writes notes in a thread; everything that waits goes into one transaction.

    Parameters
    ----------
    path
        The database, which is there and up to date.
    token
        Of the session.
    begun
        Is called in the thread with the number of the session as soon as it is known.
    told
        Is called, in the thread, when the history cannot be written, and when it can be again; with the
        folder of the backlog, ``None`` when there is no place for one.
    backlog
        Where notes go meanwhile.
    """

    def __init__(
        self,
        path: Path,
        token: str,
        *,
        begun: Callable[[int], None],
        told: Callable[[Trouble, Path | None], None],
        backlog: Backlog | None = None,
    ) -> None:
        self._path = path
        self._token = token
        self._begun = begun
        self._told = told
        self._backlog = backlog or Backlog(path, token)
        self._changed = threading.Condition()
        self._new: list[Note | tuple[int, Task]] = []
        self._acts: list[Callable[[], None]] = []
        self._put = self._safe = self._written = 0
        self._tries = 0  # how often it has failed, so that somebody who waits sees that it was tried
        self._set_aside_up_to = 0
        self._hurried = self._closing = self._busy = False
        self._session: int | None = None
        self._problem: HistoryError | None = None
        self._fault: BaseException | None = None
        self._failing_since = 0.0
        self._told_trouble: Trouble | None = None
        self._told_at_s = -math.inf
        # A daemon: a disk that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, name="history", daemon=True)
        self._thread.start()

    @property
    def session(self) -> int | None:
        """Number of the session in the history, ``None`` before it is there."""
        with self._changed:
            return self._session

    @property
    def problem(self) -> HistoryError | None:
        """Why the history is not written at present."""
        with self._changed:
            return self._problem

    @property
    def folder(self) -> Path | None:
        """Where the backlog is."""
        return self._backlog.folder

    @property
    def ticket(self) -> int:
        """How many notes were put so far."""
        with self._changed:
            return self._put

    def put(self, note: Note) -> None:
        """Take a note; raises when something of ours broke in the thread, or the session was deleted."""
        with self._changed:
            if self._fault is not None:
                raise self._fault
            self._new.append(note)
            self._put += 1
            self._changed.notify_all()

    def after(self, position: int, task: Task) -> None:
        """Do something in the thread once everything that was put is in the history."""
        with self._changed:
            self._new.append((position, task))
            self._changed.notify_all()

    def at_once(self, act: Callable[[], None]) -> None:
        """Do something in the thread soon; it does not raise."""
        with self._changed:
            self._acts.append(act)
            self._changed.notify_all()

    def wait_safe(self, ticket: int, timeout_s: float) -> bool:
        """Wait until the notes of a ticket survive the program; return false when that takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._safe >= ticket or self._fault is not None, timeout_s)

    def say_stalled(self) -> None:
        """Say that the disk does not answer, unless something was said already."""
        self._tell(Trouble.STALLED)

    def settle(self, timeout_s: float) -> bool:
        """Wait until everything is in the history; return whether it is.

        A lock is waited for; a disk that is full is tried once more.
        """
        with self._changed:
            put, tries = self._put, self._tries
            self._hurried = True
            self._changed.notify_all()

            def over() -> bool:
                waits = self._problem is None or isinstance(self._problem, HistoryBusyError)
                tried = self._tries > tries and not waits
                done = not (self._busy or self._acts or self._new)
                return done or tried or self._fault is not None

            self._changed.wait_for(over, timeout_s)
            return self._written >= put

    def close(self) -> None:
        """Write what can be written, leave the rest in the backlog, and end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout=2 * BUSY_S)

    # ---- the thread

    def _work(self) -> None:
        waiting: list[Note | tuple[int, Task]] = []
        connection: sqlite3.Connection | None = None
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(
                        lambda: self._new or self._acts or self._closing or self._hurried,
                        RETRY_S if waiting else None,
                    )
                    waiting += self._new
                    self._new, self._busy = [], True
                    acts, self._acts = self._acts, []
                    closing, self._hurried = self._closing, False
                for act in acts:
                    act()
                try:
                    with explained(self._path):
                        connection = connection or connect(self._path, busy_s=BUSY_S)
                        self._write(connection, waiting)
                except SessionGoneError:
                    raise
                except HistoryError as error:
                    if connection is not None and not isinstance(error, (HistoryBusyError, HistoryFullError)):
                        connection.close()  # the file may be there again, and be another one
                        connection = None
                    self._set_aside(error, waiting)
                else:
                    self._is_written()
                if closing:
                    return
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody hears of it
            with self._changed:
                self._fault = error
                self._changed.notify_all()
        finally:
            self._backlog.close()
            if connection is not None:
                connection.close()

    def _write(self, connection: sqlite3.Connection, waiting: list[Note | tuple[int, Task]]) -> None:
        """Write what waits and take it off the list: notes up to a task in one transaction, then the task."""
        while waiting:
            notes = []
            for each in waiting:
                if not isinstance(each, Note):
                    break
                notes.append(each)
            if notes:
                self._write_notes(connection, notes)
                del waiting[: len(notes)]
            else:
                position, task = cast("tuple[int, Task]", waiting.pop(0))
                done = exercise_at(connection, self._session, position) if self._session is not None else None
                if self._session is not None and done is not None:
                    task(self._session, done)

    def _write_notes(self, connection: sqlite3.Connection, notes: list[Note]) -> None:
        try:
            with transaction(connection, self._path):
                session = write_notes(connection, self._token, notes)
        except HistoryFullError:
            # What the log has twice is room; a disk that was full may have enough then.
            connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")
            with transaction(connection, self._path):
                session = write_notes(connection, self._token, notes)
        if self._session is None:
            self._begun(session)
        with self._changed:
            self._session = session
            self._written += len(notes)
            self._safe = max(self._safe, self._written)
            self._changed.notify_all()

    def _set_aside(self, error: HistoryError, waiting: list[Note | tuple[int, Task]]) -> None:
        """Keep what waits elsewhere; without another place in memory alone."""
        notes = [each for each in waiting if isinstance(each, Note)]
        unsafe = [each for each in notes if each.number > self._set_aside_up_to]
        if unsafe and self._backlog.add(unsafe):
            self._set_aside_up_to = unsafe[-1].number
        now_s = time.monotonic()
        with self._changed:
            if self._problem is None:
                self._failing_since = now_s
            self._problem = error
            self._tries += 1
            self._safe = self._written + len(notes)
            self._changed.notify_all()
        if isinstance(error, HistoryFullError):
            self._tell(Trouble.FULL)
        elif not isinstance(error, HistoryBusyError):
            self._tell(Trouble.UNWRITABLE)
        elif now_s - self._failing_since >= PATIENCE_S:
            self._tell(Trouble.LOCKED)

    def _is_written(self) -> None:
        """Take back what was said and set aside."""
        self._backlog.remove()
        with self._changed:
            self._problem, self._busy = None, False
            said, self._told_trouble = self._told_trouble, None
            self._changed.notify_all()
        if said is not None:
            self._told(Trouble.OVER, None)

    def _tell(self, trouble: Trouble) -> None:
        now_s = time.monotonic()
        with self._changed:
            if self._told_trouble is not None or now_s - self._told_at_s < QUIET_S:
                return
            self._told_trouble, self._told_at_s = trouble, now_s
        self._told(trouble, self._backlog.folder)
