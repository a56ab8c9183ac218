"""Rows of the history as records."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from posecheck.history.curves import unpack_curve
from posecheck.history.records import (
    AnswersRecord,
    BaselineRecord,
    CueRecord,
    CurveRecord,
    ExerciseRecord,
    FaultRecord,
    HeldValue,
    HoldRecord,
    MeasureRecord,
    PainRecord,
    RepRecord,
    SessionLine,
    SessionRecord,
    Unfinished,
    ViewRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_Arguments = ParamSpec("_Arguments")
_Records = TypeVar("_Records")
#: What a cell raises in which there is something that posecheck never wrote.
_OF_ODD_CELLS = (ValueError, TypeError, LookupError, OverflowError, AttributeError, RecursionError)


def reads_rows(read: Callable[_Arguments, _Records]) -> Callable[_Arguments, _Records]:
    """Let a row that cannot be one of ours be damage of the database, as a broken page is."""

    @wraps(read)
    def reading(*arguments: _Arguments.args, **keywords: _Arguments.kwargs) -> _Records:
        try:
            return read(*arguments, **keywords)
        except _OF_ODD_CELLS as error:
            damage = sqlite3.DatabaseError(f"a row cannot be read: {type(error).__name__}")
            damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damage from error

    return reading


@reads_rows
def sessions(
    connection: sqlite3.Connection, *, since: str | None, before: str | None, limit: int | None
) -> list[SessionRecord]:
    """Return the sessions that began at `since` or later and earlier than `before`, the newest first."""
    rows = connection.execute(
        "SELECT * FROM sessions WHERE started_at >= ? AND started_at < ? "
        "ORDER BY started_at DESC, id DESC LIMIT ?",
        (since or "", before or "9999", -1 if limit is None else limit),
    )
    return [_session(row) for row in rows]


@reads_rows
def summaries(connection: sqlite3.Connection, *, since: str | None) -> list[SessionLine]:
    """Return the sessions that began at `since` or later in one line each, the newest first.

    Their score is the mean of what was counted, by its time (catalogue §10).
    """
    rows = connection.execute(
        """
        WITH worked AS (
            SELECT session_id, score,
                (SELECT coalesce(sum(held_s), 0) FROM holds WHERE exercise_id = exercises.id AND counted)
                + (SELECT coalesce(sum(end_s - start_s), 0) FROM reps WHERE exercise_id = exercises.id)
                AS worked_s
            FROM exercises
        )
        SELECT sessions.*,
            (SELECT count(*) FROM exercises WHERE session_id = sessions.id AND status = 'done') AS exercises,
            (SELECT count(*) FROM holds JOIN exercises ON exercises.id = exercise_id
                WHERE session_id = sessions.id AND counted) AS holds,
            (SELECT count(*) FROM reps JOIN exercises ON exercises.id = exercise_id
                WHERE session_id = sessions.id) AS reps,
            (SELECT sum(score * worked_s) / sum(worked_s) FROM worked
                WHERE session_id = sessions.id AND score IS NOT NULL AND worked_s > 0) AS score,
            (SELECT group_concat(exercise, char(10)) FROM (SELECT exercise FROM exercises
                WHERE session_id = sessions.id GROUP BY exercise ORDER BY min(position))) AS names,
            (SELECT max(coalesce(ended_at, started_at)) FROM exercises
                WHERE session_id = sessions.id) AS seen_at,
            (SELECT level FROM pain WHERE session_id = sessions.id AND moment = 'before') AS pain_before,
            (SELECT level FROM pain WHERE session_id = sessions.id AND moment = 'after') AS pain_after
        FROM sessions WHERE started_at >= ? ORDER BY started_at DESC, id DESC
        """,
        (since or "",),
    )
    return [_summary(row) for row in rows]


def _summary(row: sqlite3.Row) -> SessionLine:
    started = datetime.fromisoformat(row["started_at"])
    session = _session(row)
    # One that was killed ended, as far as anybody knows, with the last that was seen of it.
    ended = datetime.fromisoformat(row["ended_at"] or row["seen_at"] or row["started_at"])
    return SessionLine(
        session=session,
        exercises=row["exercises"],
        holds=row["holds"],
        reps=row["reps"],
        score=row["score"],
        duration_s=max(0.0, (ended - started).total_seconds()),
        pain_before=row["pain_before"],
        pain_after=row["pain_after"],
        names=tuple(row["names"].split("\n")) if row["names"] else (),
        planned=sum(not step.get("again") for step in session.plan),
    )


@reads_rows
def session(connection: sqlite3.Connection, number: int) -> SessionRecord | None:
    """Return one session, ``None`` when there is none of that number."""
    row = connection.execute("SELECT * FROM sessions WHERE id = ?", (number,)).fetchone()
    return None if row is None else _session(row)


@reads_rows
def unfinished(connection: sqlite3.Connection, of: SessionRecord) -> Unfinished:
    """Return how far a session came."""
    every = exercises(connection, of.id)
    cut_off = every[-1] if every and every[-1].status == "running" else None
    return Unfinished(of, tuple(each for each in every if each.status in ("done", "skipped")), cut_off)


@reads_rows
def exercises(connection: sqlite3.Connection, number: int) -> list[ExerciseRecord]:
    """Return the exercises of a session in their order."""
    offset = connection.execute("SELECT utc_offset_min FROM sessions WHERE id = ?", (number,)).fetchone()
    rows = connection.execute("SELECT * FROM exercises WHERE session_id = ? ORDER BY position", (number,))
    return [_exercise(connection, row, offset[0]) for row in rows.fetchall()]


@reads_rows
def curves(connection: sqlite3.Connection, done: int) -> list[CurveRecord]:
    """Return the stretches of the leading measure of an exercise in their order."""
    rows = connection.execute("SELECT * FROM curves WHERE exercise_id = ? ORDER BY start_s, id", (done,))
    return [
        CurveRecord(*unpack_curve(row["start_s"], row["samples"]), (row["zone_low"], row["zone_high"]))
        for row in rows
    ]


@reads_rows
def known_exercises(connection: sqlite3.Connection, *, sessions: int) -> frozenset[str]:
    """Return the exercises that were done in so many sessions of the person's own at least."""
    rows = connection.execute(
        """
        SELECT exercise
        FROM exercises
        JOIN sessions ON sessions.id = session_id
        WHERE kind != 'replay' AND exercises.status = 'done'
        GROUP BY exercise
        HAVING count(DISTINCT session_id) >= ?
        """,
        (sessions,),
    )
    return frozenset(row["exercise"] for row in rows)


@reads_rows
def held_values(connection: sqlite3.Connection, exercise: str) -> list[HeldValue]:
    """Return the leading measure of every counted hold and repetition, the oldest first; no replays."""
    rows = connection.execute(
        """
        SELECT sessions.started_at, utc_offset_min, exercise, measure, unit, median,
            coalesce(holds.side, reps.side) AS side
        FROM measures
        JOIN exercises ON exercises.id = measures.exercise_id
        JOIN sessions ON sessions.id = session_id
        LEFT JOIN holds ON holds.id = hold_id
        LEFT JOIN reps ON reps.id = rep_id
        WHERE is_primary AND exercise = ? AND kind != 'replay' AND coalesce(counted, 1)
        ORDER BY sessions.started_at, measures.id
        """,
        (exercise,),
    )
    return [
        HeldValue(
            at=_local(row["started_at"], row["utc_offset_min"]),
            exercise=row["exercise"],
            side=row["side"],
            measure=row["measure"],
            unit=row["unit"],
            value=row["median"],
        )
        for row in rows
    ]


@reads_rows
def pain(connection: sqlite3.Connection, number: int | None) -> list[PainRecord]:
    """Return what was told of pain, of one session or of all."""
    rows = connection.execute(
        "SELECT pain.*, utc_offset_min FROM pain JOIN sessions ON sessions.id = session_id "
        "WHERE ? IS NULL OR session_id = ? ORDER BY started_at, session_id, "
        "CASE moment WHEN 'before' THEN 0 WHEN 'after' THEN 1 ELSE 2 END",
        (number, number),
    )
    return [
        PainRecord(
            row["session_id"], row["moment"], row["level"], _local(row["told_at"], row["utc_offset_min"])
        )
        for row in rows
    ]


@reads_rows
def answers(connection: sqlite3.Connection, kind: str | None) -> list[AnswersRecord]:
    """Return the answers, of a kind or of all, the newest first."""
    rows = connection.execute(
        "SELECT * FROM answers WHERE ? IS NULL OR kind = ? ORDER BY told_at DESC, id DESC", (kind, kind)
    )
    return [
        AnswersRecord(row["kind"], json.loads(row["answers"]), datetime.fromisoformat(row["told_at"]))
        for row in rows
    ]


@reads_rows
def baselines(connection: sqlite3.Connection, exercise: str | None) -> list[BaselineRecord]:
    """Return the baselines, of one exercise or of all, the newest first."""
    rows = connection.execute(
        "SELECT * FROM baselines WHERE ? IS NULL OR exercise = ? ORDER BY taken_at DESC, id DESC",
        (exercise, exercise),
    )
    return [
        BaselineRecord(
            row["exercise"],
            row["side"],
            row["measure"],
            row["value"],
            row["unit"],
            datetime.fromisoformat(row["taken_at"]),
        )
        for row in rows
    ]


def _local(text: str, offset_min: int) -> datetime:
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(minutes=offset_min)))


def _steps(text: str) -> list[dict[str, Any]]:
    steps = json.loads(text)
    if not all(isinstance(each, dict) for each in steps):
        raise ValueError("expected a plan of steps")
    return list(steps)


def _object(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("expected an object")
    return found


def _session(row: sqlite3.Row) -> SessionRecord:
    offset = row["utc_offset_min"]
    return SessionRecord(
        id=row["id"],
        kind=row["kind"],
        routine=row["routine"],
        plan=_steps(row["plan"]),
        source=row["source"],
        started_at=_local(row["started_at"], offset),
        ended_at=_local(row["ended_at"], offset) if row["ended_at"] else None,
        status=row["status"],
        journal=row["journal"],
    )


def _exercise(connection: sqlite3.Connection, row: sqlite3.Row, offset_min: int) -> ExerciseRecord:
    done = row["id"]

    def of(table: str, order: str) -> list[sqlite3.Row]:
        question = f"SELECT * FROM {table} WHERE exercise_id = ? ORDER BY {order}, id"  # noqa: S608 - our own names
        return connection.execute(question, (done,)).fetchall()

    by_hold: dict[int, list[MeasureRecord]] = defaultdict(list)
    by_rep: dict[int, list[MeasureRecord]] = defaultdict(list)
    for each in of("measures", "is_primary DESC"):
        measure = MeasureRecord(
            each["measure"], each["unit"], bool(each["is_primary"]), each["median"], each["low"], each["high"]
        )
        if each["hold_id"] is not None:
            by_hold[each["hold_id"]].append(measure)
        else:
            by_rep[each["rep_id"]].append(measure)
    return ExerciseRecord(
        id=done,
        session_id=row["session_id"],
        position=row["position"],
        exercise=row["exercise"],
        side=row["side"],
        profile=row["profile"],
        planned=json.loads(row["planned"]),
        started_at=_local(row["started_at"], offset_min),
        ended_at=_local(row["ended_at"], offset_min) if row["ended_at"] else None,
        status=row["status"],
        stop_reason=row["stop_reason"],
        score=row["score"],
        form=row["form"],
        hold=row["hold"],
        control=row["control"],
        provisional=bool(row["provisional"]),
        result=_object(row["result"]) if row["result"] else None,
        holds=tuple(_hold(each, by_hold[each["id"]]) for each in of("holds", "start_s")),
        reps=tuple(_rep(each, by_rep[each["id"]]) for each in of("reps", "start_s")),
        faults=tuple(
            FaultRecord(each["fault"], each["severity"], each["side"], each["start_s"], each["end_s"])
            for each in of("faults", "start_s")
        ),
        cues=tuple(
            CueRecord(each["time_s"], each["text"], each["kind"], each["fault"])
            for each in of("cues", "time_s")
        ),
        views=tuple(
            ViewRecord(each["time_s"], each["state"], each["reason"]) for each in of("views", "time_s")
        ),
    )


def _hold(row: sqlite3.Row, measures: list[MeasureRecord]) -> HoldRecord:
    return HoldRecord(
        id=row["id"],
        side=row["side"],
        start_s=row["start_s"],
        end_s=row["end_s"],
        held_s=row["held_s"],
        counted=bool(row["counted"]),
        target_reached_s=row["target_reached_s"],
        form=row["form"],
        hold=row["hold"],
        control=row["control"],
        measures=tuple(measures),
    )


def _rep(row: sqlite3.Row, measures: list[MeasureRecord]) -> RepRecord:
    return RepRecord(
        id=row["id"],
        side=row["side"],
        start_s=row["start_s"],
        end_s=row["end_s"],
        hold_start_s=row["hold_start_s"],
        hold_end_s=row["hold_end_s"],
        form=row["form"],
        hold=row["hold"],
        control=row["control"],
        measures=tuple(measures),
    )
