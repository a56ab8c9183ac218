"""The stiffer side: from the history which comes first, within a session which is repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.engine.result import HoldResult, MeasureFigures, SourceInfo, as_data
from posecheck.engine.result_builder import result_without_exercise
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.records import ExerciseRecord, HeldValue
from posecheck.pose import Side
from posecheck.routines.asymmetry import Balance, Stiffer, asymmetry, comparable, stiffer_side
from posecheck.routines.plan import Plan, ScheduledSet, plan_routine
from posecheck.routines.routine import Activity, Routine

EXERCISES = all_exercises()
STRETCH = EXERCISES["supine-hamstring"]
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def held(side: str, value: float, days_ago: float, measure: str = "leg-raise") -> HeldValue:
    return HeldValue(NOW - timedelta(days=days_ago), STRETCH.id, side, measure, "deg", value)


def both(left: float, right: float, *days_ago: float) -> list[HeldValue]:
    return [held(side, value, day) for day in days_ago for side, value in (("left", left), ("right", right))]


def test_two_sessions_a_side_that_differ_by_the_measurement_error_show_the_stiffer_side() -> None:
    assert stiffer_side(STRETCH, both(60, 70, 1, 3), NOW) == Stiffer(Side.LEFT, 60, 70)
    assert stiffer_side(STRETCH, both(75, 60, 1, 3), NOW) == Stiffer(Side.RIGHT, 75, 60)


@each_of(
    "values",
    [
        [],
        both(50, 70, 1),
        [*both(50, 70, 1), held("left", 50, 3)],
        both(60, 69.9, 1, 3),
        both(50, 70, 91, 95),
        [*both(50, 70, 1), *both(50, 70, 91)],
        [
            held(each.side, each.value, 1 + n, "trunk-inclination")
            for n, each in enumerate(both(50, 70, 1, 3))
        ],
    ],
    ids=[
        "nothing",
        "one session",
        "one on a side",
        "within the error",
        "old",
        "one of two old",
        "other measure",
    ],
)
def test_too_little_too_old_or_too_small_a_difference_says_nothing(values: list[HeldValue]) -> None:
    assert stiffer_side(STRETCH, values, NOW) is None


def test_several_holds_of_one_session_are_one_session() -> None:
    assert stiffer_side(STRETCH, [*both(50, 70, 1), *both(50, 70, 1)], NOW) is None


def test_one_odd_session_does_not_turn_the_order() -> None:
    values = [*both(60, 75, 1, 3, 5, 7), *both(75, 40, 2)]
    assert stiffer_side(STRETCH, values, NOW) == Stiffer(Side.LEFT, 60, 75)


def test_only_the_newest_sessions_count() -> None:
    values = [*both(75, 60, 1, 2, 3, 4, 5), *both(40, 80, *range(6, 40))]
    assert stiffer_side(STRETCH, values, NOW) == Stiffer(Side.RIGHT, 75, 60)


def test_only_stretches_that_are_held_on_one_side_after_the_other_are_compared() -> None:
    assert {name for name, each in EXERCISES.items() if comparable(each)} == {
        "supine-hamstring",
        "standing-hamstring",
        "seated-hamstring",
        "knee-to-chest",
        "figure-four",
        "seated-figure-four",
        "seated-rotation",
        "side-bend",
    }


@each_of("left, right, share", [(85, 100, 0.15), (100, 85, 0.15), (0, 0, 0), (0, 5, 1)])
def test_asymmetry_is_a_share_of_the_larger_side(left: float, right: float, share: float) -> None:
    assert asymmetry(left, right) == pytest.approx(share)


# ---- within a session


def planned(*activities: Activity, **kwargs: Any) -> Plan:
    return plan_routine(Routine("mine", "Mine", "", activities), EXERCISES, **kwargs)


PLAN = planned(Activity(STRETCH.id, hold_s=20, sets=1))


def result(value: float | None) -> dict[str, Any]:
    """Return a result as the history has it."""
    what = result_without_exercise(SourceInfo("camera", 640, 480, 30.0), 450, 450)
    held = (HoldResult(Side.LEFT, 1.0, 21.0, 20.0, counted=value is not None, score=90.0),)
    return as_data(
        replace(what, holds=held, measures={"leg-raise": MeasureFigures("deg", value, 0.0, value)})
    )


def balance_of(left: float | None, right: float | None, plan: Plan = PLAN, **kwargs: Any) -> Balance:
    balance = Balance(**kwargs)
    for turn in plan.turns:
        balance.take(turn, left if turn.side is Side.LEFT else right)
    return balance


@each_of(
    "left, right, side",
    [(85.0, 100.0, None), (84.9, 100.0, Side.LEFT), (100.0, 84.9, Side.RIGHT), (70.0, 70.0, None)],
)
def test_the_stiffer_side_is_due_again_from_above_15_percent(
    left: float, right: float, side: Side | None
) -> None:
    again = balance_of(left, right).due(PLAN.turns[-1])
    assert (again.side if again else None) is side


def test_a_repetition_asks_for_nothing_more_than_the_first_time() -> None:
    again = balance_of(60, 80).due(PLAN.turns[-1])
    assert again is not None
    assert again.exercise == PLAN.turns[0].exercise
    assert (again.number, again.set_number, again.sets, again.again) == (PLAN.turns[-1].number, 1, 1, True)


def test_it_is_repeated_once_only_and_not_on_a_day_with_pain() -> None:
    balance = balance_of(60, 80)
    again = balance.due(PLAN.turns[-1])
    assert again is not None
    balance.take(again, 60)
    assert balance.due(PLAN.turns[-1]) is None
    assert balance_of(60, 80, allowed=False).due(PLAN.turns[-1]) is None


@each_of("left, right", [(None, 80.0), (60.0, None)])
def test_a_side_that_was_not_held_is_not_compared(left: float | None, right: float | None) -> None:
    assert balance_of(left, right).due(PLAN.turns[-1]) is None


def test_after_a_skip_a_stop_or_an_easier_version_nothing_is_repeated() -> None:
    balance = balance_of(60, 80)
    balance.close(PLAN.turns[0])
    assert balance.due(PLAN.turns[-1]) is None


def test_strength_is_never_repeated() -> None:
    plan = planned(Activity("bird-dog"))
    assert balance_of(60, 80, plan).due(plan.turns[-1]) is None


def test_a_plan_counts_repetitions_as_possible_only() -> None:
    assert PLAN.repeats_s == pytest.approx(36.0)
    assert PLAN.duration_s == pytest.approx(72.0)
    assert replace(PLAN, may_repeat=False).repeats_s == 0
    assert planned(Activity("bridge"), Activity("bird-dog")).repeats_s == 0


def test_a_plan_says_why_a_side_comes_first_unless_the_session_began_otherwise() -> None:
    stiffer = {STRETCH.id: Stiffer(Side.RIGHT, 75, 60)}
    plan = planned(Activity(STRETCH.id, sets=1), stiffer=stiffer)
    assert [turn.side for turn in plan.turns] == [Side.RIGHT, Side.LEFT]
    assert plan.stiffer == stiffer
    resumed = planned(Activity(STRETCH.id, sets=1), stiffer=stiffer, first={STRETCH.id: Side.LEFT})
    assert [turn.side for turn in resumed.turns] == [Side.LEFT, Side.RIGHT]
    assert resumed.stiffer == {}


# ---- a session that is resumed


def record(turn: ScheduledSet, value: float, status: str = "done", **of_plan: Any) -> ExerciseRecord:
    return ExerciseRecord(
        id=1,
        session_id=1,
        position=1,
        exercise=turn.exercise.id,
        side=turn.side.value,
        profile="default",
        planned={"turn": turn.number} | of_plan,
        started_at=NOW,
        ended_at=None,
        status=status,
        stop_reason=None,
        score=None,
        form=None,
        hold=None,
        control=None,
        provisional=False,
        result=result(value),
        holds=(),
        reps=(),
        faults=(),
        cues=(),
        views=(),
    )


@each_of(
    "more, due",
    [
        ([], True),
        ([record(PLAN.turns[1], 0, "stopped", again=True)], True),
        ([record(PLAN.turns[1], 0, "done", again=True)], False),
        ([record(PLAN.turns[1], 0, "skipped", again=True)], False),
    ],
    ids=["before it", "in the middle of it", "after it", "after it was skipped"],
)
def test_what_the_history_holds_says_whether_a_repetition_is_still_due(
    more: list[ExerciseRecord], *, due: bool
) -> None:
    balance = Balance()
    balance.recall(PLAN.turns, [record(PLAN.turns[0], 60), record(PLAN.turns[1], 80), *more])
    assert (balance.due(PLAN.turns[-1]) is not None) is due


@each_of(
    "spoiled",
    [
        record(PLAN.turns[1], 80, "skipped"),
        record(PLAN.turns[1], 80, easier=["range"]),
        replace(record(PLAN.turns[1], 80), stop_reason="That is enough for this set."),
    ],
    ids=["skipped", "easier", "stopped for safety"],
)
def test_what_was_skipped_stopped_or_easier_before_is_not_repeated_after(spoiled: ExerciseRecord) -> None:
    balance = Balance()
    balance.recall(PLAN.turns, [record(PLAN.turns[0], 60), record(PLAN.turns[1], 80), spoiled])
    assert balance.due(PLAN.turns[-1]) is None
