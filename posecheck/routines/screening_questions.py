"""The questions of the screening, and the words that go with them (catalogue §4, §9, §12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posecheck.exercise import Eased
from posecheck.support.message import message

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
#: What somebody does who has the agreement.
WHEN_AGREED = "When they have agreed, run `posecheck screening` again and say so."
AGREED_SINCE = "Last time a doctor or physiotherapist had to agree first. Have they agreed since?"
UNTIL_AGREED = "Leave all exercises out until a doctor or physiotherapist agrees."

#: Whatever the number of the pain is, these end a session (catalogue §4).
WARNING_SIGNS = "Did you stop because of a warning sign?"
WHAT_THEY_ARE = (
    "Warning signs are sharp or shooting pain, pain that moves down a leg, numbness, weakness, dizziness, "
    "chest pain, or trouble with your eyes."
)
AFTER_WARNING = "Rest now; that is all for today. Ask a doctor if it does not pass, with chest pain at once."
#: Asked before the next session, on another day.
STOPPED_LAST = "You stopped the last session because of a warning sign."
HAS_PASSED = "Has it passed, or has a doctor or physiotherapist agreed that you go on?"


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


#: Where a question and what a yes leads to are from (docs/exercise-catalogue.md, §4 and §9).
NHS = "NHS, Back pain"
LEAFLETS = "NHS Borders, Sheffield and Northern Trust, cauda equina leaflets"
NG59 = "NICE NG59"
ROS = "Royal Osteoporosis Society"
TABLES = "clinics and makers of inversion tables"
#: Nobody says so; it is the careful reading of what the movement asks of a body.
JUDGED = "posecheck's own caution"


@dataclass(frozen=True, slots=True)
class ScreeningQuestion:
    """A question of the screening, to be answered with yes or no.

    Parameters
    ----------
    id
        Name under which a yes is stored.
    text
        The question, short enough to be heard.
    short
        What a yes says, to be told to a doctor or physiotherapist.
    stops
        What a yes leads to when nothing may be done.
    tags
        Contraindications of exercises that a yes stands for.
    source
        Who says that it has to be asked.
    """

    id: str
    text: str
    short: str = ""
    stops: Advice | None = None
    tags: tuple[str, ...] = ()
    source: str = JUDGED


_S = ScreeningQuestion
#: A yes ends everything at once; they are asked before anything else.
EMERGENCIES: tuple[ScreeningQuestion, ...] = tuple(
    _S(name, text, short, Advice.EMERGENCY, source=source)
    for name, text, short, source in (
        (
            "saddle-numbness",
            "Is there numbness around your genitals or back passage?",
            message("numbness around the genitals or back passage"),
            f"{NHS}; {LEAFLETS}",
        ),
        (
            "bladder-bowel",
            "Do you have new trouble passing or holding urine, or controlling your bowels?",
            message("trouble with bladder or bowels"),
            f"{NHS}; {LEAFLETS}",
        ),
        (
            "sexual",
            "Is there a new problem with sexual function since the back pain?",
            message("a new problem with sexual function"),
            LEAFLETS,
        ),
        (
            "both-legs",
            "Do you have pain, weakness or numbness in both legs?",
            message("pain, weakness or numbness in both legs"),
            f"{NHS}; {LEAFLETS}",
        ),
        ("chest-pain", "Do you have chest pain?", message("chest pain"), NHS),
        (
            "accident",
            "Did the pain begin after a serious accident?",
            message("pain since a serious accident"),
            NHS,
        ),
    )
)
#: A doctor or physiotherapist has to know of a yes, and agree, before anything is done.
TO_BE_AGREED: tuple[ScreeningQuestion, ...] = (
    *(
        _S(name, text, short, Advice.PROMPT, source=source)
        for name, text, short, source in (
            (
                "fever",
                "Do you have a fever or feel ill with the pain?",
                message("fever or feeling ill"),
                NHS,
            ),
            ("weight-loss", "Have you lost weight without meaning to?", message("loss of weight"), NHS),
            (
                "swelling",
                "Is there swelling on your back, or has it changed its shape?",
                message("swelling or a changed shape of the back"),
                NHS,
            ),
            (
                "night-pain",
                "Is the pain there at night, or does it not ease in any position?",
                message("pain at night or in every position"),
                NHS,
            ),
            (
                "unsteady",
                "Have you become unsteady when you walk?",
                message("unsteady walking"),
                LEAFLETS,
            ),
            (
                "band",
                "Is there pain around your trunk like a belt?",
                message("pain like a belt"),
                LEAFLETS,
            ),
            (
                "minor-trauma",
                "Did you fall or hurt yourself, and have osteoporosis or take steroids?",
                message("a fall or an injury, with osteoporosis or steroids"),
                LEAFLETS,
            ),
            ("cancer", "Have you ever had cancer?", message("cancer, now or earlier"), NG59),
            (
                "six-weeks",
                "Has your back pain not become better after about six weeks?",
                message("no better after six weeks"),
                f"{NHS} (“a few weeks”)",
            ),
        )
    ),
    _S(
        "recent-surgery",
        "Have you had surgery or a broken bone in the last months?",
        message("recent surgery or a broken bone"),
        Advice.CLINICIAN,
    ),
    _S("under-16", "Are you younger than 16?", message("younger than 16"), Advice.CLINICIAN),
)
#: A yes leaves exercises out or changes them.
ABOUT_MOVEMENT: tuple[ScreeningQuestion, ...] = (
    _S(
        "osteoporosis",
        "Do you have osteoporosis or a broken vertebra, or do you take steroids?",
        tags=("osteoporosis",),
        source=ROS,
    ),
    _S(
        "worse-bending",
        "Does your back get worse when you bend forward, or do you have a disc problem?",
        tags=("worse-bending",),
    ),
    _S(
        "worse-arching",
        "Does arching backward make it worse, or do you have stenosis or spondylolisthesis?",
        tags=("worse-arching",),
    ),
    _S(
        "nerve-symptoms",
        "Does pain, tingling or numbness run down a leg?",
        tags=("nerve-symptoms",),
    ),
    _S("hip-problem", "Do you have a hip replacement or a hip problem?", tags=("hip-problem",)),
    _S("pregnancy", "Are you pregnant?", tags=("pregnancy",)),
    _S("knee-problem", "Do you have a knee problem, or pain when kneeling?", tags=("knee-problem",)),
    _S(
        "wrist-problem",
        "Do you have a wrist problem, or pain when you lean on your hands?",
        tags=("wrist-problem",),
    ),
    _S(
        "eyes",
        "Do you have glaucoma or a problem with the retina?",
        tags=("head-below-heart", "uncontrolled-pressure"),
    ),
    _S(
        "pressure",
        "Have you had a stroke, or do you have heart disease or uncontrolled high blood pressure?",
        tags=("head-below-heart", "uncontrolled-pressure"),
    ),
    _S(
        "dizziness",
        "Do you get dizzy or faint?",
        tags=("head-below-heart", "uncontrolled-pressure", "dizziness"),
    ),
    _S(Eased.BY_BENDING.value, "Does bending forward ease your back?"),
    _S(Eased.BY_ARCHING.value, "Does arching backward ease your back?"),
)
QUESTIONS: tuple[ScreeningQuestion, ...] = (*EMERGENCIES, *TO_BE_AGREED, *ABOUT_MOVEMENT)
BY_ID: dict[str, ScreeningQuestion] = {question.id: question for question in QUESTIONS}

#: Arching or bending is offered by what eases, never both (catalogue §11); which of them an exercise is,
#: it says itself.
EASED: dict[Eased, str] = {
    Eased.BY_BENDING: "bending eases your back, so arching is left out",
    Eased.BY_ARCHING: "arching eases your back, so pulling the knees in is left out",
}

INVERSION_GATE: tuple[ScreeningQuestion, ...] = tuple(
    _S(name, text, source=TABLES)
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

#: What a yes leads to.
_LEADS_TO: dict[Advice | None, str] = {
    Advice.EMERGENCY: "A yes ends it with the advice to get emergency help.",
    Advice.PROMPT: "With a yes somebody who treats you has to agree first, and soon.",
    Advice.CLINICIAN: "With a yes somebody who treats you has to agree first.",
    None: "A yes leaves exercises out or changes them.",
}
_REFUSED = "With a yes the inversion table is not watched."


def led_to(question: ScreeningQuestion) -> str:
    """Return what a yes to a question leads to."""
    return _REFUSED if question in INVERSION_GATE else _LEADS_TO[question.stops]
