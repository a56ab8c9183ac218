"""Doses: how much of an exercise is one set, for each kind there is (catalogue §5).

A dose answers for itself whatever the rooms above ask of any dose: what is counted, when a set is over, what
a routine may ask of it, what half of it is, what its numbers are and how it is told. How it is done and
judged is its performer's (:mod:`posecheck.engine.performers`). So a new kind is a class like those below and
a performer, and nobody else has to know it.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from posecheck.support.message import counted, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.support.message import Message

#: Going into a stretch and out of it again.
IN_AND_OUT_S = 6.0
#: One big, slow circle with the arms.
CIRCLE_S = 2.0
#: So many holds that counted but were short of the target are a set too.
SHORT_HOLDS = 2
#: Who stays longer in a stretch than asked is called out of it after this time.
LINGER_S = 8.0
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
        return replace(self, count=_half(self.count))

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


@dataclass(frozen=True, slots=True)
class Circles(Dose):
    """Dose of circling with the arms: how many, and how much of a turn counts as one."""

    kind = "circles"
    counts = Counted.MOVEMENTS
    asks: ClassVar[Mapping[str, str]] = {"reps": "count"}
    ranges: ClassVar[Mapping[str, Range]] = {
        "count": Range("", 1.0, 100.0, whole=True),
        "turn_deg": Range("deg", 180.0, 360.0),
    }

    count: int
    turn_deg: float = 330.0

    @property
    def goal(self) -> int:
        """How many circles."""
        return self.count

    @property
    def set_s(self) -> float:
        """Every circle, slowly."""
        return self.count * CIRCLE_S

    def halved(self) -> Self:
        """Return half of the circles."""
        return replace(self, count=_half(self.count))

    @property
    def words(self) -> str:
        """How many."""
        return f"{self.count} circles"


@dataclass(frozen=True, slots=True)
class Steps(Dose):
    """Dose of stepping on the spot: how long, and the cadence in steps a minute."""

    kind = "steps"
    counts = Counted.MOVEMENTS
    judges_primary = False
    asks: ClassVar[Mapping[str, str]] = {"duration_s": "duration_s"}
    ranges: ClassVar[Mapping[str, Range]] = {
        "duration_s": Range("s", 10.0, 900.0),
        "cadence_low": Range("steps per minute", 20.0, 200.0),
        "cadence_high": Range("steps per minute", 20.0, 200.0),
    }
    orders = (("cadence_low", "cadence_high"),)

    duration_s: float
    cadence: tuple[float, float]

    @property
    def lasts_s(self) -> float:
        """How long."""
        return self.duration_s

    @property
    def set_s(self) -> float:
        """As long as it lasts."""
        return self.duration_s

    def is_over(self, done: DoneSoFar) -> bool:
        """Return whether the time since the first step is over."""
        return done.time_s - done.began_s >= self.duration_s

    def halved(self) -> Self:
        """Return half of the time."""
        return replace(self, duration_s=_half_s(self.duration_s))

    def number(self, name: str) -> float:
        """Return a number; the two ends of the cadence are one each."""
        return float(self.duration_s if name == "duration_s" else self.cadence[name == "cadence_high"])

    def with_numbers(self, values: Mapping[str, float]) -> Self:
        """Return the dose with numbers changed."""
        low, high = self.cadence
        return replace(
            self,
            duration_s=values.get("duration_s", self.duration_s),
            cadence=(values.get("cadence_low", low), values.get("cadence_high", high)),
        )

    @property
    def words(self) -> str:
        """How long and how fast."""
        low, high = self.cadence
        return f"{self.duration_s:g} s at {low:g} to {high:g} steps a minute"

    def done_words(self, done: int) -> Message:
        """Return how many steps."""
        return counted("1 step", "{count} steps", done)

    def named(self, number: int) -> Message:
        """Return the word for steps."""
        return counted("step", "steps", number)


@dataclass(frozen=True, slots=True)
class Guided(Dose):
    """Dose of an exercise that the camera cannot judge: guided and timed, never scored."""

    kind = "guided"
    counts = Counted.TIME
    judges_primary = False
    asks: ClassVar[Mapping[str, str]] = {"duration_s": "duration_s"}
    ranges: ClassVar[Mapping[str, Range]] = {
        "duration_s": Range("s", 10.0, 900.0),
        "every_s": Range("s", 2.0, 60.0),
    }

    duration_s: float
    prompts: tuple[str, ...] = ()
    #: seconds from one prompt to the next
    every_s: float = 10.0

    @property
    def lasts_s(self) -> float:
        """How long."""
        return self.duration_s

    @property
    def timer_s(self) -> float:
        """How long: the clock is all there is."""
        return self.duration_s

    @property
    def set_s(self) -> float:
        """As long as it lasts."""
        return self.duration_s

    def is_over(self, done: DoneSoFar) -> bool:
        """Return whether its time was reached."""
        return not math.isnan(done.reached_s)

    def halved(self) -> Self:
        """Return half of the time."""
        return replace(self, duration_s=_half_s(self.duration_s))

    @property
    def words(self) -> str:
        """How long."""
        return f"guided, {self.duration_s:g} s"


def _half(count: int) -> int:
    return max(1, math.ceil(count / 2))


def _half_s(seconds: float) -> float:
    return max(LEAST_HALF_S, round(seconds / 2))
