"""Counts steps on the spot from how far each knee is lifted."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from posecheck.pose import Side
from posecheck.pose.geometry import NAN, UNKNOWN

#: The drop from hip to knee, in lengths of the standing thigh: a knee is up below the first and down again
#: above the second (W1: .80 still counts as lifted; standing is 1).
UP_RATIO = 0.88
DOWN_RATIO = 0.94
#: A knee that is up is lifted by at least so many times as much as the other. The standing leg of somebody
#: with one knee at hip height reads up to 0.15 short in metric landmarks (measured: 0.85 beside 0.29).
OTHER_LIFT_TIMES = 2.0
#: From the last frame with the foot down to the next one a step takes so long at least, and the knee is up in
#: so many frames at least: landmarks that change places do so from one frame to the next. Measured on clips
#: of 140 steps a minute, whose landmarks cut a step short: 0.20 to 0.33 s.
LEAST_STEP_S = 0.199
LEAST_STEP_FRAMES = 2
#: A knee that comes up again sooner than this after it came down is still in the same step.
SAME_STEP_S = 0.2
#: The middles of two steps are further apart than this.
LEAST_APART_S = 0.25
#: A step whose legs are not seen for longer than this is not known to be one.
UNSEEN_S = 0.3
#: On the spot: the steps of a row are no further apart than this share of the height from foot to shoulders
#: (half the length of a torso), and that height differs by no more than this share.
AWAY_SHARE = 0.2
SIZE_SHARE = 0.12
#: Cadence is taken over this many steps …
CADENCE_STEPS = 4
#: … and forgotten after this pause.
PAUSE_S = 3.0
#: Steps count from so many in a row on; fewer is somebody sitting down or shifting their weight.
LEAST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Footing:
    """Where the person stands in the picture.

    Parameters
    ----------
    place_px
        Middle of the hips.
    height_px
        From the standing foot up to the shoulders: unlike the torso it keeps its length when a hip is lifted.
    """

    place_px: complex = UNKNOWN
    height_px: float = NAN

    def on_the_spot(self, other: Footing) -> bool:
        """Return whether both are at one spot; what is not known may be anywhere."""
        return (
            abs(self.place_px - other.place_px) <= AWAY_SHARE * other.height_px
            and abs(self.height_px - other.height_px) <= SIZE_SHARE * other.height_px
        )


@dataclass(slots=True)
class StepTaken:
    """One step: the knee went up and came down again."""

    side: Side
    start_s: float
    top_s: float
    end_s: float
    #: smallest drop, 1 standing, 0 thigh level
    lift: float
    #: where the person stood when the knee was highest
    footing: Footing
    #: when the knee passed the limits on its way up and down, between two frames
    up_s: float
    down_s: float = NAN
    #: frames in which the knee was up
    frames: int = 1

    @property
    def middle_s(self) -> float:
        """Halfway between passing :data:`DOWN_RATIO` up and down; steadier than the frame of the top."""
        return (self.up_s + self.down_s) / 2.0


class StepCounter:
    """Follows both knees, one of which is up at a time."""

    __slots__ = ("_before", "_open", "_row", "_walking")

    def __init__(self) -> None:
        self._open: StepTaken | None = None
        #: time of the last frame in which both legs were known, and their drops
        self._before: tuple[float, dict[Side, float]] | None = None
        #: steps in a row, one leg after the other on one spot
        self._row: deque[StepTaken] = deque(maxlen=CADENCE_STEPS + 1)
        #: the row is long enough: its steps count
        self._walking = False

    def stop(self) -> None:
        """Forget steps that have begun, as when the person sits down or is lost."""
        self._open = self._before = None
        self._row.clear()
        self._walking = False

    @property
    def stepping(self) -> Side:
        """The side whose knee is up now, ``NONE`` when both feet are down."""
        return self._open.side if self._open else Side.NONE

    def update(self, time_s: float, drops: dict[Side, float], footing: Footing) -> list[StepTaken]:
        """Return the steps that count now.

        Parameters
        ----------
        time_s
            Time of the frame.
        drops
            Drop from hip to knee of both sides; one that is unknown makes the frame unknown, for the one
            leg cannot be up without the other one down.
        footing
            Where the person stands.
        """
        if any(math.isnan(drop) for drop in drops.values()):
            return []
        if self._before and time_s - self._before[0] > UNSEEN_S:
            self._open = None
            self._before = None
        done = self._follow(time_s, drops, footing)
        self._before = time_s, dict(drops)
        return self._counted(done) if done else []

    def _follow(self, time_s: float, drops: dict[Side, float], footing: Footing) -> StepTaken | None:
        """Follow the knee that is up; return the step that ended with this frame."""
        done = None
        step = self._open
        if step:
            drop = drops[step.side]
            if drop > DOWN_RATIO or drop > drops[step.side.other]:
                step.end_s, step.down_s = time_s, self._crossing_s(time_s, step.side, drop)
                done, self._open = step, None
            else:
                step.frames += drop < UP_RATIO
                if drop < step.lift:
                    step.lift, step.top_s, step.footing = drop, time_s, footing
        if not self._open:
            side = min(drops, key=lambda each: drops[each])
            other_lift = max(0.0, 1.0 - drops[side.other])
            # Where both legs are known only from now on, the knee may have been up for long.
            if drops[side] < UP_RATIO and self._before and 1.0 - drops[side] >= OTHER_LIFT_TIMES * other_lift:
                up_s = self._crossing_s(time_s, side, drops[side])
                self._open = StepTaken(side, self._before[0], time_s, time_s, drops[side], footing, up_s)
        return done

    def _crossing_s(self, time_s: float, side: Side, drop: float) -> float:
        """Return when the knee passed :data:`DOWN_RATIO` on its way to `drop`, `time_s` when it did not."""
        assert self._before is not None
        before_s, before = self._before[0], self._before[1][side]
        if before == drop or (before - DOWN_RATIO) * (drop - DOWN_RATIO) > 0.0:
            return time_s
        return before_s + (time_s - before_s) * (DOWN_RATIO - before) / (drop - before)

    def _counted(self, step: StepTaken) -> list[StepTaken]:
        """Return the steps that count now: all while walking, the first ones once they are a row."""
        last = self._row[-1] if self._row else None
        if last and step.side is last.side and step.start_s - last.end_s < SAME_STEP_S:
            last.end_s, last.down_s = step.end_s, step.down_s
            return []
        if step.frames < LEAST_STEP_FRAMES or step.end_s - step.start_s < LEAST_STEP_S:
            return []
        if last and not self._goes_on(last, step):
            self._row.clear()
            self._walking = False
        self._row.append(step)
        if self._walking:
            return [step]
        if len(self._row) < LEAST_STEPS:
            return []
        self._walking = True
        return list(self._row)

    def _goes_on(self, last: StepTaken, step: StepTaken) -> bool:
        """Return whether `step` goes on with the row."""
        return (
            step.side is not last.side
            and LEAST_APART_S <= step.middle_s - last.middle_s <= PAUSE_S
            and all(step.footing.on_the_spot(each.footing) for each in self._row)
        )

    def cadence_per_min(self, time_s: float) -> float:
        """Return the steps a minute over the last steps, ``NaN`` before there are enough or after a pause.

        From the median of the times from one leg's step to the other's: a step that was missed or seen
        twice changes nothing.
        """
        middles = [step.middle_s for step in self._row]
        if len(middles) <= CADENCE_STEPS or time_s - middles[-1] > PAUSE_S:
            return NAN
        return 60.0 / median(b - a for a, b in pairwise(middles))
