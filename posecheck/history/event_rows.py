"""An event as rows: what began is written when it begins, and completed when it ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from posecheck.engine.events import (
    Cue,
    FaultEnded,
    FaultStarted,
    HoldEnded,
    HoldStarted,
    RepDone,
    SetEnded,
    TargetReached,
    ViewChanged,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from posecheck.engine.events import Event, ScoreParts
    from posecheck.history.records import MeasureRecord


def insert(connection: sqlite3.Connection, table: str, **values: Any) -> int:
    """Insert a row and return its id."""
    names, places = ", ".join(values), ", ".join("?" * len(values))
    row = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - names of our own
        tuple(values.values()),
    ).lastrowid
    assert row is not None
    return row


def write_event(
    connection: sqlite3.Connection, done: int, event: Event, measures: Sequence[MeasureRecord]
) -> None:
    """Write what an event of the exercise `done` says into the tables."""
    match event:
        case HoldStarted():
            insert(connection, "holds", exercise_id=done, side=event.side.value, start_s=event.start_s)
        case TargetReached():
            connection.execute(
                "UPDATE holds SET target_reached_s = ? WHERE id = "
                "(SELECT max(id) FROM holds WHERE exercise_id = ? AND end_s IS NULL)",
                (event.time_s, done),
            )
        case HoldEnded():
            _end_hold(connection, done, event, measures)
        case RepDone():
            rep = insert(
                connection,
                "reps",
                exercise_id=done,
                side=event.side.value,
                start_s=event.start_s,
                end_s=event.end_s,
                hold_start_s=known(event.hold_start_s),
                hold_end_s=known(event.hold_end_s),
                **_parts(event.parts),
            )
            _add_measures(connection, done, measures, rep_id=rep)
        case FaultStarted() | FaultEnded():
            _add_fault(connection, done, event)
        case Cue():
            insert(
                connection,
                "cues",
                exercise_id=done,
                time_s=event.time_s,
                text=event.text,
                kind=event.kind.value,
                fault=event.fault,
            )
        case ViewChanged():
            insert(
                connection,
                "views",
                exercise_id=done,
                time_s=event.time_s,
                state=event.state.value,
                reason=event.reason,
            )
        case SetEnded():
            connection.execute("UPDATE exercises SET stop_reason = ? WHERE id = ?", (event.reason, done))


def _end_hold(
    connection: sqlite3.Connection, done: int, event: HoldEnded, measures: Sequence[MeasureRecord]
) -> None:
    running = connection.execute(
        "SELECT max(id) FROM holds WHERE exercise_id = ? AND end_s IS NULL", (done,)
    ).fetchone()[0]
    hold = running or insert(
        connection, "holds", exercise_id=done, side=event.side.value, start_s=event.start_s
    )
    values = {
        "side": event.side.value,
        "start_s": event.start_s,
        "end_s": event.end_s,
        "held_s": event.held_s,
        "counted": event.counted,
        **_parts(event.parts),
    }
    assignments = ", ".join(f"{name} = ?" for name in values)
    connection.execute(
        f"UPDATE holds SET {assignments} WHERE id = ?",  # noqa: S608 - names of our own
        (*values.values(), hold),
    )
    _add_measures(connection, done, measures, hold_id=hold)


def _add_fault(connection: sqlite3.Connection, done: int, event: FaultStarted | FaultEnded) -> None:
    end_s = event.end_s if isinstance(event, FaultEnded) else None
    running = connection.execute(
        "UPDATE faults SET end_s = ?, severity = max(severity, ?) "
        "WHERE exercise_id = ? AND fault = ? AND start_s = ? AND end_s IS NULL",
        (end_s, event.severity, done, event.fault, event.start_s),
    )
    if not running.rowcount:
        insert(
            connection,
            "faults",
            exercise_id=done,
            fault=event.fault,
            severity=event.severity,
            side=event.side.value,
            start_s=event.start_s,
            end_s=end_s,
        )


def _add_measures(
    connection: sqlite3.Connection, done: int, measures: Sequence[MeasureRecord], **of: int
) -> None:
    for measure in measures:
        insert(
            connection,
            "measures",
            exercise_id=done,
            measure=measure.measure,
            unit=measure.unit,
            is_primary=measure.primary,
            median=measure.median,
            low=measure.low,
            high=measure.high,
            **of,
        )


def known(value: float) -> float | None:
    """Return `value`, ``None`` when it is unknown."""
    return value if math.isfinite(value) else None


def _parts(parts: ScoreParts) -> dict[str, float | bool | None]:
    return {
        "form": known(parts.form),
        "hold": known(parts.hold),
        "control": known(parts.control),
        "provisional": parts.provisional,
    }
