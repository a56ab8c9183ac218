"""The few words on the picture say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixtures.cases import each_of

from posecheck.engine.events import Phase, ViewState
from posecheck.exercise import Guided, Steps
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.wording import camera_words, cue_words, fault_words, phase_words, title_words
from posecheck.pose import Side

if TYPE_CHECKING:
    from conftest import MakeExercise, MakeMoment


@each_of("phase", Phase)
def test_every_phase_has_words(
    phase: Phase, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    words = phase_words(make_assessment(phase=phase), make_exercise())
    assert words
    assert words != phase.value


def test_a_hold_that_is_long_enough_is_praised(
    make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assert phase_words(make_assessment(held_s=29.9), make_exercise()) == "Hold still"
    assert phase_words(make_assessment(held_s=30.0), make_exercise()) == "Well held"


def test_steps_and_guided_exercises_are_not_told_to_hold_still(
    make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    march = make_exercise(dose=Steps(60.0, (50.0, 110.0)), going_on="Keep marching")
    assert phase_words(make_assessment(), march) == "Keep marching"
    assert phase_words(make_assessment(phase=Phase.READY, reps=1), march) == "Keep marching"
    assert phase_words(make_assessment(phase=Phase.READY, reps=0), march) == "Ready when you are"
    assert phase_words(make_assessment(), make_exercise(dose=Guided(60.0))) == "Follow along"


def test_the_title_names_the_working_side_where_there_is_one(
    make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assert title_words(make_assessment(), make_exercise()) == "Supine hamstring stretch · left"
    assert title_words(make_assessment(working=Side.NONE), make_exercise()) == "Supine hamstring stretch"
    assert title_words(make_assessment(), make_exercise(sides=False)) == "Supine hamstring stretch"


@each_of(
    "changes, words",
    [
        ({}, ""),
        ({"view_reason": "left over"}, ""),
        ({"view": ViewState.BLOCK, "view_reason": "Turn to face the camera."}, "Turn to face the camera."),
        ({"person": False}, "I can't see you. Step into the picture."),
        ({"missing": ("left ankle",)}, "I can't see your left ankle."),
        (
            {"missing": ("left ankle", "left heel", "left toe", "left knee")},
            "I can't see your left ankle, left heel, left toe and 1 more.",
        ),
        (
            {
                "view": ViewState.WARN,
                "view_reason": "I can't see your left ankle. Move back.",
                "missing": ("left ankle",),
            },
            "I can't see your left ankle. Move back.",
        ),
    ],
)
def test_what_the_camera_cannot_see_is_said_once(
    changes: dict[str, object], words: str, make_assessment: MakeMoment
) -> None:
    assert camera_words(make_assessment(**changes)) == words


def test_a_fault_is_written_as_words() -> None:
    assert fault_words("knee-bent") == "Knee bent"


@each_of(
    "cue, words",
    [
        ("Slow down.", "Slow down."),
        ("12", ""),
        ("Hold.", ""),
        ("Turn to face the camera.", ""),
        ("", ""),
    ],
)
def test_a_cue_that_says_what_is_seen_already_is_not_written(
    cue: str, words: str, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    moment = make_assessment(cue=cue, view=ViewState.WARN, view_reason="Turn to face the camera.")
    assert cue_words(moment, make_exercise()) == words


def test_no_fault_is_named_in_words_of_the_trade() -> None:
    assert fault_words("hips-piked") == "Hips too high"
    assert fault_words("over-arched") == "Lower back arched"
    for exercise in all_exercises().values():
        for check in exercise.checks:
            assert not {"misplaced", "piked"} & set(fault_words(check.fault).split())
