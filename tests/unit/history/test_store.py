"""The history keeps what it is told, event by event, and says plainly what is wrong with a file."""

from __future__ import annotations

import math
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from posecheck.engine.events import (
    Cue,
    CueKind,
    FaultEnded,
    FaultStarted,
    HoldEnded,
    HoldStarted,
    RepDone,
    ScoreParts,
    SetEnded,
    TargetReached,
    ViewChanged,
    ViewState,
)
from posecheck.history.database import HistoryError
from posecheck.history.migrations import MIGRATIONS
from posecheck.history.records import BaselineRecord, MeasureRecord
from posecheck.history.store import History
from posecheck.pose import Side

PARTS = ScoreParts(form=0.9, hold=1.0, control=math.nan, provisional=True)
FLEXION = MeasureRecord("hip-flexion", "deg", primary=True, median=71.0, low=69.0, high=72.5)
KNEE = MeasureRecord("knee-flexion", "deg", primary=False, median=3.0, low=1.0, high=6.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def history(path: Path):
    with History(path) as opened:
        yield opened


def reopened(history: History) -> History:
    history.close()
    return History(history.path)


def test_a_session_is_kept_with_its_plan_and_its_local_time(history: History) -> None:
    started = datetime(2026, 3, 1, 7, 30, tzinfo=timezone(timedelta(hours=2)))
    plan = [{"exercise": "bridge", "side": "none", "reps": 8}]
    number = history.begin_session("routine", routine="five-minutes", plan=plan, started=started)
    (kept,) = reopened(history).sessions()
    assert (kept.id, kept.kind, kept.routine, kept.plan, kept.status) == (
        number,
        "routine",
        "five-minutes",
        plan,
        "running",
    )
    assert kept.started_at == started
    assert kept.started_at.hour == 7


def test_a_hold_is_there_from_its_start_and_complete_after_its_end(history: History) -> None:
    done = history.begin_exercise(history.begin_session("live"), "supine-hamstring")
    history.add_event(done, HoldStarted(3.0, Side.LEFT, 2.0))
    history = reopened(history)
    (hold,) = history.exercises(1)[0].holds
    assert (hold.start_s, hold.end_s, hold.counted) == (2.0, None, False)
    history.add_event(done, TargetReached(12.0, Side.LEFT))
    history.add_event(done, HoldEnded(14.0, Side.LEFT, 2.0, 13.0, 11.0, True, PARTS), [KNEE, FLEXION])
    (hold,) = reopened(history).exercises(1)[0].holds
    assert (hold.side, hold.end_s, hold.held_s, hold.counted) == ("left", 13.0, 11.0, True)
    assert hold.target_reached_s == 12.0
    assert (hold.form, hold.hold, hold.control) == (0.9, 1.0, None)
    assert hold.measures == (FLEXION, KNEE)


def test_repetitions_faults_cues_views_and_a_stopped_set_are_kept(history: History) -> None:
    done = history.begin_exercise(history.begin_session("live"), "bridge")
    history.add_event(done, RepDone(9.0, Side.BOTH, 5.0, 9.0, 6.0, 8.0, PARTS), [FLEXION])
    history.add_event(done, FaultStarted(6.5, "hips-low", 2, Side.BOTH, 6.0))
    history.add_event(done, FaultEnded(8.0, "hips-low", 3, Side.BOTH, 6.0, 7.5))
    history.add_event(done, FaultStarted(9.0, "too-fast", 2, Side.BOTH, 8.7))
    history.add_event(done, Cue(6.6, "Hips up.", CueKind.FAULT, "hips-low"))
    history.add_event(done, ViewChanged(10.0, ViewState.BLOCK, "Turn to the side."))
    history.add_event(done, SetEnded(11.0, "Rest."))
    (exercise,) = reopened(history).exercises(1)
    assert [(rep.start_s, rep.end_s, rep.measures) for rep in exercise.reps] == [(5.0, 9.0, (FLEXION,))]
    assert [(f.fault, f.severity, f.end_s) for f in exercise.faults] == [
        ("hips-low", 3, 7.5),
        ("too-fast", 2, None),
    ]
    assert [(cue.text, cue.kind, cue.fault) for cue in exercise.cues] == [("Hips up.", "fault", "hips-low")]
    assert [(view.state, view.reason) for view in exercise.views] == [("block", "Turn to the side.")]
    assert exercise.stop_reason == "Rest."


def test_the_result_of_an_exercise_gives_its_score_and_side(history: History) -> None:
    done = history.begin_exercise(history.begin_session("live"), "supine-hamstring", planned={"hold_s": 30})
    parts = {"form": 90.0, "hold": 80.0, "control": 100.0}
    history.end_exercise(done, {"score": 90.0, "score_parts": parts, "side": "left", "provisional": True})
    (kept,) = reopened(history).exercises(1)
    assert (kept.score, kept.form, kept.hold, kept.control) == (90.0, 90.0, 80.0, 100.0)
    assert (kept.side, kept.status, kept.provisional, kept.planned) == ("left", "done", True, {"hold_s": 30})


def test_a_curve_comes_back_as_precise_as_a_float32(history: History) -> None:
    done = history.begin_exercise(history.begin_session("live"), "supine-hamstring")
    samples = [(1000.0 + index / 10, 60.0 + index / 7) for index in range(300)]
    history.add_curve(done, samples, (70.0, 90.0))
    history.add_curve(done, [])
    (curve,) = reopened(history).curves(done)
    assert curve.times_s == pytest.approx([time_s for time_s, _ in samples], abs=1e-5)
    assert curve.values == pytest.approx([value for _, value in samples], abs=1e-4)
    assert curve.zone == (70.0, 90.0)


def test_an_unfinished_session_tells_how_far_it_came_and_can_be_resumed(history: History) -> None:
    assert history.unfinished() is None
    session = history.begin_session("routine", plan=[{"exercise": "march"}, {"exercise": "bridge"}])
    history.end_exercise(history.begin_exercise(session, "march"))
    history.begin_exercise(session, "bridge")
    history = reopened(history)
    left = history.unfinished()
    assert left is not None
    assert left.session.id == session
    assert [each.exercise for each in left.completed] == ["march"]
    assert left.cut_off is not None
    assert left.cut_off.exercise == "bridge"
    history.resume_session(session)
    history.end_exercise(history.begin_exercise(session, "bridge"))
    history.end_session(session)
    assert history.unfinished() is None
    assert [(each.exercise, each.status, each.position) for each in history.exercises(session)] == [
        ("march", "done", 1),
        ("bridge", "stopped", 2),
        ("bridge", "done", 3),
    ]


def test_pain_answers_baselines_and_settings_are_kept(history: History) -> None:
    session = history.begin_session("live")
    history.add_pain(session, "before", 2)
    history.add_pain(session, "before", 3)
    history.add_pain(session, "after", 1)
    history.add_answers("screening", {"osteoporosis": False})
    history.add_answers("screening", {"osteoporosis": True}, told=datetime.now(UTC) + timedelta(seconds=1))
    when = datetime(2026, 3, 1, tzinfo=UTC)
    baseline = BaselineRecord("supine-hamstring", "left", "hip-flexion", 71.5, "deg", when)
    history.add_baseline(baseline)
    history.set_setting("level", {"supine-hamstring": 2})
    history = reopened(history)
    assert [(each.moment, each.level) for each in history.pain(session)] == [("before", 3), ("after", 1)]
    answers = history.last_answers("screening")
    assert answers is not None
    assert answers.answers == {"osteoporosis": True}
    assert history.last_answers("consent") is None
    assert history.baselines("supine-hamstring") == [baseline]
    assert history.baselines("bridge") == []
    assert history.setting("level") == {"supine-hamstring": 2}
    assert history.setting("unheard-of", 5) == 5


def test_what_is_deleted_leaves_no_trace_in_the_files(history: History) -> None:
    kept = history.begin_session("live")
    gone = history.begin_session("live", source="/dev/secret-camera")
    done = history.begin_exercise(gone, "bridge")
    history.add_event(done, Cue(1.0, "a telling cue", CueKind.GUIDE))
    history.add_curve(done, [(0.0, 1.0)])
    assert history.delete([gone, 77]) == 1
    assert [each.id for each in history.sessions()] == [kept]
    for file in history.path.parent.iterdir():
        content = file.read_bytes()
        assert b"secret-camera" not in content
        assert b"a telling cue" not in content
    history.add_answers("consent", {"agreed": True})
    history.delete_everything()
    assert history.sessions() == []
    assert history.last_answers("consent") is None


def test_the_number_of_a_deleted_session_is_not_given_again(history: History) -> None:
    first = history.begin_session("live")
    history.delete([first])
    assert history.begin_session("live") > first


def test_sessions_are_found_by_their_time(history: History) -> None:
    days = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in (1, 5, 9)]
    for day in days:
        history.begin_session("live", started=day)
    assert [each.id for each in history.sessions(since=days[1])] == [3, 2]
    assert [each.id for each in history.sessions(before=days[1])] == [1]
    with pytest.raises(HistoryError, match="no session 9"):
        history.session(9)


def test_every_migration_is_recorded_and_runs_once(history: History, path: Path) -> None:
    reopened(history).close()
    with sqlite3.connect(path) as connection:
        done = connection.execute("SELECT number, name FROM migrations ORDER BY number").fetchall()
    assert done == [(number, name) for number, (name, _) in enumerate(MIGRATIONS, start=1)]


def test_a_history_of_a_newer_posecheck_is_left_alone(history: History, path: Path) -> None:
    history.close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'from the future', '')")
    with pytest.raises(HistoryError, match=r"newer posecheck .*update posecheck"):
        History(path)


@pytest.mark.parametrize("damage", ["not a database", "pages overwritten"])
def test_a_damaged_history_is_told_in_one_sentence(path: Path, damage: str) -> None:
    with History(path) as history:
        done = history.begin_exercise(history.begin_session("live"), "bridge")
        for index in range(300):
            history.add_event(done, Cue(float(index), "Hips up. " * 9, CueKind.FAULT, "hips-low"))
    if damage == "not a database":
        path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    else:
        with path.open("r+b") as file:
            file.seek(8192)
            file.write(b"\xa5" * 40000)
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=r"is damaged .*rename it") as told:
        History(path)
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HistoryError, match="set POSECHECK_DATA_DIR"):
        History(tmp_path / "file" / "history.sqlite3")


def test_a_commit_is_on_the_disk_when_it_returns(history: History) -> None:
    assert history._connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert history._connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_two_programs_write_at_the_same_time(history: History, path: Path) -> None:
    with History(path) as other:
        first, second = history.begin_session("live"), other.begin_session("replay")
        history.begin_exercise(first, "bridge")
        other.begin_exercise(second, "march")
    assert [each.kind for each in history.sessions()] == ["replay", "live"]


def test_an_event_that_cannot_be_written_whole_is_not_written_at_all(history: History) -> None:
    done = history.begin_exercise(history.begin_session("live"), "bridge")
    broken = MeasureRecord("hip", "deg", primary=True, median=None, low=0.0, high=1.0)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        history.add_event(done, RepDone(9.0, Side.BOTH, 5.0, 9.0, 6.0, 8.0, PARTS), [broken])
    assert history.exercises(1)[0].reps == ()
