"""Rows of a file are even: frames as they are where they are even, else between two frames that are near."""

from __future__ import annotations

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.exchange.even_times import MOST_ROWS, at_even_times, even_times
from posecheck.support.errors import InputError
from posecheck.testing.performances import steady, uneven

NEVER = np.zeros(1000, bool)


def put_at_even_times(times_s: list[float], values: list[float], cuts: tuple[int, ...] = ()) -> list[float]:
    happened = np.isin(np.arange(len(times_s)), cuts)
    even = even_times(times_s, "x")
    return at_even_times(np.array(values), times_s, even, happened).round(6).tolist()


@each_of("rate_hz", [15.0, 24000 / 1001, 29.97, 60.0])
def test_even_frames_are_rows_as_they_are_also_when_their_times_are_rounded(rate_hz: float) -> None:
    rounded = [round(7.0 + time_s, 3) for time_s in steady(20.0, rate_hz)]
    even = even_times(rounded, "x")
    assert even.as_filmed
    assert even.count == len(rounded)
    assert even.rate_hz == pytest.approx(rate_hz, rel=1e-4)
    values = np.random.default_rng(1).random(len(rounded))
    assert at_even_times(values, rounded, even, NEVER[: len(rounded)]).tolist() == values.tolist()


def test_times_begin_at_zero_and_fit_the_rate() -> None:
    even = even_times([3.0, 3.1, 3.2, 3.3], "x")
    assert even.times_s.round(6).tolist() == [0.0, 0.1, 0.2, 0.3]


def test_uneven_frames_become_even_at_their_usual_rate_on_the_line_between_two() -> None:
    times = uneven(10.0, 20.0)
    even = even_times(times, "x")
    assert not even.as_filmed
    assert even.rate_hz == pytest.approx(1.0 / float(np.median(np.diff(times))), rel=1e-4)
    on_a_line = at_even_times(np.array(times) * 3.0, times, even, NEVER[: len(times)])
    assert on_a_line == pytest.approx(even.times_s * 3.0)
    assert even.times_s[-1] <= times[-1]


def test_one_lost_frame_is_bridged_and_two_are_a_gap() -> None:
    times = [0.0, 0.1, 0.2, 0.4, 0.5, 0.8, 0.9, 1.0]
    rows = put_at_even_times(times, [10 * time_s for time_s in times])
    assert rows[:6] == [0, 1, 2, 3, 4, 5]
    assert np.isnan(rows[6:8]).all()
    assert rows[8:] == [8, 9, 10]


def test_what_is_unknown_is_not_filled_from_its_neighbours() -> None:
    rows = put_at_even_times([0.0, 0.1, 0.25, 0.3, 0.4, 0.5], [0, 1, np.nan, 3, 4, 5])
    assert [np.isnan(each) for each in rows] == [False, False, True, False, False, False]


def test_nothing_leads_over_a_cut() -> None:
    times = [0.0, 0.1, 0.2, 0.35, 0.4, 0.5]
    assert not np.isnan(put_at_even_times(times, times)).any()
    assert np.isnan(put_at_even_times(times, times, cuts=(3,))).tolist() == [0, 0, 0, 1, 0, 0]


def test_a_single_frame_is_no_movement() -> None:
    with pytest.raises(InputError, match=r"^clip.poses has fewer than two frames"):
        even_times([0.0], "clip.poses")


def test_a_pause_of_days_between_a_few_frames_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(InputError, match="lasts 1000000 s with only 4 frames"):
        even_times([0.0, 0.03, 0.06, 1e6], "x")
    assert even_times([n / 50 for n in range(2 * MOST_ROWS)], "x").as_filmed
