"""The easier version: a test per row of the table, one thing changed at a time, and in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import FaultStarted, HoldEnded
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Hold, Instead, Reps
from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Side
from posecheck.routines.fitting import Fitting
from posecheck.routines.placement import placement_of
from posecheck.routines.plan import Plan, plan_routine
from posecheck.routines.progression import first_step
from posecheck.routines.regressions import (
    Easier,
    Easing,
    easier_version,
    recalled,
    with_version,
)
from posecheck.routines.routine import Activity, Routine
from posecheck.routines.screening import Screening
from posecheck.testing import LEFT_SIDE, PRONE, JointAngles, Timetable, both, film, moving, steady

EXERCISES = all_exercises()
ON_THE_KNEES = EXERCISES["plank"].ladder.before
assert ON_THE_KNEES is not None


def chain(name: str, offered: Callable[[str], Exercise | None] = EXERCISES.get) -> list[Easier]:
    """Return every easier version of an exercise, one after the other."""
    exercise, changed, found = EXERCISES[name], [], []
    for _ in range(30):
        version = easier_version(exercise, changed, offered)
        if version is None:
            return found
        found.append(version)
        exercise = version.exercise
        changed = [] if version.change is Easing.EXERCISE else [*changed, version.change]
    raise AssertionError("it never ends")


R, H, X, K, D = Easing.RANGE, Easing.HOLD, Easing.EXERCISE, "on-the-knees", Easing.DOSE


#: Exercise, what its easier versions change first, and what is said of the first one.
ROWS = [
    ("standing-hamstring", [R, H, H], "go a fifth less far"),
    ("supine-hamstring", [R, H, H], "go a fifth less far"),
    ("seated-hamstring", [X, R, H, H], "lying down, so that your back can rest"),
    ("forward-fold", [X, R, H], "one leg at a time, your hands on your hips"),
    ("figure-four", [R, H, H], "go a fifth less far"),
    ("knee-to-chest", [R, H], "go a fifth less far"),
    ("double-knee-to-chest", [X, R, H], "one knee at a time"),
    ("seated-figure-four", [R, H], "go a fifth less far"),
    ("pigeon", [X, R, H, H], "lying on your back"),
    ("childs-pose", [R, H], "go a fifth less far"),
    ("seated-rotation", [R, H], "go a fifth less far"),
    ("side-bend", [R, H], "go a fifth less far"),
    ("knee-rolls", [R, D], "go a fifth less far"),
    ("sphinx", [R, H], "go a fifth less far"),
    ("press-up", [X, R, H], "propped on your forearms"),
    ("back-extension", [R, D], "go a fifth less far"),
    ("bird-dog", [X, D], "the bridge, with your back on the mat"),
    ("side-plank", [H, X], "hold for 5 seconds"),
    ("dead-bug", [X, D], "the bridge, with your back on the mat"),
    ("plank", [K, H], "with your knees on the mat"),
    ("trunk-rotation", [R, D], "go a fifth less far"),
    ("reverse-lunge", [R, D], "go a fifth less far"),
    ("gentle-rest", [H, H], "hold for 20 seconds"),
]


@each_of("name, changes, said", ROWS)
def test_a_row_of_the_table(name: str, changes: list[str], said: str) -> None:
    versions = chain(name)
    assert [each.change for each in versions][: len(changes)] == changes
    assert versions[0].said == f"An easier version: {said}."


def test_every_row_of_the_table_is_tested_above() -> None:
    assert {name for name, _, _ in ROWS} == {name for name, each in EXERCISES.items() if each.easier}


@each_of("name", [name for name, each in EXERCISES.items() if not each.opt_in])
def test_one_thing_is_changed_at_a_time_and_it_always_comes_to_an_end(name: str) -> None:
    before = EXERCISES[name]
    for version in chain(name):
        changed = {
            each.name
            for each in fields(Exercise)
            if getattr(before, each.name) != getattr(version.exercise, each.name)
        }
        allowed = {
            Easing.RANGE: {"primary"},
            Easing.HOLD: {"dose"},
            Easing.DOSE: {"dose"},
            K: {"title", "setup", "checks", "needs", "position", "figure"},
        }
        assert version.change is Easing.EXERCISE or changed == allowed[version.change]
        assert version.said.startswith("An easier version: ")
        before = version.exercise


@each_of("name", ["march", "arm-circles", "cat-cow", "bridge", "breathing", "pelvic-tilt"])
def test_where_the_table_has_nothing_the_dose_is_halved(name: str) -> None:
    assert not EXERCISES[name].easier
    assert {each.change for each in chain(name)} == {Easing.DOSE}


def test_holds_go_down_level_by_level_and_repetitions_by_half() -> None:
    long = replace(EXERCISES["supine-hamstring"], dose=Hold(60, 2))
    held = []
    version = easier_version(long, [Easing.RANGE], EXERCISES.get)
    while version is not None:
        assert isinstance(version.exercise.dose, Hold)
        held.append((version.change, version.exercise.dose.target_s, version.exercise.dose.sets))
        version = easier_version(version.exercise, [Easing.RANGE], EXERCISES.get)
    assert held == [(H, 30, 2), (H, 20, 2), (H, 10, 2), (D, 5, 2)]
    bird_dog = replace(EXERCISES["bird-dog"], dose=Reps(10, hold_s=10))
    shorter = easier_version(bird_dog, [], EXERCISES.get)
    assert shorter is not None
    assert shorter.exercise.dose == Reps(10, hold_s=5)
    assert [each.said for each in chain("bridge")][:2] == [
        "An easier version: only 4 times.",
        "An easier version: only 2 times.",
    ]


def test_another_exercise_keeps_the_dose_where_it_has_the_same_kind() -> None:
    seated = replace(EXERCISES["seated-hamstring"], dose=Hold(45, 3))
    version = easier_version(seated, [], EXERCISES.get)
    assert version is not None
    assert (version.exercise.id, version.exercise.dose) == ("supine-hamstring", Hold(45, 3, 5.0))


@each_of(
    "name", [name for name, each in EXERCISES.items() if isinstance(next(iter(each.easier), None), Instead)]
)
def test_an_exercise_that_must_not_be_done_is_no_easier_version(name: str) -> None:
    assert all(each.change is not Easing.EXERCISE for each in chain(name, lambda _name: None))


def test_another_exercise_leaves_the_camera_where_it_is_or_says_that_it_moves() -> None:
    for name, each in EXERCISES.items():
        for step in each.easier:
            if isinstance(step, Instead):
                (turn, *_) = planned(Activity(name, sets=1)).turns
                version = Easier(EXERCISES[step.exercise], Easing.EXERCISE, step.said)
                changed = with_version([turn], version)[0]
                same = placement_of(each) == placement_of(EXERCISES[step.exercise])
                assert changed.moves_camera is not same


def planned(*activities: Activity) -> Plan:
    return plan_routine(Routine("mine", "Mine", "", activities), EXERCISES)


def test_two_sides_become_one_turn_after_which_the_session_is_resumed_behind_both() -> None:
    turns = planned(Activity("bird-dog")).turns
    (turn,) = with_version(turns, Easier(EXERCISES["bridge"], Easing.EXERCISE, ""))
    assert (turn.exercise.id, turn.side, turn.number) == ("bridge", Side.NONE, turns[-1].number)


def test_one_turn_becomes_two_sides_and_only_the_second_one_ends_it() -> None:
    turns = planned(Activity("forward-fold", sets=2)).turns
    changed = with_version(turns, Easier(EXERCISES["standing-hamstring"], Easing.EXERCISE, ""))
    assert [(each.number, each.side, each.more) for each in changed] == [
        (0, Side.LEFT, True),
        (0, Side.RIGHT, False),
        (1, Side.LEFT, True),
        (1, Side.RIGHT, False),
    ]


@each_of(
    "name, done, changed",
    [
        ("childs-pose", "childs-pose", ["smaller-range"]),
        ("childs-pose", "childs-pose", ["smaller-range", "shorter-hold"]),
        ("seated-hamstring", "supine-hamstring", ["another-exercise"]),
        ("seated-hamstring", "supine-hamstring", ["another-exercise", "smaller-range"]),
        ("side-plank", "bridge", ["another-exercise"]),
    ],
)
def test_what_was_made_easier_before_an_interruption_is_as_easy_after_it(
    name: str, done: str, changed: list[str]
) -> None:
    turns = planned(Activity(name, sets=2), Activity("breathing")).turns
    left = recalled(turns[1:], done, changed, EXERCISES.get)
    assert (left[0].exercise.id, [each.value for each in left[0].eased]) == (done, changed)
    assert left[-1] == turns[-1]


def test_an_easier_version_that_is_not_offered_any_more_is_as_planned() -> None:
    turns = planned(Activity("seated-hamstring", sets=1)).turns
    assert recalled(turns, "supine-hamstring", ["another-exercise"], lambda _name: None) == list(turns)


# ---- what this person may do


def test_an_easier_exercise_is_offered_as_the_screening_the_level_and_the_pain_of_today_want_it() -> None:
    hip = Fitting(EXERCISES, Screening(frozenset({"hip-problem"}), consent=True), None, in_pain=False)
    assert hip.offered("figure-four") is None
    assert hip.offered("bridge") == EXERCISES["bridge"]
    beginner = Fitting(EXERCISES, None, first_step(1), in_pain=False)
    assert beginner.offered("bird-dog") is None
    hurting = Fitting(EXERCISES, None, None, in_pain=True).offered("supine-hamstring")
    assert hurting is not None
    assert hurting.primary is not None
    assert hurting.primary.good[1] == pytest.approx(72.0)
    assert Fitting(EXERCISES, None, None, in_pain=False).offered("inversion-table") is None
    assert hip.offered("nothing") is None


def test_before_the_front_plank_of_level_three_there_is_the_one_on_the_knees() -> None:
    fitted = Fitting(EXERCISES, None, first_step(1), in_pain=False)
    early = fitted.fit(EXERCISES["plank"], frozenset())
    assert early.reason == "it comes with level 3"
    assert early.note == "Keep your knees on the mat."
    assert early.exercise is not None
    dosed = fitted.dosed(early.exercise)
    assert (dosed.title, dosed.dose) == ("Front plank on the knees", Hold(5.0, 3, 3.0))
    pregnant = Fitting(
        EXERCISES, Screening(frozenset({"pregnancy"}), consent=True), first_step(1), in_pain=False
    )
    fitted_to_her = pregnant.fit(EXERCISES["plank"], frozenset({"dead-bug", "bird-dog"}))
    assert fitted_to_her.exercise is None


# ---- the plank on the knees is judged by its own line


def knee_plank(line_deg: float) -> JointAngles:
    """Return a plank on forearms and knees, the thighs bent against the trunk; 180° is straight."""
    trunk = 74.0
    return JointAngles(trunk, **both(hip=180.0 - line_deg, knee=60.0, shoulder=trunk, elbow=90.0))


def judged(exercise: Exercise, position: JointAngles) -> tuple[list[HoldEnded], set[str]]:
    table = Timetable(hold_s=8.0)
    trainer = Trainer(exercise)
    events = []
    for pose in film(moving(PRONE, position, table), steady(table.duration_s, 15.0), LEFT_SIDE):
        events += trainer.step(pose).events
    events += trainer.finish()
    holds = [each for each in events if isinstance(each, HoldEnded) and each.counted]
    return holds, {each.fault for each in events if isinstance(each, FaultStarted)}


def test_a_straight_plank_on_the_knees_is_held_without_a_fault_and_is_no_full_plank() -> None:
    gentle = ON_THE_KNEES.make(replace(EXERCISES["plank"], dose=Hold(5.0, 1, 3.0)))
    (hold,), faults = judged(gentle, knee_plank(178.0))
    assert hold.held_s > 5.0
    assert faults == set()
    assert judged(EXERCISES["plank"], knee_plank(178.0)) == ([], set())


@each_of("line_deg, fault", [(150.0, "hips-piked"), (202.0, "hips-sagging")])
def test_a_plank_on_the_knees_that_bends_at_the_hip_has_its_fault(line_deg: float, fault: str) -> None:
    _, faults = judged(ON_THE_KNEES.make(EXERCISES["plank"]), knee_plank(line_deg))
    assert fault in faults
