"""The screening as a dialogue: emergencies first and twice, a way on where somebody has to agree."""

from __future__ import annotations

import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.routines.dialogue import Answer, Dialogue, Kind
from posecheck.routines.screening import Agreement, Screening, why_left_out
from posecheck.routines.screening_dialogue import InversionDialogue, ScreeningDialogue, agreement_words
from posecheck.routines.screening_questions import (
    ABOUT_MOVEMENT,
    ADVICE,
    EMERGENCIES,
    INVERSION_GATE,
    JUDGED,
    QUESTIONS,
    TO_BE_AGREED,
    Advice,
)
from posecheck.support.language import find_language

BRIDGE = find_exercise("bridge")
#: A sentence of more words is not followed by ear.
MOST_WORDS = 16


def led(dialogue: Dialogue, **answers: Answer) -> list[str]:
    """Answer a dialogue to its end, no unless told, yes to consent; return what was asked."""
    answers = {"consent": True, **answers}
    asked = []
    while dialogue.question is not None:
        asked.append(dialogue.question.id)
        dialogue.answer(answers.get(dialogue.question.id.replace("-", "_"), False))
    return asked


def test_emergencies_come_before_everything_and_everything_is_asked_once() -> None:
    dialogue = ScreeningDialogue()
    asked = led(dialogue)
    assert asked[: len(EMERGENCIES)] == [each.id for each in EMERGENCIES]
    assert sorted(asked) == sorted([*(each.id for each in QUESTIONS), "consent"])
    assert dialogue.outcome == Screening(frozenset(), consent=True)
    assert dialogue.outcome.forbids() == ""


@pytest.mark.parametrize("emergency", [each.id for each in EMERGENCIES])
def test_an_emergency_that_is_confirmed_stops_at_once(emergency: str) -> None:
    dialogue = ScreeningDialogue()
    name = emergency.replace("-", "_")
    asked = led(dialogue, **{name: True, f"{name}_again": True})
    assert asked[-2:] == [emergency, f"{emergency}-again"]
    assert dialogue.outcome is not None
    assert dialogue.outcome.advice is Advice.EMERGENCY
    assert dialogue.outcome.forbids() == ADVICE[Advice.EMERGENCY]


def test_a_yes_to_an_emergency_that_was_a_slip_counts_for_nothing() -> None:
    dialogue = ScreeningDialogue()
    asked = led(dialogue, chest_pain=True, chest_pain_again=False)
    assert asked[asked.index("chest-pain") + 1] == "chest-pain-again"
    assert dialogue.outcome == Screening(frozenset(), consent=True)


def test_without_consent_nothing_more_is_asked() -> None:
    dialogue = ScreeningDialogue()
    assert led(dialogue, consent=False)[-1] == "consent"
    assert dialogue.outcome is not None
    assert "consent" in dialogue.outcome.forbids()


@pytest.mark.parametrize("question", TO_BE_AGREED, ids=lambda each: each.id)
def test_who_has_the_agreement_of_a_clinician_goes_on_and_the_rest_is_asked(question) -> None:
    dialogue = ScreeningDialogue()
    yes = {question.id.replace("-", "_"): True}
    asked = led(dialogue, **yes, agreed=True, agreed_who="physiotherapist", agreed_when="weeks")
    assert asked[-len(ABOUT_MOVEMENT) :] == [each.id for each in ABOUT_MOVEMENT]
    told = dialogue.outcome
    assert told == Screening(
        frozenset({question.id}),
        consent=True,
        agreement=Agreement("physiotherapist", "weeks", frozenset({question.id})),
    )
    assert told.forbids() == ""
    assert not why_left_out(BRIDGE, told)
    assert Screening.from_answers(told.as_answers()) == told


def test_without_an_agreement_nothing_is_done_and_it_says_what_to_tell_the_clinician() -> None:
    dialogue = ScreeningDialogue()
    asked = led(dialogue, six_weeks=True, fever=True, agreed=False)
    assert asked[-1] == "agreed"
    told = dialogue.outcome
    assert told is not None
    assert told.waits_for_agreement
    assert "Tell them: fever or feeling ill and no better after six weeks." in told.forbids()
    assert why_left_out(BRIDGE, told)


def test_an_agreement_is_one_to_what_it_names_and_none_to_an_emergency() -> None:
    agreed = Agreement("doctor", "weeks", frozenset({"six-weeks", "chest-pain"}))
    assert Screening(frozenset({"six-weeks", "fever"}), consent=True, agreement=agreed).waits_for_agreement
    emergency = Screening(frozenset({"chest-pain"}), consent=True, agreement=agreed)
    assert emergency.advice is Advice.EMERGENCY


def test_answers_of_the_time_before_there_were_agreements_wait_for_one() -> None:
    told = Screening.from_answers({"yes": ["six-weeks"], "consent": True})
    assert told.waits_for_agreement
    assert Screening.from_answers({"yes": ["pressure"], "consent": True}).tags == {
        "head-below-heart",
        "uncontrolled-pressure",
    }


def test_an_old_agreement_holds_and_a_visit_is_advised() -> None:
    german = find_language("de").translate(agreement_words(Agreement("doctor", "longer", frozenset())))
    assert "at your next visit" in agreement_words(Agreement("doctor", "longer", frozenset()))
    assert "at your next visit" not in agreement_words(Agreement("doctor", "weeks", frozenset()))
    assert "doctor" not in german


def test_one_yes_refuses_the_inversion_table_and_consent_is_asked_last() -> None:
    dialogue = InversionDialogue()
    assert led(dialogue) == [*(each.id for each in INVERSION_GATE), "consent"]
    assert dialogue.outcome is not None
    assert dialogue.outcome.as_answers() == {"yes": [], "consent": True}
    refused = InversionDialogue()
    assert led(refused, inversion_eyes=True)[-1] == "inversion-eyes"
    assert refused.outcome is not None
    assert not refused.outcome.consent


def test_every_question_is_short_enough_to_be_heard_and_names_its_source() -> None:
    dialogue = ScreeningDialogue()
    yes = {each.id.replace("-", "_"): True for each in TO_BE_AGREED}
    texts = {each.text for each in INVERSION_GATE}
    while (question := dialogue.question) is not None:
        texts.add(question.text)
        choice = question.kind is Kind.CHOICE
        answer = question.choices[0].id if choice else question.id in {"consent", "agreed"}
        dialogue.answer(yes.get(question.id.replace("-", "_"), answer))
    assert {text for text in texts if len(text.split()) > MOST_WORDS} == set()
    assert {each.id for each in (*EMERGENCIES, *TO_BE_AGREED) if each.source == JUDGED} == {
        "recent-surgery",
        "under-16",
    }
    assert all(each.source for each in (*QUESTIONS, *INVERSION_GATE))
    assert all(each.short for each in QUESTIONS if each.stops)
