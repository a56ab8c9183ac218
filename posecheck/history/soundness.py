"""Whether a database is a history of posecheck's, with its tables and nothing in them that nobody wrote.

SQLite finds pages that are damaged, and rows that break the promises of their tables. It does not mind a
database of another program, a table without the column that is asked for, or a word in a column of numbers.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from posecheck.history.migrations import MIGRATIONS

if TYPE_CHECKING:
    from pathlib import Path

#: In the header of the file, where ``file`` and SQLite find whose it is: "pose".
APPLICATION_ID = 0x706F7365
#: The table of the steps that were taken, which is there before the first of them.
MIGRATIONS_TABLE = (
    "CREATE TABLE IF NOT EXISTS migrations "
    "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
)
#: Declared type → what a cell of it must be; no measure is nearly as large, and infinity is none.
_OF_TYPE = {
    "INTEGER": "typeof({0}) = 'integer'",
    "REAL": "typeof({0}) IN ('real', 'integer') AND abs({0}) < 1e12",
    "TEXT": "typeof({0}) = 'text'",
    "BLOB": "typeof({0}) = 'blob'",
}
_MOMENT = "{0} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:*'"
#: Columns with a promise beyond their type. Results are long, and are checked when they are read.
_OF_COLUMN = {
    "utc_offset_min": "{0} BETWEEN -1439 AND 1439",
    "plan": "json_type({0}) = 'array'",
    "planned": "json_type({0}) = 'object'",
    "answers": "json_type({0}) = 'object'",
    "trials": "json_type({0}) = 'array'",
    "remarks": "json_type({0}) = 'array'",
}

Columns = dict[str, tuple[str, bool]]


class ForeignDatabaseError(Exception):
    """Why a database is no history of posecheck's."""


class UnsoundError(Exception):
    """What is wrong in a history of posecheck's."""


def check_identity(path: Path) -> None:
    """Raise unless the database at `path` is posecheck's, or nobody's yet; nothing of it is changed.

    Raises
    ------
    ForeignDatabaseError
        It is no file, or has tables, and not those of posecheck.
    sqlite3.DatabaseError
        It is no database, or cannot be opened.
    """
    if not path.exists():
        return
    if not path.is_file():  # SQLite would wait for a pipe for ever
        raise ForeignDatabaseError("it is no file")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        if owner not in (0, APPLICATION_ID):
            raise ForeignDatabaseError("its mark is another program's")
        tables = {
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
            )
            if not name.startswith("sqlite_")
        }
        if tables and "migrations" not in tables:
            raise ForeignDatabaseError(f"it has a table {min(tables)} and none of posecheck's steps")
        if tables and not _has(connection, "migrations", _expected()["migrations"]):
            raise ForeignDatabaseError("its table migrations is not posecheck's")


def mark(connection: sqlite3.Connection) -> None:
    """Write into the header whose the database is, unless it says so already."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def check_soundness(connection: sqlite3.Connection) -> None:
    """Raise ``UnsoundError`` unless every table is as posecheck made it, and every cell of its kind."""
    for table, columns in _expected().items():
        if not _has(connection, table, columns):
            raise UnsoundError(f"the table {table} is not as posecheck made it")
    for table, columns in _expected().items():
        wrong = " OR ".join(_wrong(name, *declared) for name, declared in columns.items())
        # Names and conditions are our own; no input is in them.
        row = connection.execute(f"SELECT rowid FROM {table} WHERE {wrong} LIMIT 1").fetchone()  # noqa: S608
        if row is not None:
            raise UnsoundError(f"row {row[0]} of the table {table} holds what posecheck never writes")


def _wrong(name: str, declared: str, required: bool) -> str:  # noqa: FBT001 - as the table has it
    """Return the condition under which a cell is one that nobody wrote."""
    conditions = [_OF_TYPE[declared]]
    if name.endswith("_at"):
        conditions.append(_MOMENT)
    if name in _OF_COLUMN:
        conditions.append(_OF_COLUMN[name])
    # Asked one after the other: JSON functions fail on what is no text. ELSE 0 is also for NULL.
    sound = "1"
    for condition in reversed(conditions):
        sound = f"CASE WHEN {condition.format(name)} THEN {sound} ELSE 0 END"
    if name in _OF_COLUMN and "json" in _OF_COLUMN[name]:
        sound = f"CASE WHEN typeof({name}) = 'text' AND json_valid({name}) THEN {sound} ELSE 0 END"
    return f"NOT ({sound})" if required else f"({name} IS NOT NULL AND NOT ({sound}))"


def _has(connection: sqlite3.Connection, table: str, columns: Columns) -> bool:
    kind = connection.execute("SELECT type FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    found = _columns(connection, table)
    return kind is not None and kind[0] == "table" and found.items() >= columns.items()


def _columns(connection: sqlite3.Connection, table: str) -> Columns:
    rows = connection.execute(f"PRAGMA table_info ({table})").fetchall()
    return {row[1]: (row[2], bool(row[3] or row[5])) for row in rows}


@cache
def _expected() -> dict[str, Columns]:
    """Return the columns of every table as the steps make them: name → declared type, must be there."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(MIGRATIONS_TABLE)
        for _, statements in MIGRATIONS:
            connection.executescript(statements)
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {name: _columns(connection, name) for (name,) in tables}
