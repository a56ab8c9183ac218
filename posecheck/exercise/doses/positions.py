"""Positions that are come into, held and left: held once, or again and again."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self

from posecheck.exercise.doses.dose import Counted, DoneSoFar, Dose, Range, half
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.support.message import Message

#: Going into a stretch and out of it again.
IN_AND_OUT_S = 6.0
#: So many holds that counted but were short of the target are a set too.
SHORT_HOLDS = 2
#: Who stays longer in a stretch than asked is called out of it after this time.
LINGER_S = 8.0


@dataclass(frozen=True, slots=True)
class Hold(Dose):
    """Dose of a held stretch: seconds, how many a side, and what counts."""

    kind = "hold"
    counts = Counted.HOLDS
    asks: ClassVar[Mapping[str, str]] = {"hold_s": "target_s", "sets": "sets"}
    ranges: ClassVar[Mapping[str, Range]] = {
        "target_s": Range("s", 3.0, 300.0),
        "sets": Range("", 1.0, 10.0, whole=True),
        "credit_s": Range("s", 1.0, 30.0),
    }

    target_s: float
    sets: int = 2
    credit_s: float = 5.0

    @property
    def position_s(self) -> float:
        """How long it is held."""
        return self.target_s

    @property
    def set_s(self) -> float:
        """The hold and the ways there and back."""
        return self.target_s + IN_AND_OUT_S

    def is_over(self, done: DoneSoFar) -> bool:
        """Return whether the person came out after the target, stays too long, or held several times."""
        out = done.held_s == 0 or done.time_s - done.reached_s > LINGER_S
        return (not math.isnan(done.reached_s) and out) or done.holds >= SHORT_HOLDS

    def halved(self) -> Self:
        """Return half of the time, as long as it still counts."""
        return replace(self, target_s=max(self.credit_s, round(self.target_s / 2)))

    def held_for(self, seconds: float) -> Self:
        """Return the dose with another target."""
        return replace(self, target_s=seconds)

    def like(self, other: Dose) -> Self:
        """Return the dose with the time and sets of another hold; instead of anything else it is one set."""
        if isinstance(other, Hold):
            return replace(self, target_s=other.target_s, sets=other.sets)
        return replace(self, sets=1)

    @property
    def words(self) -> str:
        """Sets and seconds."""
        return f"{self.sets} x {self.target_s:g} s held"

    def in_full(self, *, sides: bool) -> str:
        """Return also what counts."""
        each = ", each side" if sides else ""
        return f"{self.words}{each}; a hold counts from {self.credit_s:g} s"


@dataclass(frozen=True, slots=True)
class Reps(Dose):
    """Dose of a repeated movement; `hold_s` at the top, each way at least `way_s`."""

    kind = "reps"
    counts = Counted.REPETITIONS
    asks: ClassVar[Mapping[str, str]] = {"hold_s": "hold_s", "reps": "count"}
    ranges: ClassVar[Mapping[str, Range]] = {
        "count": Range("", 1.0, 100.0, whole=True),
        "hold_s": Range("s", 0.0, 60.0),
        # Each way of a repetition takes 0.8 s at least (catalogue §4).
        "way_s": Range("s", 0.8, 10.0),
    }

    count: int
    hold_s: float = 0.0
    way_s: float = 0.8
    alternating: bool = False

    @property
    def position_s(self) -> float:
        """How long the top is held."""
        return self.hold_s

    @property
    def goal(self) -> int:
        """How many repetitions."""
        return self.count

    @property
    def set_s(self) -> float:
        """Every repetition with its ways."""
        return self.count * (self.hold_s + 2.0 * self.way_s)

    def halved(self) -> Self:
        """Return half of the repetitions."""
        return replace(self, count=half(self.count))

    def held_for(self, seconds: float) -> Self:
        """Return the dose with another time at the top."""
        return replace(self, hold_s=seconds)

    def like(self, other: Dose) -> Self:
        """Return the dose with as many repetitions as another has."""
        return replace(self, count=other.count) if isinstance(other, Reps) else self

    @property
    def words(self) -> str:
        """How many, and the time at the top."""
        held = f" with {self.hold_s:g} s at the top" if self.hold_s else ""
        return f"{self.count} repetitions{held}"

    def in_full(self, *, sides: bool) -> str:
        """Return also the least time of each way, and how the sides take turns."""
        words = f"{self.words}, each way taking {self.way_s:g} s or more"
        if self.alternating:
            return words + (", sides in turn" if sides else ", from end to end")
        return f"{words}, each side" if sides else words

    def done_words(self, done: int) -> Message:
        """Return how many of how many."""
        return message("{count} of {planned} repetitions", count=done, planned=self.count)
