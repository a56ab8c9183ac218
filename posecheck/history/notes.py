"""Notes: what is to be written into the history of one session, in its order, as plain data.

A note can wait: in memory, or in a file of JSON lines while the database cannot be written. Each has a number
within its session, and the session remembers the last one that is in the database, so that none is written
twice. Exercises are named by their place in the session, which is known before the database is asked.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from posecheck.engine.event_entries import event_of
from posecheck.history.curves import pack_curve
from posecheck.history.database import HistoryError
from posecheck.history.event_rows import insert, known, write_event
from posecheck.history.records import MeasureRecord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class SessionGoneError(HistoryError):
    """The session is not in the history any more."""


class What(StrEnum):
    """What a note tells."""

    BEGUN = "begun"
    PLANNED = "planned"
    RESUMED = "resumed"
    PAIN = "pain"
    EXERCISE_BEGUN = "exercise-begun"
    HAPPENED = "happened"
    CURVE = "curve"
    EXERCISE_ENDED = "exercise-ended"
    BASELINE = "baseline"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be kept.

    Parameters
    ----------
    number
        Its place among the notes of the session, from 1.
    what
        What it tells.
    values
        Plain data, as JSON has it.
    position
        Place of its exercise in the session, from 1; 0 for what belongs to the session.
    """

    number: int
    what: What
    values: dict[str, Any]
    position: int = 0

    def line(self) -> str:
        """Return it as a line of JSON."""
        entry = {"number": self.number, "what": self.what.value, "position": self.position}
        return json.dumps(entry | {"values": self.values}, ensure_ascii=False, allow_nan=False)

    @classmethod
    def of_line(cls, line: str) -> Note:
        """Return the note of a line; ``ValueError`` when it is none, as one that was cut off."""
        try:
            entry = json.loads(line)
            return cls(
                int(entry["number"]), What(entry["what"]), dict(entry["values"]), int(entry["position"])
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no note") from error


def utc(moment: datetime | None = None) -> str:
    """Return a moment, by default now, as the history has it."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")


def plain_json(value: Any) -> str:
    """Return plain data as the history has it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def session_of(connection: sqlite3.Connection, token: str) -> tuple[int, int] | None:
    """Return the number of the session with `token` and that of the last note that is in the database."""
    row = connection.execute("SELECT id, notes FROM sessions WHERE token = ?", (token,)).fetchone()
    return None if row is None else (row[0], row[1])


def exercise_at(connection: sqlite3.Connection, session: int, position: int) -> int | None:
    """Return the number of the exercise at a place of a session, ``None`` when there is none."""
    row = connection.execute(
        "SELECT id FROM exercises WHERE session_id = ? AND position = ?", (session, position)
    ).fetchone()
    return None if row is None else int(row[0])


def write_notes(connection: sqlite3.Connection, token: str, notes: Iterable[Note]) -> int:
    """Write the notes of a session that are not in the database yet; return the number of the session.

    A transaction is under way.

    Raises
    ------
    SessionGoneError
        The session is not there: it was deleted, or the database is another one.
    """
    found = session_of(connection, token)
    for note in notes:
        if found is None:
            if note.what is not What.BEGUN:
                raise SessionGoneError(
                    "The session was deleted from the history while it ran; what came later is not kept."
                )
            found = insert(connection, "sessions", token=token, **note.values), note.number
            continue
        session, last = found
        if note.number > last:
            _write(connection, session, note)
            found = session, note.number
    if found is None:
        raise ValueError("no note to write")
    session, last = found
    connection.execute("UPDATE sessions SET notes = ? WHERE id = ?", (last, session))
    return session


def _write(connection: sqlite3.Connection, session: int, note: Note) -> None:
    values = note.values
    match note.what:
        case What.BEGUN:
            pass
        case What.PLANNED:
            connection.execute(
                "UPDATE sessions SET plan = ?, source = ? WHERE id = ?",
                (plain_json(values["plan"]), values["source"], session),
            )
        case What.RESUMED:
            resume(connection, session)
        case What.PAIN:
            add_pain(connection, session, values["moment"], values["level"], values["told_at"])
        case What.ENDED:
            end_session(connection, session, values["status"], values["ended_at"])
        case What.BASELINE:
            insert(connection, "baselines", **values)
        case What.EXERCISE_BEGUN:
            insert(connection, "exercises", session_id=session, position=note.position, **values)
        case _:
            done = exercise_at(connection, session, note.position)
            if done is not None:  # its beginning may be lost with the file that had it
                _write_of_exercise(connection, done, note.what, values)


def _write_of_exercise(connection: sqlite3.Connection, done: int, what: What, values: dict[str, Any]) -> None:
    if what is What.HAPPENED:
        measures = [MeasureRecord(**each) for each in values["measures"]]
        write_event(connection, done, event_of(values["event"]), measures)
    elif what is What.CURVE:
        low, high = (math.nan if each is None else each for each in values["zone"])
        add_curve(connection, done, [(at_s, value) for at_s, value in values["samples"]], (low, high))
    else:
        end_exercise(connection, done, values["result"], values["status"], values["ended_at"])


# ---- rows; a transaction is under way


def end_session(connection: sqlite3.Connection, session: int, status: str, ended_at: str) -> None:
    """End a session at a time of :func:`utc`."""
    connection.execute(
        "UPDATE sessions SET status = ?, ended_at = ? WHERE id = ?", (status, ended_at, session)
    )


def resume(connection: sqlite3.Connection, session: int) -> None:
    """Go on with a session; an exercise that was cut off in it counts as stopped."""
    connection.execute("UPDATE sessions SET status = 'running', ended_at = NULL WHERE id = ?", (session,))
    connection.execute(
        "UPDATE exercises SET status = 'stopped' WHERE session_id = ? AND status = 'running'", (session,)
    )


def add_pain(connection: sqlite3.Connection, session: int, moment: str, level: int, told_at: str) -> None:
    """Note pain; a later answer replaces one."""
    connection.execute(
        "INSERT INTO pain VALUES (?, ?, ?, ?) ON CONFLICT (session_id, moment) "
        "DO UPDATE SET level = excluded.level, told_at = excluded.told_at",
        (session, moment, level, told_at),
    )


def add_curve(
    connection: sqlite3.Connection,
    done: int,
    samples: list[tuple[float, float]],
    zone: tuple[float, float],
) -> None:
    """Add a stretch of the leading measure of an exercise."""
    start_s = samples[0][0]
    insert(
        connection,
        "curves",
        exercise_id=done,
        start_s=start_s,
        zone_low=known(zone[0]),
        zone_high=known(zone[1]),
        samples=pack_curve(start_s, samples),
    )


def end_exercise(
    connection: sqlite3.Connection, done: int, result: dict[str, Any] | None, status: str, ended_at: str
) -> None:
    """End an exercise; `result` is of schema 1."""
    parts = (result or {}).get("score_parts") or {}
    connection.execute(
        "UPDATE exercises SET status = ?, ended_at = ?, score = ?, form = ?, hold = ?, control = ?, "
        "provisional = ?, result = ?, side = iif(side = 'none', coalesce(?, side), side) WHERE id = ?",
        (
            status,
            ended_at,
            (result or {}).get("score"),
            parts.get("form"),
            parts.get("hold"),
            parts.get("control"),
            bool((result or {}).get("provisional")),
            None if result is None else plain_json(result),
            (result or {}).get("side"),
            done,
        ),
    )
