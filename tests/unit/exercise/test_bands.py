"""Bands: good within ok, each end open or closed."""

from __future__ import annotations

import math

import pytest
from fixtures.cases import each_of

from posecheck.exercise import Band, at_least, at_most, within


def test_an_open_end_has_no_edge() -> None:
    assert at_most(10, 20) == Band(-math.inf, 10, -math.inf, 20)
    assert at_least(20, 10) == Band(20, math.inf, 10, math.inf)
    assert within((1, 2), (0, 3)) == Band(1, 2, 0, 3)


def test_good_may_be_all_that_is_ok() -> None:
    assert at_most(10, 10).good_high == at_most(10, 10).ok_high


@each_of("edges", [(0, 1, 0.5, 2), (1, 0, 0, 2), (0, 2, 0, 1), (math.nan, 1, 0, 2), (0, 1, -1, math.nan)])
def test_edges_that_cross_or_are_unknown_are_refused_with_what_was_given(edges: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="ok_low <= good_low <= good_high <= ok_high, but got"):
        Band(*edges)
