"""Repetitions: movements into the position and back, with a pause at the top or without."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from fixtures.cases import each_of
from fixtures.ways import RATES, run

from posecheck.engine.performers.held_position import Ended, Missed, Returned, Started
from posecheck.engine.performers.holds import PositionMachine

# --- repetitions without a pause ---


def test_a_repetition_that_turns_at_the_top_counts_where_that_is_asked() -> None:
    done = run([(0, 0), (2, 0), (4, 40), (6, 0), (9, 0)], machine=PositionMachine(passing=True))
    assert [type(change) for _, change in done.changes] == [Started, Ended, Returned]
    hold = done.ended[0]
    assert hold.start_s <= 4.0 <= hold.end_s
    assert hold.left_start_s == pytest.approx(2.0, abs=0.4)


def test_a_repetition_that_turns_before_the_zone_does_not_count() -> None:
    done = run([(0, 0), (2, 0), (4, 20), (6, 0), (9, 0)], machine=PositionMachine(passing=True))
    assert [change for _, change in done.changes] == [Missed(short=True)]


@each_of("pause_s", [0.1, 1.0, 3.0])
@each_of("zone", [30.0, 60.0])
def test_a_deep_repetition_counts_once_however_long_its_top_is(pause_s: float, zone: float) -> None:
    down = 4.0 + pause_s
    way = [(0.0, 0.0), (2.0, 0.0), (4.0, 90.0), (down, 90.0), (down + 2.0, 0.0), (down + 5.0, 0.0)]
    done = run(way, machine=PositionMachine(still_s=0.5, passing=True), zone=zone)
    assert len([c for _, c in done.changes if isinstance(c, Returned)]) == 1


@each_of("pause_s", [1.0, 3.0])
def test_a_repetition_far_past_its_zone_counts_once(pause_s: float) -> None:
    down = 4.0 + pause_s
    way = [(0.0, 0.0), (2.0, 0.0), (4.0, 90.0), (down, 90.0), (down + 2.0, 0.0), (down + 5.0, 0.0)]
    done = run(way, machine=PositionMachine(still_s=0.5, passing=True), zone=15.0)
    assert len([c for _, c in done.changes if isinstance(c, Returned)]) == 1


@each_of("rate", RATES.values(), ids=RATES.keys())
def test_ten_repetitions_are_ten(rate: Callable[[float], list[float]]) -> None:
    way = [(0.0, 0.0), (2.0, 0.0)]
    for n in range(10):
        way += [(2.0 + 5.0 * n + t, v) for t, v in ((1.5, 40.0), (2.5, 40.0), (4.0, 0.0), (5.0, 0.0))]
    done = run(way, rate(53.0), machine=PositionMachine(still_s=0.5), noise_deg=0.5)
    assert len([c for _, c in done.changes if isinstance(c, Returned)]) == 10


def test_a_repetition_that_comes_back_most_of_the_way_is_followed_by_another() -> None:
    way = [(0.0, 0.0), (2.0, 0.0)]
    for n in range(3):
        way += [(2.0 + 6.0 * n + t, v) for t, v in ((2.0, 40.0), (4.0, 40.0), (5.5, 8.0), (6.0, 8.0))]
    done = run([*way, (22.0, 0.0), (24.0, 0.0)], machine=PositionMachine(still_s=0.5))
    assert len([c for _, c in done.changes if isinstance(c, Returned)]) == 3


# --- a repetition needs its start and its return ---


def test_the_end_of_the_source_is_no_return() -> None:
    done = run([(0, 0), (2, 0), (4, 70), (8, 70)])
    assert [type(change) for _, change in done.changes] == [Started, Ended]


def test_a_movement_whose_start_was_not_seen_has_none() -> None:
    done = run([(0, 60), (2, 70), (6, 70), (8, 0), (10, 0)], machine=PositionMachine(passing=True))
    returned = [change for _, change in done.changes if isinstance(change, Returned)]
    assert all(math.isnan(change.hold.left_start_s) for change in returned)
