"""What the camera cannot judge, done by the clock."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self

from posecheck.exercise.doses.dose import Counted, DoneSoFar, Dose, Range, half_s

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        return replace(self, duration_s=half_s(self.duration_s))

    @property
    def words(self) -> str:
        """How long."""
        return f"guided, {self.duration_s:g} s"
