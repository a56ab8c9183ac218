"""What is asked before anything is done: red flags, reasons to leave an exercise out, consent (§4, §9, §12).

Nothing here diagnoses: a red flag is shown with the advice that belongs to it, and nothing is run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from posecheck.exercise import Eased, Exercise
from posecheck.exercise.contraindications import CONTRAINDICATIONS
from posecheck.routines.dose import with_reduced_range
from posecheck.routines.screening_questions import ADVICE, BY_ID, EASED, QUESTIONS, Advice
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH
from posecheck.support.message import joined, listed, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from posecheck.exercise import Adaptation
    from posecheck.support.language import Language

#: Answers are asked again after this time (catalogue §12).
VALID = timedelta(days=90)
NO_CONSENT = "Without your consent posecheck runs no routine."
S_STOP = "Stop here. Come out slowly and rest."


@dataclass(frozen=True, slots=True)
class Fitted:
    """An exercise after the screening.

    Parameters
    ----------
    exercise
        What to do: itself, adapted, another one, or ``None``.
    reason
        Why it is not as the routine has it; empty when it is.
    note
        What is told to the person who does an adapted one.
    """

    exercise: Exercise | None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """That a doctor or physiotherapist knows of something and agrees that this person exercises.

    Parameters
    ----------
    who, when
        Ids of what was chosen, see :mod:`posecheck.routines.screening_dialogue`.
    to
        Ids of the questions that were answered with yes and that they know of.
    """

    who: str
    when: str
    to: frozenset[str]


@dataclass(frozen=True, slots=True)
class Screening:
    """What somebody answered.

    Parameters
    ----------
    yes
        Ids of the questions that were answered with yes.
    consent
        The disclaimer was agreed to; not asked after an emergency.
    agreement
        To what somebody who treats the person agreed, ``None`` when nobody did.
    """

    yes: frozenset[str]
    consent: bool
    agreement: Agreement | None = None

    @property
    def tags(self) -> frozenset[str]:
        """The contraindications that the answers stand for."""
        return frozenset(tag for name in self.yes if name in BY_ID for tag in BY_ID[name].tags)

    @property
    def advice(self) -> Advice | None:
        """The gravest reason not to do anything, ``None`` when there is none.

        An agreement is one to what it names; to an emergency there is none.
        """
        agreed = self.agreement.to if self.agreement else frozenset()
        asked = [BY_ID[name] for name in self.yes if name in BY_ID]
        found = {each.stops for each in asked if each.stops is Advice.EMERGENCY or each.id not in agreed}
        return next((advice for advice in Advice if advice in found), None)

    @property
    def waits_for_agreement(self) -> bool:
        """Whether nothing may be done until somebody who treats the person agrees."""
        return self.advice in (Advice.PROMPT, Advice.CLINICIAN)

    def forbids(self) -> str:
        """Return why nothing may be done, and what to do, in sentences; empty when something may."""
        advice = self.advice
        if advice is None:
            return "" if self.consent else NO_CONSENT
        if advice is Advice.EMERGENCY:
            return ADVICE[advice]
        agreed = self.agreement.to if self.agreement else frozenset()
        short = [each.short for each in QUESTIONS if each.stops and each.id in self.yes - agreed]
        return joined([ADVICE[advice], message("Tell them: {what}.", what=listed(short))])

    def as_answers(self) -> dict[str, Any]:
        """Return it as plain data to keep."""
        answers: dict[str, Any] = {"yes": sorted(self.yes), "consent": self.consent}
        if self.agreement is not None:
            agreed = self.agreement
            answers["agreed"] = {"who": agreed.who, "when": agreed.when, "to": sorted(agreed.to)}
        return answers

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> Screening:
        """Return what :meth:`as_answers` gave, also before there were agreements: then nobody has agreed."""
        agreed = answers.get("agreed")
        return cls(
            frozenset(answers.get("yes", ())),
            bool(answers.get("consent")),
            Agreement(str(agreed["who"]), str(agreed["when"]), frozenset(agreed["to"])) if agreed else None,
        )


def why_left_out(exercise: Exercise, screening: Screening) -> str:
    """Return why `exercise` must be left out after these answers, empty when it may be done."""
    if screening.advice is not None:
        return ADVICE[screening.advice]
    tags = screening.tags | {"inversion-gate"}
    for tag in exercise.contraindications:
        if tag in tags and _adaptation(exercise, tag) is None:
            return CONTRAINDICATIONS[tag]
    # Who is eased by both is offered bending, which is the gentler one.
    both = exercise.not_when is Eased.BY_ARCHING and Eased.BY_BENDING in screening.yes
    if exercise.not_when in screening.yes and not both:
        return EASED[exercise.not_when]
    return ""


def fit(
    exercise: Exercise, taken: Iterable[str], screening: Screening, exercises: Mapping[str, Exercise]
) -> Fitted:
    """Return what to do in place of `exercise`, which is itself where nothing speaks against it.

    Parameters
    ----------
    exercise
        What the routine asks for.
    taken
        Ids that are in the routine already; none of them replaces another.
    screening
        The answers.
    exercises
        The catalogue.
    """
    reason = why_left_out(exercise, screening)
    if reason:
        for name in exercise.replaced_by:
            other = exercises.get(name)
            if other is None or name in taken or why_left_out(other, screening):
                continue
            return Fitted(_one_set(_adapted(other, screening)[0]), reason)
        return Fitted(None, reason)
    adapted, tag, note = _adapted(exercise, screening)
    return Fitted(adapted, CONTRAINDICATIONS[tag] if tag else "", note)


def _adapted(exercise: Exercise, screening: Screening) -> tuple[Exercise, str, str]:
    """Return the exercise as these answers want it, with the tag that changed it and what to say."""
    for tag in exercise.contraindications:
        adaptation = _adaptation(exercise, tag) if tag in screening.tags else None
        if adaptation is not None:
            return (adaptation.make or with_reduced_range)(exercise), tag, adaptation.note
    return exercise, "", ""


def _adaptation(exercise: Exercise, tag: str) -> Adaptation | None:
    """Return how the exercise is done with a contraindication, ``None`` when it has to be left out."""
    return next((each for each in exercise.adapted if each.to == tag), None)


def _one_set(exercise: Exercise) -> Exercise:
    """Return a replacement with a single set, as the routines have theirs."""
    return replace(exercise, dose=exercise.dose.asked(sets=1))


def is_current(told: datetime, now: datetime) -> bool:
    """Return whether answers told at `told` still hold at `now`."""
    return now - told < VALID


def require_inversion_consent(
    told: datetime | None, answers: Mapping[str, Any] | None, now: datetime, language: Language = ENGLISH
) -> None:
    """Raise ``InputError`` unless the inversion gate was passed, with consent, in the last 90 days."""
    say = language.translate
    if told is None or answers is None:
        raise InputError(
            say(
                "The inversion table needs its own questions and consent; "
                "run `posecheck screening --inversion`."
            )
        )
    if answers.get("yes"):
        raise InputError(
            say("The inversion table is not for you after what you answered; posecheck does not run it.")
        )
    if not answers.get("consent") or not is_current(told, now):
        raise InputError(
            say(
                "The consent to the inversion table is missing or older than 90 days; "
                "run `posecheck screening --inversion`."
            )
        )


class Light(StrEnum):
    """The traffic light of pain 0 to 10 (catalogue §4)."""

    GREEN = "go"
    AMBER = "reduce"
    RED = "stop"


_AMBER_FROM, _RED_FROM = 4, 6


def pain_light(pain: int) -> Light:
    """Return the traffic light: 0 to 3 go, 4 and 5 a fifth less range, 6 to 10 stop."""
    if not 0 <= pain <= 10:  # noqa: PLR2004 - the scale itself
        raise ValueError(f"expected pain of 0 to 10, but got {pain}")
    if pain >= _RED_FROM:
        return Light.RED
    return Light.AMBER if pain >= _AMBER_FROM else Light.GREEN


LIGHT_WORDS: dict[Light, str] = {
    Light.GREEN: "Go on, gently.",
    Light.AMBER: "Go a fifth less far today.",
    Light.RED: "Not today. Rest, and ask for advice if it does not ease.",
}
#: What the pain after a session means.
LIGHT_WORDS_AFTER: dict[Light, str] = {
    Light.GREEN: "Good. You can carry on like this.",
    Light.AMBER: "That is a little much. Do less the next time.",
    Light.RED: "That is too much. Rest now, and ask for advice if it does not ease.",
}
