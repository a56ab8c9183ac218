"""Putting a routine together: its page, what is said of the draft while one works at it, and saving it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from posecheck.app.exercises.person import known_person, standing
from posecheck.app.exercises.words import part_title, upper
from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.routines.draft import (
    Draft,
    checked,
    free_name,
    problems,
    step_problems,
)
from posecheck.app.routines.number_fields import NumberField, number_fields
from posecheck.app.routines.plans import length_words, minutes, plan_of, remarks, routine_words, warnings
from posecheck.app.routines.text import edited_text, new_text, version
from posecheck.book.wording import FOLDERS
from posecheck.routines.routine import PARTS, part_of
from posecheck.routines.routine_files import (
    MOST_LETTERS_OF_TITLE,
    own_routine_path,
    read_routine,
    routine_paths,
)
from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.private_files import private_folder
from posecheck.support.text_files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.exercises.person import Person
    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words
    from posecheck.routines.routine import Activity, Routine
    from posecheck.support.settings import Config

#: Stands in for the title of a draft that has none yet.
_UNTITLED = "untitled"


@dataclass(frozen=True, slots=True)
class BuilderStep:
    """An exercise as the page shows it.

    Parameters
    ----------
    exercise, title
        Which one.
    part
        Where it stands; of one that is only offered, where it belongs.
    numbers
        What can be set.
    by_sides
        Whether its sides can be set; then `each_side` says how, empty for as usual.
    was
        Its place in the file, empty of one that is new.
    left_out
        After the answers it would be left out.
    search
        What a search looks through.
    """

    exercise: str
    title: str
    part: str
    numbers: tuple[NumberField, ...]
    by_sides: bool
    each_side: str = ""
    was: str = ""
    left_out: bool = False
    search: str = ""


@dataclass(frozen=True, slots=True)
class BuilderPart:
    """A part of a session: its id, its title, and the steps in it."""

    id: str
    title: str
    steps: tuple[BuilderStep, ...]


def show(request: Request) -> Response:
    """Show the page: empty, with a routine of one's own, or with a copy of any."""
    desk = desk_of(request)
    words, person = desk.words, known_person(desk.config, datetime.now().astimezone())
    edited, copied = request.query_params.get("edit", ""), request.query_params.get("from", "")
    routine, text, title, description = None, "", "", ""
    if edited or copied:
        path = require_routine(edited or copied, words)
        if edited:
            own_routine_path(edited)
            text = read_text(path, f"The routine {path}")
        routine = read_routine(path)
        title, description = (
            routine_words(each, path, words) for each in (routine.title, routine.description)
        )
        if not edited:
            title = words.say("{title}, my own", title=title)
    return page(
        request,
        "routine_builder",
        here="routines",
        name=edited,
        version=version(text) if edited else "",
        heading=words.say("Change a routine") if edited else words.say("A new routine"),
        title=title,
        description=description,
        parts=_parts(routine, person, words, edited=bool(edited)),
        offered=_offered(person, words),
        most_letters=MOST_LETTERS_OF_TITLE,
    )


def require_routine(name: str, words: Words) -> Path:
    """Return the file of a routine; ``InputError`` when there is none of that name."""
    path = routine_paths().get(name)
    if path is None:
        raise InputError(words.say("There is no such routine any more; choose another one."))
    return path


def _parts(routine: Routine | None, person: Person, words: Words, *, edited: bool) -> list[BuilderPart]:
    steps: dict[str, list[BuilderStep]] = {part.value: [] for part in PARTS}
    for number, activity in enumerate(routine.activities if routine else ()):
        exercise = person.exercises[activity.exercise]
        step = _step(exercise, activity, person, words, was=str(number) if edited else "")
        steps[step.part].append(step)
    return [
        BuilderPart(part.value, upper(words.told(part.value)), tuple(steps[part.value])) for part in PARTS
    ]


def _offered(person: Person, words: Words) -> list[BuilderPart]:
    """Return the exercises that can be added, by the parts of the catalogue."""
    found = []
    for folder in FOLDERS:
        steps = tuple(
            _step(each, None, person, words)
            for each in person.exercises.values()
            if each.folder is folder and not each.opt_in
        )
        if steps:
            found.append(BuilderPart(folder.value, part_title(folder, words), steps))
    return found


def _step(
    exercise: Exercise, activity: Activity | None, person: Person, words: Words, was: str = ""
) -> BuilderStep:
    part = part_of(exercise) if activity is None or activity.part is None else activity.part
    asked = activity.each_side if activity is not None else None
    title = words.told(exercise.title)
    part_words = part_title(exercise.folder, words), FOLDERS[exercise.folder]
    said = [exercise.title, exercise.id, title, *part_words, *exercise.targets]
    return BuilderStep(
        exercise.id,
        title,
        part.value,
        number_fields(exercise, activity, words),
        by_sides=exercise.sides or asked is not None,
        each_side="" if asked is None else str(asked).lower(),
        was=was,
        left_out=not standing(exercise, person, words).may,
        search=" ".join([*said, *(words.told(each) for each in exercise.targets)]).lower(),
    )


async def check(request: Request) -> Response:
    """Say how long a draft takes, what to mind, and why it cannot be saved yet."""
    draft, desk = await told(request, Draft), desk_of(request)
    return data(await run_in_threadpool(_checked, draft, desk.config, desk.words))


def _checked(draft: Draft, config: Config, words: Words) -> dict[str, Any]:
    person = known_person(config, datetime.now().astimezone())
    wrong = problems(draft, person.exercises, words)
    said: dict[str, Any] = {"problems": wrong, "length": "", "about": "", "warnings": [], "remarks": []}
    if any(step_problems(draft, person.exercises, words)):
        return said
    titled = draft.model_copy(update={"title": draft.title.strip()[:MOST_LETTERS_OF_TITLE] or _UNTITLED})
    try:
        routine = checked(new_text(titled, person.exercises), _UNTITLED)
    except InputError as error:
        said["problems"] = [*wrong, words.told(str(error))]
        return said
    plan = plan_of(routine, person)
    return said | {
        "length": length_words(plan, words),
        "about": upper(words.say("about {minutes} min", minutes=str(minutes(plan)))),
        "warnings": warnings(plan, person, words),
        "remarks": remarks(routine, plan, person, words),
    }


async def save(request: Request) -> Response:
    """Save a draft under its title, or into the routine that was edited, and show it."""
    draft, desk = await told(request, Draft), desk_of(request)
    return data({"name": await run_in_threadpool(_saved, draft, desk.config, desk.words)})


def _saved(draft: Draft, config: Config, words: Words) -> str:
    person = known_person(config, datetime.now().astimezone())
    wrong = problems(draft, person.exercises, words)
    if wrong:
        raise InputError(" ".join(wrong))
    if draft.name:
        path = own_routine_path(draft.name)
        require_routine(draft.name, words)
        before = read_text(path, f"The routine {path}")
        if version(before) != draft.version:
            raise InputError(
                words.say("The file was changed in the meantime; load this page anew and change it there.")
            )
        name, text = draft.name, edited_text(before, draft, person.exercises)
    else:
        name, text = free_name(draft.title), new_text(draft, person.exercises)
        path = own_routine_path(name)
        if path.exists():  # as under another spelling of the same letters
            raise InputError(words.say("There is a routine of that name already; choose another title."))
    checked(text, name)
    try:
        private_folder(path.parent)
        write_text(path, text, private=True)
    except OSError as error:
        raise InputError(f"The routine {path} cannot be written: {error.strerror or error}.") from error
    return name
