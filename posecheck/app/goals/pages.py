"""What is hard for the person: up to three things in their own words, and how it goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.store import History
from posecheck.report.goal_course import goal_words
from posecheck.report.goals_part import GoalsPart, goals_part
from posecheck.report.overview import overview
from posecheck.routines.goals import (
    LONGEST,
    MOST,
    GoalAnswers,
    add_goal,
    checked_words,
    find_goal,
    goals_due,
    keep,
    keep_offered,
    next_time,
    put_off_on,
)
from posecheck.support.language import find_language
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.report.wording import Words


class Named(BaseModel):
    """What somebody calls it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, Field(max_length=500)]


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing: its number, its words, and how it goes, in a sentence."""

    id: int
    text: str
    course: str


@dataclass(frozen=True, slots=True)
class GoalsPage:
    """The page.

    Parameters
    ----------
    followed, ended
        What is asked for, and what is asked no longer.
    room
        There is room for one more.
    due
        It is time to tell how it goes.
    again
        When it is asked again, in a sentence; empty when it is time, or nothing is followed.
    goals
        How it went, beside training; ``None`` before anything was told.
    """

    followed: tuple[Followed, ...] = ()
    ended: tuple[Followed, ...] = ()
    room: bool = True
    due: bool = False
    again: str = ""
    goals: GoalsPart | None = None


def show(request: Request) -> Response:
    """Show what is followed, and how it goes."""
    words, found = desk_of(request).words, GoalsPage()
    if history_path().exists():  # looking must not make one
        with History() as history:
            found = _page(history, words, datetime.now().astimezone())
    return page(request, "goals", here="progress", overview=found, longest=LONGEST)


def _page(history: History, words: Words, now: datetime) -> GoalsPage:
    every = history.course.goals(ended=True)
    goals = [each for each in every if each.ended_at is None]
    lines = {each.id: Followed(each.id, each.text, goal_words(each, words, now)) for each in every}
    due, when = bool(goals_due(history, now)), next_time(goals, now, put_off_on(history))
    content = overview(history, (), all_exercises(), now, find_language(words.code))
    return GoalsPage(
        followed=tuple(lines[each.id] for each in goals),
        ended=tuple(lines[each.id] for each in every if each.ended_at is not None),
        room=len(goals) < MOST,
        due=due,
        again=""
        if due or when is None
        else words.say("You are asked again from {date} on.", date=words.plain_date(when)),
        goals=goals_part(content),
    )


async def add(request: Request) -> Response:
    """Follow one more thing."""
    named = await told(request, Named)

    def follow() -> None:
        with History() as history:
            add_goal(history, named.text, datetime.now().astimezone())

    await run_in_threadpool(follow)
    return data({"go": "/goals", "said": desk_of(request).words.say("Followed from now on.")})


async def change(request: Request) -> Response:
    """Call one otherwise."""
    named, number = await told(request, Named), request.path_params["goal"]

    def rename() -> None:
        with History() as history:
            goal = find_goal(history, number)
            others = [each for each in history.course.goals() if each.id != goal.id]
            history.course.change_goal(goal.id, checked_words(named.text, others))

    await run_in_threadpool(rename)
    return data({"go": "/goals", "said": desk_of(request).words.say("Changed.")})


def end(request: Request) -> Response:
    """Follow one no longer."""
    with History() as history:
        history.course.end_goal(find_goal(history, request.path_params["goal"]).id)
    return data({"go": "/goals", "said": desk_of(request).words.say("Followed no longer.")})


def delete(request: Request) -> Response:
    """Delete one for good, with all that was told of it."""
    with History() as history:
        history.course.delete_goal(find_goal(history, request.path_params["goal"], ended=True).id)
    return data({"go": "/goals", "said": desk_of(request).words.say("Deleted.")})


def tomorrow(_request: Request) -> Response:
    """Put the questions off till tomorrow."""
    with History() as history:
        keep(history, GoalAnswers({}), datetime.now().astimezone())
    return data({"go": "/today"})


def not_now(_request: Request) -> Response:
    """Take note that nothing is to be named now."""
    with History() as history:
        keep_offered(history, datetime.now().astimezone())
    return data({"go": "/today"})


ROUTES: list[Route] = [
    Route("/goals", show),
    Route("/goals/add", add, methods=["POST"]),
    Route("/goals/tomorrow", tomorrow, methods=["POST"]),
    Route("/goals/not-now", not_now, methods=["POST"]),
    Route("/goals/{goal:int}/change", change, methods=["POST"]),
    Route("/goals/{goal:int}/end", end, methods=["POST"]),
    Route("/goals/{goal:int}/delete", delete, methods=["POST"]),
]
