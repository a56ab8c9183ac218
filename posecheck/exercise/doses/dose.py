"""What every dose says of itself."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from posecheck.support.message import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.support.message import Message

#: Half of a time is never shorter than this: it takes as long to begin.
LEAST_HALF_S = 5.0


class Counted(Enum):
    """What is counted of a dose, and is evidence that the exercise is done."""

    HOLDS = "holds"
    REPETITIONS = "repetitions"
    #: short movements that follow one another without a position: steps, circles
    MOVEMENTS = "movements"
    #: nothing: the camera judges none of it
    TIME = "time"


class Range(NamedTuple):
    """Unit of a number of a dose, and within what a person's profile may change it."""

    unit: str
    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class DoneSoFar:
    """What has been done of a set.

    Parameters
    ----------
    time_s
        The time now.
    held_s
        How long the running hold has lasted.
    holds, reps
        Holds that counted; repetitions, steps, circles.
    began_s
        When the first of `reps` began, ``NaN`` before.
    reached_s
        When the time of the dose was reached, ``NaN`` before.
    """

    time_s: float
    held_s: float = 0.0
    holds: int = 0
    reps: int = 0
    began_s: float = math.nan
    reached_s: float = math.nan


@dataclass(frozen=True, slots=True)
class Dose(ABC):
    """How much of an exercise is one set.

    A kind of dose says which it is by the class variables, and what it is by the methods; those that are not
    overridden suit a dose without a position and without a number of times.
    """

    #: its name where programs read it
    kind: ClassVar[str]
    counts: ClassVar[Counted]
    #: the leading measure is judged, and does not only count
    judges_primary: ClassVar[bool] = True
    #: what a routine may ask of it → the field that has it: hold_s, sets, reps, duration_s
    asks: ClassVar[Mapping[str, str]] = {}
    #: numbers that a profile may change
    ranges: ClassVar[Mapping[str, Range]] = {}
    #: pairs of these of which the first stays below the second
    orders: ClassVar[tuple[tuple[str, str], ...]] = ()

    # --- what one set is ---------------------------------------------------------------------------

    @property
    def position_s(self) -> float | None:
        """How long each position is held, ``None`` when there is none."""
        return None

    @property
    def credit_s(self) -> float:
        """From how long on a hold counts."""
        return 0.0

    @property
    def goal(self) -> int | None:
        """How many times make a set, ``None`` when it is not a number of times."""
        return None

    @property
    def sets(self) -> int:
        """How many of them the dose itself asks for, on each side."""
        return 1

    @property
    def lasts_s(self) -> float | None:
        """How long a set lasts by the clock, ``None`` when it takes as long as it takes."""
        return None

    @property
    def timer_s(self) -> float:
        """What the timer on the screen counts to, 0 without one."""
        return self.position_s or 0.0

    @property
    def alternating(self) -> bool:
        """Whether the sides, or the two ends, come in turn within one set."""
        return False

    @property
    def prompts(self) -> tuple[str, ...]:
        """What is said in turn while it is done, whatever is seen."""
        return ()

    @property
    @abstractmethod
    def set_s(self) -> float:
        """Roughly how long one set on one side takes, in seconds."""

    def is_over(self, done: DoneSoFar) -> bool:
        """Return whether the set is over: of a number of times, when all were done."""
        return self.goal is not None and done.reps >= self.goal

    # --- other doses of the kind -------------------------------------------------------------------

    def asked(self, **wanted: float | None) -> Self:
        """Return the dose with what a routine asks of it; ``None`` and what it does not have are left out."""
        changed: dict[str, Any] = {
            self.asks[key]: value for key, value in wanted.items() if key in self.asks and value is not None
        }
        return replace(self, **changed)

    @abstractmethod
    def halved(self) -> Self:
        """Return about half of it; what a single repetition is stays as it is."""

    def held_for(self, _seconds: float) -> Self:
        """Return the dose with its position held for so long; one without a position stays as it is."""
        return self

    def like(self, _other: Dose) -> Self:
        """Return the dose with as much asked as `_other` asks, where both are of a kind."""
        return self

    # --- its numbers, for a profile ----------------------------------------------------------------

    def number(self, name: str) -> float:
        """Return a number of :attr:`ranges`."""
        return float(getattr(self, name))

    def with_numbers(self, values: Mapping[str, float]) -> Self:
        """Return the dose with numbers of :attr:`ranges` changed."""
        changed: dict[str, Any] = {
            name: int(value) if self.ranges[name].whole else value for name, value in values.items()
        }
        return replace(self, **changed)

    # --- how it is told ----------------------------------------------------------------------------

    @property
    @abstractmethod
    def words(self) -> str:
        """The dose as a person would say it, in English, for the book."""

    def in_full(self, *, sides: bool) -> str:
        """Return :attr:`words` with the pace and, when the exercise has them, the sides."""
        return f"{self.words}, each side" if sides else self.words

    def done_words(self, done: int) -> Message:
        """Return what was done of it, for the end of a session."""
        return counted("1 repetition", "{count} repetitions", done)

    def named(self, number: int) -> Message:
        """Return what is counted, without the number."""
        return counted("repetition", "repetitions", number)


def half(count: int) -> int:
    """Return about half of a number of times, one at least."""
    return max(1, math.ceil(count / 2))


def half_s(seconds: float) -> float:
    """Return half of a time that is not worth beginning when it is short."""
    return max(LEAST_HALF_S, round(seconds / 2))
