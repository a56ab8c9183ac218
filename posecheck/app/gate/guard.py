"""Who may talk to the app: pages that it has opened itself, on this computer, and nobody else.

It is a server, although for one person: other users of the computer, other pages in the browser and, when a
name of the internet is made to point here, pages of anywhere can reach its port. So every address begins with
a secret, only known names of this computer are answered, whatever changes something or opens a socket must
come from a page of ours, and pages may load and send nothing elsewhere.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from posecheck.app.gate.tickets import Tickets

#: What may be sent without being a file: answers, marks, settings.
MOST_BYTES = 1_000_000
#: A file may be as large as a long recording.
MOST_FILE_BYTES = 8_000_000_000
_JSON, _FILE = "application/json", "application/octet-stream"
_READING = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; "
    "frame-ancestors 'self'"
)
#: A document that holds everything within itself, as a report or a drawing, and runs nothing.
DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
_HEADERS: dict[str, str] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
}
_PLAIN = "text/plain; charset=utf-8"
#: Said to whom it refuses; it tells nothing that a stranger could use.
_WRONG_ADDRESS = (
    "This address is from an earlier start. Start posecheck again, and it opens the right one.\n"
    "Diese Adresse ist von einem früheren Start. Starte posecheck wieder, dann öffnet es die richtige."
)
_REFUSED = "Refused."
_OPEN = "open"
_TOO_LARGE = "That is too large."


class Guard:
    """Lets through what comes from our own pages.

    Parameters
    ----------
    app
        What is guarded; it sees paths without the secret.
    secret
        The first part of every path.
    hosts
        The names and ports under which it may be asked for, as ``"127.0.0.1:8765"``.
    scheme
        Of its pages: ``"http"``, or ``"https"`` for the phone.
    tickets
        Let a browser in that was opened without the secret, at ``/open/TICKET``.
    files
        Beginnings of the paths to which a file may be sent.
    """

    def __init__(  # noqa: PLR0913 - what it lets through is told by name
        self,
        app: ASGIApp,
        secret: str,
        hosts: Collection[str],
        *,
        scheme: str = "http",
        tickets: Tickets | None = None,
        files: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._secret = secret.encode()
        self._hosts = frozenset(hosts)
        self._origins = {f"{scheme}://{host}" for host in hosts}
        self._tickets = tickets
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if self._is_let_in(scope):
            await _lead_to(send, f"/{self._secret.decode()}/{scope['query_string'].decode('latin-1')}")
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _refuse(scope, receive, send, *refusal)
            return
        first, inner = _parted(scope["path"])
        scope = {**scope, "root_path": f"/{first}"}
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        await self._app(scope, _limited(receive, self._most_bytes(scope)), _with_headers(send, inner))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and the sentence with which a request is refused, ``None`` for one of ours."""
        if _header(scope, "host") not in self._hosts:
            return 421, _REFUSED
        first, _ = _parted(scope["path"])
        if not hmac.compare_digest(first.encode(), self._secret):
            return 403, _WRONG_ADDRESS
        if scope["type"] == "http" and scope["method"] in _READING:
            return None
        if _header(scope, "origin") not in self._origins:
            return 403, _REFUSED
        return None if scope["type"] == "websocket" else self._refusal_of_body(scope)

    def _is_let_in(self, scope: Scope) -> bool:
        """Return whether a browser comes with a ticket."""
        if self._tickets is None or scope["type"] != "http" or _header(scope, "host") not in self._hosts:
            return False
        first, rest = _parted(scope["path"])
        return first == _OPEN and self._tickets.take(rest.strip("/"))

    def _most_bytes(self, scope: Scope) -> int:
        """Return how much may be sent to where this request goes."""
        _, rest = _parted(scope["path"])
        return MOST_FILE_BYTES if rest.startswith(self._files) else MOST_BYTES

    def _refusal_of_body(self, scope: Scope) -> tuple[int, str] | None:
        """Return why what is sent is refused, ``None`` when it may be read."""
        kind = _header(scope, "content-type").partition(";")[0].strip()
        most = self._most_bytes(scope)
        # the kinds that a form of another page can send are none of these
        if kind != _JSON and not (most == MOST_FILE_BYTES and kind == _FILE):
            return 415, _REFUSED
        length = _header(scope, "content-length")
        if length.isdecimal() and int(length) > most:
            return 413, _TOO_LARGE
        return None


def _parted(path: str) -> tuple[str, str]:
    first, _, rest = path.lstrip("/").partition("/")
    return first, f"/{rest}"


def _header(scope: Scope, name: str) -> str:
    """Return a header; nothing where it is missing or there are several, which no browser sends."""
    found = [value for key, value in scope["headers"] if key == name.encode()]
    return found[0].decode("latin-1") if len(found) == 1 else ""


async def _lead_to(send: Send, path: str) -> None:
    await _answer(send, 303, {"location": path}, "")


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    await _answer(send, status, {"content-type": _PLAIN}, words)


async def _answer(send: Send, status: int, headers: dict[str, str], words: str) -> None:
    own = [(key.encode(), value.encode()) for key, value in {**headers, **_HEADERS}.items()]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": words.encode()})


def _limited(receive: Receive, most: int) -> Receive:
    """Return `receive` that ends a body which is longer than it may be."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            return {"type": "http.disconnect"}
        return message

    return limited


def _with_headers(send: Send, path: str) -> Send:
    """Return `send` that gives every answer the headers of ours that it has not set itself."""
    lasting = path.startswith("/static/")

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            known = {key for key, _ in headers}
            ours = {**_HEADERS, "cache-control": "no-cache"} if lasting else _HEADERS
            headers += [(k.encode(), v.encode()) for k, v in ours.items() if k.encode() not in known]
            message = {**message, "headers": headers}
        await send(message)

    return sending


def as_json(text: str | bytes) -> dict[str, object]:
    """Return what a message from a page says; nothing when it says nothing that can be read."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
