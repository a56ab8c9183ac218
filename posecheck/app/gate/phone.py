"""A phone as the camera: the page on the computer that lets it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.gate.guard import DOCUMENT_POLICY
from posecheck.app.pages.answers import data, page
from posecheck.app.pages.desk import desk_of
from posecheck.routines.routine_files import USUAL_ROUTINE

if TYPE_CHECKING:
    from starlette.requests import Request


def show(request: Request) -> Response:
    """Show how it is done."""
    return page(request, "phone", here="", door=desk_of(request).door.status, routine=USUAL_ROUTINE)


async def open_door(request: Request) -> Response:
    """Let a phone in from now on."""
    await desk_of(request).door.open()
    return data({"go": "/phone"})


async def close_door(request: Request) -> Response:
    """Let none in any more."""
    await desk_of(request).door.close()
    return data({"go": "/phone"})


def state(request: Request) -> Response:
    """Tell whether a phone is there."""
    return data(desk_of(request).door.status)


def qr(request: Request) -> Response:
    """Return the address for the phone's camera."""
    door = desk_of(request).door
    if not door.is_open:
        return Response(status_code=404)
    return Response(
        door.qr(), media_type="image/svg+xml", headers={"content-security-policy": DOCUMENT_POLICY}
    )


ROUTES: list[Route] = [
    Route("/phone", show),
    Route("/phone/open", open_door, methods=["POST"]),
    Route("/phone/close", close_door, methods=["POST"]),
    Route("/phone/state", state),
    Route("/phone/qr.svg", qr),
]
