"""The app that runs already: a second start finds it, and opens another page of it."""

from __future__ import annotations

import contextlib
import json
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from posecheck.support.paths import data_dir
from posecheck.support.private_files import private_folder, private_opener

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "app-address"
_ANSWERS_WITHIN_S = 1.0
_DONE_WITHIN_S = 10.0
#: What an app answers that is ours.
ALIVE = b"posecheck"


class Instance:
    """Remembers the address of the app that runs, for the user alone.

    Parameters
    ----------
    path
        Of the file with the address; by default one beside the history.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_dir() / _NAME

    def running(self) -> str | None:
        """Return the address of the app that runs, ``None`` when there is none that answers."""
        try:
            address = self._path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        if not address.startswith("http://127.0.0.1:"):
            return None
        try:
            with _opener().open(f"{address}alive", timeout=_ANSWERS_WITHIN_S) as answer:
                return address if answer.read(10) == ALIVE else None
        except (OSError, ValueError, HTTPException):
            return None

    @staticmethod
    def post(address: str, path: str, values: object = None) -> dict[str, Any]:
        """Ask the app that runs for something, as a page of its own would, and return what it answers."""
        origin = "/".join(address.split("/")[:3])
        headers = {"Content-Type": "application/json", "Origin": origin}
        request = urllib.request.Request(  # noqa: S310 - our own
            address + path, json.dumps(values or {}).encode(), headers, method="POST"
        )
        try:
            with _opener().open(request, timeout=_DONE_WITHIN_S) as answer:
                told: dict[str, Any] = json.loads(answer.read())
        except (OSError, ValueError, HTTPException):
            return {}
        return told

    def keep(self, address: str) -> None:
        """Remember an address; where that cannot be, a second start begins another app."""
        with contextlib.suppress(OSError):
            private_folder(self._path.parent)
            with open(self._path, "w", encoding="ascii", opener=private_opener) as file:
                file.write(address)

    def forget(self, address: str) -> None:
        """Forget an address, unless another app has taken its place."""
        with contextlib.suppress(OSError):
            if self._path.read_text(encoding="ascii").strip() == address:
                self._path.unlink()


def _opener() -> urllib.request.OpenerDirector:
    """Return what asks this computer itself, whatever proxy is set."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))
