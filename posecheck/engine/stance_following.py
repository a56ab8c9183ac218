"""Follows a stance over time: the body is in it, out of it, or too little is seen to tell."""

from __future__ import annotations

import math
from collections import deque
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.pose.filters import Lasting
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.exercise.stance import Stance, Trait
    from posecheck.perception.body import Body
    from posecheck.pose import Side

#: A part must have been out for so long without a break: landmarks are mistaken for shorter.
OUT_S = 0.4
#: What must be so all the way and was not for so long is remembered.
SPOILED_S = 0.2
#: What is often hidden is in when it was in for this share of the time it was seen, of the last seconds.
MOSTLY_S = 2.0
MOSTLY_SHARE = 0.25
#: What was seen is believed for so long after it was seen last.
KEEP_S = 1.0
#: … and a limb that is often hidden for so long.
KEEP_HIDDEN_S = 3.0
#: More parts unknown than this share, and nothing can be said.
MOST_UNKNOWN_SHARE = 0.5


class Fit(StrEnum):
    """Whether the body is in a stance."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class _Followed:
    """One part over time."""

    __slots__ = ("_inside", "_out", "_seen_s", "_times_in", "_was_in", "part", "shown", "spoiled")

    def __init__(self, part: Trait) -> None:
        self.part = part
        self._out = Lasting()
        self._seen_s = -math.inf
        #: (time, inside) of what is often hidden
        self._inside: deque[tuple[float, bool]] = deque()
        self._times_in = 0
        #: it was seen to be in since the start
        self.shown = False
        #: it was out for a while since the start
        self.spoiled = False
        self._was_in = False

    def update(self, time_s: float, value: float) -> Fit:
        """Take the value of one frame."""
        if not math.isnan(value):
            low, high = self.part.within
            inside = low <= value <= high
            self._seen_s = time_s
            self.shown |= inside
            self._was_in |= inside
            if self.part.often_hidden:
                inside = self._mostly_inside(time_s, inside=inside)
            out_s = self._out.update(time_s, true=not inside)
            self.spoiled |= out_s >= SPOILED_S
        elif time_s - self._seen_s > (KEEP_HIDDEN_S if self.part.often_hidden else KEEP_S):
            self._out.update(time_s, true=False)
            self._inside.clear()
            self._times_in = 0
            return Fit.IN if self.part.on_the_way and self.shown else Fit.UNKNOWN
        if self.part.on_the_way and self.shown:
            return Fit.IN
        if self.part.all_the_way and self.spoiled:
            return Fit.OUT
        out_s = time_s - self._out.since_s
        # What never was in needs no patience: only a part that was in may be misread for a moment.
        return Fit.OUT if out_s >= (OUT_S if self._was_in else 0.0) else Fit.IN

    def _mostly_inside(self, time_s: float, *, inside: bool) -> bool:
        self._inside.append((time_s, inside))
        self._times_in += inside
        while self._inside[0][0] < time_s - MOSTLY_S:
            self._times_in -= self._inside.popleft()[1]
        return self._times_in >= MOSTLY_SHARE * len(self._inside)

    @property
    def out_since_s(self) -> float:
        """Since when it has been out, ``NaN`` when it is not."""
        return self._out.since_s


class StanceFollower:
    """Follows every part of a stance.

    Parameters
    ----------
    stance
        What the body should be in; one without parts is always fitted.
    """

    __slots__ = ("_must_see", "_parts", "fit", "out", "out_since_s")

    def __init__(self, stance: Stance) -> None:
        self._parts = [_Followed(part) for part in stance.parts]
        self._must_see = stance.must_see
        self.fit = Fit.UNKNOWN if self._parts else Fit.IN
        #: names of the parts that are out
        self.out: tuple[str, ...] = ()
        #: since when the first of them has been
        self.out_since_s = NAN

    def begin_anew(self) -> None:
        """Back at the start: what was shown on the way has to be shown again."""
        for followed in self._parts:
            followed.shown = followed.spoiled = False

    def update(self, time_s: float, body: Body, working: Side) -> Fit:
        """Take one frame and return whether the body is in the stance."""
        if not self._parts:
            return self.fit
        out: list[_Followed] = []
        blind, plain, unknown = False, 0, 0
        for followed in self._parts:
            part = followed.part
            fit = followed.update(time_s, body.reading(part.of, working))
            plain += not part.often_hidden
            if fit is Fit.OUT:
                out.append(followed)
            elif fit is Fit.UNKNOWN:
                unknown += not part.often_hidden
                blind |= part.name in self._must_see
        self.out = tuple(each.part.name for each in out)
        self.out_since_s = min((each.out_since_s for each in out), default=NAN)
        if out:
            self.fit = Fit.OUT
        else:
            blind |= unknown > MOST_UNKNOWN_SHARE * plain
            self.fit = Fit.UNKNOWN if blind else Fit.IN
        return self.fit

    def forget(self) -> None:
        """Forget the person."""
        self._parts = [_Followed(followed.part) for followed in self._parts]
        self.fit = Fit.UNKNOWN if self._parts else Fit.IN
        self.out, self.out_since_s = (), NAN
