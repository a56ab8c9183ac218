"""How much may come in a time: a page that sends without end is put off, the session goes on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Bucket:
    """Lets through so much a second on average, and so much at once.

    Parameters
    ----------
    a_second, at_once
        How many.
    clock
        Seconds that never run backwards.
    """

    def __init__(self, a_second: float, at_once: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_second, self._most, self._clock = a_second, at_once, clock
        self._left, self._since_s = at_once, clock()

    def take(self) -> bool:
        """Take one; return whether there was one left."""
        now_s = self._clock()
        self._left = min(self._most, self._left + (now_s - self._since_s) * self._a_second)
        self._since_s = now_s
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True
