"""The exercises: all of them by part of the body, and one in full with a button to try it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.exercises.page import exercise_page, exercise_parts
from posecheck.app.exercises.person import known_person
from posecheck.app.gate.guard import DOCUMENT_POLICY
from posecheck.app.pages.answers import page
from posecheck.app.pages.desk import desk_of
from posecheck.assessment.catalogue import find_movement
from posecheck.book.picture import place_picture
from posecheck.exercise.catalogue import find_exercise
from posecheck.figures.svg import svg_picture
from posecheck.pose import Side
from posecheck.support.language import find_language

if TYPE_CHECKING:
    from starlette.requests import Request


def show(request: Request) -> Response:
    """Show all exercises."""
    desk = desk_of(request)
    parts = exercise_parts(known_person(desk.config, datetime.now().astimezone()), desk.words)
    return page(
        request, "exercises", here="exercises", parts=parts, number=sum(len(part.cards) for part in parts)
    )


def show_one(request: Request) -> Response:
    """Show one exercise in full."""
    desk = desk_of(request)
    person = known_person(desk.config, datetime.now().astimezone())
    one = exercise_page(person.exercise(request.path_params["name"]), person, desk.words)
    return page(request, "exercise", here="exercises", one=one)


def camera(request: Request) -> Response:
    """Return the drawing of where the camera stands."""
    language = find_language(desk_of(request).words.code)
    return drawing(place_picture(find_exercise(request.path_params["name"]), language))


def still(request: Request) -> Response:
    """Return the figure without its movement: the start, and beside it the position."""
    name = request.path_params["name"]
    exercise = find_movement(name) or find_exercise(name)
    side = Side.RIGHT if request.query_params.get("side") == "right" else Side.LEFT
    return drawing(svg_picture(exercise, side, find_language(desk_of(request).words.code)))


def drawing(text: str) -> Response:
    """Return the answer that is a drawing."""
    return Response(
        text,
        media_type="image/svg+xml",
        headers={"content-security-policy": DOCUMENT_POLICY, "cache-control": "max-age=3600"},
    )


ROUTES: list[Route] = [
    Route("/exercises", show),
    Route("/exercises/{name}", show_one),
    Route("/exercises/{name}/camera.svg", camera),
    Route("/exercises/{name}/still.svg", still),
]
