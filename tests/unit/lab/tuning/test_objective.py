"""What a setting is worth."""

from __future__ import annotations

import numpy as np
import pytest

from posecheck.lab.tuning.decisions import Counts
from posecheck.lab.tuning.evidence import best_range
from posecheck.lab.tuning.objective import Objective, rates, score


def counts(hits: float, misses: float, false: float, passed: float) -> Counts:
    return Counts(*(np.array([each], np.float64) for each in (hits, misses, false, passed, 0.0, 1.0)))


def test_precision_recall_and_f_are_what_the_books_say() -> None:
    found = rates(counts(6, 2, 4, 8))
    assert found.precision[0] == pytest.approx(0.6)
    assert found.recall[0] == pytest.approx(0.75)
    assert found.f1[0] == pytest.approx(2 * 0.6 * 0.75 / 1.35)


def test_beta_above_one_favours_recall() -> None:
    found = rates(counts(6, 2, 4, 8), beta=2.0)
    assert found.f1[0] == pytest.approx(5 * 0.6 * 0.75 / (4 * 0.6 + 0.75))


def test_nothing_told_is_worth_nothing() -> None:
    assert score(counts(0, 5, 0, 5), Objective.F1)[0] == 0.0
    assert score(counts(0, 5, 0, 5), Objective.PRECISION)[0] == 0.0


def test_youden_is_recall_and_specificity() -> None:
    assert score(counts(6, 2, 4, 8), Objective.YOUDEN)[0] == pytest.approx(0.75 + 8 / 12 - 1)


def test_of_two_settings_of_one_precision_the_one_with_more_recall_is_better() -> None:
    more, less = (score(counts(hits, 8 - hits, 0, 4), Objective.PRECISION)[0] for hits in (6, 2))
    assert more > less


def test_the_best_value_lies_in_the_middle_of_the_widest_run_of_the_best() -> None:
    values = np.arange(10.0)
    found = best_range(np.array([1, 0, 0, 1, 1, 1, 1, 1, 0, 1], np.float64), values)
    assert (found.low, found.middle, found.high) == (3.0, 5.0, 7.0)
