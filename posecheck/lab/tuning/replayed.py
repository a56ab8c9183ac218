"""The trainer's own rule for faults over many settings of the limits at once.

It does to arrays what :class:`posecheck.engine.fault_tracker.FaultLog` does to one frame, with the very same
constants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.engine.fault_tracker import BELIEVE_S, END_S, UNSEEN_S
from posecheck.profiles.threshold_parts import named_checks, named_primaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.tuning.limits import Limit
    from posecheck.lab.tuning.readings import Array, ClipReading, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A fault that ended at the same moment in several settings.

    Parameters
    ----------
    settings
        ``(k,)`` indices of those settings.
    start_s, end_s
        ``(k,)`` since when it was seen and until when.
    over_s
        When it was over for the trainer, which waits a little after `end_s`.
    """

    settings: npt.NDArray[np.intp]
    start_s: Array
    end_s: Array
    over_s: float


def replayed(
    reading: ClipReading, limits: Sequence[Limit], values: Array, exercise: Exercise
) -> Iterator[Told]:
    """Yield the intervals in which one fault is told, for every setting.

    Parameters
    ----------
    reading
        The clip.
    limits
        All limits of the exercise that lead to this one fault.
    values
        ``(s, len(limits))`` the threshold of each limit in each setting.
    exercise
        What is done.
    """
    count = len(values)
    faulty = _faulty(reading, limits, values, exercise)
    patience = np.where(_unknown(reading, limits, exercise), UNSEEN_S, END_S)
    present, believed = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    start_s, last_s = np.zeros(count), np.zeros(count)
    interesting = faulty.any(axis=1) | reading.forgot
    anything = False
    for frame, time_s in enumerate(reading.time_s.tolist()):
        if not anything and not interesting[frame]:
            continue
        if reading.forgot[frame]:
            over = np.flatnonzero(believed)
            if len(over):
                yield Told(over, start_s[over], np.full(len(over), time_s), time_s)
            present[:], believed[:] = False, False
        seen = faulty[frame]
        begun = seen & ~present
        start_s[begun] = time_s
        last_s[seen] = time_s
        missed = believed & ~seen
        # A fault not yet believed has to be seen without a break.
        present = seen | missed
        believed = missed | (seen & (believed | (time_s - start_s >= BELIEVE_S)))
        if missed.any():
            over = np.flatnonzero(missed & (time_s - last_s >= patience[frame]))
            if len(over):
                yield Told(over, start_s[over], last_s[over], time_s)
                present[over] = believed[over] = False
        anything = bool(present.any())
    over = np.flatnonzero(believed)
    if len(over):
        time_s = float(reading.time_s[-1])
        yield Told(over, start_s[over], np.full(len(over), time_s), time_s)


def intervals(
    reading: ClipReading, limits: Sequence[Limit], changed: Mapping[str, float], exercise: Exercise
) -> list[tuple[float, float]]:
    """Return the intervals of one fault with the thresholds at some addresses changed."""
    setting = np.array([[changed.get(limit.address, limit.value) for limit in limits]])
    told = replayed(reading, limits, setting, exercise)
    return sorted((float(each.start_s[0]), float(each.end_s[0])) for each in told)


def _faulty(reading: ClipReading, limits: Sequence[Limit], values: Array, exercise: Exercise) -> Mask:
    """Return ``(n, s)`` whether each frame shows the fault in each setting."""
    faulty = np.zeros((len(reading.time_s), len(values)), np.bool_)
    for limit, thresholds in zip(limits, values.T, strict=True):
        part = reading.parts[limit.part]
        due = _due(limit, reading, exercise)
        frames = np.flatnonzero(due & np.isfinite(part.value))
        value, slack = part.value[frames, None], part.slack[frames, None]
        beyond = value > thresholds + slack if limit.sign > 0 else value < thresholds - slack
        faulty[frames] |= beyond
    return faulty


def _due(limit: Limit, reading: ClipReading, exercise: Exercise) -> Mask:
    """Return whether the limit is judged: the cap always on the way, all else as its part is."""
    part = reading.parts[limit.part]
    falls_short = limit.part in named_primaries(exercise) and limit.address.endswith(".ok")
    return part.due_in_position if falls_short else part.due


def _unknown(reading: ClipReading, limits: Sequence[Limit], exercise: Exercise) -> Mask:
    """Return whether the trainer cannot tell in a frame: something is due and not seen, or all is lost."""
    unknown = ~reading.valid & reading.holding
    primaries = named_primaries(exercise)
    for limit in limits:
        # An unknown value is of the fault beyond the upper end, and of a primary's cap.
        if limit.part in primaries:
            named = limit.address.endswith(".cap")
        else:
            named = named_checks(exercise)[limit.part].fault == limit.fault
        if named:
            part = reading.parts[limit.part]
            unknown |= part.due & np.isnan(part.value)
    return unknown
