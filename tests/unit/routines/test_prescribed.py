"""A prescription as a routine: what is done of it, and that none of it becomes more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.prescriptions import FIRST, LAST, PRESCRIBABLE, WHOLE_FILE

from posecheck.exercise import Exercise
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.store import History
from posecheck.pose import Side
from posecheck.prescription import PrescribedExercise, Prescription, parse_prescription
from posecheck.profiles import load_profile
from posecheck.profiles.thresholds import addresses
from posecheck.routines.level import choose_level
from posecheck.routines.plan import Plan, plan_routine
from posecheck.routines.preparation import BeforeSession, Preparation, prepared
from posecheck.routines.prescribed import chosen_routine, no_more_than, prescribed_routine
from posecheck.routines.progression import LADDER, with_level
from posecheck.routines.routine_files import PRESCRIBED, USUAL_ROUTINE, own_routine_path, routine_titles
from posecheck.routines.screening import Screening
from posecheck.support.errors import InputError

READ = parse_prescription(WHOLE_FILE, "it")
DAY = timedelta(days=1)


def asking_for(*exercises: PrescribedExercise) -> Prescription:
    return replace(READ, exercises=exercises)


def planned(*exercises: PrescribedExercise) -> Plan:
    return plan_routine(prescribed_routine(asking_for(*exercises)), all_exercises())


@pytest.fixture
def history(tmp_path: Path):
    with History(tmp_path / "history.sqlite3") as kept:
        yield kept


def fitted(
    history: History,
    prescription: Prescription,
    *,
    yes: frozenset[str] = frozenset(),
    pain: int | None = None,
) -> Preparation:
    from datetime import datetime

    told = BeforeSession(Screening(yes, consent=True), pain, walked=True)
    return prepared(
        prescribed_routine(prescription),
        history,
        load_profile("default"),
        told,
        datetime.now().astimezone(),
        prescription=prescription,
    )


# --- which one ---


def test_without_a_name_it_is_the_prescription_of_today_and_without_one_the_usual_routine(
    history: History,
) -> None:
    assert chosen_routine(history, None, FIRST).routine.name == USUAL_ROUTINE
    history.course.add_prescription(WHOLE_FILE)
    chosen = chosen_routine(history, None, FIRST)
    assert (chosen.routine.name, chosen.prescription, chosen.remark) == (PRESCRIBED, READ, "")
    assert chosen_routine(history, "five-minutes", FIRST).routine.name == "five-minutes"


@pytest.mark.parametrize("day", [FIRST - DAY, LAST + DAY])
def test_one_that_is_not_in_force_is_said_and_not_followed(history: History, day: date) -> None:
    history.course.add_prescription(WHOLE_FILE)
    chosen = chosen_routine(history, None, day)
    assert (chosen.routine.name, chosen.prescription) == (USUAL_ROUTINE, None)
    assert "The prescription from Anna Berg" in chosen.remark
    with pytest.raises(InputError, match=r"The prescription from Anna Berg .* another routine give its name"):
        chosen_routine(history, PRESCRIBED, day)


def test_on_a_day_that_is_none_of_its_own_it_is_followed_and_the_next_one_said(history: History) -> None:
    history.course.add_prescription(WHOLE_FILE)
    chosen = chosen_routine(history, None, FIRST + DAY)
    assert chosen.prescription == READ
    assert "Monday, 30 November 2026" in chosen.remark


def test_asked_for_by_name_there_has_to_be_one(history: History) -> None:
    with pytest.raises(InputError, match="`posecheck plan import FILE` takes one"):
        chosen_routine(history, PRESCRIBED, FIRST)
    history.course.add_prescription(WHOLE_FILE)
    history.course.end_prescription()
    with pytest.raises(InputError, match="There is no prescription to follow"):
        chosen_routine(history, PRESCRIBED, FIRST)


def test_no_routine_of_the_user_can_take_its_name_and_people_read_it_by_its_own() -> None:
    with pytest.raises(InputError, match="choose another name"):
        own_routine_path(PRESCRIBED)
    assert routine_titles()[PRESCRIBED] == "Prescription"


# --- what is done ---


def test_sides_sets_doses_and_notes_are_those_of_the_prescription() -> None:
    plan = planned(
        PrescribedExercise("supine-hamstring", Side.RIGHT, {"sets": 3, "hold_s": 20.0}, note="With a belt."),
        PrescribedExercise("bird-dog", Side.LEFT, {"reps": 4}),
        PrescribedExercise("knee-to-chest", Side.BOTH, {"sets": 1}),
    )
    done = [(turn.exercise.id, turn.side, turn.set_number) for turn in plan.turns]
    assert sorted(done) == sorted(
        [
            *(("supine-hamstring", Side.RIGHT, number) for number in (1, 2, 3)),
            ("knee-to-chest", Side.LEFT, 1),
            ("knee-to-chest", Side.RIGHT, 1),
            ("bird-dog", Side.LEFT, 1),
        ]
    )
    by_id = {turn.exercise.id: turn for turn in plan.turns}
    assert by_id["supine-hamstring"].exercise.dose.position_s == 20
    assert by_id["bird-dog"].exercise.dose.goal == 4
    assert by_id["supine-hamstring"].note == "Anna Berg says: With a belt."
    assert by_id["bird-dog"].note == ""


def test_both_sides_may_have_their_own_dose() -> None:
    plan = planned(
        PrescribedExercise("supine-hamstring", Side.LEFT, {"sets": 2}),
        PrescribedExercise("supine-hamstring", Side.RIGHT, {"sets": 1}),
    )
    assert [turn.side for turn in plan.turns] == [Side.LEFT, Side.LEFT, Side.RIGHT]


def test_limits_lie_over_the_profile_and_the_judging_is_named_after_it(history: History) -> None:
    preparation = fitted(history, READ)
    turn = next(turn for turn in preparation.turns if turn.exercise.id == "supine-hamstring")
    assert addresses(turn.exercise)["supine-hamstring.knee-bent.ok"].value == 26
    assert preparation.profile == "prescription"
    assert preparation.told_first[0] == "From Anna Berg: For your back, first four weeks"
    assert preparation.told_first[-1] == "Stop when you notice: pain that moves down the leg, numbness."


def test_the_stiffer_side_is_not_repeated_as_that_would_be_more(history: History) -> None:
    assert fitted(history, READ).plan.may_repeat is False


# --- fitted to the person ---


@each_of("exercise", PRESCRIBABLE.values())
def test_no_level_makes_more_of_any_dose(exercise: Exercise) -> None:
    for step in range(len(LADDER)):
        for sets, hold_s in ((1, 5.0), (1, 15.0), (4, 60.0)):
            asked = replace(exercise, dose=exercise.dose.asked(sets=sets, hold_s=hold_s))
            done = no_more_than(with_level(asked, step), asked).dose
            assert done.sets <= asked.dose.sets
            assert (done.position_s or 0.0) <= (asked.dose.position_s or 0.0)
            assert done.goal == asked.dose.goal


def test_a_level_that_makes_it_less_is_said_with_whom_to_ask(history: History) -> None:
    choose_level(history, 1)
    plan = fitted(
        history, asking_for(PrescribedExercise("supine-hamstring", None, {"sets": 1, "hold_s": 20.0}))
    ).plan
    (change,) = plan.changes
    assert (change.reason, change.note) == ("you train at level 1", "Hold for 10 seconds.")
    assert change.ask == "Your prescription has it otherwise; if in doubt, ask Anna Berg (030 1234)."
    assert {turn.exercise.dose.position_s for turn in plan.turns} == {10}
    assert {turn.sets for turn in plan.turns} == {1}


def test_what_the_answers_leave_out_is_said_with_whom_to_ask(history: History) -> None:
    both = asking_for(PrescribedExercise("bridge"), PrescribedExercise("plank"))
    plan = fitted(history, both, yes=frozenset({"wrist-problem"})).plan
    (left,) = plan.changes
    assert (left.exercise, left.instead) == ("plank", "")
    assert left.ask == "Your prescription has it, your answers leave it out: ask Anna Berg (030 1234)."
    assert [turn.exercise.id for turn in plan.turns] == [
        "bridge"
    ]  # what nobody prescribed does not replace it


def test_when_nothing_is_left_it_is_said_whom_to_ask(history: History) -> None:
    with pytest.raises(InputError, match=r"nothing of your prescription is left; ask Anna Berg \(030 1234\)"):
        fitted(history, asking_for(PrescribedExercise("plank")), yes=frozenset({"wrist-problem"}))
