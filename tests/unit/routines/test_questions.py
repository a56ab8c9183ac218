"""What is asked around a session: pain, warning signs."""

from __future__ import annotations

import pytest

from posecheck.routines.questions import (
    PainDialogue,
    PainMoment,
    WarningOverDialogue,
    WarningSignsDialogue,
    pain_answer,
)
from posecheck.routines.screening import Light


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (PainMoment.BEFORE, {0: "", 4: "a fifth less far", 6: "Not today"}),
        (PainMoment.AFTER, {0: "carry on", 4: "Do less", 6: "too much"}),
        (PainMoment.NEXT_DAY, {0: "", 4: "", 6: ""}),
    ],
)
def test_pain_is_a_number_with_a_light_and_its_advice(moment: PainMoment, said: dict[int, str]) -> None:
    for level, light in ((0, Light.GREEN), (4, Light.AMBER), (6, Light.RED)):
        dialogue = PainDialogue(moment)
        dialogue.answer(level)
        told = dialogue.outcome
        assert told is not None
        assert (told.level, told.light) == (level, light)
        assert said[level] in told.advice
        assert bool(told.advice) == bool(said[level])
        assert told == pain_answer(moment, level)


def test_pain_may_be_left_out_and_then_nothing_is_known_of_it() -> None:
    dialogue = PainDialogue(PainMoment.BEFORE)
    dialogue.answer(None)
    assert dialogue.outcome is not None
    assert (dialogue.outcome.level, dialogue.outcome.light, dialogue.outcome.advice) == (None, None, "")


def test_a_warning_sign_stands_until_it_has_passed() -> None:
    for dialogue, value, stands in (
        (WarningSignsDialogue(), True, True),
        (WarningSignsDialogue(), False, False),
        (WarningOverDialogue(), True, False),
        (WarningOverDialogue(), False, True),
    ):
        dialogue.answer(value)
        assert dialogue.outcome is not None
        assert dialogue.outcome.stands == stands
        assert bool(dialogue.outcome.advice) == stands
