"""The physiotherapist's side: a page on which a prescription is put together and saved as a file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from posecheck.app.exercises.words import part_title
from posecheck.app.pages.answers import data, error_text, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.prescriptions.draft import (
    DraftExercise,
    PrescriptionDraft,
    drafted,
    field_problems,
    file_problems,
    file_text,
    made,
    profile_doses,
)
from posecheck.app.prescriptions.following import Opened
from posecheck.app.prescriptions.own_limits import own_limits
from posecheck.app.routines.number_fields import NumberField, number_fields
from posecheck.app.routines.plans import length_words
from posecheck.book.wording import FOLDERS
from posecheck.exercise.catalogue import all_exercises
from posecheck.prescription import SUFFIX, WEEK, parse_prescription
from posecheck.prescription.exercise_tables import goes_to_both_at_once
from posecheck.prescription.keys import EVERY_DAYS, MOST_LETTERS_OF_LINE, TESTS
from posecheck.prescription.telling import TEST_TITLES, weekday
from posecheck.profiles import load_profile, profile_paths
from posecheck.routines.plan import plan_routine
from posecheck.routines.prescribed import prescribed_routine
from posecheck.support.errors import InputError
from posecheck.support.language import find_language

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.exercise import Exercise
    from posecheck.prescription import Prescription
    from posecheck.report.wording import Words

#: Until somebody chooses otherwise.
_WEEKS = 4
_DAYS = ("mon", "wed", "fri")


@dataclass(frozen=True, slots=True)
class OfferedExercise:
    """An exercise as the page offers and takes it.

    Parameters
    ----------
    exercise, title
        Which one.
    numbers
        What can be set of its dose.
    sides
        (value, words) of the sides it can be done on; none where it has none.
    side, note
        What was chosen.
    search
        What a search looks through.
    """

    exercise: str
    title: str
    numbers: tuple[NumberField, ...]
    sides: tuple[tuple[str, str], ...]
    side: str = ""
    note: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class OfferedTest:
    """A test: its id, its title, whether it was chosen, its side and how often it is done."""

    test: str
    title: str
    sides: tuple[tuple[str, str], ...]
    chosen: bool
    side: str
    every_days: int


def show(request: Request) -> Response:
    """Show the page: empty, or with a prescription that was opened to be changed."""
    desk = desk_of(request)
    words = desk.words
    key = request.query_params.get("change", "")
    found = desk.looked_at.find(key) if key else None
    draft = _new_draft() if found is None else drafted(parse_prescription(*found))
    language = find_language(words.code)
    profiles = [name for name in profile_paths() if name != "default"]
    wanted = request.query_params.get("profile", "")
    return page(
        request,
        "prescription_builder",
        here="routines",
        draft=draft,
        file_name=found[1] if found else "",
        days=[(day, weekday(day, language)) for day in WEEK],
        chosen=[_offered(all_exercises()[each.exercise], each, words) for each in draft.exercises],
        offered=[
            (part_title(folder, words), [_offered(each, None, words) for each in exercises])
            for folder in FOLDERS
            if (exercises := [each for each in all_exercises().values() if _fits(each, folder)])
        ],
        tests=[_test(test, draft, words) for test in TESTS],
        profiles=[(name, _profile_title(name, words)) for name in profiles],
        profile=wanted if wanted in profiles else "",
        most_letters=MOST_LETTERS_OF_LINE,
        suffix=SUFFIX,
    )


def _fits(exercise: Exercise, folder: object) -> bool:
    return exercise.folder is folder and not exercise.opt_in


def _new_draft() -> PrescriptionDraft:
    today = datetime.now().astimezone().date()
    last = today + timedelta(weeks=_WEEKS) - timedelta(days=1)
    return PrescriptionDraft(starts_on=today.isoformat(), ends_on=last.isoformat(), days=_DAYS)


def _profile_title(name: str, words: Words) -> str:
    try:
        title = words.told(load_profile(name).title)
    except InputError:
        title = ""
    return f"{name}: {title}" if title else name


def _offered(exercise: Exercise, asked: DraftExercise | None, words: Words) -> OfferedExercise:
    title = words.told(exercise.title)
    part_words = part_title(exercise.folder, words), FOLDERS[exercise.folder]
    said = [exercise.title, exercise.id, title, *part_words, *exercise.targets]
    return OfferedExercise(
        exercise.id,
        title,
        number_fields(exercise, asked, words),
        _sides(words, alone=not goes_to_both_at_once(exercise)) if exercise.sides else (),
        "" if asked is None else asked.side,
        "" if asked is None else asked.note,
        " ".join([*said, *(words.told(each) for each in exercise.targets)]).lower(),
    )


def _sides(words: Words, *, alone: bool) -> tuple[tuple[str, str], ...]:
    both = ("", words.say("both sides"))
    return (both, ("left", words.say("left only")), ("right", words.say("right only"))) if alone else ()


def _test(test: str, draft: PrescriptionDraft, words: Words) -> OfferedTest:
    asked = next((each for each in draft.tests if each.test == test), None)
    return OfferedTest(
        test,
        words.said(TEST_TITLES[test]),
        _sides(words, alone=True) if TESTS[test] else (),
        asked is not None,
        asked.side if asked else "",
        asked.every_days if asked else EVERY_DAYS,
    )


async def check(request: Request) -> Response:
    """Say how long a session takes, what is taken over of the profile, and what is still missing."""
    draft, desk = await told(request, PrescriptionDraft), desk_of(request)
    return data(await run_in_threadpool(_checked, draft, desk.words))


def _checked(draft: PrescriptionDraft, words: Words) -> dict[str, Any]:
    wrong = list(field_problems(draft, words))
    answer: dict[str, Any] = {"problems": wrong, "length": "", "limits": {}, "doses": {}}
    if wrong:
        return answer
    try:
        prescription = made(draft)
    except InputError as error:
        return answer | {"problems": [words.told(error_text(error))]}
    text = file_text(draft, prescription, words)
    plan = plan_routine(prescribed_routine(prescription), all_exercises(), may_repeat=False)
    return answer | {
        "problems": file_problems(text, words),
        "length": length_words(plan, words),
        "limits": {
            each.exercise: own_limits(each, words)
            for each in prescription.exercises
            if each.limits or each.cues
        },
        "doses": profile_doses(draft),
    }


async def write(request: Request) -> Response:
    """Return the file, to be saved by the browser."""
    draft, desk = await told(request, PrescriptionDraft), desk_of(request)
    return data(await run_in_threadpool(_written, draft, desk.words))


def _written(draft: PrescriptionDraft, words: Words) -> dict[str, str]:
    wrong = list(field_problems(draft, words))
    if wrong:
        raise InputError(" ".join(wrong))
    prescription = made(draft)
    text = file_text(draft, prescription, words)
    wrong = file_problems(text, words)
    if wrong:
        raise InputError(" ".join(wrong))
    return {"name": f"{file_name(prescription)}{SUFFIX}", "text": text}


def file_name(prescription: Prescription) -> str:
    """Return a name for the file: who it is for, else what for, and from when on."""
    said = unicodedata.normalize("NFKD", (prescription.patient or prescription.title).lower())
    plain = "".join(each for each in said.replace("ß", "ss") if not unicodedata.combining(each))
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "prescription"
    return f"{name}-{prescription.starts_on.isoformat()}"


async def change(request: Request) -> Response:
    """Take a file that is to be changed, and lead to the page with it."""
    opened, desk = await told(request, Opened), desk_of(request)
    parse_prescription(opened.text, opened.name)
    key = desk.looked_at.add(opened.text, opened.name)
    return data({"go": f"/prescriptions/new?change={key}"})
