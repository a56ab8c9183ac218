"""The app as a server: its addresses, and how it runs and ends."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import socket
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from posecheck.app.areas import ROUTES, load_all
from posecheck.app.gate.guard import Guard
from posecheck.app.gate.instance import Instance
from posecheck.app.gate.phone_door import PhoneDoor
from posecheck.app.gate.presence import Presence
from posecheck.app.gate.quiet import quiet_server
from posecheck.app.gate.tickets import Tickets
from posecheck.app.pages.answers import not_found, refused
from posecheck.app.pages.desk import Desk, desk_of, words_now
from posecheck.app.work.looked_at import LookedAt
from posecheck.app.work.stage import Stage
from posecheck.app.work.tasks import Tasks
from posecheck.support.errors import InputError
from posecheck.support.settings import read_config

if TYPE_CHECKING:
    from collections.abc import Callable

    import uvicorn
    from starlette.types import ASGIApp
    from starlette.websockets import WebSocket

    from posecheck.app.work.looked_at import OpenedFile

_HOST = "127.0.0.1"
#: Browsers leave it out of the name they ask for.
_USUAL_PORT = 80
#: The first page is left alone for so long; then the others are made ready.
_FIRST_PAGE_S = 1.5
#: How often it is looked whether anybody is there.
_LOOK_EVERY_S = 1.0
#: A browser that stays in the foreground is not waited for any longer.
_OPENED_WITHIN_S = 5.0
_STATIC = Path(__file__).parent / "static"


def build(desk: Desk, port: int) -> ASGIApp:
    """Return the app behind its guard, for a port of this computer."""
    app = Starlette(
        routes=[
            *ROUTES,
            WebSocketRoute("/here", _here),
            WebSocketRoute("/watch", _watch),
            WebSocketRoute("/stage/{key}", _perform),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        exception_handlers={InputError: refused, HTTPException: not_found},
    )
    app.state.desk = desk
    names = (_HOST, "localhost", "[::1]")
    hosts = frozenset(names if port == _USUAL_PORT else (f"{name}:{port}" for name in names))
    return Guard(app, desk.secret, hosts, tickets=desk.tickets, files=("/videos/upload",))


async def _watch(websocket: WebSocket) -> None:
    await desk_of(websocket).stage.watch(websocket)


async def _perform(websocket: WebSocket) -> None:
    await desk_of(websocket).stage.perform(websocket)


async def _here(websocket: WebSocket) -> None:
    """Be told that a page is open, until it is not."""
    presence = desk_of(websocket).presence
    await websocket.accept()
    presence.come()
    try:
        while (await websocket.receive())["type"] != "websocket.disconnect":
            pass
    finally:
        presence.go()


def serve(  # noqa: PLR0913 - what the command line can say of it
    *,
    port: int = 0,
    camera: str | None = None,
    keep: bool = False,
    opens: bool = True,
    phone: bool = False,
    opened: OpenedFile | None = None,
    tell: Callable[[str], None] = print,
) -> None:
    """Run the app until it is over; where it runs already, open that one.

    Parameters
    ----------
    port
        Of this computer; 0 takes a free one.
    camera, keep
        As :class:`posecheck.app.pages.desk.Desk` has them.
    phone
        Let a phone in at once.
    opens
        Open the browser; without, the address alone is told.
    opened
        A prescription to look at first.
    tell
        Is told the address.

    Raises
    ------
    InputError
        The port is taken.
    """
    read_config()  # which every page reads: one that cannot be used is said before anything is opened
    instance = Instance()
    running = instance.running()
    if running is not None:
        if port or camera is not None:
            raise InputError(
                f"posecheck is open already at {running}; close its pages first, "
                "or leave --port and --camera out."
            )
        if phone:
            instance.post(running, "phone/open")
        looked_at = ""
        if opened is not None:
            told = instance.post(running, "prescription/look", {"text": opened.text, "name": opened.name})
            looked_at = str(told.get("key", ""))
        tell(running)
        if opens:
            ticket = str(instance.post(running, "ticket").get("ticket", ""))
            # this process ends with it, and must not end before it
            _show(running, ticket, phone=phone, looked_at=looked_at).join(_OPENED_WITHIN_S)
        return
    bound = _bound(port)
    port = bound.getsockname()[1]
    secret = secrets.token_urlsafe(24)
    address, tickets, texts = f"http://{_HOST}:{port}/{secret}/", Tickets(), LookedAt()
    looked_at = "" if opened is None else texts.add(opened.text, opened.name)

    def ready() -> None:
        instance.keep(address)
        tell(f"{address}prescription/look/{looked_at}" if looked_at else address)
        if opens:
            _show(address, tickets.issue(), phone=phone, looked_at=looked_at)

    try:
        asyncio.run(_run(bound, port, secret, camera, tickets, texts, keep=keep, phone=phone, opened=ready))
    finally:
        instance.forget(address)


def _show(address: str, ticket: str, *, phone: bool, looked_at: str = "") -> threading.Thread:
    """Open the browser with a ticket; some browsers come back only when they are closed."""
    query = "?phone" if phone else f"?prescription/look/{looked_at}" if looked_at else ""
    opening = "/".join([*address.split("/")[:3], "open", ticket]) + query
    opened = threading.Thread(target=webbrowser.open, args=(opening,), daemon=True)
    opened.start()
    return opened


async def _run(  # noqa: PLR0913, PLR0917 - what a desk is made of
    bound: socket.socket,
    port: int,
    secret: str,
    camera: str | None,
    tickets: Tickets,
    texts: LookedAt,
    *,
    keep: bool,
    phone: bool,
    opened: Callable[[], None],
) -> None:
    stage = Stage(f"ws://{_HOST}:{port}/{secret}/stage", f"http://{_HOST}:{port}", words_now)
    tasks = Tasks()
    presence = Presence(lambda: stage.is_running or tasks.is_busy)
    door = PhoneDoor(stage, words_now)
    desk = Desk(secret, camera, keep, stage, tasks, presence, door, tickets, texts)
    server = quiet_server(
        build(desk, port), log_level="warning", date_header=False, timeout_graceful_shutdown=3
    )
    _end_with_signals(server)
    if phone:
        await door.open()
    watching = asyncio.create_task(_watch_over(server, presence, opened))
    try:
        await server.serve(sockets=[bound])
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        await door.close()
        await stage.stop()
        await tasks.close()


def _end_with_signals(server: uvicorn.Server) -> None:
    """End in order whatever asks for it: Ctrl-C, the system, or a terminal that was closed."""

    def end() -> None:
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, end)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))


async def _watch_over(server: uvicorn.Server, presence: Presence, opened: Callable[[], None]) -> None:
    """Tell the address once it answers, and end the app when nobody has looked for a while."""
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    opened()
    await asyncio.sleep(_FIRST_PAGE_S)
    await asyncio.to_thread(load_all)
    while not presence.is_over:  # noqa: ASYNC110 - time goes by, nothing happens
        await asyncio.sleep(_LOOK_EVERY_S)
    server.should_exit = True


def _bound(port: int) -> socket.socket:
    """Return a socket of this computer alone, on a port."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((_HOST, port))
    except OSError as error:
        bound.close()
        raise InputError(
            f"Port {port} cannot be used: {error.strerror}; give another one, or leave --port out."
        ) from error
    return bound
