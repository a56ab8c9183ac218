"""A session that has lost its terminal goes on; without a window it ends when nobody is there any more.

Nobody could end it then, and a camera that watches an empty room for ever is not what anybody asked for.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Getting something to drink takes less.
ALONE_S = 180.0


class Unattended:
    """Knows when a session without a terminal and without a window is over.

    Parameters
    ----------
    has_keys
        There is a window with keys, so that somebody can end it.
    clock
        Seconds of the wall.
    """

    def __init__(self, *, has_keys: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._has_keys = has_keys
        self._clock = clock
        self._seen_s = clock()

    def see(self, *, found: bool) -> None:
        """Take whether somebody is in the picture."""
        if found:
            self._seen_s = self._clock()

    def is_over(self, *, hung_up: bool) -> bool:
        """Return whether the terminal is gone and nobody was seen for long."""
        return hung_up and not self._has_keys and self._clock() - self._seen_s > ALONE_S
