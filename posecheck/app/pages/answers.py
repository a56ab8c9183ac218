"""How requests are answered: a page, data, or one sentence about what cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, JSONResponse

from posecheck.app.pages.desk import desk_of
from posecheck.app.pages.navigation import navigation
from posecheck.pages.rendering import render
from posecheck.support.errors import InputError
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

Told = TypeVar("Told", bound=BaseModel)

#: A page that could not be shown.
_BAD = 400


def page(request: Request, template: str, *, here: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page.

    Parameters
    ----------
    template
        Name of its template, as ``"today"``.
    here
        The place in the navigation that it belongs to, as ``"today"``; empty for none.
    status
        Of the answer.
    values
        What its template asks for, besides `say`, `told`, `count`, `words`, `root`, `here` and `places`.
    """
    desk = desk_of(request)
    words = desk.words
    content = render(
        f"app/templates/{template}.html.j2",
        words=words,
        say=words.say,
        told=words.told,
        count=words.count,
        root=desk.root,
        here=here,
        places=navigation(words),
        running=desk.stage.is_session,
        **values,
    )
    return HTMLResponse(content, status_code=status)


def data(values: object) -> JSONResponse:
    """Return values as JSON; a number that is unknown is null."""
    return JSONResponse(values)


async def told(request: Request, model: type[Told]) -> Told:
    """Return what a page sent, checked.

    Raises
    ------
    InputError
        It is not what was asked for; the sentence says what is wrong.
    """
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        raise InputError(f"That cannot be used: {first_problem(error)}.") from error
    except ClientDisconnect as error:  # or more was sent than may be
        raise InputError("That could not be read to its end; send it again.") from error


def error_text(error: Exception) -> str:
    """Return the sentence of an error; one with places keeps them, so that it can be said in any language."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, str) else str(error)


async def refused(request: Request, error: Exception) -> Response:
    """Answer what the user cannot have with the sentence that says why, in their language."""
    try:
        words = desk_of(request).words
    except InputError as trouble:  # the settings themselves: nothing else can be shown before they are mended
        if request.method != "GET":
            return JSONResponse({"error": str(trouble)}, status_code=_BAD)
        return HTMLResponse(str(trouble), status_code=_BAD, media_type="text/plain")
    sentence = words.told(error_text(error))
    if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": sentence}, status_code=_BAD)
    return page(request, "trouble", here="", status=_BAD, sentence=sentence)


async def not_found(request: Request, _error: Exception) -> Response:
    """Answer where there is no page."""
    try:
        sentence = desk_of(request).words.say("There is no such page.")
        return page(request, "trouble", here="", status=404, sentence=sentence)
    except InputError as trouble:
        return HTMLResponse(str(trouble), status_code=404, media_type="text/plain")
