"""The file of the history: opened, brought up to date, checked; every write one transaction.

Write-ahead log with ``synchronous=FULL``: a commit is on the disk when it returns, so that neither a kill
nor a power cut takes anything counted. It costs one ``fsync`` an event, of which a session has a few a second
at most (docs/history.md has the figure).
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from posecheck.history.migrations import MIGRATIONS
from posecheck.history.soundness import (
    MIGRATIONS_TABLE,
    ForeignDatabaseError,
    UnsoundError,
    check_identity,
    check_soundness,
    mark,
)
from posecheck.support.errors import InputError
from posecheck.support.private_files import close_to_others, private_file, private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: How long to wait for another posecheck that writes at this moment.
_BUSY_S = 5.0


class HistoryError(InputError):
    """The history cannot be read or written; the message says why and what to do."""


class HistoryBusyError(HistoryError):
    """Another program has locked it at the moment."""


class HistoryFullError(HistoryError):
    """The disk is full."""


def open_database(path: Path) -> sqlite3.Connection:
    """Open the database at `path`, make it when it is not there, bring its tables up to date and check it.

    Raises
    ------
    HistoryError
        It is damaged, of a newer posecheck, or cannot be written.
    """
    with explained(path):
        try:
            private_folder(path.parent)
            if not path.exists():  # SQLite gives its log and its index the mode of the file
                private_file(path)
            for each in (path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))):
                close_to_others(each)
        except OSError as error:
            raise HistoryError(
                f"The history cannot be kept in {path.parent}: {error.strerror or error}; "
                "set POSECHECK_DATA_DIR to a folder that can be written."
            ) from error
        check_identity(path)  # before anything is written into what may be another program's
        connection = connect(path)
        try:
            _check(connection, path)
            _migrate(connection, path)
            check_soundness(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def connect(path: Path, *, busy_s: float = _BUSY_S) -> sqlite3.Connection:
    """Return a connection to the database at `path` that waits `busy_s` for others; used by one thread.

    Raises
    ------
    sqlite3.DatabaseError
        It cannot be opened.
    """
    # Transactions are begun by hand; the module would begin its own.
    connection = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at `path` into a sentence for the user."""
    try:
        yield
    except ForeignDatabaseError as error:
        raise HistoryError(
            f"{path} is not a history of posecheck's ({error}), and stays as it is; move it away, or set "
            "POSECHECK_DATA_DIR to another folder."
        ) from error
    except UnsoundError as error:
        raise _damaged(path, str(error)) from error
    except UnicodeDecodeError as error:  # in a message of SQLite's about a name that is damaged
        raise _damaged(path, "a name in it is no text") from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        undecodable = isinstance(error, sqlite3.OperationalError) and code == 0  # raised by Python's module
        if undecodable or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _damaged(path, str(error)) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise HistoryBusyError(
                f"Another program is writing the history {path}; wait for it to end and try again."
            ) from error
        if code == sqlite3.SQLITE_FULL:
            raise HistoryFullError(
                f"The disk is full, so {path} could not be written; free some space."
            ) from error
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
            raise HistoryError(
                f"The history {path} cannot be opened for writing ({error}); "
                "set POSECHECK_DATA_DIR to a folder that can be written."
            ) from error
        raise


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Make everything inside one step: all of it is kept, or nothing.

    Raises
    ------
    HistoryError
        It could not be written; what was committed earlier is safe.
    """
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:  # a full disk has ended it already
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def wipe(connection: sqlite3.Connection, path: Path) -> None:
    """Leave no trace of what was deleted in the file or in its log."""
    with explained(path):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")


def _damaged(path: Path, detail: str) -> HistoryError:
    return HistoryError(
        f"The history {path} is damaged ({detail.splitlines()[0]}); restore a copy of it, or rename it and "
        "posecheck begins a new one; with the sqlite3 tool, .recover saves what can still be read."
    )


def _check(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA integrity_check (1)").fetchone()[0]
    if found != "ok":
        raise _damaged(path, found)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute(MIGRATIONS_TABLE)
    with transaction(connection, path):
        mark(connection)
        # Read inside: another posecheck may be about to do the same.
        numbers = [row[0] for row in connection.execute("SELECT number FROM migrations ORDER BY number")]
        done = numbers[-1] if numbers else 0
        if done > len(MIGRATIONS):
            raise HistoryError(
                f"The history {path} was written by a newer posecheck (step {done}, this one knows "
                f"{len(MIGRATIONS)}); update posecheck."
            )
        if numbers != [*range(1, done + 1)]:
            raise _damaged(path, "its steps are not in order")
        for number, (name, statements) in enumerate(MIGRATIONS[done:], start=done + 1):
            # not executescript, which would commit before the step is recorded
            for statement in statements.split(";\n"):
                _take_step(connection, path, statement)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (number, name, now))


def _take_step(connection: sqlite3.Connection, path: Path, statement: str) -> None:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        # A table is there already, or is not: the steps were not those that the file says.
        raise _damaged(path, str(error)) from error
