"""The questions of the screening, and the words that go with them (catalogue §4, §9, §12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posecheck.exercise import Eased

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

#: Whatever the number of the pain is, these end a session (catalogue §4).
WARNING_SIGNS = (
    "Did you stop because of sharp or shooting pain, pain that moved further down a leg, numbness, weakness, "
    "dizziness, chest pain or trouble with your eyes?"
)
AFTER_WARNING = "Rest now; that is all for today. Ask a doctor if it does not pass, with chest pain at once."
#: Asked before the next session, on another day.
HAS_PASSED = (
    "You stopped the last session because of a warning sign. Has it passed, or has a doctor or "
    "physiotherapist agreed that you go on?"
)


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
    Question(Eased.BY_BENDING.value, "Does bending forward ease your back?"),
    Question(Eased.BY_ARCHING.value, "Does arching backward ease your back?"),
)
BY_ID: dict[str, Question] = {question.id: question for question in QUESTIONS}

#: Arching or bending is offered by what eases, never both (catalogue §11); which of them an exercise is,
#: it says itself.
EASED: dict[Eased, str] = {
    Eased.BY_BENDING: "bending eases your back, so arching is left out",
    Eased.BY_ARCHING: "arching eases your back, so pulling the knees in is left out",
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
