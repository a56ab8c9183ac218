"""The patient's side: open a prescription, see in plain words what it is, follow it, stop following it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from posecheck.app.exercises.person import known_person
from posecheck.app.pages.answers import data, error_text, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.routines.plans import change_words, length_words, planned_parts
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.store import History
from posecheck.prescription import (
    SUFFIX,
    Prescription,
    Standing,
    examine,
    followed_prescription,
    parse_prescription,
    standing,
)
from posecheck.prescription.layering import prescribed_profile
from posecheck.prescription.telling import period_words, replaced_warnings, standing_words, test_words
from posecheck.profiles import apply_profile, load_profile
from posecheck.routines.fitting import Fitting
from posecheck.routines.prescribed import plan_prescription
from posecheck.support.errors import InputError
from posecheck.support.language import find_language
from posecheck.support.paths import history_path
from posecheck.support.text_files import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from posecheck.app.exercises.person import Person
    from posecheck.app.routines.plans import PlannedPart
    from posecheck.report.wording import Words
    from posecheck.routines.plan import Plan
    from posecheck.support.language import Language
    from posecheck.support.settings import Config


class Opened(BaseModel):
    """A file that was dropped or chosen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, Field(max_length=MOST_BYTES)]
    name: Annotated[str, Field(max_length=300)] = ""


class Agreed(BaseModel):
    """The prescription that is looked at, by its key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Field(max_length=60)]


@dataclass(frozen=True, slots=True)
class PrescriptionShown:
    """A prescription in the words of a page.

    Parameters
    ----------
    title, name, contact, patient
        What it is for, from whom, where to ask, and for whom.
    period
        When it is followed, in a sentence.
    notes
        Lines of the notes.
    stop_for
        What to stop for.
    remark
        That it has not begun, is over, or that this is none of its days; empty for nothing.
    in_force
        It is followed today.
    over
        Its time is over.
    length
        How long a session takes, in a sentence.
    parts
        What is done, in its order, as this person would do it.
    changes
        What is left out or changed, and whom to ask; which warnings are said in other words.
    tests
        What is tested again and again.
    forbidden
        Why nothing may be done at present; empty when something may.
    asked
        The questions about the health were answered.
    """

    title: str
    name: str
    contact: str
    patient: str
    period: str
    notes: tuple[str, ...]
    stop_for: tuple[str, ...]
    remark: str
    in_force: bool
    over: bool
    length: str
    parts: tuple[PlannedPart, ...]
    changes: tuple[str, ...]
    tests: tuple[str, ...]
    forbidden: str
    asked: bool


def show(request: Request) -> Response:
    """Show the prescription that is followed, and let another one be opened."""
    desk = desk_of(request)
    followed, problem = _followed(desk.words)
    shown = None if followed is None else shown_prescription(followed, desk.config, desk.words)
    return page(request, "prescription", here="today", shown=shown, problem=problem, suffix=SUFFIX)


def _followed(words: Words) -> tuple[Prescription | None, str]:
    """Return the prescription that is followed, or why it cannot be read any more."""
    if not history_path().exists():  # looking must not make one
        return None, ""
    with History() as history:
        try:
            return followed_prescription(history.course.prescriptions()), ""
        except InputError as error:
            return None, words.told(error_text(error))


def download(request: Request) -> Response:
    """Return the file of the prescription that is followed, as it was imported."""
    followed, problem = _followed(desk_of(request).words)
    if followed is None:
        raise InputError(problem or desk_of(request).words.say("You follow no prescription."))
    headers = {"content-disposition": f'attachment; filename="prescription{SUFFIX}"'}
    return Response(followed.text, media_type="application/toml", headers=headers)


async def look(request: Request) -> Response:
    """Take a file that was opened, and lead to what it is."""
    opened = await told(request, Opened)
    key = desk_of(request).looked_at.add(opened.text, opened.name)
    return data({"go": f"/prescription/look/{key}", "key": key})


def show_looked_at(request: Request) -> Response:
    """Show what a file is and from whom, or everything that is wrong with it."""
    desk = desk_of(request)
    words = desk.words
    found = desk.looked_at.find(request.path_params["key"])
    if found is None:
        return RedirectResponse(f"{desk.root}/prescription")
    text, name = found
    problems: tuple[str, ...] = ()
    prescription = None
    try:
        examined = examine(text, name or words.say("that was opened"))
    except InputError as error:
        problems = (words.told(error_text(error)),)
    else:
        prescription = examined.prescription
        problems = tuple(words.said(each) for each in examined.problems)
    return page(
        request,
        "prescription_look",
        here="today",
        key=request.path_params["key"],
        name=name,
        problems=problems,
        shown=None if prescription is None else shown_prescription(prescription, desk.config, words),
        replaces=_followed(words)[0] not in (None, prescription),
    )


async def follow(request: Request) -> Response:
    """Follow the prescription that is looked at from now on."""
    wanted, desk = await told(request, Agreed), desk_of(request)
    found = desk.looked_at.find(wanted.key)
    if found is None:
        raise InputError(desk.words.say("The file is no longer open here; open it again."))
    text, name = found
    prescription = parse_prescription(text, name)
    if standing(prescription, _today()) is Standing.OVER:
        raise InputError(standing_words(prescription, _today(), find_language(desk.words.code)))

    def keep() -> None:
        with History() as history:
            history.course.add_prescription(text)

    await run_in_threadpool(keep)
    return data({"go": "/prescription"})


async def end(_request: Request) -> Response:
    """Follow no prescription any more."""

    def keep() -> None:
        with History() as history:
            history.course.end_prescription()

    await run_in_threadpool(keep)
    return data({"go": "/prescription"})


def shown_prescription(prescription: Prescription, config: Config, words: Words) -> PrescriptionShown:
    """Return a prescription as this person would do it, in the words of their language."""
    language, today = find_language(words.code), _today()
    plan, person = planned(prescription, config)
    stands = standing(prescription, today)
    screening = person.screening
    return PrescriptionShown(
        title=prescription.title,
        name=prescription.prescriber.name,
        contact=prescription.prescriber.contact,
        patient=prescription.patient,
        period=period_words(prescription, language),
        notes=tuple(line.strip() for line in prescription.notes.splitlines() if line.strip()),
        stop_for=prescription.stop_for,
        remark=standing_words(prescription, today, language),
        in_force=stands is Standing.IN_FORCE,
        over=stands is Standing.OVER,
        length=length_words(plan, words) if plan.turns else "",
        parts=tuple(planned_parts(plan, words)),
        changes=(
            *(change_words(each, person, words) for each in plan.changes),
            *_warnings(prescription, language),
        ),
        tests=tuple(language.translate(test_words(each)) for each in prescription.tests),
        forbidden="" if screening is None else words.told(screening.forbids()),
        asked=screening is not None,
    )


def _warnings(prescription: Prescription, language: Language) -> Iterator[str]:
    """Yield which warnings of which exercise are said in other words."""
    for each in prescription.exercises:
        for sentence in replaced_warnings(each):
            title = language.translate(all_exercises()[each.exercise].title)
            yield f"{title}: {language.translate(sentence)}"


def planned(prescription: Prescription, config: Config) -> tuple[Plan, Person]:
    """Return the plan of a prescription for this person, and what is known of them."""
    profile = prescribed_profile(load_profile(config.profile), prescription)
    person = known_person(config, datetime.now().astimezone(), sides=True)
    exercises = {name: apply_profile(each, profile) for name, each in all_exercises().items()}
    person = replace(person, exercises=exercises)
    may = person.screening if person.screening is not None and not person.screening.forbids() else None
    fitting = Fitting(exercises, may, person.step, in_pain=False)
    plan = plan_prescription(prescription, exercises, fitting, may, person.step, stiffer=person.stiffer)
    return plan, person


def _today() -> date:
    return datetime.now().astimezone().date()
