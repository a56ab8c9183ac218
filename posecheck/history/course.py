"""How it goes beside training: assessments, what is hard for the person, and prescriptions.

The course of a trouble is more than its sessions, and belongs to none of them.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from posecheck.history.course_records import AssessmentRecord, GoalLevel, GoalRecord, PrescriptionRecord
from posecheck.history.database import HistoryError, explained, transaction, wipe
from posecheck.history.event_rows import insert
from posecheck.history.notes import plain_json, utc
from posecheck.history.reading import reads_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

#: The tables of this module, for who deletes everything.
TABLES = ("assessments", "goals", "prescriptions")


class Course:
    """What is kept beside the sessions. Every method that writes has written when it returns.

    Parameters
    ----------
    connection, path
        The open database of the history and its file.

    Raises
    ------
    HistoryError
        It cannot be read or written. So may every method.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    # ---- assessments

    def add_assessment(self, record: AssessmentRecord) -> int:
        """Keep an assessment and return its number; `record.id` is not read."""
        offset = record.taken_at.utcoffset()
        if offset is None:
            raise ValueError("taken_at needs a time zone")
        return self._insert(
            "assessments",
            test=record.test,
            side=record.side,
            measure=record.measure,
            unit=record.unit,
            trials=plain_json(list(record.trials)),
            best=record.best,
            mean=record.mean,
            spread=record.spread,
            error=record.error,
            remarks=plain_json(list(record.remarks)),
            taken_at=utc(record.taken_at),
            utc_offset_min=round(offset.total_seconds() / 60),
            source=record.source,
        )

    def assessments(self, test: str | None = None) -> list[AssessmentRecord]:
        """Return the assessments, of one test or of all, the oldest first."""
        with explained(self._path):
            return _assessments(self._connection, test)

    def delete_assessment(self, number: int) -> None:
        """Delete one assessment, wiped from the file; ``HistoryError`` when there is none of that number."""
        with transaction(self._connection, self._path):
            gone = self._connection.execute("DELETE FROM assessments WHERE id = ?", (number,)).rowcount
        if not gone:
            raise HistoryError(f"There is no assessment {number}; `posecheck assess --history` lists them.")
        wipe(self._connection, self._path)

    # ---- what is hard for the person

    def add_goal(self, text: str, *, begun: datetime | None = None) -> int:
        """Keep something that is hard for the person, in their own words, and return its number."""
        return self._insert("goals", text=text, begun_at=utc(begun))

    def change_goal(self, goal: int, text: str) -> None:
        """Call it otherwise; what was told of it stays."""
        with transaction(self._connection, self._path):
            self._connection.execute("UPDATE goals SET text = ? WHERE id = ?", (text, goal))

    def end_goal(self, goal: int, *, ended: datetime | None = None) -> None:
        """Ask for it no longer; what was told of it stays."""
        with transaction(self._connection, self._path):
            self._connection.execute("UPDATE goals SET ended_at = ? WHERE id = ?", (utc(ended), goal))

    def delete_goal(self, goal: int) -> None:
        """Delete a goal with all that was told of it, wiped from the file."""
        with transaction(self._connection, self._path):
            self._connection.execute("DELETE FROM goals WHERE id = ?", (goal,))
        wipe(self._connection, self._path)

    def add_goal_levels(
        self, levels: Mapping[int, int], *, told: datetime | None = None, replacing: datetime | None = None
    ) -> None:
        """Keep how hard each goal was (number → 0 to 10), all of them or none.

        What was told of them from `replacing` on is replaced: who answers twice on a day has corrected it.
        """
        with transaction(self._connection, self._path):
            for goal, level in levels.items():
                if replacing is not None:
                    self._connection.execute(
                        "DELETE FROM goal_levels WHERE goal_id = ? AND told_at >= ?", (goal, utc(replacing))
                    )
                self._connection.execute(
                    "INSERT OR REPLACE INTO goal_levels VALUES (?, ?, ?)", (goal, level, utc(told))
                )

    def goals(self, *, ended: bool = False) -> list[GoalRecord]:
        """Return what is hard for the person, the oldest first; with `ended` also what is asked no longer."""
        with explained(self._path):
            found = _goals(self._connection)
        return [each for each in found if ended or each.ended_at is None]

    # ---- prescriptions

    def add_prescription(self, text: str, *, imported: datetime | None = None) -> int:
        """Keep a prescription as the one that is followed from now on; one before it ends."""
        with transaction(self._connection, self._path):
            self._connection.execute(
                "UPDATE prescriptions SET ended_at = ? WHERE ended_at IS NULL", (utc(imported),)
            )
            return insert(self._connection, "prescriptions", text=text, imported_at=utc(imported))

    def end_prescription(self, *, ended: datetime | None = None) -> None:
        """Follow no prescription any more; it stays in the history."""
        with transaction(self._connection, self._path):
            self._connection.execute(
                "UPDATE prescriptions SET ended_at = ? WHERE ended_at IS NULL", (utc(ended),)
            )

    def prescriptions(self) -> list[PrescriptionRecord]:
        """Return the prescriptions ever imported, the newest first."""
        with explained(self._path):
            return _prescriptions(self._connection)

    def _insert(self, table: str, **values: Any) -> int:
        with transaction(self._connection, self._path):
            return insert(self._connection, table, **values)


@reads_rows
def _assessments(connection: sqlite3.Connection, test: str | None) -> list[AssessmentRecord]:
    rows = connection.execute(
        "SELECT * FROM assessments WHERE ?1 IS NULL OR test = ?1 ORDER BY taken_at, id", (test,)
    )
    return [
        AssessmentRecord(
            test=row["test"],
            side=row["side"],
            measure=row["measure"],
            unit=row["unit"],
            trials=tuple(None if each is None else float(each) for each in json.loads(row["trials"])),
            best=row["best"],
            mean=row["mean"],
            spread=row["spread"],
            error=row["error"],
            remarks=tuple(str(each) for each in json.loads(row["remarks"])),
            taken_at=datetime.fromisoformat(row["taken_at"]).astimezone(
                timezone(timedelta(minutes=row["utc_offset_min"]))
            ),
            source=row["source"],
            id=row["id"],
        )
        for row in rows
    ]


@reads_rows
def _goals(connection: sqlite3.Connection) -> list[GoalRecord]:
    levels = connection.execute("SELECT * FROM goal_levels ORDER BY told_at").fetchall()
    return [
        GoalRecord(
            row["id"],
            row["text"],
            datetime.fromisoformat(row["begun_at"]),
            _moment(row["ended_at"]),
            tuple(
                GoalLevel(each["level"], datetime.fromisoformat(each["told_at"]))
                for each in levels
                if each["goal_id"] == row["id"]
            ),
        )
        for row in connection.execute("SELECT * FROM goals ORDER BY begun_at, id")
    ]


@reads_rows
def _prescriptions(connection: sqlite3.Connection) -> list[PrescriptionRecord]:
    return [
        PrescriptionRecord(
            row["id"], row["text"], datetime.fromisoformat(row["imported_at"]), _moment(row["ended_at"])
        )
        for row in connection.execute("SELECT * FROM prescriptions ORDER BY imported_at DESC, id DESC")
    ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
