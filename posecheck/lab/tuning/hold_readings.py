"""At which threshold each labelled hold changes from told to silent: where it lies, in the unit of the limit.

The sweep counts decisions for every value that was tried. A stricter value tells whatever a more lenient one
does, so each fall of a count from one value to the next is one hold that is told up to there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from posecheck.lab.tuning.decisions import Counts
    from posecheck.lab.tuning.readings import Array


@dataclass(frozen=True, slots=True)
class HoldReadings:
    """Where the holds of a clip lie for one limit.

    Each is the most lenient value at which the fault is told in the hold, in the unit of the limit, ``None``
    when it is told at no value that was tried; the most lenient one first.

    Parameters
    ----------
    marked
        Of the holds that are labelled with the fault.
    unmarked
        Of those that are not.
    """

    marked: tuple[float | None, ...]
    unmarked: tuple[float | None, ...]


def hold_readings(counts: Counts, values: Array, sign: int) -> tuple[HoldReadings, ...]:
    """Return where the holds of every clip lie.

    Parameters
    ----------
    counts
        Decisions ``(clips, s)``.
    values
        The values that were tried ``(s,)``, rising.
    sign
        +1 when values above the threshold are the fault, -1 when those below are.
    """
    return tuple(
        HoldReadings(
            _places(counts.hits[clip], counts.hits[clip, 0] + counts.misses[clip, 0], values, sign),
            _places(counts.false[clip], counts.false[clip, 0] + counts.passed[clip, 0], values, sign),
        )
        for clip in range(len(counts.hits))
    )


def _places(told: Array, holds: float, values: Array, sign: int) -> tuple[float | None, ...]:
    """Return the most lenient value for each of `holds`, of which `told` are told at each value."""
    lenient_first = slice(None, None, -1) if sign > 0 else slice(None)
    rising = np.maximum.accumulate(told[lenient_first])
    found: list[float | None] = []
    for value, more in zip(values[lenient_first], np.diff(rising, prepend=0.0), strict=True):
        found += [float(value)] * int(more)
    return tuple(found + [None] * (int(holds) - len(found)))
