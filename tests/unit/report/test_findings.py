"""What a session shows, found from records."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fixtures.cases import each_of

from posecheck.history.records import CueRecord, ExerciseRecord, FaultRecord, HoldRecord, MeasureRecord
from posecheck.report.findings import (
    SidesCompared,
    best_position,
    done_against_plan,
    most_useful_cue,
    score_of,
    sides_compared,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def hold(
    side: str = "left", form: float | None = 0.9, value: float = 70.0, *, counted: bool = True
) -> HoldRecord:
    measures = (MeasureRecord("leg-raise", "deg", True, value, value - 1, value + 1),)
    return HoldRecord(1, side, 5.0, 35.0, 30.0, counted, None, form, 1.0, 1.0, measures)


def exercise(*holds: HoldRecord, **more) -> ExerciseRecord:
    values = {
        "id": 1, "session_id": 1, "position": 1, "exercise": "supine-hamstring", "side": "left",
        "profile": "default", "planned": {}, "started_at": NOW, "ended_at": NOW, "status": "done",
        "stop_reason": None, "score": 90.0, "form": 90.0, "hold": 100.0, "control": 100.0,
        "provisional": False,
        "result": None, "holds": holds, "reps": (), "faults": (), "cues": (), "views": (),
    }  # fmt: skip
    return ExerciseRecord(**(values | more))


def test_a_score_needs_all_its_parts() -> None:
    assert score_of(hold(form=0.5)) == pytest.approx(70.0)
    assert score_of(hold(form=None)) is None


def test_the_best_is_the_highest_score_that_counts() -> None:
    best = best_position([exercise(hold(form=0.8), hold("right", 0.9), hold(form=1.0, counted=False))])
    assert best is not None
    assert (best.side, best.score, best.held_s) == ("right", pytest.approx(94.0), 30.0)
    assert best_position([exercise(hold(), score=None)]) is None


def test_the_most_useful_cue_is_the_one_after_which_its_fault_ended() -> None:
    cues = (
        CueRecord(10.0, "Knee straight.", "fault", "knee-bent"),
        CueRecord(30.0, "Shoulders down.", "fault", "shoulders-lifted"),
        CueRecord(50.0, "Shoulders down.", "fault", "shoulders-lifted"),
        CueRecord(52.0, "Well done.", "praise", ""),
    )
    faults = (
        FaultRecord("knee-bent", 2, "left", 8.0, 25.0),
        FaultRecord("shoulders-lifted", 2, "left", 28.0, 33.0),
        FaultRecord("shoulders-lifted", 2, "left", 48.0, None),
    )
    useful = most_useful_cue([exercise(hold(), cues=cues, faults=faults)])
    assert useful is not None
    assert (useful.text, useful.said, useful.helped) == ("Shoulders down.", 2, 1)
    assert most_useful_cue([exercise(hold(), cues=cues[:1], faults=faults[:1])]) is None


def test_a_fault_that_ended_with_the_hold_was_not_put_right() -> None:
    cue = CueRecord(33.0, "Knee straight.", "fault", "knee-bent")
    for end_s, helped in ((34.9, True), (35.0, False), (36.0, False)):
        faults = (FaultRecord("knee-bent", 2, "left", 30.0, end_s),)
        assert (most_useful_cue([exercise(hold(), cues=(cue,), faults=faults)]) is not None) is helped


def test_sides_are_compared_by_the_medians_of_counted_holds() -> None:
    holds = [hold("left", value=v) for v in (60.0, 70.0, 90.0)] + [hold("right", value=58.0)]
    (compared,) = sides_compared([exercise(*holds), exercise(hold("right", value=10.0, counted=False))])
    assert (compared.left, compared.right, compared.differ) == (70.0, 58.0, True)
    assert sides_compared([exercise(hold("left"))]) == []


@each_of(
    "unit, left, right, differ",
    [
        ("deg", 100.0, 90.0, False),
        ("deg", 100.0, 89.9, True),
        ("deg", 40.0, 34.1, False),
        ("deg", 40.0, 33.9, True),
        ("torso lengths", 20.0, 17.1, False),
        ("torso lengths", 20.0, 16.9, True),
    ],
)
def test_sides_differ_by_more_than_ten_degrees_or_fifteen_percent(
    unit: str, left: float, right: float, *, differ: bool
) -> None:
    assert SidesCompared("x", unit, left, right).differ is differ
    assert SidesCompared("x", unit, right, left).differ is differ


def test_what_was_done_stands_beside_what_was_planned() -> None:
    plan = [
        {"exercise": "supine-hamstring", "side": "left", "hold_s": 30.0},
        {"exercise": "supine-hamstring", "side": "left", "hold_s": 30.0},
        {"exercise": "bridge", "side": "none", "reps": 8},
    ]
    done = done_against_plan(
        plan, [exercise(hold(), planned=plan[0]), exercise(exercise="march", side="none")]
    )
    assert [(each.exercise, each.planned_sets, each.sets, each.holds, each.held_s) for each in done] == [
        ("supine-hamstring", 2, 1, 1, 30.0),
        ("bridge", 1, 0, 0, 0.0),
        ("march", 0, 1, 0, 0.0),
    ]
    assert (done[0].planned_hold_s, done[1].planned_reps) == (30.0, 8)


def test_sides_differ_by_what_the_shown_numbers_differ() -> None:
    (compared,) = sides_compared([exercise(hold("left", value=63.4), hold("right", value=76.6))])
    assert (compared.left, compared.right) == (63.0, 77.0)
