"""What is asked around a session, as small dialogues: pain before, after and the day after, warning signs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.routines.dialogue import Dialogue, Kind, Question
from posecheck.routines.screening import LIGHT_WORDS, LIGHT_WORDS_AFTER, Light, pain_light
from posecheck.routines.screening_questions import (
    AFTER_WARNING,
    HAS_PASSED,
    PROMPT,
    STOPPED_LAST,
    WARNING_SIGNS,
    WHAT_THEY_ARE,
)

if TYPE_CHECKING:
    from posecheck.routines.dialogue import Script

_SCALE = "From 0, none, to 10, the worst there is."


class PainMoment(StrEnum):
    """When pain is told; its values are those of the history."""

    BEFORE = "before"
    AFTER = "after"
    NEXT_DAY = "next-day"


@dataclass(frozen=True, slots=True)
class PainAnswer:
    """What was told of pain.

    Parameters
    ----------
    level
        0 to 10, ``None`` when it was left out.
    light
        What it means: go, reduce, stop; ``None`` when nothing is known.
    advice
        What is said to it; empty when there is nothing to say.
    """

    level: int | None
    light: Light | None
    advice: str


_PAIN_QUESTIONS: dict[PainMoment, str] = {
    PainMoment.BEFORE: "How much pain do you have now?",
    PainMoment.AFTER: "How much pain do you have now?",
    PainMoment.NEXT_DAY: "How much pain did you have on the day after the last session?",
}


class PainDialogue(Dialogue[PainAnswer]):
    """Asks for pain of 0 to 10, which may be left out.

    Parameters
    ----------
    moment
        Before or after a session, or the day after the last one.
    """

    def __init__(self, moment: PainMoment) -> None:
        def script() -> Script[PainAnswer]:
            level = yield Question(
                f"pain-{moment.value}", _PAIN_QUESTIONS[moment], Kind.NUMBER, heard=_SCALE, optional=True
            )
            return pain_answer(moment, None if level is None else int(level))

        super().__init__(script)


def pain_answer(moment: PainMoment, level: int | None) -> PainAnswer:
    """Return what pain of 0 to 10 means at a moment, also when it was told otherwise than in a dialogue."""
    if level is None:
        return PainAnswer(None, None, "")
    light = pain_light(level)
    said = {
        PainMoment.BEFORE: "" if light is Light.GREEN else LIGHT_WORDS[light],
        PainMoment.AFTER: LIGHT_WORDS_AFTER[light],
        PainMoment.NEXT_DAY: "",
    }
    return PainAnswer(level, light, said[moment])


@dataclass(frozen=True, slots=True)
class WarningAnswer:
    """Whether a warning sign stands against going on, and what is said then."""

    stands: bool
    advice: str = ""


class WarningSignsDialogue(Dialogue[WarningAnswer]):
    """Asks, after a session that was stopped, whether a warning sign was the reason."""

    def __init__(self) -> None:
        def script() -> Script[WarningAnswer]:
            if (yield Question("warning-signs", WARNING_SIGNS, lead=WHAT_THEY_ARE)):
                return WarningAnswer(stands=True, advice=AFTER_WARNING)
            return WarningAnswer(stands=False)

        super().__init__(script)


class WarningOverDialogue(Dialogue[WarningAnswer]):
    """Asks, on a later day, whether the warning sign has passed."""

    def __init__(self) -> None:
        def script() -> Script[WarningAnswer]:
            if (yield Question("warning-over", HAS_PASSED, lead=STOPPED_LAST)):
                return WarningAnswer(stands=False)
            return WarningAnswer(stands=True, advice=PROMPT)

        super().__init__(script)
