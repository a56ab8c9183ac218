"""From a routine to its turns: order, camera, sides, sets, duration."""

from __future__ import annotations

from fixtures.cases import each_of

from posecheck.exercise import BELOW_THE_SYMPTOM, Hold, Steps
from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Side
from posecheck.routines.plan import NOT_WALKED, TO_GET_WARM, WARMING_MARCH_S, Plan, plan_routine
from posecheck.routines.routine import PARTS, Activity, Routine
from posecheck.routines.routine_files import find_routine, routine_paths
from posecheck.routines.screening import Screening, fit
from posecheck.session.script import Introduction, introduction

EXERCISES = all_exercises()


def planned(*activities: Activity, **kwargs) -> Plan:
    return plan_routine(Routine("mine", "Mine", "", activities), EXERCISES, **kwargs)


@each_of("name", routine_paths())
def test_a_built_in_routine_goes_from_the_warm_up_to_the_cool_down(name: str) -> None:
    plan = plan_routine(find_routine(name), EXERCISES)
    parts = [turn.part for turn in plan.turns]
    assert parts == sorted(parts, key=PARTS.index)
    assert (parts[0], parts[-1]) == (PARTS[0], PARTS[-1])
    assert [turn.number for turn in plan.turns] == list(range(len(plan.turns)))


@each_of(
    "name, minutes", [("five-minutes", 5), ("fifteen-minutes", 15), ("desk-break", 5), ("hamstrings", 11)]
)
def test_a_built_in_routine_takes_the_time_of_its_name(name: str, minutes: int) -> None:
    assert round(plan_routine(find_routine(name), EXERCISES).duration_s / 60) == minutes


def test_fifteen_minutes_moves_the_camera_once_from_standing_to_the_floor() -> None:
    plan = plan_routine(find_routine("fifteen-minutes"), EXERCISES)
    assert plan.camera_moves == 1
    (moved,) = (turn for turn in plan.turns if turn.moves_camera)
    assert moved.exercise.id == "cat-cow"


def test_the_order_is_enforced_whatever_the_file_says() -> None:
    plan = planned(Activity("breathing"), Activity("bridge"), Activity("childs-pose"), Activity("march"))
    order = list(dict.fromkeys(turn.exercise.id for turn in plan.turns))
    assert order == ["march", "childs-pose", "bridge", "breathing"]


def test_exercises_with_the_camera_at_the_same_place_come_together() -> None:
    plan = planned(Activity("side-bend"), Activity("childs-pose"), Activity("back-extension"))
    order = list(dict.fromkeys(turn.exercise.id for turn in plan.turns))
    assert order == ["side-bend", "back-extension", "childs-pose"]
    assert plan.camera_moves == 1


def test_both_sides_are_done_with_every_set_and_one_side_first() -> None:
    step = Activity("supine-hamstring", hold_s=20, sets=2)
    turns = planned(step, first={"supine-hamstring": Side.RIGHT}).turns
    assert [(turn.side, turn.set_number) for turn in turns] == [
        (Side.RIGHT, 1),
        (Side.RIGHT, 2),
        (Side.LEFT, 1),
        (Side.LEFT, 2),
    ]
    assert all(turn.exercise.dose == Hold(20, 2, 5.0) for turn in turns)
    assert [turn.before_s for turn in turns] == [10.0, 10.0, 10.0, 10.0]


def test_sides_that_alternate_are_one_turn_unless_somebody_has_to_turn_around() -> None:
    assert [turn.side for turn in planned(Activity("knee-rolls")).turns] == [Side.NONE]
    assert [turn.side for turn in planned(Activity("bird-dog")).turns] == [Side.LEFT, Side.RIGHT]
    each = planned(Activity("side-plank", sets=1, each_side=True))
    assert [turn.side for turn in each.turns] == [Side.LEFT, Side.RIGHT]


def test_who_has_not_walked_marches_for_five_minutes_first() -> None:
    first = planned(Activity("childs-pose"), Activity("march"), walked=False).turns[0].exercise
    assert isinstance(first.dose, Steps)
    assert first.dose.duration_s == WARMING_MARCH_S
    without = planned(Activity("childs-pose"), walked=False).turns
    assert [turn.exercise.id for turn in without][:2] == ["march", "childs-pose"]
    (change,) = planned(Activity("childs-pose"), walked=False).changes
    assert (change.exercise, change.reason, change.note) == ("march", NOT_WALKED, TO_GET_WARM)


def test_what_has_to_be_minded_is_said_before_each_side() -> None:
    answered = Screening(frozenset({"nerve-symptoms"}), consent=True)
    plan = plan_routine(
        Routine("mine", "Mine", "", (Activity("supine-hamstring", sets=1), Activity("childs-pose", sets=1))),
        EXERCISES,
        fit=lambda exercise, taken: fit(exercise, taken, answered, EXERCISES),
    )
    left, right = plan.turns[:2]
    second = introduction(right, Introduction(after=left))
    said = {
        (
            turn.exercise.id,
            any(line.text == BELOW_THE_SYMPTOM.note for line in introduction(turn, Introduction())),
        )
        for turn in plan.turns
    }
    assert BELOW_THE_SYMPTOM.note in [line.text for line in second]
    assert said == {("supine-hamstring", True), ("childs-pose", False)}
