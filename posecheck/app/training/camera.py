"""The camera check: which camera, and whether it sees the person well enough."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.gate.guard import DOCUMENT_POLICY
from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.training.network import waiting_instead
from posecheck.app.work.commands import command_line, environment
from posecheck.app.work.stage import LOOK
from posecheck.book.picture import picture
from posecheck.exercise.catalogue import find_exercise
from posecheck.sources.devices import list_cameras
from posecheck.support.language import find_language
from posecheck.support.settings_file import change_settings

if TYPE_CHECKING:
    from starlette.requests import Request

_STILL_WITHIN_S = 20.0
#: Lying on the back, seen from the side, as most exercises are.
_DRAWN = "supine-hamstring"


class Looking(BaseModel):
    """A camera that is to be looked through."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    camera: Annotated[str, Field(pattern=r"^\d{1,3}$")] | None = None
    browser: bool = False


class Chosen(BaseModel):
    """The camera that is used from now on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    camera: Annotated[str, Field(pattern=r"^\d{1,3}$")]


def show(request: Request) -> Response:
    """Show the page."""
    desk = desk_of(request)
    return page(
        request, "camera", here="", cameras=list_cameras(), chosen=desk.config.camera or "", given=desk.camera
    )


async def look(request: Request) -> Response:
    """Begin to look through a camera; a session that is going on is not disturbed."""
    wanted = await told(request, Looking)
    desk = desk_of(request)
    if desk.stage.is_session:
        return data({"go": "/train"})
    if waits := await waiting_instead(desk, None):
        return data({"go": waits})
    camera = wanted.camera if wanted.camera is not None else desk.camera
    arguments = ["camera", "--page"]
    if wanted.browser:
        arguments.append("--browser-camera")
    elif camera is not None:
        arguments += ["--camera", camera]
    await desk.stage.begin(arguments, {"kind": LOOK, "title": "", "browserCamera": wanted.browser})
    return data({"go": "stay"})


async def choose(request: Request) -> Response:
    """Use a camera from now on."""
    wanted = await told(request, Chosen)
    await run_in_threadpool(change_settings, camera=wanted.camera)
    return data({"said": desk_of(request).words.say("This camera is used from now on.")})


async def still(request: Request) -> Response:
    """Return one picture of a camera, to choose it by; none while a session needs the cameras."""
    desk = desk_of(request)
    if desk.stage.is_running:
        return Response(status_code=409)
    process = await asyncio.create_subprocess_exec(
        *command_line("camera", "--still", "--camera", str(request.path_params["number"])),
        env=environment(),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        jpeg, _ = await asyncio.wait_for(process.communicate(), _STILL_WITHIN_S)
    except TimeoutError:
        process.kill()
        jpeg = b""
    if process.returncode != 0 or not jpeg:
        return Response(status_code=404)
    return Response(jpeg, media_type="image/jpeg")


def placement(request: Request) -> Response:
    """Return the drawing of where the camera stands."""
    language = find_language(desk_of(request).words.code)
    drawing = picture(find_exercise(_DRAWN), language)
    return Response(drawing, media_type="image/svg+xml", headers={"content-security-policy": DOCUMENT_POLICY})


ROUTES: list[Route] = [
    Route("/camera", show),
    Route("/camera/look", look, methods=["POST"]),
    Route("/camera/choose", choose, methods=["POST"]),
    Route("/camera/still/{number:int}.jpg", still),
    Route("/camera/placement.svg", placement),
]
