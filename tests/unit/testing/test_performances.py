"""Constructed performances: what they show, and when, is known exactly."""

from __future__ import annotations

from itertools import pairwise

import pytest

from posecheck.testing import Timetable, perform, steady
from posecheck.testing.performances import PERFORMANCES, shifted, smoothly, uneven

TABLE = Timetable(rest_s=2.0, in_s=3.0, hold_s=6.0, out_s=3.0, times=2)


def test_a_movement_begins_and_ends_at_rest_and_never_turns_back() -> None:
    way = [smoothly(n / 100.0) for n in range(-20, 121)]
    assert (way[0], way[-1]) == (0.0, 1.0)
    assert way == sorted(way)
    assert smoothly(0.5) == pytest.approx(0.5)
    assert smoothly(0.01) < 1e-4


def test_the_position_is_held_exactly_when_the_timetable_says_so() -> None:
    assert TABLE.holds() == [(5.0, 11.0), (19.0, 25.0)]
    for start_s, end_s in TABLE.holds():
        assert [TABLE.share(t) for t in (start_s, (start_s + end_s) / 2, end_s)] == [1.0, 1.0, 1.0]
        assert TABLE.share(start_s - 0.5) < 1.0 > TABLE.share(end_s + 0.5)
    assert [TABLE.share(t) for t in (0.0, 1.9, 14.5, 29.0)] == [0.0, 0.0, 0.0, 0.0]
    assert TABLE.duration_s == 30.0


def test_an_uneven_source_is_the_same_each_time_and_within_half_and_twice_its_rate() -> None:
    times = uneven(10.0, 15.0)
    assert times == uneven(10.0, 15.0)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert 0.5 / 15.0 <= min(gaps) < max(gaps) <= 2.0 / 15.0
    assert times[-1] < 10.0
    assert len(steady(10.0, 15.0)) == 150


def test_noise_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    first, again, other = (
        [pose.image_px.tobytes() for pose in perform("bridge", noise_px=2.0, seed=seed)] for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_two_sided_ones_change_the_side_every_round() -> None:
    march = PERFORMANCES["march"]
    first = march.at(0.5)
    assert march.at(0.5 + march.table.cycle_s) == first.swapped() != first


def test_a_performance_can_be_moved_in_time() -> None:
    poses = perform("side-bend")
    assert [pose.time_s for pose in shifted(poses, 5.0)] == [pose.time_s + 5.0 for pose in poses]
