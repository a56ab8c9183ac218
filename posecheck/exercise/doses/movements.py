"""Short movements that follow one another without a position: circles, steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self

from posecheck.exercise.doses.dose import Counted, DoneSoFar, Dose, Range, half, half_s
from posecheck.support.message import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.support.message import Message

#: One big, slow circle with the arms.
CIRCLE_S = 2.0


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
        return replace(self, count=half(self.count))

    @property
    def words(self) -> str:
        """How many."""
        return f"{self.count} circles"

    def done_words(self, done: int) -> Message:
        """Return how many circles."""
        return counted("1 circle", "{count} circles", done)

    def named(self, number: int) -> Message:
        """Return the word for circles."""
        return counted("circle", "circles", number)


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
        return replace(self, duration_s=half_s(self.duration_s))

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
