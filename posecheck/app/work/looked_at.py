"""Prescriptions that were opened and are looked at, until they are followed or left."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import NamedTuple

#: Older ones are forgotten; nobody looks at more at the same time.
_MOST = 8


class OpenedFile(NamedTuple):
    """A prescription that was opened, good or not: its text, and the name of its file."""

    text: str
    name: str


class LookedAt:
    """Keeps the texts of the last few, for as long as the app runs."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, OpenedFile] = OrderedDict()

    def add(self, text: str, name: str) -> str:
        """Keep a text with the name of its file and return the key to it."""
        key = secrets.token_urlsafe(9)
        self._texts[key] = OpenedFile(text, name)
        while len(self._texts) > _MOST:
            self._texts.popitem(last=False)
        return key

    def find(self, key: str) -> OpenedFile | None:
        """Return text and name, ``None`` when they are no longer there."""
        return self._texts.get(key)
