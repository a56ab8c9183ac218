"""What the history holds of how it goes beside training, as plain data to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One test of what is possible, on one side, as it was measured.

    Parameters
    ----------
    test
        Id of the test, as ``"straight-leg-raise"``.
    side
        ``"left"``, ``"right"`` or ``"none"``.
    measure, unit
        What was measured: name and unit of the measure, as in the results (``"deg"``, ``"torso"``, …).
    trials
        The value of each repetition in its order; ``None`` for one that was not seen well enough.
    best, mean
        Over the repetitions that were seen; ``None`` without any.
    spread
        Largest minus smallest repetition; ``None`` with fewer than two.
    error
        By how much one value may be wrong (95 % of them), as published for this measure when it was taken;
        ``None`` when it is not known.
    remarks
        Ids of what made it less sure, as ``"knee-bent"``.
    taken_at
        In the local time of then.
    source
        ``"camera"``, or the name of a recording.
    id
        Its number in the history; 0 for one that is not kept yet.
    """

    test: str
    side: str
    measure: str
    unit: str
    trials: tuple[float | None, ...]
    best: float | None
    mean: float | None
    spread: float | None
    error: float | None
    remarks: tuple[str, ...]
    taken_at: datetime
    source: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class GoalLevel:
    """How hard something was, 0 (cannot do it) to 10 (as before the trouble), as told then."""

    level: int
    told_at: datetime


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """Something that is hard for the person, in their own words, and how it went.

    `ended_at` is ``None`` as long as it is asked for. `levels` are in the order in which they were told.
    """

    id: int
    text: str
    begun_at: datetime
    ended_at: datetime | None
    levels: tuple[GoalLevel, ...]


@dataclass(frozen=True, slots=True)
class PrescriptionRecord:
    """A prescription as it was imported, whole; `ended_at` is ``None`` for the one that is followed."""

    id: int
    text: str
    imported_at: datetime
    ended_at: datetime | None
