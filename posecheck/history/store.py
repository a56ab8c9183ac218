"""The history as its users see it: what is written is on the disk when the method returns."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from posecheck.history import notes, reading
from posecheck.history.backlog import take_in
from posecheck.history.course import TABLES as COURSE
from posecheck.history.course import Course
from posecheck.history.database import HistoryError, explained, open_database, transaction, wipe
from posecheck.history.event_rows import insert, write_event
from posecheck.history.notes import plain_json, utc
from posecheck.history.running import is_locked
from posecheck.history.writing import DirectWriter
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from posecheck.engine.events import Event
    from posecheck.history.records import (
        AnswersRecord,
        BaselineRecord,
        CurveRecord,
        ExerciseRecord,
        HeldValue,
        MeasureRecord,
        PainRecord,
        SessionLine,
        SessionRecord,
        Unfinished,
    )

#: Who has done an exercise in so many sessions needs only the short form of its introduction.
KNOWN_AFTER = 2


class History:
    """The user's history. Every method that writes has written to the disk when it returns.

    Parameters
    ----------
    path
        The SQLite file; made when it is not there. By default the one in the user's data place.

    Raises
    ------
    HistoryError
        It is damaged, of a newer posecheck, or cannot be written. So may every method.

    Attributes
    ----------
    course
        What is kept beside the sessions: assessments, what is hard for the person, prescriptions.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or history_path()
        self._connection = open_database(self.path)
        self.course = Course(self._connection, self.path)
        # What is there can be read all the same; a session that goes on with it will say so.
        with suppress(HistoryError):
            take_in(self._connection, self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- sessions

    def begin_session(  # noqa: PLR0913 - what a session is has that many parts
        self,
        kind: str,
        *,
        routine: str | None = None,
        plan: Sequence[dict[str, Any]] = (),
        source: str = "",
        journal: str | None = None,
        started: datetime | None = None,
    ) -> int:
        """Begin a session and return its number; the parameters are those of ``SessionRecord``.

        `started` needs a time zone; by default it is now.
        """
        moment = started or datetime.now().astimezone()
        offset = moment.utcoffset()
        if offset is None:
            raise ValueError("started needs a time zone")
        return self._insert(
            "sessions",
            kind=kind,
            routine=routine,
            plan=plain_json(list(plan)),
            source=source,
            journal=journal,
            started_at=utc(moment),
            utc_offset_min=round(offset.total_seconds() / 60),
        )

    def end_session(self, session: int, status: str = "done", *, ended: datetime | None = None) -> None:
        """End a session: ``"done"``, ``"stopped"`` by the person, or ``"interrupted"``, to be resumed."""
        with transaction(self._connection, self.path):
            notes.end_session(self._connection, session, status, utc(ended))

    def resume_session(self, session: int) -> None:
        """Go on with a session; an exercise that was cut off in it counts as stopped."""
        with transaction(self._connection, self.path):
            notes.resume(self._connection, session)

    def writer(self, token: str) -> DirectWriter:
        """Return what writes the notes of the session with a token at once."""
        return DirectWriter(self._connection, self.path, token)

    def claim_session(self, session: int) -> tuple[str, int, int]:
        """Return the token of a session that is gone on with, and how many notes and exercises it has."""
        take_in(self._connection, self.path)
        with transaction(self._connection, self.path):
            self._connection.execute(
                "UPDATE sessions SET token = coalesce(token, ?) WHERE id = ?", (uuid4().hex, session)
            )
            row = self._connection.execute(
                "SELECT token, notes, (SELECT coalesce(max(position), 0) FROM exercises "
                "WHERE session_id = ?1) FROM sessions WHERE id = ?1",
                (session,),
            ).fetchone()
        if row is None:
            raise HistoryError(f"There is no session {session}; `posecheck history` lists them.")
        return row[0], row[1], row[2]

    def sessions(
        self, *, since: datetime | None = None, before: datetime | None = None, limit: int | None = None
    ) -> list[SessionRecord]:
        """Return the sessions, the newest first."""
        with explained(self.path):
            return reading.sessions(
                self._connection,
                since=utc(since) if since else None,
                before=utc(before) if before else None,
                limit=limit,
            )

    def summaries(self, *, since: datetime | None = None) -> list[SessionLine]:
        """Return the sessions in one line each, the newest first."""
        with explained(self.path):
            return reading.summaries(self._connection, since=utc(since) if since else None)

    def session(self, session: int) -> SessionRecord:
        """Return one session; ``HistoryError`` when there is none of that number."""
        with explained(self.path):
            found = reading.session(self._connection, session)
        if found is None:
            raise HistoryError(f"There is no session {session}; `posecheck history` lists them.")
        return found

    def last_session(self) -> SessionRecord | None:
        """Return the newest session, ``None`` when there is none."""
        newest = self.sessions(limit=1)
        return newest[0] if newest else None

    def is_running(self, session: int) -> bool:
        """Return whether a session runs at this moment, here or in another process."""
        return is_locked(self.path, session)

    def unfinished(self) -> Unfinished | None:
        """Return the newest session if it was killed or interrupted, with how far it came.

        One that runs at this moment is nobody else's to go on with. A routine that came no further than the
        questions before it is passed over.
        """
        begun = (each for each in self.sessions() if each.kind != "routine" or each.plan)
        newest = next(begun, None)
        if newest is None or newest.status not in ("running", "interrupted") or self.is_running(newest.id):
            return None
        with explained(self.path):
            return reading.unfinished(self._connection, newest)

    def delete(self, sessions: Iterable[int]) -> int:
        """Delete sessions with everything that belongs to them and return how many; the space is wiped."""
        with transaction(self._connection, self.path):
            gone = sum(
                self._connection.execute("DELETE FROM sessions WHERE id = ?", (each,)).rowcount
                for each in sessions
            )
        wipe(self._connection, self.path)
        return gone

    def delete_everything(self) -> None:
        """Delete all sessions, answers, baselines, settings, and what is kept beside the sessions."""
        with transaction(self._connection, self.path):
            for table in ("sessions", "answers", "baselines", "settings", *COURSE):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own, no input
        wipe(self._connection, self.path)

    # ---- exercises

    def begin_exercise(
        self,
        session: int,
        exercise: str,
        *,
        side: str = "none",
        planned: dict[str, Any] | None = None,
        profile: str = "default",
    ) -> int:
        """Begin an exercise of a session and return its number in the history.

        `planned` is the step of the plan it carries out, with any of ``hold_s``, ``reps`` and ``sets``.
        """
        with transaction(self._connection, self.path):
            row = self._connection.execute(
                "INSERT INTO exercises (session_id, position, exercise, side, planned, profile, started_at) "
                "SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM exercises WHERE session_id = ?",
                (
                    session,
                    exercise,
                    side,
                    plain_json(planned or {}),
                    profile,
                    utc(),
                    session,
                ),
            ).lastrowid
        assert row is not None
        return row

    def end_exercise(self, done: int, result: dict[str, Any] | None = None, status: str = "done") -> None:
        """End an exercise: ``"done"``, ``"skipped"`` or ``"stopped"``; `result` is of schema 1."""
        with transaction(self._connection, self.path):
            notes.end_exercise(self._connection, done, result, status, utc())

    def add_event(self, done: int, event: Event, measures: Sequence[MeasureRecord] = ()) -> None:
        """Add an event of the exercise numbered `done`.

        `measures` are those of the hold or the repetition that the event ends.
        """
        with transaction(self._connection, self.path):
            write_event(self._connection, done, event, measures)

    def add_curve(
        self,
        done: int,
        samples: Sequence[tuple[float, float]],
        zone: tuple[float, float] = (math.nan, math.nan),
    ) -> None:
        """Add a stretch of the leading measure: times in seconds and values."""
        if samples:
            with transaction(self._connection, self.path):
                notes.add_curve(self._connection, done, list(samples), zone)

    def exercises(self, session: int) -> list[ExerciseRecord]:
        """Return the exercises of a session in their order, with everything that was counted."""
        with explained(self.path):
            return reading.exercises(self._connection, session)

    def curves(self, done: int) -> list[CurveRecord]:
        """Return the stretches of the leading measure of an exercise in their order."""
        with explained(self.path):
            return reading.curves(self._connection, done)

    def known_exercises(self, sessions: int = KNOWN_AFTER) -> frozenset[str]:
        """Return the exercises that somebody knows: done in so many sessions; no replays."""
        with explained(self.path):
            return reading.known_exercises(self._connection, sessions=sessions)

    def held_values(self, exercise: str) -> list[HeldValue]:
        """Return the leading measure of every counted hold and repetition of an exercise, oldest first."""
        with explained(self.path):
            return reading.held_values(self._connection, exercise)

    # ---- what the person tells

    def add_pain(self, session: int, moment: str, level: int, *, told: datetime | None = None) -> None:
        """Note pain 0 to 10 ``"before"``, ``"after"`` or the ``"next-day"``; a later answer replaces one."""
        with transaction(self._connection, self.path):
            notes.add_pain(self._connection, session, moment, level, utc(told))

    def pain(self, session: int | None = None) -> list[PainRecord]:
        """Return what was told of pain, of one session or of all, in the order of the sessions."""
        with explained(self.path):
            return reading.pain(self._connection, session)

    def add_answers(self, kind: str, answers: dict[str, Any], *, told: datetime | None = None) -> None:
        """Keep answers of a kind (``"screening"``, ``"consent"``, …); earlier ones stay."""
        self._insert("answers", kind=kind, answers=plain_json(answers), told_at=utc(told))

    def last_answers(self, kind: str) -> AnswersRecord | None:
        """Return the newest answers of a kind with their time, ``None`` when there are none."""
        newest = self.answers(kind)
        return newest[0] if newest else None

    def answers(self, kind: str | None = None) -> list[AnswersRecord]:
        """Return the answers ever given, of a kind or of all, the newest first."""
        with explained(self.path):
            return reading.answers(self._connection, kind)

    def add_baseline(self, baseline: BaselineRecord) -> None:
        """Keep the person's own value of a measure to compare with from now on."""
        self._insert("baselines", **(asdict(baseline) | {"taken_at": utc(baseline.taken_at)}))

    def baselines(self, exercise: str | None = None) -> list[BaselineRecord]:
        """Return the baselines, of one exercise or of all, the newest first."""
        with explained(self.path):
            return reading.baselines(self._connection, exercise)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep `value`, plain data, under `key`."""
        with transaction(self._connection, self.path):
            self._connection.execute(
                "INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, plain_json(value))
            )

    def setting(self, key: str, default: Any = None) -> Any:
        """Return what is kept under `key`, else `default`."""
        with explained(self.path):
            row = self._connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    # ---- rows

    def _insert(self, table: str, **values: Any) -> int:
        with transaction(self._connection, self.path):
            return insert(self._connection, table, **values)
