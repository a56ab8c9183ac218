"""Whether the computer keeps up: how many pictures a second are judged, and whether more would have come.

What is too few is said once in a session. A camera that gives few pictures itself (in the dark) is no slow
computer: then hardly any picture is left out.
"""

from __future__ import annotations

import math
from collections import deque
from typing import NamedTuple

from posecheck.session.camera_check import FEWEST_PER_S
from posecheck.support.message import message

#: What is judged in the first seconds does not count: the network is warmed up, the voice is loaded.
SETTLES_S = 10.0
#: Over so many seconds in a row it is counted.
WINDOW_S = 8.0
#: The camera gives more when so large a share of its pictures is left out; a picture now and then always is.
LEFT_OUT_SHARE = 0.1
#: Nobody was found for so long: whoever comes is a new beginning, for looking for somebody takes longer.
ALONE_S = 1.0
#: Rates are a quotient of times that are not exact.
_ROUNDING_PER_S = 1e-6

#: What is said of it.
SLOW = (
    "This computer is slow: I see {rate} pictures a second, and may miss quick movements. "
    "Close other programs."
)
#: What is to be read of it when the session is over.
TOO_FEW = (
    "This computer was slow: {rate} pictures a second were judged, and the camera gave {came}. Below 12, "
    "quick movements may be missed, and holds may come out too short."
)


class Slowness(NamedTuple):
    """Pictures a second that were judged, and that came."""

    judged_per_s: float
    came_per_s: float

    @property
    def spoken(self) -> str:
        """What is said."""
        return message(SLOW, rate=_whole(self.judged_per_s))

    @property
    def written(self) -> str:
        """What is to be read."""
        return message(TOO_FEW, rate=_whole(self.judged_per_s), came=_whole(self.came_per_s))


class SlowComputer:
    """Is told of every picture that was judged, and finds out once whether there are too few of them.

    Attributes
    ----------
    found
        What was found, ``None`` as long as the computer keeps up.
    """

    def __init__(self) -> None:
        self.found: Slowness | None = None
        self._settled_s = math.nan
        #: Time, and pictures that were left out until then.
        self._judged: deque[tuple[float, int]] = deque()
        self._seen_s = math.nan

    def take(self, time_s: float, left_out: int, *, found: bool) -> None:
        """Take a judged picture.

        Parameters
        ----------
        time_s
            Its time, in seconds of the camera.
        left_out
            Pictures of the camera that nobody looked at, since the beginning.
        found
            Whether somebody is in it.
        """
        if math.isnan(self._settled_s):
            self._settled_s = time_s + SETTLES_S
        if found:
            self._seen_s = time_s
        alone = not time_s - self._seen_s <= ALONE_S
        if self.found is not None or time_s < self._settled_s or alone:
            self.interrupt()
            return
        judged = self._judged
        judged.append((time_s, left_out))
        span_s = time_s - judged[0][0]
        if span_s < WINDOW_S:
            return
        count, left = len(judged) - 1, left_out - judged[0][1]
        came = count + left
        if count / span_s < FEWEST_PER_S - _ROUNDING_PER_S and left >= LEFT_OUT_SHARE * came:
            self.found = Slowness(count / span_s, came / span_s)
        judged.popleft()

    def interrupt(self) -> None:
        """Count anew: a pause, a rest, or nobody is there."""
        self._judged.clear()


def _whole(rate_per_s: float) -> int:
    """Return a rate as a whole number that says no more than there is: 11.9 is no 12."""
    return max(1, math.floor(rate_per_s + _ROUNDING_PER_S))
