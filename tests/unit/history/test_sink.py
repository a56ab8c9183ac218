"""A session goes into the history as it happens."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from posecheck.engine.events import (
    Assessment,
    Cue,
    CueKind,
    HoldEnded,
    HoldStarted,
    Phase,
    ScoreParts,
    Step,
    ViewState,
)
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.exercise import Posture
from posecheck.exercise.catalogue import find_exercise
from posecheck.history.sink import HistorySink, KeptSession
from posecheck.history.store import History
from posecheck.outputs.result_file import ResultFile
from posecheck.pose import Pose, Side

EXERCISE = find_exercise("supine-hamstring")
PRIMARY = EXERCISE.primary.measure.name
PARTS = ScoreParts(0.9, 1.0, 1.0, provisional=False)
FRAME_S = 1 / 30


def assessment(time_s: float, value: float, *, valid: bool = True) -> Assessment:
    return Assessment(
        time_s=time_s, person=True, valid=valid, phase=Phase.HOLD, posture=Posture.SUPINE, view=ViewState.OK,
        view_reason="", near=Side.LEFT, working=Side.LEFT, primary=value, zone=(60.0, 90.0),
        measures={PRIMARY: value}, states={}, form=1.0, faults=(), held_s=0.0, target_s=30.0, holds=0, reps=0,
        cue="", missing=(),
    )  # fmt: skip


@pytest.fixture
def history(tmp_path: Path):
    with History(tmp_path / "history.sqlite3") as opened:
        yield opened


def begin(history: History, **more) -> tuple[KeptSession, HistorySink]:
    session = KeptSession(history, "live", source="camera 0")
    result_file = ResultFile(ResultBuilder(EXERCISE, SourceInfo("camera 0", 640, 480, math.nan)))
    return session, HistorySink(session, EXERCISE, result_file, **more)


def feed(sink: HistorySink, start_s: float, end_s: float, value: float, *events) -> None:
    """Feed frames of one value; the events come with the first."""
    count = round((end_s - start_s) / FRAME_S)
    for index in range(count):
        time_s = start_s + index * FRAME_S
        sink.take(
            None, Pose.nobody(time_s, 640, 480), Step(assessment(time_s, value), events if index == 0 else ())
        )


def test_an_event_is_in_the_file_before_the_next_frame(history: History) -> None:
    session, sink = begin(history)
    sink.take(
        None, Pose.nobody(1.0, 640, 480), Step(assessment(1.0, 70.0), (HoldStarted(1.0, Side.LEFT, 0.5),))
    )
    with History(history.path) as other:
        assert [hold.start_s for hold in other.exercises(session.number)[0].holds] == [0.5]


def test_a_session_in_which_nothing_was_judged_leaves_nothing(history: History) -> None:
    session, sink = begin(history)
    sink.close(())
    session.end()
    assert not session.begun
    assert history.sessions() == []


def test_a_hold_is_summed_up_by_the_medians_of_its_own_time(history: History) -> None:
    session, sink = begin(history, side=Side.LEFT, planned={"hold_s": 30})
    feed(sink, 0.0, 2.0, 20.0)
    feed(sink, 2.0, 8.0, 71.0, HoldStarted(2.0, Side.LEFT, 2.0))
    feed(sink, 8.0, 9.0, 30.0, HoldEnded(8.0, Side.LEFT, 2.0, 7.9, 5.9, True, PARTS))
    last = (Cue(9.0, "Well done.", CueKind.PRAISE),)
    sink._result_file.close(last)
    sink.close(last)
    session.end()
    (exercise,) = history.exercises(session.number)
    (primary,) = exercise.holds[0].measures
    assert (primary.measure, primary.primary, primary.median, primary.unit) == (PRIMARY, True, 71.0, "deg")
    assert (primary.low, primary.high) == (71.0, 71.0)
    assert (exercise.side, exercise.planned, exercise.status) == ("left", {"hold_s": 30}, "done")
    assert exercise.result is not None
    assert exercise.result["exercise"] == EXERCISE.id
    assert [cue.text for cue in exercise.cues] == ["Well done."]
    assert history.sessions()[0].status == "done"


def test_the_curve_has_ten_samples_a_second_and_no_frame_that_was_not_judged(history: History) -> None:
    session, sink = begin(history)
    feed(sink, 0.0, 10.0, 50.0)
    for index in range(30):
        time_s = 10.0 + index * FRAME_S
        unjudged = replace(assessment(time_s, 99.0), valid=False)
        sink.take(None, Pose.nobody(time_s, 640, 480), Step(unjudged, ()))
    sink.close(())
    (curve,) = history.curves(history.exercises(session.number)[0].id)
    assert len(curve.times_s) == 100
    assert set(curve.values) == {50.0}
    assert curve.zone == (60.0, 90.0)


def test_a_long_curve_is_kept_in_stretches_while_it_grows(history: History) -> None:
    session, sink = begin(history)
    feed(sink, 0.0, 65.0, 50.0)
    assert len(history.curves(history.exercises(session.number)[0].id)) == 2


def test_a_resumed_session_goes_on_under_its_number(history: History) -> None:
    first, sink = begin(history)
    feed(sink, 0.0, 1.0, 50.0)
    first.end("interrupted")
    history.resume_session(first.number)
    again = KeptSession(history, "live", number=first.number)
    assert again.begun
    assert again.number == first.number
