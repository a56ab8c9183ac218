"""Tickets: the browser is opened with one, and not with the secret, which others could read there.

The command line of a browser can be seen by everybody on the computer. A ticket lets in once, and soon.
Should somebody else have taken it, the browser is refused, and its user knows.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: A browser that has to start first takes its time.
_VALID_S = 120.0


class Tickets:
    """Issues tickets and takes them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._issued: dict[str, float] = {}

    def issue(self) -> str:
        """Return a new ticket."""
        ticket = secrets.token_urlsafe(24)
        self._issued[ticket] = self._clock()
        return ticket

    def take(self, ticket: str) -> bool:
        """Take a ticket; return whether it was valid, which it is once."""
        issued_s = self._issued.pop(ticket, None)
        return issued_s is not None and self._clock() - issued_s <= _VALID_S
