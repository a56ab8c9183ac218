"""The network that finds the joints: fetched once, and how far that is, on whatever page is open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from posecheck.app.pages.answers import data, page
from posecheck.app.pages.desk import desk_of
from posecheck.app.training.beginning import Beginning
from posecheck.app.work.problems import plain_words
from posecheck.app.work.tasks import Progress
from posecheck.estimator.model import cached_model
from posecheck.support.errors import InputError
from posecheck.support.message import message

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.pages.desk import Desk

_KIND = "model"
_COMMAND = ("model", "fetch")
_ONGOING = (Progress.WAITING, Progress.WORKING)


def is_here(desk: Desk) -> bool:
    """Return whether there is a network, in the settings or in the cache; it reads that one."""
    return desk.config.model is not None or cached_model() is not None


async def waiting_instead(desk: Desk, wanted: Beginning | None) -> str:
    """Return the page that waits for the network, which is then being fetched; empty where it is here.

    Parameters
    ----------
    desk
        What the pages share.
    wanted
        The session that is to begin, ``None`` for a look through the camera.
    """
    if await run_in_threadpool(is_here, desk):
        return ""
    _fetch(desk)
    begin = {} if wanted is None else {"begin": wanted.model_dump_json(exclude_defaults=True)}
    return f"/model/wait?{urlencode(begin)}"


def show_waiting(request: Request) -> Response:
    """Show how far it is and, once it is here, the button that was pressed."""
    desk, wanted = desk_of(request), request.query_params.get("begin")
    try:
        body = Beginning.model_validate_json(wanted).model_dump(mode="json") if wanted else None
    except ValueError as error:
        raise InputError(message("There is no such page.")) from error
    return page(request, "model", here="", has_model=is_here(desk), body=body)


async def fetch(request: Request) -> Response:
    """Fetch the network, the one thing that is not part of the program."""
    _fetch(desk_of(request))
    return data({"go": "stay"})


def _fetch(desk: Desk) -> None:
    if not any(each.progress in _ONGOING for each in desk.tasks.of_kind(_KIND)):
        desk.tasks.add(_KIND, _COMMAND, {}, long=False)


def progress(request: Request) -> Response:
    """Tell how far that is."""
    desk = desk_of(request)
    found = desk.tasks.of_kind(_KIND)
    if not found or found[0].progress is Progress.DONE:  # it may have been taken away since
        return data({"progress": "done" if is_here(desk) else "none"})
    return data({**found[0].told, "problem": plain_words(found[0].problem, desk.words)})


ROUTES: list[Route] = [
    Route("/model", fetch, methods=["POST"]),
    Route("/model", progress),
    Route("/model/wait", show_waiting),
]
