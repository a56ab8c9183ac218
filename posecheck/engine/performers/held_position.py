"""One time in a position, and what may become of it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(slots=True)
class HeldPosition:
    """One time in the position."""

    start_s: float
    end_s: float
    left_start_s: float
    level: float
    #: seconds that do not count: landmarks lost, or out of the position in between
    paused_s: float = 0.0
    #: it never came to rest
    rocking: bool = False
    #: its end was announced at this time: it is not dated back before it
    promised_s: float = -math.inf
    #: it was a pause on the way to a deeper one
    passed: bool = False

    @property
    def held_s(self) -> float:
        """How long the position was held."""
        return max(0.0, self.end_s - self.start_s - self.paused_s)


@dataclass(frozen=True, slots=True)
class Started:
    """The position is being held, since ``hold.start_s``."""

    hold: HeldPosition


@dataclass(frozen=True, slots=True)
class Ended:
    """The hold is over for good."""

    hold: HeldPosition


@dataclass(frozen=True, slots=True)
class Returned:
    """Back at the start after a hold: a repetition is complete."""

    hold: HeldPosition
    end_s: float


@dataclass(frozen=True, slots=True)
class Missed:
    """Went toward the position and came back, and it was no position: it does not count.

    `short`: it did not come far enough. Otherwise the body did something else at the top.
    """

    short: bool


Change = Started | Ended | Returned | Missed
