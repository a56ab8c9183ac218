"""The session that is going on: its process, and the pages that watch it.

The process is that of `posecheck live` or `posecheck routine`, with the pages in place of the window
(:mod:`posecheck.outputs.page_link`). What it sends for the pages is passed on unread: pictures with what is
drawn over them, one in flight for each page, the newest wins. It is asked for the next one when a page can
take it, so that nothing is drawn and nothing sent that nobody sees. A page that is reloaded gets the last one
at once; the session does not notice.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from starlette.websockets import WebSocketDisconnect, WebSocketState

from posecheck.app.gate.guard import as_json
from posecheck.app.gate.pace import Bucket
from posecheck.app.work.commands import command_line, environment
from posecheck.app.work.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.websockets import WebSocket

    from posecheck.report.wording import Words

#: So long a session may take to end by itself: its last words are said.
_LEAVE_S = 60.0
#: A page sends what was drawn and what was pressed: far less than this.
_MOST_A_SECOND, _AT_ONCE = 240.0, 480.0
_TOO_MUCH = 1008
#: What a look through the camera is called; it ends when nobody watches any more.
LOOK = "camera"
_ALONE_S = 4
#: A page that takes nothing for so long has gone; the others do not wait for it.
_TAKES_WITHIN_S = 5.0


class State(StrEnum):
    """How far a session is."""

    NONE = "none"
    OPENING = "opening"
    RUNNING = "running"
    ENDED = "ended"


@dataclass
class _Viewer:
    """A page that watches."""

    socket: WebSocket
    words_only: bool = False
    ready: bool = True
    seen: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Stage:
    """Runs one session at a time.

    Parameters
    ----------
    address
        Where its process finds the app, without the last part, which is its own secret.
    origin
        What the process says it comes from.
    words
        Returns what says things in the language of the settings.
    """

    def __init__(self, address: str, origin: str, words: Callable[[], Words]) -> None:
        self.address, self.origin = address, origin
        self._words = words
        self._state = State.NONE
        self._key = ""
        self._process: asyncio.subprocess.Process | None = None
        self._performer: WebSocket | None = None
        self._viewers: list[_Viewer] = []
        self._newest: bytes | None = None
        self._number = 0
        self._asked = False
        self._told: dict[str, object] = {}
        self._about: dict[str, object] = {}
        self._beginning = asyncio.Lock()
        self._waiting: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a session is going on."""
        return self._state in (State.OPENING, State.RUNNING)

    @property
    def is_session(self) -> bool:
        """Whether that is a session, and no mere look through the camera."""
        return self.is_running and self._about.get("kind") != LOOK

    @property
    def status(self) -> dict[str, object]:
        """How far the session is, what it is, and, once it has ended, what came of it."""
        return {"state": self._state.value, **self._about, **self._told}

    async def begin(self, arguments: Sequence[str], about: dict[str, object]) -> None:
        """Begin a session; one that is going on is left in peace, and the page shows that one.

        A look through the camera makes room for it.

        Parameters
        ----------
        arguments
            The command and its options, as they would be typed.
        about
            What pages are told of it.
        """
        async with self._beginning:  # two buttons at once begin one session
            if self.is_session:
                return
            await self.stop()
            key = secrets.token_urlsafe(24)
            process = await asyncio.create_subprocess_exec(
                *command_line(*arguments),
                env=environment(POSECHECK_STAGE=f"{self.address}/{key}", POSECHECK_STAGE_ORIGIN=self.origin),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
            )
            self._key, self._newest, self._asked, self._process = key, None, False, process
            self._told, self._about, self._state = {}, about, State.OPENING
            self._waiting = asyncio.create_task(self._wait(process))
            if not self.is_session:
                self._leaving = asyncio.create_task(self._leave_look(process))
        await self._tell_all()

    async def _wait(self, process: asyncio.subprocess.Process) -> None:
        """Wait for the end of the process, and keep what it has printed."""
        _, err = await process.communicate()
        notes = err.decode("utf-8", errors="replace").strip()
        problem = problem_of(process.returncode, notes, self._words())
        self._told |= {"code": process.returncode, "problem": problem}
        self._state = State.ENDED
        # who comes now comes too late for a picture
        self._process = self._newest = None
        await self._tell_all()

    async def stop(self) -> None:
        """End the session in order, as Ctrl-C would, and wait for it."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        if self._waiting is not None:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._waiting), _LEAVE_S)
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()

    # ---- the process

    async def perform(self, socket: WebSocket) -> None:
        """Serve the process of the session."""
        if socket.path_params.get("key") != self._key or not self._key:
            await socket.close(_TOO_MUCH)
            return
        await socket.accept()
        self._performer, self._state = socket, State.RUNNING
        await self._tell_all()
        await self._ask_next()
        try:
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    break
                if message.get("bytes") is not None:
                    self._asked = False
                    self._newest = message["bytes"]
                    self._number += 1
                    await self._deliver()
                elif message.get("text") is not None:
                    self._told |= as_json(message["text"])
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._performer = None

    async def _ask_next(self) -> None:
        """Ask for the next picture when a page can take it."""
        performer = self._performer
        wanted = any(each.ready and each.seen == self._number for each in self._viewers)
        if performer is not None and wanted and not self._asked:
            self._asked = True
            await _send(performer, json.dumps({"next": True}))

    async def _deliver(self) -> None:
        await asyncio.gather(*(self._show(each) for each in list(self._viewers)))
        await self._ask_next()

    async def _show(self, viewer: _Viewer) -> None:
        """Send a page the newest picture when it can take one."""
        newest = self._newest
        if newest is None or not viewer.ready or viewer.seen == self._number:
            return
        viewer.ready, viewer.seen = False, self._number
        async with viewer.lock:
            await _send(viewer.socket, _words_of(newest) if viewer.words_only else newest)

    # ---- pages

    async def watch(self, socket: WebSocket, *, words_only: bool = False) -> None:
        """Serve a page that watches the session; with `words_only` one that has the picture itself."""
        await socket.accept()
        viewer = _Viewer(socket, words_only)
        self._viewers.append(viewer)
        bucket = Bucket(_MOST_A_SECOND, _AT_ONCE)
        try:
            await _send(socket, json.dumps(self.status))
            viewer.seen = 0 if self._newest is not None else self._number
            await self._show(viewer)
            await self._ask_next()
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    break
                if not bucket.take():
                    await socket.close(_TOO_MUCH)
                    break
                await self._hear(viewer, message.get("text"), message.get("bytes"))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._viewers.remove(viewer)
            await self._ask_next()

    async def _leave_look(self, process: asyncio.subprocess.Process) -> None:
        """End a look through the camera when nobody has watched it for a while."""
        alone_s = 0
        while process is self._process:
            await asyncio.sleep(1)
            alone_s = 0 if self._viewers else alone_s + 1
            if alone_s >= _ALONE_S and process is self._process:
                await self.stop()

    async def _hear(self, viewer: _Viewer, text: str | None, picture: bytes | None) -> None:
        """Take what a page says: that it has drawn, what was pressed, or a picture of its camera."""
        performer = self._performer
        if picture is not None:
            if performer is not None:
                await _send(performer, picture)
            return
        said = as_json(text or "")
        if "drawn" in said:
            viewer.ready = True
            await self._show(viewer)
            await self._ask_next()
        press = said.get("press")
        if isinstance(press, str) and performer is not None:
            await _send(performer, json.dumps({"press": press[:40]}))

    async def _tell_all(self) -> None:
        await asyncio.gather(*(self._tell(each) for each in list(self._viewers)))

    async def _tell(self, viewer: _Viewer) -> None:
        async with viewer.lock:
            await _send(viewer.socket, json.dumps(self.status))


def _words_of(message: bytes) -> str:
    """Return the data of a message without its picture (outputs/page/state)."""
    length = int.from_bytes(message[:4], "little")
    return f'{{"seen":{message[4 : 4 + length].decode()}}}'


async def _send(socket: WebSocket, what: str | bytes) -> None:
    """Send, unless the other side has gone."""
    if socket.application_state is not WebSocketState.CONNECTED:
        return
    sending = socket.send_bytes(what) if isinstance(what, bytes) else socket.send_text(what)
    with contextlib.suppress(RuntimeError, WebSocketDisconnect, OSError):
        try:
            await asyncio.wait_for(sending, _TAKES_WITHIN_S)
        except TimeoutError:
            socket.application_state = WebSocketState.DISCONNECTED
