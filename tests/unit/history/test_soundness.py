"""Databases of other programs, and histories in which is what nobody wrote: refused, never touched."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.history.database import HistoryError
from posecheck.history.soundness import APPLICATION_ID
from posecheck.history.stills import StillNote, stills_dir, stills_of
from posecheck.history.store import History

RESULT = {"schema": 1, "score": 80.0}


def sound_history(folder: Path) -> Path:
    """Return a history with a session, an exercise and what was told."""
    place = folder / "history.sqlite3"
    with History(place) as history:
        session = history.begin_session("live", plan=[{"exercise": "bridge"}])
        done = history.begin_exercise(session, "bridge", planned={"reps": 3})
        history.add_curve(done, [(0.0, 1.0), (0.1, 2.0)])
        history.end_exercise(done, RESULT)
        history.end_session(session)
        history.add_pain(session, "before", 2)
        history.add_answers("screening", {"pregnancy": False})
        history.set_setting("key", [1])
    return place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sound_history(tmp_path)


def change(path: Path, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def read_everything(path: Path) -> None:
    with History(path) as history:
        for each in history.summaries():
            history.pain(each.session.id)
            for exercise in history.exercises(each.session.id):
                history.curves(exercise.id)
        history.answers()
        history.baselines()
        history.held_values("bridge")
        history.unfinished()
        history.setting("key")


def test_a_sound_history_is_read_and_marked(path: Path) -> None:
    read_everything(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_history_from_before_the_mark_is_marked(path: Path) -> None:
    change(path, "PRAGMA application_id = 0")
    read_everything(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


@each_of(
    "statements",
    [
        ("CREATE TABLE sessions (id, title)",),
        ("CREATE TABLE notes (id)", "CREATE TABLE migrations (id)"),
        ("CREATE VIEW migrations AS SELECT 1 AS number, '' AS name, '' AS applied_at",),
        ("PRAGMA application_id = 1",),
    ],
)
def test_a_database_of_another_program_stays_as_it_is(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "history.sqlite3"
    for each in statements:
        change(path, each)
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="is not a history of posecheck's") as caught:
        History(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "history.sqlite3")
    with pytest.raises(HistoryError, match="it is no file"):
        History(tmp_path / "history.sqlite3")


@each_of(
    "statement",
    [
        "DROP TABLE pain",
        "ALTER TABLE sessions DROP COLUMN plan",
        "ALTER TABLE exercises RENAME TO old",
        "INSERT INTO migrations VALUES (NULL, 'x', 'x')",
        "INSERT INTO migrations VALUES (-1, 'x', 'x')",
        "UPDATE migrations SET number = -number",
        "DELETE FROM migrations",
    ],
)
def test_other_tables_than_ours_are_told(tmp_path: Path, statement: str) -> None:
    path = sound_history(tmp_path)
    change(path, statement)
    with pytest.raises(HistoryError, match=r"is damaged|by a newer posecheck"):
        History(path)


@each_of(
    "table, column, value",
    [
        ("sessions", "started_at", "yesterday"),
        ("sessions", "started_at", "0000-00-00"),
        ("sessions", "started_at", "1999-13-45T99:00:00"),
        ("sessions", "started_at", "9999-12-31T23:59:59+00:00"),
        ("sessions", "ended_at", b"\xff\xfe\x00"),
        ("sessions", "utc_offset_min", "x"),
        ("sessions", "utc_offset_min", 10**15),
        ("sessions", "plan", "{"),
        ("sessions", "plan", "{}"),
        ("sessions", "plan", "[" * 900 + "]" * 900),
        ("sessions", "plan", b"\xff\xfe\x00"),
        ("exercises", "planned", "[]"),
        ("exercises", "planned", "aaa"),
        ("exercises", "result", "[1]"),
        ("exercises", "score", "[1]"),
        ("exercises", "score", float("inf")),
        ("exercises", "position", "x"),
        ("curves", "samples", "text"),
        ("curves", "samples", b"\xff\xfe\x00"),
        ("pain", "told_at", "null"),
        ("pain", "level", 2.5),
        ("answers", "answers", "[]"),
        ("answers", "answers", "null"),
    ],
)
def test_a_cell_that_nobody_wrote_is_damage(tmp_path: Path, table: str, column: str, value: Any) -> None:
    path = sound_history(tmp_path)
    change(path, f"UPDATE {table} SET {column} = ?", value)  # noqa: S608 - the names above
    with pytest.raises(HistoryError, match="is damaged") as caught:
        read_everything(path)
    assert "\n" not in str(caught.value)


def test_a_text_that_is_no_utf_8_is_damage(path: Path) -> None:
    change(path, "UPDATE exercises SET result = CAST(x'7bff7d' AS TEXT)")
    with pytest.raises(HistoryError, match="is damaged"):
        read_everything(path)


@each_of(
    "key, value",
    [
        ("exercise", "x"),
        ("exercise", None),
        ("time_s", []),
        ("held", 1),
        ("form", {}),
        ("cue", None),
    ],
)
def test_a_still_whose_note_is_odd_is_left_out(tmp_path: Path, key: str, value: Any) -> None:
    history = tmp_path / "history.sqlite3"
    note = {
        "exercise": 1,
        "side": "left",
        "time_s": 3,
        "value": 70.0,
        "unit": "deg",
        "form": None,
        "held": True,
    }
    folder = stills_dir(history, 1)
    folder.mkdir(parents=True)
    for number, each in enumerate((note, note | {key: value})):
        text = json.dumps(each).encode()
        content = b"\xff\xd8\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + b"\xff\xd9"
        (folder / f"{number}.jpg").write_bytes(content)
    (still,) = stills_of(history, 1)
    assert still.note == StillNote(1, "left", 3.0, 70.0, "deg", None, held=True)
