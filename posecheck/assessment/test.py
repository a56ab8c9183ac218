"""What an assessment is, as data: a movement held three times, what is read of it, and what must hold.

The movement is an :class:`~posecheck.exercise.Exercise` that no catalogue has, so that the engine that judges
exercises looks at it in the same way; it asks for nothing and corrects only what makes its number not
comparable.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.exercise import Check, Exercise, Measure

#: So often it is done on each side.
REPETITIONS = 3
#: Two quiet breaths (12 to 20 a minute), and from how long on a held end is a repetition.
HELD_S, LEAST_HELD_S = 6.0, 2.0


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold in a frame so that its value is comparable.

    Parameters
    ----------
    check
        One of the checks of the movement; its ok interval is what must hold.
    """

    check: Check

    @property
    def remark(self) -> str:
        """Id of what a repetition lacks where this did not hold: the fault of the check."""
        return self.check.fault

    def holds(self, value: float) -> bool:
        """Return whether `value` is comparable; an unknown one is not."""
        band = self.check.band
        return not math.isnan(value) and band.ok_low <= value <= band.ok_high


@dataclass(frozen=True, slots=True)
class AssessmentTest:
    """One test of what is possible.

    Parameters
    ----------
    id, title
        Stable id, and its name for people.
    exercise
        The movement, for the engine; its id begins with ``assessment-``, and no catalogue has it.
    measured
        What is read of it; one of the measures of `exercise`, on its working side.
    larger_is_better
        Whether further is more of it.
    what
        What it tells, in a sentence.
    conditions
        Without which a frame does not count.
    not_seen
        What this camera cannot tell of it, a sentence each.
    sources
        Where the test comes from.
    """

    id: str
    title: str
    exercise: Exercise
    measured: Measure
    larger_is_better: bool
    what: str
    conditions: tuple[Condition, ...]
    not_seen: tuple[str, ...]
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raise ``ValueError`` where it would read something that its movement does not."""
        names = {measure.name for measure in self.exercise.measures}
        missing = [each.check.measure.name for each in self.conditions] + [self.measured.name]
        unread = [name for name in missing if name not in names]
        if unread:
            raise ValueError(f"assessment {self.id!r}: its movement does not read {unread}")

    @property
    def sides(self) -> bool:
        """Whether it is done on each side."""
        return self.exercise.sides

    @property
    def measure(self) -> str:
        """Name of what is measured."""
        return self.measured.name

    @property
    def unit(self) -> str:
        """Unit of what is measured, as in the results."""
        return self.measured.unit.value


def conditions_of(*checks: Check) -> tuple[Condition, ...]:
    """Return the conditions that ask for the same as `checks`."""
    return tuple(Condition(check) for check in checks)
