"""Speed of what moves, and bouncing in a hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.events import State
from posecheck.engine.pace import BounceDetector, PaceMonitor
from posecheck.exercise import Severity, leg_pace, trunk_pace
from posecheck.exercise.measures import LEG_RAISE, TRUNK_INCLINATION
from posecheck.testing import smoothly, steady, uneven

RATES = {
    "30 fps": steady(8.0, 30.0),
    "15 fps": steady(8.0, 15.0),
    "10 fps": steady(8.0, 10.0),
    "uneven": uneven(8.0, 15.0),
}
LEG, TRUNK = leg_pace(LEG_RAISE), trunk_pace(TRUNK_INCLINATION)


def states(mean_deg_s: float, way_deg: float, times_s: list[float], pace: object = LEG) -> set[State]:
    """Return what was said of a smooth movement over `way_deg` at a mean speed."""
    monitor = PaceMonitor(pace.good_deg_s, pace.stop_deg_s)  # type: ignore[attr-defined] # a pace
    takes_s = way_deg / mean_deg_s
    return {monitor.update(time_s, way_deg * smoothly((time_s - 2.0) / takes_s)).state for time_s in times_s}


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("pace, way_deg", [(LEG, 80.0), (TRUNK, 60.0)])
def test_a_smooth_movement_just_below_the_stop_limit_is_not_stopped(
    pace: object, way_deg: float, times_s: list[float]
) -> None:
    assert State.FAULT not in states(0.9 * pace.stop_deg_s, way_deg, times_s, pace)  # type: ignore[attr-defined]


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("pace", [LEG, TRUNK])
def test_a_long_smooth_movement_just_past_the_stop_limit_is_stopped(
    pace: object, times_s: list[float]
) -> None:
    assert State.FAULT in states(1.1 * pace.stop_deg_s, 240.0, times_s, pace)  # type: ignore[attr-defined]


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("pace, way_deg", [(LEG, 100.0), (TRUNK, 75.0)])
@each_of("factor", [1.6, 2.0, 4.0])
def test_throwing_leg_or_trunk_is_stopped(
    pace: object, way_deg: float, factor: float, times_s: list[float]
) -> None:
    assert State.FAULT in states(factor * pace.stop_deg_s, way_deg, times_s, pace)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("pace", "way_deg"),
    [
        (LEG, 60.0),
        (TRUNK, 35.0),
        pytest.param(
            TRUNK,
            20.0,
            marks=pytest.mark.xfail(strict=True, reason="over in 0.17 s: shorter than the window"),
        ),
    ],
)
def test_a_short_way_thrown_at_twice_the_stop_limit_is_stopped(pace: object, way_deg: float) -> None:
    assert State.FAULT in states(2.0 * pace.stop_deg_s, way_deg, RATES["30 fps"], pace)  # type: ignore[attr-defined]


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("pace, way_deg", [(LEG, 80.0), (TRUNK, 60.0)])
def test_a_slow_movement_is_good_all_the_way(pace: object, way_deg: float, times_s: list[float]) -> None:
    assert states(0.9 * pace.good_deg_s, way_deg, times_s, pace) == {State.GOOD, State.UNKNOWN}  # type: ignore[attr-defined]


@each_of("times_s", RATES.values(), ids=RATES.keys())
def test_a_brisk_movement_is_noticed_but_not_stopped(times_s: list[float]) -> None:
    assert states(1.3 * TRUNK.good_deg_s, 60.0, times_s, TRUNK) == {State.GOOD, State.OK, State.UNKNOWN}


def test_down_is_as_fast_as_up() -> None:
    told = []
    for way in (1.0, -1.0):
        monitor = PaceMonitor(30.0, 60.0)
        told.append([monitor.update(t, way * 60.0 * smoothly(t / 0.6)).state for t in steady(2.0, 30.0)])
    assert told[0] == told[1]
    assert State.FAULT in told[0]


@each_of("seed", range(5))
def test_landmark_noise_is_no_speed(seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0.0, 1.0, 300)
    monitor = PaceMonitor(30.0, 60.0)
    assert {monitor.update(n / 15, value).state for n, value in enumerate(noise)} == {
        State.GOOD,
        State.UNKNOWN,
    }


def test_an_unknown_value_has_no_speed() -> None:
    monitor = PaceMonitor(30.0, 60.0)
    assert {monitor.update(n / 15, math.nan).state for n in range(30)} == {State.UNKNOWN}


# --- bouncing ---


def bounces(
    height_deg: float, frequency_hz: float, times_s: list[float], *, noise_deg: float = 0.0
) -> list[Severity | None]:
    """Return what is said of a value that rocks by `height_deg` from its lowest to its highest."""
    detector = BounceDetector()
    random = np.random.default_rng(2)
    return [
        detector.update(
            time_s,
            70.0
            + height_deg / 2 * math.sin(2 * math.pi * frequency_hz * time_s)
            + random.normal(0.0, noise_deg or 1e-9),
        )
        for time_s in times_s
    ]


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("frequency_hz", [0.7, 1.0, 1.5])
def test_rocking_by_9_degrees_is_a_bounce(frequency_hz: float, times_s: list[float]) -> None:
    told = bounces(9.0, frequency_hz, times_s)
    assert Severity.SPEAK in told
    first = next(n for n, severity in enumerate(told) if severity)
    assert times_s[first] <= 3.5 / frequency_hz


@each_of("times_s", RATES.values(), ids=RATES.keys())
def test_rocking_by_18_degrees_is_severe(times_s: list[float]) -> None:
    told = bounces(18.0, 1.0, times_s)
    assert told[-1] is Severity.URGENT
    first = next(n for n, severity in enumerate(told) if severity)
    assert told[first] is Severity.URGENT


def test_rocking_by_7_degrees_once_a_second_is_a_bounce_and_not_severe_at_first() -> None:
    told = [severity for severity in bounces(7.0, 1.0, steady(5.0, 30.0)) if severity]
    assert told
    assert set(told) == {Severity.SPEAK}


def test_rocking_on_for_more_than_6_seconds_becomes_severe() -> None:
    assert bounces(8.0, 1.0, steady(12.0, 30.0))[-1] is Severity.URGENT


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("height_deg, frequency_hz", [(1.0, 1.0), (2.0, 0.3), (4.0, 0.25), (5.0, 1.0)])
def test_sway_and_breathing_are_no_bounce(
    height_deg: float, frequency_hz: float, times_s: list[float]
) -> None:
    assert set(bounces(height_deg, frequency_hz, times_s, noise_deg=0.7)) == {None}


def test_one_large_movement_is_no_bounce() -> None:
    detector = BounceDetector()
    told = {
        detector.update(t, 40.0 + 30.0 * smoothly(t - 2.0) - 30.0 * smoothly(t - 4.0)) for t in steady(8, 15)
    }
    assert told == {None}


def test_a_very_slow_rise_and_fall_is_no_bounce() -> None:
    assert set(bounces(20.0, 0.2, steady(30.0, 15.0))) == {None}


def test_after_a_reset_the_bounces_before_do_not_count() -> None:
    detector = BounceDetector()
    for time_s in steady(3.0, 30.0):
        detector.update(time_s, 8.0 * math.sin(2 * math.pi * time_s))
    detector.reset()
    assert detector.update(3.05, 0.0) is None


def test_bouncing_is_over_soon_after_it_stops() -> None:
    detector = BounceDetector()
    told = {}
    for time_s in steady(10.0, 30.0):
        told[time_s] = detector.update(time_s, 6.0 * math.sin(2 * math.pi * time_s) if time_s < 4.0 else 0.0)
    assert any(told.values())
    assert not any(severity for time_s, severity in told.items() if time_s > 7.5)


# --- a photograph: nothing moves but the landmarks tremble ---


def trembling(seconds: float, fps: float, deviation_deg: float, lasting_s: float, seed: int) -> list[float]:
    """Return noise that forgets itself after `lasting_s`; 0 is white."""
    random = np.random.default_rng(seed)
    kept = math.exp(-1.0 / (lasting_s * fps)) if lasting_s else 0.0
    values = [random.normal()]
    for _ in range(round(seconds * fps)):
        values.append(kept * values[-1] + math.sqrt(1.0 - kept**2) * random.normal())
    return [deviation_deg * value for value in values]


@each_of("fps", [10.0, 15.0, 30.0])
@each_of("lasting_s", [0.0, 0.1, 0.3, 1.0])
@each_of("deviation_deg", [0.5, 1.0, 1.5])
def test_a_photograph_is_never_told_to_stay_still(deviation_deg: float, lasting_s: float, fps: float) -> None:
    for seed in range(10):
        detector = BounceDetector()
        noise = trembling(12.0, fps, deviation_deg, lasting_s, seed)
        assert {detector.update(n / fps, 70.0 + value) for n, value in enumerate(noise)} == {None}


@each_of("fps", [15.0, 30.0])
@each_of("deviation_deg", [3.0, 5.0])
def test_strong_white_noise_is_no_bouncing_either(deviation_deg: float, fps: float) -> None:
    told = 0
    for seed in range(20):
        detector = BounceDetector()
        noise = trembling(12.0, fps, deviation_deg, 0.0, seed)
        told += any(detector.update(n / fps, 70.0 + value) for n, value in enumerate(noise))
    assert told <= 1


@each_of("fps", [10.0, 15.0, 30.0])
@each_of("lasting_s", [0.0, 0.1, 0.3, 1.0])
@each_of("deviation_deg", [1.0, 2.0, 4.0])
@each_of("pace", [LEG, TRUNK])
def test_a_photograph_is_never_told_to_slow_down(
    pace: object, deviation_deg: float, lasting_s: float, fps: float
) -> None:
    for seed in range(5):
        monitor = PaceMonitor(pace.good_deg_s, pace.stop_deg_s)  # type: ignore[attr-defined] # a pace
        noise = trembling(12.0, fps, deviation_deg, lasting_s, seed)
        assert State.FAULT not in {monitor.update(n / fps, 70.0 + v).state for n, v in enumerate(noise)}


@each_of("fps", [15.0, 30.0])
@each_of("frames", [1, 2, 4])
def test_a_landmark_that_changes_its_place_again_and_again_is_neither_bouncing_nor_too_fast(
    frames: int, fps: float
) -> None:
    detector, monitor = BounceDetector(), PaceMonitor(LEG.good_deg_s, LEG.stop_deg_s)
    tremble = trembling(12.0, fps, 0.5, 0.0, 4)
    for n in range(round(12.0 * fps)):
        value = (67.0 if n % (6 + frames) < frames else 83.0) + tremble[n]
        assert detector.update(n / fps, value) is None
        assert monitor.update(n / fps, value).state is not State.FAULT


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("noise_deg", [0.5, 1.0])
@each_of("frequency_hz", [0.8, 1.2])
def test_rocking_by_14_degrees_is_found_through_noise(
    frequency_hz: float, noise_deg: float, times_s: list[float]
) -> None:
    assert any(bounces(14.0, frequency_hz, times_s, noise_deg=noise_deg))


@each_of("times_s", RATES.values(), ids=RATES.keys())
@each_of("pace", [LEG, TRUNK])
def test_a_throw_is_found_through_noise(pace: object, times_s: list[float]) -> None:
    random = np.random.default_rng(3)
    monitor = PaceMonitor(pace.good_deg_s, pace.stop_deg_s)  # type: ignore[attr-defined] # a pace
    takes_s = 80.0 / (2.0 * pace.stop_deg_s)  # type: ignore[attr-defined] # a pace
    told = {
        monitor.update(t, 80.0 * smoothly((t - 4.0) / takes_s) + random.normal(0.0, 1.0)).state
        for t in times_s
    }
    assert State.FAULT in told


def test_swings_of_very_different_length_are_no_bouncing() -> None:
    detector = BounceDetector()
    ends = [2.0, 2.25, 3.1, 3.35, 4.2, 4.45]
    told = {
        detector.update(t, 10.0 * (sum(smoothly((t - end) / 0.25) * (-1) ** n for n, end in enumerate(ends))))
        for t in steady(6.0, 30.0)
    }
    assert told == {None}


@given(st.lists(st.one_of(st.just(math.nan), st.floats(-180, 180)), max_size=60))
def test_unknown_values_in_between_never_break_the_detector(values: list[float]) -> None:
    detector = BounceDetector()
    for n, value in enumerate(values):
        assert detector.update(n / 15, value) in (None, Severity.SPEAK, Severity.URGENT)
