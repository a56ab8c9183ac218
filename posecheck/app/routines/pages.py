"""The routines: those that come with posecheck and the user's own, and what is in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.exercises.person import known_person
from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.routines import builder as routine_builder
from posecheck.app.routines.builder import require_routine
from posecheck.app.routines.plans import (
    is_own,
    length_words,
    minutes,
    plan_of,
    planned_parts,
    remarks,
    routine_words,
    warnings,
)
from posecheck.routines.routine_files import own_routine_path, read_routine, routine_paths
from posecheck.support.errors import InputError
from posecheck.support.text_files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from posecheck.app.exercises.person import Person
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class RoutineCard:
    """A routine in the list.

    Parameters
    ----------
    name, title, description
        What it is; `name` is that of its file.
    minutes, length
        How long it takes, as a number and in words.
    figures
        Exercises of it, for their figures.
    problem
        Why it cannot be used; empty when it can.
    """

    name: str
    title: str
    description: str
    minutes: int = 0
    length: str = ""
    figures: tuple[str, ...] = ()
    problem: str = ""


class Named(BaseModel):
    """Which routine a page speaks of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=200)]


#: So many figures tell what a routine is like.
_FIGURES = 3


def show(request: Request) -> Response:
    """Show all routines."""
    desk = desk_of(request)
    words, person = desk.words, known_person(desk.config, datetime.now().astimezone())
    cards: dict[bool, list[RoutineCard]] = {True: [], False: []}
    for name, path in routine_paths().items():
        cards[is_own(path)].append(_card(name, path, person, words))
    forbidden = words.told(person.screening.forbids()) if person.screening is not None else ""
    return page(
        request,
        "routines",
        here="routines",
        built_in=sorted(cards[False], key=lambda each: each.minutes),
        own=cards[True],
        forbidden=forbidden,
    )


def _card(name: str, path: Path, person: Person, words: Words) -> RoutineCard:
    try:
        routine = read_routine(path)
    except InputError as error:
        return RoutineCard(name, name, "", problem=words.told(str(error)))
    plan = plan_of(routine, person)
    title, description = (
        routine_words(routine.title, path, words),
        routine_words(routine.description, path, words),
    )
    shown = list(dict.fromkeys(turn.exercise.id for turn in plan.turns))
    # out of the middle of each part of it: the beginnings and ends are alike in all
    places = (len(shown) * (2 * n + 1) // (2 * _FIGURES) for n in range(_FIGURES))
    figures = tuple(shown[place] for place in places) if shown else ()
    whole = minutes(plan)
    length = words.say("about {minutes} min", minutes=str(whole))
    return RoutineCard(name, title, description, whole, length, tuple(dict.fromkeys(figures)))


def show_one(request: Request) -> Response:
    """Show what is in a routine, as this person would do it."""
    desk, name = desk_of(request), request.path_params["name"]
    words, person = desk.words, known_person(desk.config, datetime.now().astimezone(), sides=True)
    path = require_routine(name, words)
    routine = read_routine(path)
    plan = plan_of(routine, person)
    forbidden = words.told(person.screening.forbids()) if person.screening is not None else ""
    return page(
        request,
        "routine",
        here="routines",
        name=name,
        own=is_own(path),
        title=routine_words(routine.title, path, words),
        description=routine_words(routine.description, path, words),
        length=length_words(plan, words),
        parts=planned_parts(plan, words),
        warnings=warnings(plan, person, words),
        remarks=remarks(routine, plan, person, words),
        forbidden=forbidden,
        asked=person.screening is not None,
    )


def download(request: Request) -> Response:
    """Return the file of a routine, to be kept or given to somebody."""
    name = request.path_params["name"]
    path = require_routine(name, desk_of(request).words)
    return Response(
        read_text(path, f"The routine {path}"),
        media_type="application/toml",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(path.name)}"},
    )


async def delete(request: Request) -> Response:
    """Delete a routine of the user's own."""
    named = await told(request, Named)
    await run_in_threadpool(_delete, named.name, desk_of(request).words)
    return data({"go": "/routines"})


def _delete(name: str, words: Words) -> None:
    path = own_routine_path(name)
    require_routine(name, words)
    try:
        path.unlink()
    except OSError as error:
        raise InputError(f"The routine {path} cannot be deleted: {error.strerror or error}.") from error


ROUTES: list[Route] = [
    Route("/routines", show),
    Route("/routine-builder", routine_builder.show),
    Route("/routines/check", routine_builder.check, methods=["POST"]),
    Route("/routines/save", routine_builder.save, methods=["POST"]),
    Route("/routines/delete", delete, methods=["POST"]),
    Route("/routines/{name}.toml", download),
    Route("/routines/{name}", show_one),
]
