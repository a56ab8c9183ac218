"""Whether anybody still looks: the app ends when its last page has been gone for a while."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: A page that was reloaded is back in a second; a computer that slept, or another room, takes longer.
GONE_S = 120.0
#: A page that was asked for may take its time: the browser has to start, or somebody copies the address.
NOT_COME_S = 900.0


class Presence:
    """Counts the pages that are open.

    Parameters
    ----------
    is_busy
        Whether something goes on that must not be ended: a session, a video that is judged.
    clock
        Seconds that never run backwards.
    """

    def __init__(self, is_busy: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._is_busy = is_busy
        self._clock = clock
        self._since_s = clock()
        self.count = 0
        self._seen = False

    def come(self) -> None:
        """Take note that a page was opened."""
        self.count += 1
        self._seen = True

    def go(self) -> None:
        """Take note that a page was closed."""
        self.count -= 1
        self._since_s = self._clock()

    @property
    def is_over(self) -> bool:
        """Whether nobody has looked for so long that the app may end."""
        if self._is_busy():
            self._since_s = self._clock()
        alone_s = self._clock() - self._since_s
        return self.count <= 0 and alone_s > (GONE_S if self._seen else NOT_COME_S)
