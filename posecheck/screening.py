"""What is asked before anything is done: red flags, reasons to leave an exercise out, consent (§4, §9, §12).

Nothing here diagnoses: a red flag is shown with the advice that belongs to it, and nothing is run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from posecheck.errors import InputError
from posecheck.exercise import Exercise, Hold, Reps
from posecheck.programme.dose import with_reduced_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: Answers are asked again after this time (EXERCISES.md §12).
VALID = timedelta(days=90)

DISCLAIMER = (
    "posecheck gives general information about stretching and movement. It is not a medical device and does "
    "not diagnose, treat, cure or prevent any condition. Camera estimates can be wrong by 10 degrees or more "
    "and cannot see pain, your spine or your medical history. Ask a doctor or physiotherapist before "
    "starting if you are pregnant, have had recent surgery, injury or a fall, have osteoporosis, heart, "
    "blood-pressure or eye problems, or if back pain is new, severe or spreading. Stop if you feel sharp or "
    "spreading pain, numbness, weakness, dizziness or chest pain. Get emergency help for numbness around the "
    "genitals or back passage, new bladder or bowel problems, or weakness in both legs. Exercise in a clear "
    "space, at your own pace; you are responsible for stopping. Video stays on this computer."
)
INVERSION_CONSENT = (
    "The monitor only watches an inversion table; it never recommends one or sets an angle, and it is no "
    "emergency alarm. Guidelines do not support traction, and head down the blood pressure rises. Somebody "
    "is with me, and I have asked a doctor."
)
EMERGENCY = (
    "Do not exercise now. This can be an emergency: call the emergency number or go to the emergency "
    "department at once."
)
PROMPT = (
    "Do not exercise yet. Ask a doctor or physiotherapist soon; posecheck waits until a clinician agrees."
)
UNTIL_AGREED = "Leave all exercises out until a doctor or physiotherapist agrees."
S_STOP = "Stop here. Come out slowly and rest."


class Advice(StrEnum):
    """What a yes leads to, the gravest first."""

    EMERGENCY = "emergency"
    PROMPT = "prompt"
    CLINICIAN = "clinician"


ADVICE: dict[Advice, str] = {
    Advice.EMERGENCY: EMERGENCY,
    Advice.PROMPT: PROMPT,
    Advice.CLINICIAN: UNTIL_AGREED,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question to be answered with yes or no.

    Parameters
    ----------
    id
        Name under which a yes is stored.
    text
        The question.
    stops
        What a yes leads to when nothing may be done.
    tags
        Contraindications of exercises that a yes stands for.
    """

    id: str
    text: str
    stops: Advice | None = None
    tags: tuple[str, ...] = ()


_EMERGENCIES = (
    ("saddle-numbness", "Is there numbness around your genitals or back passage?"),
    ("bladder-bowel", "Do you have new trouble passing or holding urine, or controlling your bowels?"),
    ("sexual", "Is there a new problem with sexual function since the back pain?"),
    ("both-legs", "Do you have pain, weakness or numbness in both legs?"),
    ("chest-pain", "Do you have chest pain?"),
    ("accident", "Did the pain begin after a serious accident?"),
)
_PROMPTS = (
    ("fever", "Do you have a fever or feel ill with the pain?"),
    ("weight-loss", "Have you lost weight without meaning to?"),
    ("swelling", "Is there swelling on your back, or has it changed its shape?"),
    ("night-pain", "Is the pain there at night, or does it not ease in any position?"),
    ("unsteady", "Have you become unsteady when you walk?"),
    ("band", "Is there pain around your trunk like a belt?"),
    ("minor-trauma", "Did you fall or hurt yourself, and have osteoporosis or take steroids?"),
    ("cancer", "Have you ever had cancer?"),
    ("six-weeks", "Has your back pain not become better after about six weeks?"),
)
QUESTIONS: tuple[Question, ...] = (
    *(Question(name, text, Advice.EMERGENCY) for name, text in _EMERGENCIES),
    *(Question(name, text, Advice.PROMPT) for name, text in _PROMPTS),
    Question("recent-surgery", "Have you had surgery or a broken bone in the last months?", Advice.CLINICIAN),
    Question("under-16", "Are you younger than 16?", Advice.CLINICIAN),
    Question(
        "osteoporosis",
        "Do you have osteoporosis, have you had a fracture of the spine, or do you take steroids?",
        tags=("osteoporosis",),
    ),
    Question(
        "worse-bending",
        "Does your back get worse when you bend forward, or do you have a disc problem?",
        tags=("worse-bending",),
    ),
    Question(
        "worse-arching",
        "Does your back get worse when you arch backward, or do you have stenosis or spondylolisthesis?",
        tags=("worse-arching",),
    ),
    Question(
        "nerve-symptoms",
        "Does pain, tingling or numbness run down a leg?",
        tags=("nerve-symptoms",),
    ),
    Question("hip-problem", "Do you have a hip replacement or a hip problem?", tags=("hip-problem",)),
    Question("pregnancy", "Are you pregnant?", tags=("pregnancy",)),
    Question("knee-problem", "Do you have a knee problem, or pain when kneeling?", tags=("knee-problem",)),
    Question(
        "wrist-problem",
        "Do you have a wrist problem, or pain when you lean on your hands?",
        tags=("wrist-problem",),
    ),
    Question(
        "pressure",
        "Do you have glaucoma, a retina problem, high blood pressure that is not under control, heart "
        "disease, or have you had a stroke?",
        tags=("head-below-heart", "uncontrolled-pressure"),
    ),
    Question(
        "dizziness",
        "Do you get dizzy or faint?",
        tags=("head-below-heart", "uncontrolled-pressure", "dizziness"),
    ),
    Question("eased-bending", "Does bending forward ease your back?"),
    Question("eased-arching", "Does arching backward ease your back?"),
)
BY_ID: dict[str, Question] = {question.id: question for question in QUESTIONS}

#: Arching or bending is offered by what eases, never both (EXERCISES.md §11).
_EASED: dict[str, tuple[frozenset[str], str]] = {
    "eased-bending": (
        frozenset({"sphinx", "press-up", "back-extension"}),
        "bending eases your back, so arching is left out",
    ),
    "eased-arching": (
        frozenset({"knee-to-chest", "double-knee-to-chest"}),
        "arching eases your back, so pulling the knees in is left out",
    ),
}

INVERSION_GATE: tuple[Question, ...] = tuple(
    Question(name, text)
    for name, text in (
        ("inversion-pressure", "Do you have high blood pressure?"),
        ("inversion-heart", "Do you have a disease of the heart or the circulation?"),
        ("inversion-stroke", "Have you had a stroke or a TIA?"),
        ("inversion-eyes", "Do you have glaucoma, a retina problem or an eye infection?"),
        ("inversion-pregnancy", "Are you pregnant?"),
        ("inversion-hernia", "Do you have a hiatal or ventral hernia?"),
        ("inversion-reflux", "Do you have reflux?"),
        ("inversion-ear", "Do you have a middle-ear infection?"),
        ("inversion-medicines", "Do you take anticoagulants or aspirin?"),
        ("inversion-bones", "Do you have osteoporosis?"),
        ("inversion-surgery", "Have you had a fracture or surgery recently?"),
        ("inversion-spine", "Have you had a spinal injury, or do you have implants?"),
        ("inversion-weight", "Are you severely overweight?"),
        ("inversion-neck", "Do you have a neck problem?"),
        ("inversion-dizziness", "Do you get dizzy or faint?"),
        ("inversion-alone", "Are you alone, with nobody to help?"),
    )
)

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
    for name, (exercises, reason) in _EASED.items():
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
    adapted, tag, note = *_adapted(exercise, screening)[:2], _adapted(exercise, screening)[2]
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
    told: datetime | None, answers: Mapping[str, Any] | None, now: datetime
) -> None:
    """Raise ``InputError`` unless the inversion gate was passed, with consent, in the last 90 days."""
    if told is None or answers is None:
        raise InputError(
            "The inversion table needs its own questions and consent; run `posecheck screening --inversion`."
        )
    if answers.get("yes"):
        raise InputError(
            "The inversion table is not for you after what you answered; posecheck does not run it."
        )
    if not answers.get("consent") or not is_current(told, now):
        raise InputError(
            "The consent to the inversion table is missing or older than 90 days; "
            "run `posecheck screening --inversion`."
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
