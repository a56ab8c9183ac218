"""What a setting is worth: precision, recall, F, Youden's index."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from posecheck.lab.tuning.decisions import Counts
    from posecheck.lab.tuning.readings import Array

#: Of settings with the same precision the one with more recall, and the other way round.
_SECOND = 1e-4


class Objective(StrEnum):
    """What is made as large as possible."""

    F1 = "f1"
    PRECISION = "precision"
    RECALL = "recall"
    YOUDEN = "youden"


class Rates(NamedTuple):
    """Rates of decisions; what has nothing to be a rate of is 0."""

    precision: Array
    recall: Array
    f1: Array


def rates(counts: Counts, beta: float = 1.0) -> Rates:
    """Return precision, recall and their F for every setting; `beta` above 1 favours recall."""
    precision = _share(counts.hits, counts.hits + counts.false)
    recall = _share(counts.hits, counts.hits + counts.misses)
    weight = beta * beta
    return Rates(precision, recall, _share((1.0 + weight) * precision * recall, weight * precision + recall))


def score(counts: Counts, objective: Objective, beta: float = 1.0) -> Array:
    """Return what every setting is worth."""
    found = rates(counts, beta)
    match objective:
        case Objective.F1:
            return found.f1
        case Objective.PRECISION:
            return found.precision + _SECOND * found.recall
        case Objective.RECALL:
            return found.recall + _SECOND * found.precision
        case Objective.YOUDEN:
            specificity = _share(counts.passed, counts.passed + counts.false)
            return found.recall + specificity - 1.0


def _share(part: Array, whole: Array) -> Array:
    import numpy as np  # noqa: PLC0415 - the command line needs the names of the objectives only, and quickly

    part, whole = np.broadcast_arrays(part, whole)
    return np.divide(part, whole, out=np.zeros(whole.shape), where=whole > 0.0)
