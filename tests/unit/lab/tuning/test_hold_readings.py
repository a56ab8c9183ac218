"""Where each hold lies: the most lenient value at which it is told, read off the counts of a sweep."""

from __future__ import annotations

import numpy as np
from fixtures.cases import each_of

from posecheck.lab.tuning.decisions import Counts
from posecheck.lab.tuning.hold_readings import HoldReadings, hold_readings

VALUES = np.array([10.0, 20.0, 30.0, 40.0])


def counts(told: list[int], holds: int) -> Counts:
    """Return those of a clip with so many holds with the fault, told so often, and one without it."""
    hits = np.array([told], np.float64)
    none = np.zeros_like(hits)
    return Counts(hits, holds - hits, none, none + 1.0, none, np.array([[1.0]]))


@each_of(
    "told, holds, sign, marked",
    [
        ([3, 2, 2, 0], 3, 1, (30.0, 30.0, 10.0)),
        ([0, 0, 1, 2], 3, -1, (30.0, 40.0, None)),
        ([2, 2, 2, 2], 2, 1, (40.0, 40.0)),
        ([0, 0, 0, 0], 1, 1, (None,)),
        ([0, 0, 0, 0], 0, 1, ()),
    ],
)
def test_every_fall_of_a_count_is_a_hold_that_is_told_up_to_there(told, holds, sign, marked) -> None:
    (found,) = hold_readings(counts(told, holds), VALUES, sign)
    assert found == HoldReadings(marked, (None,))
