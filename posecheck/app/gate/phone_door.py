"""The way in for a phone: a second, narrower server on the local network, with TLS, while it is asked for.

It has one page and one socket. What comes through it is pictures of the phone's camera, once the code that is
shown on the computer was typed there; what goes out is what the large words say. Nothing that is kept can be
reached through it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import secrets
import shutil
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from posecheck.app.gate.guard import Guard, as_json
from posecheck.app.gate.quiet import quiet_server
from posecheck.pages.rendering import render

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    import uvicorn
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.websockets import WebSocket

    from posecheck.app.work.stage import Stage
    from posecheck.report.wording import Words

_STATIC = Path(__file__).parents[1] / "static"
#: What the page of the phone is made of; nothing else is served to it.
_FILES = frozenset({"app.css", "phone.css", "phone.js", "capture.js", "icon.svg"})
#: After so many wrong codes the door is closed.
_MOST_TRIES = 5
_DIGITS = 6
#: Nobody came within this time, or nobody is there any more: the door is closed.
_OPEN_FOR_S = 900.0
#: A phone needs two or three connections.
_MOST_AT_ONCE = 32
_TOO_MUCH = 1008


class PhoneDoor:
    """Opens and closes the way in.

    Parameters
    ----------
    stage
        The session, whose camera the phone is.
    words
        Returns what says things in the language of the settings.
    host
        The address it listens at; by default all of this computer.
    """

    def __init__(self, stage: Stage, words: Callable[[], Words], host: str = "0.0.0.0") -> None:  # noqa: S104 - that is what it is for, and it has to be asked for
        self._stage, self._words, self._host = stage, words, host
        self._server: uvicorn.Server | None = None
        self._running: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self._folder: Path | None = None
        self._opening = asyncio.Lock()
        self._token = ""
        self._tries = 0
        self.address = ""
        self.code = ""
        self.phones = 0

    @property
    def is_open(self) -> bool:
        """Whether a phone may come in."""
        return self._server is not None

    @property
    def status(self) -> dict[str, object]:
        """What the page on the computer shows."""
        return {"open": self.is_open, "address": self.address, "code": self.code, "phones": self.phones}

    def qr(self) -> str:
        """Return the address as a picture for the phone's camera, an SVG."""
        import segno  # noqa: PLC0415 - few ask for a phone

        drawn: str = segno.make(self.address, error="m").svg_inline(
            scale=6, border=4, dark="#000", light="#fff"
        )
        return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    async def open(self) -> None:
        """Let a phone in from now on."""
        async with self._opening:
            if not self.is_open:
                await self._open()

    async def _open(self) -> None:
        from posecheck.app.gate.certificate import make_certificate, own_address  # noqa: PLC0415 - few ask for a phone

        await self.close()
        address = "127.0.0.1" if self._host == "127.0.0.1" else own_address()
        self._folder = Path(tempfile.mkdtemp(prefix="posecheck-phone-"))  # for the user alone
        files = await asyncio.to_thread(make_certificate, self._folder, [address])
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.bind((self._host, 0))
        port, secret = bound.getsockname()[1], secrets.token_urlsafe(16)
        self._token, self._tries = secrets.token_urlsafe(24), 0
        self.code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        self.address = f"https://{address}:{port}/{secret}/"
        self._server = quiet_server(
            Guard(self._app(secret), secret, {f"{address}:{port}"}, scheme="https"),
            # logging is set up by the server of the pages, for both
            log_level=None,
            log_config=None,
            limit_concurrency=_MOST_AT_ONCE,
            ssl_certfile=files.certificate,
            ssl_keyfile=files.key,
            timeout_graceful_shutdown=1,
        )
        self._running = asyncio.create_task(self._server.serve(sockets=[bound]))
        self._closing = asyncio.create_task(self._close_when_left())
        while not self._server.started and not self._running.done():  # noqa: ASYNC110 - uvicorn has no event
            await asyncio.sleep(0.01)

    async def close(self) -> None:
        """Let nobody in any more, and put out who is in."""
        server, self._server = self._server, None
        self.address = self.code = self._token = ""
        if server is not None:
            server.should_exit = True
        if self._running is not None:
            with contextlib.suppress(asyncio.TimeoutError, Exception):
                await asyncio.wait_for(self._running, 5.0)
            self._running = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    async def _close_when_left(self) -> None:
        """Close when nobody has been in for a while, and at the end of the session for which one was."""
        server, alone_s, was_in_session = self._server, 0.0, False
        while self._server is server and server is not None:
            await asyncio.sleep(1.0)
            alone_s = 0.0 if self.phones else alone_s + 1.0
            in_session = self._stage.is_running and bool(self._stage.status.get("phone"))
            if alone_s > _OPEN_FOR_S or (was_in_session and not in_session):
                await asyncio.sleep(1.0)  # the phone still hears that it is over
                await self.close()
                return
            was_in_session = in_session

    # ---- what the phone sees

    def _app(self, secret: str) -> Starlette:
        root = f"/{secret}"

        def show(_request: Request) -> Response:
            words = self._words()
            return HTMLResponse(
                render("app/templates/phone_page.html.j2", words=words, say=words.say, root=root)
            )

        return Starlette(
            routes=[
                Route("/", show),
                Route("/pair", self._pair, methods=["POST"]),
                WebSocketRoute("/pictures/{token}", self._pictures),
                Mount("/static", _Few(directory=_STATIC)),
            ],
            exception_handlers={404: lambda _request, _error: PlainTextResponse("", status_code=404)},
        )

    async def _pair(self, request: Request) -> Response:
        """Let the phone in that knows the code."""
        code = str(as_json(await request.body()).get("code", "")).replace(" ", "")
        if self._tries >= _MOST_TRIES:
            return JSONResponse({"error": ""}, status_code=403)
        if not hmac.compare_digest(code.encode(errors="replace"), self.code.encode()):
            self._tries += 1
            if self._tries >= _MOST_TRIES:
                self._ending = asyncio.create_task(self.close())
            error = self._words().say("That is not the code that the computer shows.")
            return JSONResponse({"error": error}, status_code=403)
        return JSONResponse({"token": self._token})

    async def _pictures(self, socket: WebSocket) -> None:
        """Take the pictures of a phone that is paired, and tell it what is said."""
        token = str(socket.path_params["token"])
        if not self._token or not hmac.compare_digest(token.encode(), self._token.encode()):
            await socket.close(_TOO_MUCH)
            return
        self.phones += 1
        try:
            await self._stage.watch(socket, words_only=True)
        finally:
            self.phones -= 1


class _Few(StaticFiles):
    """Serves what the page of the phone is made of, and no other file."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return the file, nothing where it is none of those."""
        return super().lookup_path(path) if path in _FILES else ("", None)
