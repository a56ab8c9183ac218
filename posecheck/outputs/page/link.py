"""The way from a session to the pages that show it, through the app, and back.

A picture is sent when one is asked for, and then the newest: nothing is drawn or sent that nobody sees, and
the session never waits. Where the app has gone, the session ends in order, as when its window is closed.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Self

from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import connect

from posecheck.outputs.window import CLOSED, Key
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from websockets.sync.client import ClientConnection

    from posecheck.pose.frame import ImageArray

#: Where the app is, for a session that it has begun.
ADDRESS, ORIGIN = "POSECHECK_STAGE", "POSECHECK_STAGE_ORIGIN"
#: Pictures go out no faster: every other one of a camera with 30 a second, looked at from three metres.
EVERY_S = 0.055
_MOST_BYTES = 8_000_000
_OPEN_S = 10.0
_KEYS: dict[str, Key] = {
    "space": Key.PAUSE,
    "n": Key.NEXT,
    "m": Key.MUTE,
    "s": Key.SIDE,
    "r": Key.REPEAT,
    "e": Key.EASIER,
    "q": Key.QUIT,
    "escape": Key.QUIT,
    "h": Key.HELP,
    "return": Key.GO_ON,
    CLOSED: Key.QUIT,
}


class PageLink:
    """Shows pages what there is to see, and reports what is pressed there, as a window does.

    Parameters
    ----------
    address, origin
        Of the app; by default those that it told this process.

    Raises
    ------
    InputError
        No app has begun this session.
    """

    def __init__(self, address: str | None = None, origin: str | None = None) -> None:
        address = address or os.environ.get(ADDRESS, "")
        if not address:
            raise InputError("--page is for the app; start it with: posecheck app")
        self._opened = contextlib.ExitStack()
        try:
            self._socket: ClientConnection = self._opened.enter_context(
                connect(
                    address,
                    origin=origin or os.environ.get(ORIGIN),  # type: ignore[arg-type] # a text of its own kind
                    compression=None,
                    proxy=None,
                    max_size=_MOST_BYTES,
                    open_timeout=_OPEN_S,
                )
            )
        except (OSError, WebSocketException) as error:
            raise InputError("The app cannot be reached any more; start it again: posecheck app") from error
        self._pressed: deque[str] = deque()
        self._picture: Callable[[bytes], None] | None = None
        self._make: Callable[[], bytes] | None = None
        #: The next picture that is offered is sent.
        self._wanted = False
        self._changed = threading.Condition()
        #: A page has asked for one.
        self._asked = threading.Event()
        self._closed = False
        threads = (self._hear, self._send)
        self._threads = [threading.Thread(target=each, daemon=True, name="page") for each in threads]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # ---- as a window

    def show(self, image_bgr: ImageArray) -> None:
        """Show nothing: pages draw themselves, see :meth:`offer`."""

    def canvas_px(self) -> tuple[int, int] | None:
        """Return ``None``: there is nothing to fill."""
        return None

    def press(self) -> str | None:
        """Return the oldest thing pressed and not yet reported, by its name; ``None`` when there is none.

        An answer on a card is ``"option-2"``, the third; after the app has gone it is always "closed".
        """
        if self._pressed:
            return self._pressed.popleft()
        return CLOSED if self._closed else None

    def key(self) -> Key | None:
        """Return what the oldest thing pressed asks for, or ``None``."""
        name = self.press()
        return None if name is None else _KEYS.get(name)

    def close(self) -> None:
        """Let the pages keep what they show last; closing twice does no harm."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._asked.set()
        self._opened.close()
        for thread in self._threads:
            thread.join(timeout=2.0)

    # ---- pages

    def offer(self, make: Callable[[], bytes]) -> None:
        """Have a picture made and sent when a page can take one; else there will be a newer one."""
        with self._changed:
            if self._wanted:
                self._make = make
                self._changed.notify_all()

    def tell(self, **values: object) -> None:
        """Tell the app something about the session."""
        with contextlib.suppress(ConnectionClosed):  # which `_hear` notices
            self._socket.send(json.dumps(values))

    def take_pictures(self, take: Callable[[bytes], None]) -> None:
        """Have the pictures of a browser's camera taken by `take`, in a thread of this link."""
        self._picture = take

    def _hear(self) -> None:
        try:
            for said in self._socket:
                if isinstance(said, bytes):
                    if self._picture is not None:
                        self._picture(said)
                    continue
                told = json.loads(said)
                if "press" in told:
                    self._pressed.append(str(told["press"]))
                if told.get("next"):
                    self._asked.set()
        finally:
            with self._changed:
                self._closed = True
                self._changed.notify_all()
            self._asked.set()

    def _send(self) -> None:
        """Send the newest picture whenever a page asks for one, and no faster than it makes sense."""
        began_s = 0.0
        while True:
            self._asked.wait()
            self._asked.clear()
            time.sleep(max(0.0, began_s + EVERY_S - time.monotonic()))
            with self._changed:
                # what waited meanwhile is old: the next one is taken
                self._wanted = True
                self._changed.wait_for(lambda: self._closed or self._make is not None)
                make, self._make, self._wanted = self._make, None, False
            if make is None:
                return
            began_s = time.monotonic()
            picture = make()
            with contextlib.suppress(ConnectionClosed):  # which `_hear` notices
                self._socket.send(picture)
