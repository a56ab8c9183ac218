"""Which side works, decided by the measure over time and not by which side is seen better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.exercise import Near
from posecheck.pose import Side

if TYPE_CHECKING:
    from posecheck.engine.readings import Readings
    from posecheck.exercise import Exercise

#: The other side takes over when it is this much farther on the way to the zone (share of the way).
LEAD_SHARE = 0.25
#: By this much more the far side must be ahead where the near one should work.
FAR_LEAD = 2.0


class WorkingSide:
    """Follows the working side of an exercise.

    Parameters
    ----------
    exercise
        What is done.
    asked
        The side the user chose, if any; then it is never decided here.
    """

    __slots__ = ("_asked", "_exercise", "side")

    def __init__(self, exercise: Exercise, asked: Side | None) -> None:
        self._exercise = exercise
        self._asked = asked if asked in (Side.LEFT, Side.RIGHT) else None
        self.side = self._asked or (Side.NONE if exercise.sides else Side.BOTH)

    def reset(self) -> None:
        """Forget the person."""
        self.side = self._asked or (Side.NONE if self._exercise.sides else Side.BOTH)

    def update(self, readings: Readings, near: Side, *, locked: bool) -> Side:
        """Return the working side; while `locked` (during a hold) it stays what it was."""
        if not self._exercise.sides or self._asked:
            return self.side
        if self._exercise.near is Near.RESTING_LEG:
            self.side = self.side if locked and self.side is not Side.NONE else near.other
            return self.side
        if self.side is Side.NONE:
            self.side = near
        if locked:
            return self.side
        this, other = self._lead(readings, self.side), self._lead(readings, self.side.other)
        if math.isnan(other):
            return self.side
        least = self._exercise.side_lead if self._exercise.side_by else LEAD_SHARE
        if self._exercise.near is Near.WORKING_LEG and self.side is near:
            # The far leg is half hidden and read badly; the near one is where the exercise wants the work.
            least *= FAR_LEAD
        # An unseen working limb stays the working one, unless the other has clearly begun.
        if other > (0.0 if math.isnan(this) else this) + least:
            self.side = self.side.other
        return self.side

    def _lead(self, readings: Readings, side: Side) -> float:
        """Return how far `side` is ahead: share of the way to the zone, or the measure that tells."""
        if self._exercise.side_by:
            return readings.value(self._exercise.side_by, side)
        primary = self._exercise.primary
        if primary is None:
            return math.nan
        start = readings.start(primary.measure, side)
        if math.isnan(start):
            start = primary.rest
        way = primary.zone - start
        return (readings.value(primary.measure, side) - start) / way if way else math.nan
