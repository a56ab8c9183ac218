"""The whole history as JSON, and its holds and repetitions as a table."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from posecheck.history.stills import count_stills
from posecheck.support.spreadsheet import SpreadsheetRows

if TYPE_CHECKING:
    from posecheck.history.records import ExerciseRecord, HoldRecord, RepRecord, SessionRecord
    from posecheck.history.store import History

SCHEMA = 1
COLUMNS = (
    "session", "started_at", "kind", "routine", "exercise", "side", "what", "start_s", "end_s", "held_s",
    "counted", "form", "hold", "control", "measure", "median", "low", "high", "unit",
)  # fmt: skip


def history_json(history: History) -> str:
    """Return everything in the history as JSON (docs/history.md); of pictures only how many there are."""
    sessions = []
    for session in reversed(history.sessions()):
        done = []
        for exercise in history.exercises(session.id):
            curves = [asdict(curve) for curve in history.curves(exercise.id)]
            done.append(asdict(exercise) | {"curves": curves})
        pain = [asdict(each) for each in history.pain(session.id)]
        pictures = count_stills(history.path, session.id)
        sessions.append(asdict(session) | {"exercises": done, "pain": pain, "pictures": pictures})
    content = {
        "schema": SCHEMA,
        "sessions": sessions,
        "answers": [asdict(each) for each in history.answers()],
        "baselines": [asdict(each) for each in history.baselines()],
        "assessments": [asdict(each) for each in history.course.assessments()],
        "goals": [asdict(each) for each in history.course.goals(ended=True)],
        "prescriptions": [asdict(each) for each in history.course.prescriptions()],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1, default=_plain) + "\n"


def history_csv(history: History) -> str:
    """Return one row for every hold and every repetition, the oldest first."""
    text = io.StringIO()
    table = SpreadsheetRows(text)
    table.write(COLUMNS)
    for session in reversed(history.sessions()):
        for exercise in history.exercises(session.id):
            rows = [(hold.start_s, _hold(session, exercise, hold)) for hold in exercise.holds]
            rows += [(rep.start_s, _rep(session, exercise, rep)) for rep in exercise.reps]
            for _, row in sorted(rows, key=lambda row: row[0]):
                table.write(row)
    return text.getvalue()


def _hold(session: SessionRecord, exercise: ExerciseRecord, hold: HoldRecord) -> list[Any]:
    return [*_of(session, exercise), hold.side, "hold", hold.start_s, hold.end_s, hold.held_s,
            int(hold.counted), *_ending(hold)]  # fmt: skip


def _rep(session: SessionRecord, exercise: ExerciseRecord, rep: RepRecord) -> list[Any]:
    return [*_of(session, exercise), rep.side, "rep", rep.start_s, rep.end_s, None, 1, *_ending(rep)]


def _of(session: SessionRecord, exercise: ExerciseRecord) -> list[Any]:
    return [session.id, session.started_at.isoformat(), session.kind, session.routine, exercise.exercise]


def _ending(position: HoldRecord | RepRecord) -> list[Any]:
    primary = next((each for each in position.measures if each.primary), None)
    measure = (
        [primary.measure, primary.median, primary.low, primary.high, primary.unit] if primary else [None] * 5
    )
    return [position.form, position.hold, position.control, *measure]


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the history")
