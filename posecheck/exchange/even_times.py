"""Frames at even times, which other programs take for granted: one rate, no gap, no jitter.

A video mostly has them; a camera, or a video of variable rate, does not. What lies between two frames is put
on the straight line between them, and nothing is made up where nothing was seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

FloatGrid = npt.NDArray[np.float64]
FlagGrid = npt.NDArray[np.bool_]

#: Frames this near to even times, in intervals, are taken as they are: containers round times to a
#: millisecond, which is 0.06 intervals at 60 frames a second.
MOST_JITTER_INTERVALS = 0.1
#: One lost frame is bridged, more are not: at 15 frames a second that would be 0.2 s of a movement.
LONGEST_BRIDGE_INTERVALS = 2.5
#: A weight of this or less is that of a frame which lies on the even time itself.
_ON_THE_FRAME = 1e-6
_LEAST_FRAMES = 2
#: Of frames that are not even, so many rows are made: more than four hours at 30 a second. Beyond it the
#: times are those of pauses, and a few frames of a stranger's recording would fill the memory.
MOST_ROWS = 500_000


@dataclass(frozen=True, slots=True)
class EvenTimes:
    """When each row of a file is: row k at ``k / rate_hz`` seconds after the first frame.

    Parameters
    ----------
    rate_hz
        Rows a second.
    count
        How many rows.
    as_filmed
        Each row is a frame as it is; otherwise rows lie between frames.
    """

    rate_hz: float
    count: int
    as_filmed: bool

    @property
    def times_s(self) -> FloatGrid:
        """``(count,)`` seconds from the first frame."""
        return np.arange(self.count, dtype=np.float64) / self.rate_hz


def even_times(times_s: Sequence[float], name: str) -> EvenTimes:
    """Return the even times that fit the frames of a source.

    Parameters
    ----------
    times_s
        Of the frames, increasing.
    name
        Of the source, for the error.

    Raises
    ------
    InputError
        There are too few frames for a rate, or they lie so far apart that there would be too many rows.
    """
    if len(times_s) < _LEAST_FRAMES:
        raise InputError(f"{name} has fewer than two frames, which is no movement; give a longer recording.")
    times = np.asarray(times_s, np.float64) - times_s[0]
    length_s = float(times[-1])
    mean_hz = _rounded((len(times) - 1) / length_s)
    off = np.abs(times * mean_hz - np.arange(len(times)))
    if float(off.max()) <= MOST_JITTER_INTERVALS:
        return EvenTimes(mean_hz, len(times), as_filmed=True)
    usual_hz = _rounded(1.0 / float(np.median(np.diff(times))))
    count = math.floor(length_s * usual_hz + _ON_THE_FRAME) + 1
    if count > MOST_ROWS:
        raise InputError(
            f"{name} lasts {length_s:.0f} s with only {len(times)} frames, too long a pause for rows at one "
            "rate; give a recording that ends before the pause."
        )
    return EvenTimes(usual_hz, count, as_filmed=False)


def at_even_times(values: FloatGrid, times_s: Sequence[float], even: EvenTimes, cuts: FlagGrid) -> FloatGrid:
    """Return `values` at the even times; ``NaN`` where one of the two frames around is unknown.

    Parameters
    ----------
    values
        ``(frames, ...)``, ``NaN`` unknown.
    times_s
        ``(frames,)`` of the frames.
    even
        What :func:`even_times` made of them.
    cuts
        ``(frames,)`` whether something else begins with that frame, so that nothing leads to it.
    """
    if even.as_filmed:
        return values
    times = np.asarray(times_s, np.float64) - times_s[0]
    wanted = even.times_s
    after = np.clip(np.searchsorted(times, wanted), 1, len(times) - 1)
    before = after - 1
    apart_s = times[after] - times[before]
    share = np.clip((wanted - times[before]) / apart_s, 0.0, 1.0)
    bridged = (apart_s * even.rate_hz <= LONGEST_BRIDGE_INTERVALS) & ~cuts[after]
    weight = share.reshape(-1, *(1,) * (values.ndim - 1))
    between = values[before] * (1.0 - weight) + values[after] * weight
    between[~bridged] = np.nan
    on_first, on_second = share <= _ON_THE_FRAME, share >= 1.0 - _ON_THE_FRAME
    between[on_first] = values[before[on_first]]
    between[on_second] = values[after[on_second]]
    return between


def _rounded(rate_hz: float) -> float:
    """Return a rate as it is written: six digits, so that the times in a file fit the rate in its head."""
    return float(f"{rate_hz:.6g}")
