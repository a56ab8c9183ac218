"""From what was read in each frame to the value of each repetition; pure, the same for people and truth."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The value of a repetition is the median over so long, where it was best.
WINDOW_S = 1.0
#: So much of a window must have been seen and comparable.
LEAST_SHARE = 0.8
#: A pause between two frames is no longer than this; after a longer one nobody knows what was in between.
LONGEST_GAP_S = 0.3
#: Fewer values than this are no window, however slow the camera.
LEAST_VALUES = 4
#: What a repetition lacks that was not seen well enough, or not kept for as long as a window.
NOT_SEEN, NOT_HELD = "not-seen", "not-held"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frame says of the test.

    Parameters
    ----------
    time_s
        Time of the frame.
    value
        What is measured; ``NaN`` where it was not seen or the frame was not judged.
    lacks
        Ids of what makes the value not comparable; empty for one that counts.
    """

    time_s: float
    value: float
    lacks: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the value is known and comparable."""
        return not self.lacks and not math.isnan(self.value)


@dataclass(frozen=True, slots=True)
class Trial:
    """One repetition: its value, ``None`` when it is not known, and then why."""

    value: float | None
    start_s: float
    end_s: float
    remark: str = ""


def trial_of(readings: Sequence[Reading], start_s: float, end_s: float, *, larger_is_better: bool) -> Trial:
    """Return what a held end from `start_s` to `end_s` amounts to.

    Parameters
    ----------
    readings
        In the order of time; what is outside of the held part is left out.
    start_s, end_s
        When it was held.
    larger_is_better
        Which window is the best one.
    """
    held = [each for each in readings if start_s <= each.time_s <= end_s]
    if end_s - start_s < WINDOW_S:
        return Trial(None, start_s, end_s, NOT_HELD)
    values = [value for value in (_window(held, first) for first in range(len(held))) if value is not None]
    if not values:
        return Trial(None, start_s, end_s, _why(held))
    return Trial(max(values) if larger_is_better else min(values), start_s, end_s)


def _window(held: Sequence[Reading], first: int) -> float | None:
    """Return the median of the window that begins with frame `first`, ``None`` if too little counts."""
    until_s = held[first].time_s + WINDOW_S + 1e-6
    window = [each for each in held[first:] if each.time_s <= until_s]
    counting = [each for each in window if each.counts]
    if len(counting) < max(LEAST_VALUES, LEAST_SHARE * len(window)):
        return None
    if counting[-1].time_s - counting[0].time_s < LEAST_SHARE * WINDOW_S:
        return None
    if any(after.time_s - before.time_s > LONGEST_GAP_S for before, after in pairwise(counting)):
        return None
    return median(each.value for each in counting)


def _why(held: Sequence[Reading]) -> str:
    """Return what made most of the frames not count."""
    lacking = Counter(lack for each in held for lack in each.lacks)
    lacking[NOT_SEEN] += sum(math.isnan(each.value) and not each.lacks for each in held)
    lack, count = max(lacking.items(), key=lambda item: (item[1], item[0])) if lacking else (NOT_SEEN, 0)
    return lack if count else NOT_SEEN
