"""Holds are dated back to when they really began and ended."""

from __future__ import annotations

import pytest

from posecheck.engine.performers.hold_timing import MEMORY_S, Recent, nearness_deg, rocks

FPS = 30.0


def remembered(samples: list[tuple[float, float]]) -> Recent:
    recent = Recent()
    for time_s, value in samples:
        recent.add(time_s, value)
    return recent


def ramp(rest_s: float = 1.0, speed_deg_s: float = 40.0, level: float = 60.0, until_s: float = 5.0):
    """Return a movement at an even speed from 0 to a level, where it stays."""
    times = [n / FPS for n in range(round(until_s * FPS) + 1)]
    return [(t, min(level, max(0.0, t - rest_s) * speed_deg_s)) for t in times]


def test_nearness_is_a_share_of_the_way_within_limits() -> None:
    assert [nearness_deg(way) for way in (0.0, 26.0, 40.0, 66.0, 100.0)] == pytest.approx(
        [0.8, 0.8, 1.2, 1.98, 2.0]
    )


def test_a_hold_began_when_the_level_was_reached_and_not_when_it_was_noticed() -> None:
    began_s = remembered(ramp()).began(arrived_s=4.0, level=60.0, way=60.0)
    # At its level after 1 + 60/40 = 2.5 s; it still moves in the window around that.
    assert 2.45 <= began_s <= 2.75


def test_one_sample_of_noise_does_not_move_the_beginning_and_two_do() -> None:
    samples = ramp()
    before = remembered(samples).began(4.0, 60.0, 60.0)
    samples[100] = (samples[100][0], 50.0)
    assert remembered(samples).began(4.0, 60.0, 60.0) == before
    samples[101] = (samples[101][0], 50.0)
    assert remembered(samples).began(4.5, 60.0, 60.0) > samples[101][0]


def test_a_value_that_never_settles_is_settled_after_a_second_at_the_latest() -> None:
    recent = remembered([(n / FPS, n / FPS * 20.0) for n in range(150)])
    assert recent.settled_from(1.0) == pytest.approx(2.0, abs=1.5 / FPS)


def test_a_hold_ended_where_the_value_began_to_fall() -> None:
    samples = [(t, 60.0 if t <= 2.0 else 60.0 - (t - 2.0) * 40.0) for t in (n / FPS for n in range(91))]
    assert remembered(samples).settled_until(2.6) == pytest.approx(2.0, abs=0.3)
    still = remembered([(n / FPS, 60.0) for n in range(91)])
    assert still.settled_until(2.0) == pytest.approx(2.0, abs=1.0 / FPS)


def test_only_the_last_seconds_are_remembered_and_nothing_after_a_gap() -> None:
    recent = remembered([(float(n), float(n)) for n in range(20)])
    assert recent.since(0.0) == [float(n) for n in range(19 - round(MEMORY_S), 20)]
    assert recent.since(18.0) == [18.0, 19.0]
    recent.clear()
    assert recent.since(0.0) == []
    assert recent.began(3.0, 60.0, 60.0) == 3.0
    assert recent.settled_until(3.0) == 3.0


def test_coming_down_further_than_noise_makes_is_rocking() -> None:
    assert not rocks([50.0, 60.0, 56.1, 60.0], 20.0)
    assert rocks([50.0, 60.0, 55.5, 60.0], 20.0)
    # On a long way the landmarks wander more.
    assert not rocks([50.0, 60.0, 52.1, 60.0], 90.0)
    assert rocks([50.0, 60.0, 51.9, 60.0], 90.0)
    assert not rocks([], 20.0)
