"""The screening: a row of catalogue §4 each, red flags, consent, the inversion gate, pain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fixtures.cases import each_of

from posecheck.exercise import Posture
from posecheck.exercise.catalogue import all_exercises
from posecheck.routines.screening import (
    Light,
    Screening,
    fit,
    is_current,
    pain_light,
    require_inversion_consent,
    why_left_out,
)
from posecheck.routines.screening_questions import BY_ID, INVERSION_GATE, QUESTIONS, Advice
from posecheck.support.errors import InputError

EXERCISES = {name: each for name, each in all_exercises().items() if not each.opt_in}
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SUPINE = {
    "pelvic-tilt",
    "supine-hamstring",
    "knee-to-chest",
    "double-knee-to-chest",
    "figure-four",
    "knee-rolls",
    "bridge",
    "dead-bug",
}
PRONE = {"sphinx", "press-up", "plank"}
HANDS_DOWN = {"cat-cow", "bird-dog", "pigeon"}

#: Answer → what §4 removes.
ROWS: dict[str, set[str]] = {
    "osteoporosis": {
        "forward-fold",
        "seated-hamstring",
        "double-knee-to-chest",
        "trunk-rotation",
        "seated-rotation",
        "knee-rolls",
    },
    "worse-bending": {
        "forward-fold",
        "seated-hamstring",
        "childs-pose",
        "gentle-rest",
        "knee-to-chest",
        "double-knee-to-chest",
    },
    "worse-arching": {"sphinx", "press-up", "back-extension"},
    "nerve-symptoms": set(),
    "hip-problem": {
        "figure-four",
        "seated-figure-four",
        "pigeon",
        "knee-to-chest",
        "double-knee-to-chest",
        "childs-pose",
        "gentle-rest",
        "forward-fold",
        "seated-hamstring",
    },
    "pregnancy": SUPINE | PRONE,
    "knee-problem": {
        "childs-pose",
        "gentle-rest",
        "cat-cow",
        "bird-dog",
        "pigeon",
        "side-plank",
        "reverse-lunge",
        "figure-four",
        "seated-figure-four",
    },
    "wrist-problem": HANDS_DOWN | {"press-up", "plank"},
    "pressure": {"forward-fold", "childs-pose", "gentle-rest", "bridge", "plank", "side-plank"},
    "eyes": {"forward-fold", "childs-pose", "gentle-rest", "bridge", "plank", "side-plank"},
    "dizziness": {
        "forward-fold",
        "childs-pose",
        "gentle-rest",
        "bridge",
        "plank",
        "side-plank",
        "back-extension",
    },
    "recent-surgery": set(EXERCISES),
    "under-16": set(EXERCISES),
    "eased-bending": {"sphinx", "press-up", "back-extension"},
    "eased-arching": {"knee-to-chest", "double-knee-to-chest"},
}


def answered(*yes: str) -> Screening:
    return Screening(frozenset(yes), consent=True)


@each_of("answer", ROWS)
def test_the_right_exercises_go_and_the_rest_stay(answer: str) -> None:
    left = {name for name, each in EXERCISES.items() if why_left_out(each, answered(answer))}
    assert left == ROWS[answer]


def test_every_question_that_removes_something_has_a_row() -> None:
    stops = {question.id for question in QUESTIONS if question.stops in (Advice.EMERGENCY, Advice.PROMPT)}
    assert {question.id for question in QUESTIONS} - stops == set(ROWS)


def test_without_a_yes_everything_stays_but_the_inversion_table() -> None:
    assert not any(why_left_out(each, answered()) for each in EXERCISES.values())
    assert why_left_out(all_exercises()["inversion-table"], answered())


def test_all_that_is_done_lying_on_the_back_or_front_is_left_out_in_pregnancy() -> None:
    for name, each in EXERCISES.items():
        if each.posture and each.posture[0] in (Posture.SUPINE, Posture.PRONE):
            assert why_left_out(each, answered("pregnancy")), name


@each_of("name", ["supine-hamstring", "standing-hamstring", "seated-hamstring", "forward-fold"])
def test_leg_symptoms_leave_every_stretch_of_the_hamstrings_less_way_to_go(name: str) -> None:
    fitted = fit(EXERCISES[name], (), answered("nerve-symptoms"), EXERCISES)
    assert fitted.exercise is not None
    assert fitted.exercise != EXERCISES[name]
    assert "Stop if it spreads down" in fitted.note


def test_leg_symptoms_keep_the_hamstring_stretches_below_the_symptom() -> None:
    stretch = EXERCISES["supine-hamstring"]
    fitted = fit(stretch, (), answered("nerve-symptoms"), EXERCISES)
    assert fitted.exercise is not None
    assert fitted.exercise.primary is not None
    assert stretch.primary is not None
    assert fitted.exercise.primary.ok[1] == pytest.approx(80.0)
    assert fitted.exercise.primary.zone <= stretch.primary.zone
    assert "leg" in fitted.reason
    assert "Stop if it spreads down" in fitted.note


def test_worse_arching_leaves_the_cat_without_the_cow() -> None:
    fitted = fit(EXERCISES["cat-cow"], (), answered("worse-arching"), EXERCISES).exercise
    assert fitted is not None
    assert fitted.primary is not None
    assert fitted.primary.other is None
    assert all(check.end >= 0 for check in fitted.checks)
    assert fitted.title == "Cat"


@each_of("answer", ROWS)
def test_what_replaces_an_exercise_is_itself_allowed_and_not_there_already(answer: str) -> None:
    told = answered(answer)
    for each in EXERCISES.values():
        fitted = fit(each, {"standing-hamstring", each.id}, told, EXERCISES)
        if fitted.exercise is None or fitted.exercise.id == each.id:
            continue
        assert fitted.reason
        assert fitted.exercise.id != "standing-hamstring"
        assert not why_left_out(EXERCISES[fitted.exercise.id], told)


def test_no_exercise_is_replaced_by_one_that_needs_consent_of_its_own() -> None:
    assert {name for each in EXERCISES.values() for name in each.replaced_by} <= set(EXERCISES)


@each_of("question", [each for each in QUESTIONS if each.stops], ids=lambda each: each.id)
def test_a_red_flag_stops_everything_with_its_own_advice(question) -> None:
    told = answered(question.id, "hip-problem")
    assert told.advice is question.stops
    assert all(why_left_out(each, told) for each in EXERCISES.values())


def test_the_gravest_advice_is_given() -> None:
    assert answered("fever", "both-legs").advice is Advice.EMERGENCY
    assert answered("under-16", "fever").advice is Advice.PROMPT


def test_answers_survive_being_kept() -> None:
    told = answered("pregnancy", "hip-problem")
    assert Screening.from_answers(told.as_answers()) == told
    assert BY_ID["pregnancy"].tags == ("pregnancy",)


def test_answers_are_asked_again_after_ninety_days() -> None:
    assert is_current(NOW - timedelta(days=89), NOW)
    assert not is_current(NOW - timedelta(days=90), NOW)


def test_inversion_needs_its_own_consent_that_runs_out() -> None:
    passed = {"yes": [], "consent": True}
    require_inversion_consent(NOW - timedelta(days=89), passed, NOW)
    for told, answers in (
        (None, None),
        (NOW - timedelta(days=91), passed),
        (NOW, {"yes": [], "consent": False}),
        (NOW, {"yes": [INVERSION_GATE[0].id], "consent": True}),
    ):
        with pytest.raises(InputError, match="inversion table"):
            require_inversion_consent(told, answers, NOW)


def test_pain_is_a_traffic_light() -> None:
    assert [pain_light(pain) for pain in range(11)] == [Light.GREEN] * 4 + [Light.AMBER] * 2 + [Light.RED] * 5
    with pytest.raises(ValueError, match="0 to 10"):
        pain_light(11)
