"""What is kept beside the sessions: assessments, what is hard for the person, prescriptions."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.history.course_records import AssessmentRecord, GoalLevel
from posecheck.history.database import HistoryError
from posecheck.history.export import history_json
from posecheck.history.migrations import MIGRATIONS
from posecheck.history.store import History

EVENING = datetime(2026, 10, 1, 23, 30, tzinfo=timezone(timedelta(hours=2)))
RAISE = AssessmentRecord(
    "straight-leg-raise", "left", "leg-raise", "deg", (61.5, None, 64.0), 64.0, 62.75, 2.5, 5.1,
    ("knee-bent",), EVENING, "camera",
)  # fmt: skip


@pytest.fixture
def history(tmp_path: Path):
    with History(tmp_path / "history.sqlite3") as opened:
        yield opened


def reopened(history: History) -> History:
    history.close()
    return History(history.path)


def change(path: Path, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement, values)


# ---- assessments


def test_an_assessment_is_read_back_as_it_was_in_the_local_time_of_then(history: History) -> None:
    number = history.course.add_assessment(RAISE)
    (kept,) = reopened(history).course.assessments()
    assert kept == replace(RAISE, id=number)
    assert (kept.taken_at.hour, kept.taken_at.utcoffset()) == (23, timedelta(hours=2))


def test_an_assessment_without_a_time_zone_is_a_fault_of_ours(history: History) -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        history.course.add_assessment(replace(RAISE, taken_at=EVENING.replace(tzinfo=None)))


def test_assessments_are_of_one_test_or_of_all_the_oldest_first(history: History) -> None:
    for test, days in (("side-bend", 0), ("straight-leg-raise", 2), ("straight-leg-raise", 1)):
        history.course.add_assessment(replace(RAISE, test=test, taken_at=EVENING + timedelta(days=days)))
    assert [each.test for each in history.course.assessments()] == ["side-bend", *[RAISE.test] * 2]
    assert [each.id for each in history.course.assessments(RAISE.test)] == [3, 2]


def test_nothing_seen_in_any_repetition_is_kept_as_unknown(history: History) -> None:
    history.course.add_assessment(
        replace(RAISE, trials=(None,) * 3, best=None, mean=None, spread=None, error=None, remarks=())
    )
    (kept,) = history.course.assessments()
    assert (kept.trials, kept.best, kept.mean, kept.spread, kept.error) == ((None,) * 3, *[None] * 4)


def test_one_assessment_is_deleted_and_the_others_stay(history: History) -> None:
    first, second = (history.course.add_assessment(RAISE) for _ in range(2))
    history.course.delete_assessment(first)
    assert [each.id for each in history.course.assessments()] == [second]
    with pytest.raises(HistoryError, match="There is no assessment 1"):
        history.course.delete_assessment(first)


# ---- what is hard for the person


def test_a_goal_is_kept_with_what_was_told_of_it_in_its_order(history: History) -> None:
    goal = history.course.add_goal("lifting my grandchild", begun=EVENING)
    later = EVENING + timedelta(days=14)
    history.course.add_goal_levels({goal: 6}, told=later)
    history.course.add_goal_levels({goal: 3}, told=EVENING)
    (kept,) = reopened(history).course.goals()
    assert (kept.id, kept.text, kept.begun_at, kept.ended_at) == (
        goal,
        "lifting my grandchild",
        EVENING,
        None,
    )
    assert kept.levels == (GoalLevel(3, EVENING), GoalLevel(6, later))


def test_what_is_told_again_replaces_what_was_told_since_then_and_nothing_before(history: History) -> None:
    first, second = history.course.add_goal("one"), history.course.add_goal("two")
    morning, noon = EVENING - timedelta(hours=14), EVENING - timedelta(hours=11)
    history.course.add_goal_levels({first: 1, second: 1}, told=EVENING - timedelta(days=1))
    history.course.add_goal_levels({first: 2, second: 2}, told=morning)
    history.course.add_goal_levels({first: 3}, told=noon, replacing=EVENING - timedelta(hours=20))
    assert [[each.level for each in goal.levels] for goal in history.course.goals()] == [[1, 3], [1, 2]]


def test_levels_are_kept_all_or_none(history: History) -> None:
    goal = history.course.add_goal("one")
    with pytest.raises(sqlite3.IntegrityError):
        history.course.add_goal_levels({goal: 3, goal + 1: 4})
    assert history.course.goals()[0].levels == ()


def test_a_goal_that_ended_is_asked_no_longer_and_stays(history: History) -> None:
    goals = [history.course.add_goal(text) for text in ("one", "two")]
    history.course.add_goal_levels({goals[0]: 4})
    history.course.end_goal(goals[0], ended=EVENING)
    assert [each.id for each in history.course.goals()] == goals[1:]
    ended = history.course.goals(ended=True)[0]
    assert (ended.ended_at, [each.level for each in ended.levels]) == (EVENING, [4])


def test_a_goal_is_called_otherwise_and_keeps_what_was_told(history: History) -> None:
    goal = history.course.add_goal("lifting")
    history.course.add_goal_levels({goal: 4})
    history.course.change_goal(goal, "lifting my grandchild")
    (kept,) = history.course.goals()
    assert (kept.text, len(kept.levels)) == ("lifting my grandchild", 1)


def test_a_goal_is_deleted_with_what_was_told_and_leaves_no_trace(history: History) -> None:
    first, second = (history.course.add_goal(text) for text in ("lifting my grandchild", "sitting"))
    history.course.add_goal_levels({first: 4, second: 5})
    history.course.delete_goal(first)
    (left,) = history.course.goals(ended=True)
    assert (left.id, [each.level for each in left.levels]) == (second, [5])
    history.close()
    assert b"grandchild" not in history.path.read_bytes()


# ---- prescriptions


def test_a_prescription_is_kept_whole_and_a_new_one_ends_the_one_before(history: History) -> None:
    text = '# from Dr. Ähm\ntitle = "Hamstrings"\n'
    history.course.add_prescription(text, imported=EVENING)
    (first,) = reopened(history).course.prescriptions()
    assert (first.text, first.imported_at, first.ended_at) == (text, EVENING, None)
    history = History(history.path)
    later = EVENING + timedelta(days=20)
    history.course.add_prescription("title = 'Back'", imported=later)
    newest, before = history.course.prescriptions()
    assert (newest.ended_at, before.ended_at) == (None, later)
    history.course.end_prescription(ended=later + timedelta(days=1))
    assert [each.ended_at for each in history.course.prescriptions()] == [later + timedelta(days=1), later]


# ---- all of it


def fill(history: History) -> None:
    history.course.add_assessment(RAISE)
    goal = history.course.add_goal("lifting my grandchild", begun=EVENING)
    history.course.add_goal_levels({goal: 3}, told=EVENING)
    history.course.add_prescription("title = 'Back'", imported=EVENING)


def test_deleting_everything_deletes_this_too_and_leaves_no_trace(history: History) -> None:
    fill(history)
    history.delete_everything()
    course = history.course
    assert (course.assessments(), course.goals(ended=True), course.prescriptions()) == ([], [], [])
    history.close()
    with closing(sqlite3.connect(history.path)) as connection:
        assert connection.execute("SELECT count(*) FROM goal_levels").fetchone() == (0,)
    assert b"grandchild" not in history.path.read_bytes()


def test_the_export_has_all_of_it(history: History) -> None:
    fill(history)
    content = json.loads(history_json(history))
    assert content["assessments"][0]["trials"] == [61.5, None, 64.0]
    assert content["goals"][0]["text"] == "lifting my grandchild"
    assert content["goals"][0]["levels"][0]["level"] == 3
    assert content["prescriptions"][0]["text"] == "title = 'Back'"


def read_everything(path: Path) -> None:
    with History(path) as history:
        history.course.assessments()
        history.course.goals(ended=True)
        history.course.prescriptions()


@each_of(
    "table, column, value",
    [
        ("assessments", "trials", "{}"),
        ("assessments", "trials", '["far"]'),
        ("assessments", "trials", "[1"),
        ("assessments", "remarks", "null"),
        ("assessments", "best", "far"),
        ("assessments", "best", float("inf")),
        ("assessments", "taken_at", "yesterday"),
        ("assessments", "taken_at", "2026-13-45T00:00:00"),
        ("assessments", "utc_offset_min", 10**9),
        ("goals", "text", b"\xff\x00"),
        ("goals", "begun_at", "0000-00-00"),
        ("goals", "ended_at", "soon"),
        ("goal_levels", "level", 2.5),
        ("goal_levels", "told_at", "null"),
        ("prescriptions", "text", 7.5),
        ("prescriptions", "imported_at", ""),
    ],
)
def test_a_cell_that_nobody_wrote_is_damage_told_in_one_sentence(
    tmp_path: Path, table: str, column: str, value: Any
) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        fill(history)
    with closing(sqlite3.connect(path)) as connection, connection:
        declared = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info ({table})")}[column]
        if declared == "TEXT" and isinstance(value, float):  # SQLite would make text of it
            value = sqlite3.Binary(b"7.5")
    change(path, f"UPDATE {table} SET {column} = ?", value)  # noqa: S608 - the names above
    with pytest.raises(HistoryError, match="is damaged") as caught:
        read_everything(path)
    assert "\n" not in str(caught.value)


def test_a_level_beyond_the_scale_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        fill(history)
    change(path, "UPDATE goal_levels SET level = 11")
    with pytest.raises(HistoryError, match="is damaged"):
        History(path)


def test_an_old_history_is_brought_up_to_date_with_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE migrations "
            "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
        )
        for number, (name, statements) in enumerate(MIGRATIONS[:3], start=1):
            connection.executescript(statements)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (number, name, now))
        connection.execute(
            "INSERT INTO sessions (kind, started_at, utc_offset_min) VALUES ('live', ?, 120)",
            (EVENING.astimezone(UTC).isoformat(),),
        )
        connection.execute("INSERT INTO pain VALUES (1, 'before', 4, ?)", (EVENING.isoformat(),))
    with History(path) as history:
        assert [each.started_at for each in history.sessions()] == [EVENING]
        assert [each.level for each in history.pain()] == [4]
        assert (history.course.assessments(), history.course.goals(), history.course.prescriptions()) == (
            [],
            [],
            [],
        )
        fill(history)
        assert len(history.course.goals()) == 1
