"""What is asked once before anything is done, and again after 90 days, whoever asks it (catalogue §4, §9).

Emergencies come first, before the disclaimer, and end it at once; because nothing else is said after a yes,
it is asked again before it counts. Where a doctor or physiotherapist has to agree it is asked whether they
have, so that nobody has to answer falsely to go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from posecheck.routines.dialogue import Choice, Dialogue, Kind, Question
from posecheck.routines.screening import Agreement, Screening
from posecheck.routines.screening_questions import (
    ABOUT_MOVEMENT,
    EMERGENCIES,
    INVERSION_CONSENT,
    INVERSION_GATE,
    TO_BE_AGREED,
)
from posecheck.support.disclaimer import DISCLAIMER, DISCLAIMER_HEARD
from posecheck.support.message import joined, listed, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.routines.dialogue import Answer, Script
    from posecheck.routines.screening_questions import ScreeningQuestion
    from posecheck.support.message import Message

#: Who can agree; in this order they are offered.
WHO = (
    Choice("doctor", message("a doctor")),
    Choice("physiotherapist", message("a physiotherapist")),
    Choice("other", message("somebody else who treats you")),
)
#: When they agreed.
WHEN = (
    Choice("weeks", message("in the last four weeks")),
    Choice("months", message("in the last three months")),
    Choice("longer", message("longer ago")),
)
WHY_ASKED = (
    "First some questions about your health, about two minutes. They tell what to leave out, or whether "
    "somebody should look at you first."
)
_LONG_AGO = "That was a while ago: tell them at your next visit how it goes."
_CONSENT = Question("consent", "Do you understand and agree?", lead=DISCLAIMER, heard=DISCLAIMER_HEARD)


class ScreeningDialogue(Dialogue[Screening]):
    """Asks everything that must be known before a session; its outcome is a :class:`Screening`.

    After it :meth:`Screening.forbids` says why nothing may be done, if so.
    """

    def __init__(self) -> None:
        super().__init__(_screening)


@dataclass(frozen=True, slots=True)
class InversionAnswers:
    """What was answered to the questions of the inversion table."""

    yes: tuple[str, ...]
    consent: bool

    def as_answers(self) -> dict[str, Any]:
        """Return it as plain data to keep."""
        return {"yes": list(self.yes), "consent": self.consent}


class InversionDialogue(Dialogue[InversionAnswers]):
    """Asks the questions of the inversion table, of which one yes is enough to refuse, and for consent."""

    def __init__(self) -> None:
        super().__init__(_inversion)


def agreement_words(agreement: Agreement) -> Message:
    """Return who agreed and when, in sentences."""
    who = next((each.text for each in WHO if each.id == agreement.who), WHO[-1].text)
    when = next((each.text for each in WHEN if each.id == agreement.when), WHEN[-1].text)
    told = message("You exercise with the agreement of {who}, given {when}.", who=who, when=when)
    return joined([told, _LONG_AGO]) if agreement.when == "longer" else told


def _screening() -> Script[Screening]:
    for number, each in enumerate(EMERGENCIES):
        first = replace(_asked(each), lead=WHY_ASKED) if number == 0 else _asked(each)
        if (yield first) and (yield _asked_again(each)):
            return Screening(frozenset({each.id}), consent=False)
    if not (yield _CONSENT):
        return Screening(frozenset(), consent=False)
    yes: set[str] = set()
    for each in TO_BE_AGREED:
        if (yield _asked(each)):
            yes.add(each.id)
    agreement = None
    if yes:
        agreement = yield from _agreement(each for each in TO_BE_AGREED if each.id in yes)
        if agreement is None:  # what matters then is the advice
            return Screening(frozenset(yes), consent=True)
    for each in ABOUT_MOVEMENT:
        if (yield _asked(each)):
            yes.add(each.id)
    return Screening(frozenset(yes), consent=True, agreement=agreement)


def _agreement(of: Iterable[ScreeningQuestion]) -> Script[Agreement | None]:
    found = list(of)
    agreed = yield Question(
        "agreed",
        "Does a doctor or physiotherapist know of this, and agree that you exercise?",
        lead=message("You said: {what}.", what=listed(each.short for each in found)),
    )
    if not agreed:
        return None
    who = yield Question("agreed-who", "Who agreed?", Kind.CHOICE, choices=WHO)
    when = yield Question("agreed-when", "When was that?", Kind.CHOICE, choices=WHEN)
    return Agreement(str(who), str(when), frozenset(each.id for each in found))


def _inversion() -> Script[InversionAnswers]:
    for each in INVERSION_GATE:
        if (yield _asked(each)):
            return InversionAnswers((each.id,), consent=False)
    consent: Answer = yield Question("consent", "Do you understand and agree?", lead=INVERSION_CONSENT)
    return InversionAnswers((), consent=bool(consent))


def _asked(question: ScreeningQuestion) -> Question:
    return Question(question.id, question.text)


def _asked_again(question: ScreeningQuestion) -> Question:
    text = message("You said yes. Once more, to be sure: {question}", question=question.text)
    return Question(f"{question.id}-again", text)
