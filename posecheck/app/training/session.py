"""Training: what begins a session, and the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.gate.guard import DOCUMENT_POLICY
from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.training.beginning import Beginning
from posecheck.app.training.network import waiting_instead
from posecheck.assessment.catalogue import find_assessment, find_movement
from posecheck.exercise.catalogue import find_exercise
from posecheck.figures.svg import svg_animation
from posecheck.outputs.wording import KEY_HELP
from posecheck.pose import Side
from posecheck.routines.routine_files import PRESCRIBED, find_routine, is_built_in, routine_paths
from posecheck.session.attention import HOW_TO
from posecheck.support.errors import InputError
from posecheck.support.language import find_language

if TYPE_CHECKING:
    from starlette.requests import Request

    from posecheck.app.pages.desk import Desk


async def begin(request: Request) -> Response:
    """Begin a session; where one is going on, the page shows that one."""
    wanted = await told(request, Beginning)
    desk = desk_of(request)
    if desk.stage.is_session:
        raise InputError("Another session is going on. Go back to it, and stop it there first.")
    if wanted.kind == "routine":
        if wanted.name == PRESCRIBED:
            title = desk.words.say("Prescription")
        elif wanted.name not in routine_paths():  # a page names no files
            raise InputError("There is no such routine any more; choose another one.")
        else:
            own = find_routine(wanted.name).title
            title = desk.words.told(own) if is_built_in(wanted.name) else own
        arguments = ["routine", wanted.name, *(["--resume"] if wanted.resume else [])]
    elif wanted.kind == "assessment":
        title = desk.words.told(find_assessment(wanted.name).title)
        arguments = ["assess", wanted.name, *(["--side", wanted.side] if wanted.side else [])]
    else:
        title = desk.words.told(find_exercise(wanted.name).title)
        arguments = ["live", wanted.name, *(["--side", wanted.side] if wanted.side else [])]
    if waits := await waiting_instead(desk, wanted):
        return data({"go": waits})
    # a phone that is there is the camera, wherever the session was begun
    takes_phone = wanted.phone or (desk.door.phones > 0 and not wanted.browser_camera)
    arguments += _options(desk, wanted, takes_phone=takes_phone)
    about: dict[str, object] = {
        "kind": wanted.kind,
        "title": title,
        "browserCamera": wanted.browser_camera,
        "phone": takes_phone,
        "phoneVoice": takes_phone and wanted.phone_voice,
        "again": wanted.model_dump(mode="json"),
    }
    await desk.stage.begin(arguments, about)
    return data({"go": "/train"})


def _options(desk: Desk, wanted: Beginning, *, takes_phone: bool) -> list[str]:
    options = ["--page"]
    if wanted.private:
        options.append("--private")
    elif desk.keep:
        options.append("--keep")
    if takes_phone and wanted.phone_voice:
        options.append("--no-voice")
    if wanted.browser_camera or takes_phone:
        options.append("--browser-camera")
    elif desk.camera is not None:
        options += ["--camera", desk.camera]
    return options


async def stop(request: Request) -> Response:
    """End the session in order."""
    await desk_of(request).stage.stop()
    return data({"go": "stay"})


def show(request: Request) -> Response:
    """Show the session that is going on, or what came of the last one."""
    return page(request, "train", here="train", keys=KEY_HELP, signs=HOW_TO)


def figure(request: Request) -> Response:
    """Return the moving figure of an exercise, which is drawn from its own data."""
    name = request.path_params["name"]
    exercise = find_movement(name) or find_exercise(name)
    side = Side.RIGHT if request.query_params.get("side") == "right" else Side.LEFT
    language = find_language(desk_of(request).words.code)
    return Response(
        svg_animation(exercise, side, language),
        media_type="image/svg+xml",
        headers={"content-security-policy": DOCUMENT_POLICY, "cache-control": "max-age=3600"},
    )


ROUTES: list[Route] = [
    Route("/train", show),
    Route("/train/begin", begin, methods=["POST"]),
    Route("/train/stop", stop, methods=["POST"]),
    Route("/figure/{name}.svg", figure),
]
