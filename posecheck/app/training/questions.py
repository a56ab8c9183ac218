"""Questions about health and pain, one at a time, on a page.

The page sends all answers so far and is told the next question, or what came of them: nothing is remembered
between two questions, so that a page which is loaded anew or left keeps no half of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.history.store import History
from posecheck.report.goal_course import Verdict, change_of, goal_words
from posecheck.routines.dialogue import Kind
from posecheck.routines.goal_questions import GoalLevelsDialogue
from posecheck.routines.goals import goals_due, keep
from posecheck.routines.pain import asked_on_next_day
from posecheck.routines.questions import PainDialogue, PainMoment
from posecheck.routines.screening import NO_CONSENT
from posecheck.routines.screening_dialogue import InversionDialogue, ScreeningDialogue, agreement_words
from posecheck.routines.screening_kept import INVERSION, SCREENING, what_changes
from posecheck.routines.screening_questions import Advice
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.report.wording import Words
    from posecheck.routines.dialogue import Answer, Dialogue, Question
    from posecheck.routines.screening import Fitted, Screening

NEXT_DAY = "pain-next-day"
GOALS = "goals"
#: More answers than any dialogue has.
_MOST = 200
_FIRST_PAGE = "/today"
_LONG = 300
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_PAGE_OF_OURS = re.compile(r"/[a-z0-9/-]{0,100}")


class Answered(BaseModel):
    """What was answered so far, and to which page it goes on afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    answers: list[bool | int | Annotated[str, Field(max_length=1000)] | None] = Field(max_length=_MOST)
    then: str = Field(default=_FIRST_PAGE, pattern=f"^{_PAGE_OF_OURS.pattern}$")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is shown when all is answered.

    Parameters
    ----------
    look
        ``"good"``, ``"bad"`` or ``"ok"``, which is neither.
    title
        What it comes to, in a few words.
    sentences
        What to do, and what was kept.
    left_out, changed
        Exercises: title, why, and what is done otherwise.
    goes_on
        There is nothing against going on; else the questions can be answered again.
    """

    look: str
    title: str
    sentences: list[str]
    left_out: list[dict[str, str]] = field(default_factory=list)
    changed: list[dict[str, str]] = field(default_factory=list)
    goes_on: bool = True


def _titles(words: Words) -> dict[str, str]:
    """Return the dialogues that there are, with the titles of their pages."""
    say = words.say
    return {
        SCREENING: say("Questions about your health"),
        INVERSION: say("Questions about the inversion table"),
        NEXT_DAY: say("The day after"),
        GOALS: say("What is hard for you"),
    }


def _title(name: str, words: Words) -> str:
    title = _titles(words).get(name)
    if title is None:
        raise InputError(message("There is no such page."))
    return title


def show(request: Request) -> Response:
    """Show the page, which asks for its first question itself."""
    name = request.path_params["name"]
    title = _title(name, desk_of(request).words)
    then = request.query_params.get("then", "")
    then = then if _PAGE_OF_OURS.fullmatch(then) else _FIRST_PAGE
    return page(request, "questions", here="", name=name, heading=title, then=then)


async def answer(request: Request) -> Response:
    """Return the question after these answers, or what came of them all."""
    answered = await told(request, Answered)
    name, words = request.path_params["name"], desk_of(request).words
    _title(name, words)
    return data(await run_in_threadpool(_after, name, answered, words))


def _after(name: str, answered: Answered, words: Words) -> dict[str, Any]:
    match name:
        case "screening":
            screening = ScreeningDialogue()
            question = _brought(screening, answered.answers)
            came = None if screening.outcome is None else _screened(screening.outcome, words)
        case "inversion":
            inversion = InversionDialogue()
            question = _brought(inversion, answered.answers)
            came = None if inversion.outcome is None else _inverted(inversion.outcome.as_answers(), words)
        case "goals":
            question, came = _goals(answered.answers, words)
        case _:
            question, came = _next_day(answered.answers, words)
    if question is not None:
        return {"question": _asked(question, len(answered.answers), words)}
    assert came is not None
    return {"outcome": _told(name, came, answered.then, words)}


def _brought(dialogue: Dialogue[Any], answers: list[Answer]) -> Question | None:
    """Bring a dialogue to where the answers lead, and return the question there."""
    for each in answers:
        try:
            dialogue.answer(each)
        except ValueError as error:
            raise InputError(message("These answers do not fit the questions; begin again.")) from error
    return dialogue.question


def _asked(question: Question, before: int, words: Words) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "number": words.say("Question {number}", number=str(before + 1)),
        "lead": _paragraphs(
            words.told(
                question.lead
                or (question.heard if question.kind is Kind.NUMBER and not question.scale else "")
            )
        ),
        "text": words.told(question.text),
        "optional": question.optional,
        "ends": _ends(question, words),
        "answers": _choices(question, words),
    }


def _paragraphs(text: str) -> list[str]:
    """Return a text as paragraphs: what is long, as a consent, is read sentence by sentence."""
    return [text] if 0 < len(text) < _LONG else [each for each in _SENTENCE_END.split(text) if each]


def _ends(question: Question, words: Words) -> list[str]:
    """Return what stands at both ends of a scale; nothing where they need no words."""
    if not question.scale:
        return []
    numbers = (question.lowest, question.highest)
    return [f"{number}: {words.told(end)}" for number, end in zip(numbers, question.ends, strict=True)]


def _choices(question: Question, words: Words) -> list[dict[str, Any]]:
    match question.kind:
        case Kind.CHOICE:
            found: list[tuple[Answer, str]] = [(each.id, words.told(each.text)) for each in question.choices]
        case Kind.NUMBER:
            found = [(each, str(each)) for each in range(question.lowest, question.highest + 1)]
        case _:
            found = [(True, words.say("Yes")), (False, words.say("No"))]
    if question.optional:
        found.append((None, words.told(question.leaving_out) or words.say("I leave that out")))
    return [{"value": value, "text": text} for value, text in found]


def _told(name: str, came: Outcome, then: str, words: Words) -> dict[str, Any]:
    say = words.say
    onward = {"to": then, "text": say("Go on"), "primary": True}
    again = {"to": f"/questions/{name}", "text": say("Answer the questions again"), "primary": False}
    home = {"to": _FIRST_PAGE, "text": say("To the first page"), "primary": False}
    return {
        "look": came.look,
        "title": came.title,
        "sentences": came.sentences,
        "leftOut": came.left_out,
        "changed": came.changed,
        "links": [onward] if came.goes_on else [again, home],
    }


# ---- what came of it


def _screened(answers: Screening, words: Words) -> Outcome:
    """Keep the answers, unless consent is missing, and return what they come to."""
    say = words.say
    if not answers.consent and answers.advice is None:
        return Outcome("ok", say("Nothing was kept."), [words.told(NO_CONSENT)], goes_on=False)
    with History() as history:
        history.add_answers(SCREENING, answers.as_answers())
    kept = say("Your answers stay on this computer. After 90 days I ask again.")
    if answers.advice is not None:
        titles = {Advice.EMERGENCY: say("Get help now.")}
        title = titles.get(answers.advice, say("Ask first."))
        again = (
            say("When they have agreed, answer the questions again and say so.")
            if answers.waits_for_agreement
            else say("If something has changed, answer the questions again.")
        )
        return Outcome("bad", title, [words.told(answers.forbids()), again], goes_on=False)
    sentences = [] if answers.agreement is None else [words.told(agreement_words(answers.agreement))]
    found = what_changes(answers)
    if not found:
        sentences.append(say("Nothing is left out."))
    lines = [
        (fitted.exercise is None, words.told(each.title), _why(fitted, words), words.told(fitted.note))
        for each, fitted in found
    ]
    return Outcome(
        "good",
        say("Thank you. You can begin."),
        [*sentences, kept],
        left_out=[{"title": title, "why": why} for gone, title, why, _ in lines if gone],
        changed=[{"title": title, "why": why, "note": note} for gone, title, why, note in lines if not gone],
    )


def _why(fitted: Fitted, words: Words) -> str:
    return words.say("Reason: {reason}.", reason=words.told(fitted.reason))


def _inverted(answers: dict[str, Any], words: Words) -> Outcome:
    say = words.say
    with History() as history:
        history.add_answers(INVERSION, answers)
    if answers["yes"]:
        refused = say(
            "The inversion table is not for you after what you answered; posecheck does not run it."
        )
        return Outcome("bad", say("Not for you."), [refused], goes_on=False)
    if not answers["consent"]:
        refused = say("Without your consent posecheck does not watch an inversion table.")
        return Outcome("ok", say("Not now."), [refused], goes_on=False)
    return Outcome(
        "good", say("Thank you."), [say("Your consent to the inversion monitor holds for 90 days.")]
    )


def _next_day(answers: list[Answer], words: Words) -> tuple[Question | None, Outcome | None]:
    say = words.say
    nothing = Outcome("good", say("Thank you."), [say("There is nothing to ask at the moment.")])
    if not history_path().exists():  # looking must not make one
        return None, nothing
    with History() as history:
        last = asked_on_next_day(history, datetime.now().astimezone())
        if last is None:
            return None, nothing
        dialogue = PainDialogue(PainMoment.NEXT_DAY)
        question = _brought(dialogue, answers)
        if dialogue.outcome is None:
            return question, None
        level = dialogue.outcome.level
        if level is not None:
            history.add_pain(last.id, PainMoment.NEXT_DAY.value, level)
    kept = say("It is kept with your last session.") if level is not None else ""
    return None, Outcome("good", say("Thank you."), [kept] if kept else [])


def _goals(answers: list[Answer], words: Words) -> tuple[Question | None, Outcome | None]:
    say, now = words.say, datetime.now().astimezone()
    nothing = Outcome("ok", say("Nothing is followed yet."), [say("Name up to three things first.")])
    if not history_path().exists():  # looking must not make one
        return None, nothing
    with History() as history:
        goals = goals_due(history, now) or tuple(history.course.goals())
        if not goals:
            return None, nothing
        dialogue = GoalLevelsDialogue(goals)
        question = _brought(dialogue, answers)
        if dialogue.outcome is None:
            return question, None
        keep(history, dialogue.outcome, now)
        if dialogue.outcome.put_off:
            return None, Outcome("good", say("Thank you."), [say("I ask again tomorrow.")])
        followed = history.course.goals()
    told = [goal_words(each, words, now) for each in followed]
    changes = [change for change in map(change_of, followed) if change is not None]
    if any(each.verdict is Verdict.WORSE for each in changes):
        told.append(say("If it goes on getting worse, ask a doctor or physiotherapist."))
        return None, Outcome("ok", say("Thank you."), told)
    return None, Outcome("good", say("Thank you."), told)


ROUTES: list[Route] = [
    Route("/questions/{name}", show),
    Route("/questions/{name}", answer, methods=["POST"]),
]
