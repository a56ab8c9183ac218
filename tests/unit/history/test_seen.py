"""An empty room is nobody's training; what was seen before somebody came is kept once they are there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from posecheck.engine.events import Assessment, Cue, CueKind, Phase, Step, ViewChanged, ViewState
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.exercise import Posture
from posecheck.exercise.catalogue import find_exercise
from posecheck.history.calendar import minutes_by_day
from posecheck.history.sink import HistorySink, KeptSession
from posecheck.history.store import History
from posecheck.outputs.result_file import ResultFile
from posecheck.pose import Pose, Side

EXERCISE = find_exercise("supine-hamstring")
NOBODY = ViewChanged(0.0, ViewState.BLOCK, "I can't see you. Step into the picture.")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.sqlite3") as opened:
        yield opened


def sink_of(session: KeptSession) -> HistorySink:
    result_file = ResultFile(ResultBuilder(EXERCISE, SourceInfo("camera 0", 640, 480, math.nan)))
    return HistorySink(session, EXERCISE, result_file)


def look(sink: HistorySink, time_s: float, *events: object, person: bool) -> None:
    """Feed one frame."""
    assessment = Assessment(
        time_s=time_s, person=person, valid=person, phase=Phase.SETUP, posture=Posture.SUPINE,
        view=ViewState.OK, view_reason="", near=Side.LEFT, working=Side.LEFT, primary=math.nan,
        zone=(60.0, 90.0), measures={}, states={}, form=math.nan, faults=(), held_s=0.0, target_s=30.0,
        holds=0, reps=0, cue="", missing=(),
    )  # fmt: skip
    sink.take(None, Pose.nobody(time_s, 640, 480), Step(assessment, events))


def test_an_empty_room_leaves_nothing(history: History) -> None:
    session = KeptSession(history, "live")
    sink = sink_of(session)
    look(sink, 0.0, NOBODY, person=False)
    sink.close(())
    session.end()
    assert (session.seen, session.begun) == (False, False)
    assert history.sessions() == []


def test_what_came_before_somebody_is_kept_in_its_order_once_they_are_there(history: History) -> None:
    session = KeptSession(history, "live")
    first, second = sink_of(session), sink_of(session)
    look(first, 0.0, NOBODY, person=False)
    first.end("skipped")
    look(second, 1.0, Cue(1.0, "Lie down.", CueKind.GUIDE), person=False)
    assert history.sessions() == []
    look(second, 2.0, person=True)
    one, two = history.exercises(session.number)
    assert (one.status, [each.reason for each in one.views]) == ("skipped", [NOBODY.reason])
    assert [each.text for each in two.cues] == ["Lie down."]


def test_what_is_written_elsewhere_waits_too_and_then_comes_first(history: History) -> None:
    session = KeptSession(history, "live")
    written: list[str] = []
    session.at_once(lambda: written.append("early"))
    assert written == []
    session.somebody_seen()
    session.at_once(lambda: written.append("later"))
    assert written == ["early", "later"]


def test_pain_is_kept_at_once_and_is_no_training(history: History) -> None:
    session = KeptSession(history, "routine", routine="five-minutes")
    session.tell_pain("before", 3)
    sink = sink_of(session)
    look(sink, 0.0, NOBODY, person=False)
    sink.close(())
    session.end()
    assert [each.level for each in history.pain()] == [3]
    (line,) = history.summaries()
    assert (line.names, line.exercises) == ((), 0)
    assert minutes_by_day([line]) == {}
    assert isinstance(line.session.started_at.date(), date)


def test_a_session_that_is_resumed_is_somebodys_already(history: History) -> None:
    number = history.begin_session("routine", routine="five-minutes", plan=[{"exercise": "bridge"}])
    session = KeptSession(history, "routine", number=number)
    look(sink_of(session), 0.0, NOBODY, person=False)
    assert len(history.exercises(number)) == 1


def test_the_mean_score_of_a_session_is_by_the_time_that_counted(history: History) -> None:
    number = history.begin_session("live")
    for exercise, score, held_s in (("bridge", 60.0, None), ("march", 90.0, 30.0), ("march", 40.0, 10.0)):
        done = history.begin_exercise(number, exercise)
        if held_s is not None:
            history._connection.execute(
                "INSERT INTO holds (exercise_id, side, start_s, end_s, held_s, counted) "
                "VALUES (?, 'left', 0, ?, ?, 1)",
                (done, held_s, held_s),
            )
        history.end_exercise(done, {"score": score})
    (line,) = history.summaries()
    assert line.score == pytest.approx((90 * 30 + 40 * 10) / 40)
    assert line.names == ("bridge", "march")
