"""Counts steps on the spot from how far each knee is lifted."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from posecheck.geometry import NAN
from posecheck.pose import Side

#: The drop from hip to knee, in lengths of the standing thigh: a knee is up below the first and down again
#: above the second (W1: .80 still counts as lifted; standing is 1).
UP_RATIO = 0.88
DOWN_RATIO = 0.94
#: Cadence is taken over this many steps …
CADENCE_STEPS = 4
#: … and forgotten after this pause.
PAUSE_S = 3.0
#: Steps count from so many in a row on; fewer is somebody sitting down or shifting their weight.
LEAST_STEPS = 3


@dataclass(slots=True)
class Step:
    """One step: the knee went up and came down again."""

    side: Side
    start_s: float
    top_s: float
    end_s: float
    #: smallest drop, 1 standing, 0 thigh level
    lift: float


class StepCounter:
    """Follows both knees."""

    __slots__ = ("_open", "_row", "_tops", "_walking")

    def __init__(self) -> None:
        self._open: dict[Side, Step | None] = {Side.LEFT: None, Side.RIGHT: None}
        self._tops: deque[float] = deque(maxlen=CADENCE_STEPS + 1)
        #: steps in a row that are not yet enough to count
        self._row: list[Step] = []
        self._walking = False

    def stop(self) -> None:
        """Forget steps that have begun, as when the person sits down or is lost."""
        self._open = {Side.LEFT: None, Side.RIGHT: None}
        self._row.clear()
        self._walking = False

    @property
    def stepping(self) -> Side:
        """The side whose knee is up now, ``NONE`` when both feet are down."""
        lifted = [(step.lift, side) for side, step in self._open.items() if step]
        return min(lifted)[1] if lifted else Side.NONE

    def update(self, time_s: float, drops: dict[Side, float]) -> list[Step]:
        """Take the drop from hip to knee of both sides; return the steps that ended with this frame."""
        done: list[Step] = []
        for side, drop in drops.items():
            step = self._open[side]
            if math.isnan(drop):
                continue
            if step is None:
                if drop < UP_RATIO:
                    self._open[side] = Step(side, time_s, time_s, time_s, drop)
            elif drop > DOWN_RATIO:
                step.end_s = time_s
                done.append(step)
                self._open[side] = None
                self._tops.append(step.top_s)
            elif drop < step.lift:
                step.lift, step.top_s = drop, time_s
        return self._counted(sorted(done, key=lambda step: step.top_s))

    def _counted(self, done: list[Step]) -> list[Step]:
        """Return the steps that count now: all while walking, the first ones once they are a row."""
        for step in done:
            if self._row and step.top_s - self._row[-1].top_s > PAUSE_S:
                self._row.clear()
                self._walking = False
            self._row.append(step)
        if self._walking:
            self._row = self._row[-1:]
            return done
        if len({step.side for step in self._row}) < 2 or len(self._row) < LEAST_STEPS:  # noqa: PLR2004
            return []
        self._walking = True
        counted, self._row = self._row, self._row[-1:]
        return counted

    def cadence_per_min(self, time_s: float) -> float:
        """Return the steps a minute over the last steps, ``NaN`` before there are enough or after a pause."""
        if len(self._tops) <= CADENCE_STEPS or time_s - self._tops[-1] > PAUSE_S:
            return NAN
        passed_s = self._tops[-1] - self._tops[0]
        return 60.0 * (len(self._tops) - 1) / passed_s if passed_s > 0.0 else NAN
