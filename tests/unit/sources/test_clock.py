"""Times increase strictly, whatever the container says."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.sources.clock import DEFAULT_FRAME_RATE, IncreasingTimes, plausible_frame_rate


def times(stamps: list[float], period_s: float = 0.1) -> list[float]:
    clock = IncreasingTimes(period_s)
    return [clock.next(stamp) for stamp in stamps]


def test_good_stamps_of_a_variable_rate_pass_unchanged() -> None:
    stamps = [0.0, 0.1, 0.25, 0.26, 5.0]
    assert times(stamps) == stamps


def test_one_repeated_stamp_leaves_its_successors_untouched() -> None:
    assert times([0.0, 0.1, 0.1, 0.2, 0.3]) == pytest.approx([0.0, 0.1, 0.15, 0.2, 0.3])


def test_a_file_without_stamps_plays_at_its_frame_rate() -> None:
    result = times([0.0] * 101)
    assert result[-1] == pytest.approx(10.0, abs=0.1)


def test_a_clock_that_starts_again_goes_on_at_the_frame_rate() -> None:
    result = times([0.0, 0.1, 0.2, 0.0, 0.1, 0.2])
    assert result == pytest.approx([0.0, 0.1, 0.2, 0.25, 0.35, 0.45])


def test_unknown_stamps_are_replaced() -> None:
    assert times([math.nan, math.inf, 0.3]) == pytest.approx([0.0, 0.1, 0.3])


@given(st.lists(st.floats(width=32), min_size=2, max_size=50))
def test_times_are_finite_and_increase_strictly(stamps: list[float]) -> None:
    # Beyond these no container stamps anything, and a period is lost in the rounding.
    result = times([stamp if not abs(stamp) > 1e9 else math.nan for stamp in stamps])
    assert all(math.isfinite(time) for time in result)
    assert all(later > earlier for earlier, later in pairwise(result))


@each_of("rate", [0.0, -1.0, math.nan, math.inf, 90_000.0])
def test_a_frame_rate_that_cannot_be_true_is_not_believed(rate: float) -> None:
    assert plausible_frame_rate(rate) == DEFAULT_FRAME_RATE


def test_a_plausible_frame_rate_is_believed() -> None:
    assert plausible_frame_rate(29.97) == 29.97
