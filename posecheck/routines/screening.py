"""What is asked before anything is done: red flags, reasons to leave an exercise out, consent (§4, §9, §12).

Nothing here diagnoses: a red flag is shown with the advice that belongs to it, and nothing is run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from posecheck.exercise import Exercise, Hold, Reps
from posecheck.routines.dose import with_reduced_range
from posecheck.routines.screening_questions import ADVICE, BY_ID, EASED, Advice
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from posecheck.support.language import Language

#: Answers are asked again after this time (EXERCISES.md §12).
VALID = timedelta(days=90)
S_STOP = "Stop here. Come out slowly and rest."

#: In place of an exercise that has to be left out: the first of these that may be done.
REPLACEMENTS: dict[str, tuple[str, ...]] = {
    "forward-fold": ("standing-hamstring", "supine-hamstring"),
    "seated-hamstring": ("supine-hamstring", "standing-hamstring"),
    "supine-hamstring": ("standing-hamstring",),
    "double-knee-to-chest": ("knee-to-chest", "figure-four", "side-bend"),
    "knee-to-chest": ("figure-four", "knee-rolls", "side-bend"),
    "figure-four": ("knee-to-chest", "supine-hamstring", "side-bend"),
    "seated-figure-four": ("standing-hamstring", "side-bend"),
    "childs-pose": ("knee-rolls", "side-bend"),
    "cat-cow": ("knee-rolls", "side-bend", "seated-rotation"),
    "trunk-rotation": ("arm-circles",),
    "seated-rotation": ("side-bend",),
    "knee-rolls": ("side-bend",),
    "sphinx": ("bridge",),
    "press-up": ("bridge",),
    "back-extension": ("side-bend",),
    "side-plank": ("dead-bug", "bird-dog"),
    "plank": ("dead-bug", "bird-dog"),
    "bird-dog": ("dead-bug", "bridge"),
    "bridge": ("bird-dog", "dead-bug"),
    "dead-bug": ("bird-dog", "bridge"),
    "reverse-lunge": ("march",),
    "gentle-rest": ("breathing",),
}

LEG_NOTE = "Stay below the first feeling in your leg. Stop if it spreads down."
CAT_NOTE = "Round your back only; do not let it sink."


def _below_the_symptom(exercise: Exercise) -> Exercise:
    return with_reduced_range(exercise)


def _cat_only(exercise: Exercise) -> Exercise:
    """Return cat-cow without the cow: one end, back to level, round again."""
    if exercise.primary is None or not isinstance(exercise.dose, Reps):
        return exercise
    return replace(
        exercise,
        title="Cat",
        setup="Start on hands and knees. Round your back and come back to level.",
        primary=replace(exercise.primary, other=None),
        checks=tuple(check for check in exercise.checks if check.end >= 0),
        dose=replace(exercise.dose, alternating=False),
    )


#: Tag and exercise → how it is done instead of being left out.
ADAPTATIONS: dict[tuple[str, str], tuple[Callable[[Exercise], Exercise], str]] = {
    ("nerve-symptoms", "supine-hamstring"): (_below_the_symptom, LEG_NOTE),
    ("nerve-symptoms", "standing-hamstring"): (_below_the_symptom, LEG_NOTE),
    ("nerve-symptoms", "seated-hamstring"): (_below_the_symptom, LEG_NOTE),
    ("nerve-symptoms", "forward-fold"): (_below_the_symptom, LEG_NOTE),
    ("worse-arching", "cat-cow"): (_cat_only, CAT_NOTE),
}

_WHY: dict[str, str] = {
    "osteoporosis": "osteoporosis, a spinal fracture or steroids",
    "worse-bending": "your back gets worse with bending",
    "worse-arching": "your back gets worse with arching",
    "nerve-symptoms": "pain or tingling runs down a leg",
    "hip-problem": "a hip problem",
    "pregnancy": "pregnancy; ask your midwife",
    "knee-problem": "a knee problem",
    "wrist-problem": "a wrist problem",
    "head-below-heart": "the head must not be below the heart",
    "uncontrolled-pressure": "no long hold under load",
    "dizziness": "dizziness",
    "inversion-gate": "it needs its own questions and consent",
}


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
class Screening:
    """What somebody answered: the ids of the questions that were answered with yes."""

    yes: frozenset[str]
    consent: bool

    @property
    def tags(self) -> frozenset[str]:
        """The contraindications that the answers stand for."""
        return frozenset(tag for name in self.yes if name in BY_ID for tag in BY_ID[name].tags)

    @property
    def advice(self) -> Advice | None:
        """The gravest reason not to do anything, ``None`` when there is none."""
        found = {BY_ID[name].stops for name in self.yes if name in BY_ID}
        return next((advice for advice in Advice if advice in found), None)

    def as_answers(self) -> dict[str, Any]:
        """Return it as plain data to keep."""
        return {"yes": sorted(self.yes), "consent": self.consent}

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> Screening:
        """Return what :meth:`as_answers` gave."""
        return cls(frozenset(answers.get("yes", ())), bool(answers.get("consent")))


def why_left_out(exercise: Exercise, screening: Screening) -> str:
    """Return why `exercise` must be left out after these answers, empty when it may be done."""
    if screening.advice is not None:
        return ADVICE[screening.advice]
    tags = screening.tags | {"inversion-gate"}
    for tag in exercise.contraindications:
        if tag in tags and (tag, exercise.id) not in ADAPTATIONS:
            return _WHY.get(tag, tag.replace("-", " "))
    for name, (exercises, reason) in EASED.items():
        # Who is eased by both is offered bending, which is the gentler one.
        if name in screening.yes and exercise.id in exercises:
            both = name == "eased-arching" and "eased-bending" in screening.yes
            if not both:
                return reason
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
        for name in REPLACEMENTS.get(exercise.id, ()):
            other = exercises.get(name)
            if other is None or name in taken or why_left_out(other, screening):
                continue
            return Fitted(_one_set(_adapted(other, screening)[0]), reason)
        return Fitted(None, reason)
    adapted, tag, note = _adapted(exercise, screening)
    return Fitted(adapted, _WHY[tag] if tag else "", note)


def _adapted(exercise: Exercise, screening: Screening) -> tuple[Exercise, str, str]:
    """Return the exercise as these answers want it, with the tag that changed it and what to say."""
    for tag in exercise.contraindications:
        if tag in screening.tags and (tag, exercise.id) in ADAPTATIONS:
            adapt, note = ADAPTATIONS[tag, exercise.id]
            return adapt(exercise), tag, note
    return exercise, "", ""


def _one_set(exercise: Exercise) -> Exercise:
    """Return a replacement with a single set, as the routines have theirs."""
    dose = exercise.dose
    return replace(exercise, dose=replace(dose, sets=1)) if isinstance(dose, Hold) else exercise


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
    """The traffic light of pain 0 to 10 (EXERCISES.md §4)."""

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
