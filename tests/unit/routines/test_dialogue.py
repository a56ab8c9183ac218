"""Dialogues: one question after the other, whoever asks them."""

from __future__ import annotations

import pytest

from posecheck.routines.dialogue import Choice, Dialogue, Kind, Question

NUMBER = Question("pain", "How much?", Kind.NUMBER, optional=True)
CHOICE = Question("who", "Who?", Kind.CHOICE, choices=(Choice("doctor", "a doctor"),))


def walk():
    """Ask for a walk, and only without one for the reason."""
    if (yield Question("walked", "Have you walked?")):
        return "warm"
    reason = yield Question("why", "Why not?", Kind.TEXT)
    return f"cold: {reason}"


def test_what_is_asked_next_and_what_comes_of_it_depends_on_the_answers() -> None:
    dialogue = Dialogue(walk)
    asked = []
    for value in (False, "rain"):
        assert dialogue.question is not None
        assert dialogue.outcome is None
        asked.append(dialogue.question.id)
        dialogue.answer(value)
    assert asked == ["walked", "why"]
    assert (dialogue.question, dialogue.outcome) == (None, "cold: rain")
    with pytest.raises(ValueError, match="nothing is asked"):
        dialogue.answer(True)


def test_an_answer_is_taken_back_and_its_question_asked_again() -> None:
    dialogue = Dialogue(walk)
    dialogue.back()  # at the first one nothing happens
    dialogue.answer(False)
    dialogue.back()
    assert dialogue.question is not None
    assert (dialogue.question.id, dialogue.answers) == ("walked", ())
    dialogue.answer(True)
    assert dialogue.outcome == "warm"


@pytest.mark.parametrize(
    ("question", "admitted", "refused"),
    [
        (Question("walked", "?"), [True, False], [None, 1, "yes", ""]),
        (NUMBER, [0, 10, None], [-1, 11, True, "3"]),
        (CHOICE, ["doctor"], ["a doctor", None, 0]),
        (Question("why", "?", Kind.TEXT), ["rain"], ["  ", None, 3]),
    ],
    ids=lambda each: each.kind.value if isinstance(each, Question) else "",
)
def test_what_is_no_answer_is_refused_and_the_question_stays(question, admitted, refused) -> None:
    def script():
        return (yield question)

    for value in admitted:
        dialogue = Dialogue(script)
        dialogue.answer(value)
        assert dialogue.question is None
    for value in refused:
        dialogue = Dialogue(script)
        with pytest.raises(ValueError, match=question.id):
            dialogue.answer(value)
        assert dialogue.question is question
