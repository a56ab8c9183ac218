"""Filters over time-stamped values: noise, lag, rate, unknown values."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.pose.filters import Lasting, OneEuro, RollingMedian, Settled, Slope, SpikeGate

NAN = math.nan


def random_values(count: int, sd: float, seed: int = 1) -> list[float]:
    return np.random.default_rng(seed).normal(0.0, sd, count).tolist()


# --- the One Euro filter: the figures of catalogue, section 2 ---


def test_one_euro_makes_noise_of_1_degree_04() -> None:
    euro = OneEuro()
    out = [euro.update(n / 30, value) for n, value in enumerate(random_values(3000, 1.0))]
    assert np.std(out[60:]) == pytest.approx(0.4, abs=0.06)


def test_one_euro_lags_a_slow_ramp_by_007_seconds() -> None:
    euro = OneEuro()
    out = NAN
    for n in range(150):
        out = euro.update(n / 30, 20.0 * n / 30)
    lag_s = (20.0 * 149 / 30 - out) / 20.0
    assert lag_s == pytest.approx(0.07, abs=0.05)


@each_of(
    "min_cutoff_hz, beta, gains",
    [(1.0, 0.02, {1.0: 0.85, 1.5: 0.73, 2.0: 0.59}), (1.5, 0.05, {1.0: 0.93, 1.5: 0.87, 2.0: 0.78})],
)
def test_one_euro_keeps_the_stated_share_of_a_rocking_value(
    min_cutoff_hz: float, beta: float, gains: dict[float, float]
) -> None:
    found = {}
    for frequency in gains:
        euro = OneEuro(min_cutoff_hz, beta)
        out = [euro.update(n / 30, 6.0 * math.sin(2 * math.pi * frequency * n / 30)) for n in range(300)]
        found[frequency] = (max(out[60:]) - min(out[60:])) / 12.0
    assert found == pytest.approx(gains, abs=0.12)


def test_one_euro_gives_unknown_for_unknown_and_forgets_nothing() -> None:
    euro = OneEuro()
    for n in range(30):
        euro.update(n / 30, 50.0)
    assert math.isnan(euro.update(1.0, NAN))
    assert euro.update(31 / 30, 50.0) == pytest.approx(50.0)


@given(st.lists(st.floats(-180.0, 180.0), min_size=1, max_size=40), st.floats(5.0, 60.0))
def test_one_euro_never_leaves_the_range_of_what_it_was_given(values: list[float], fps: float) -> None:
    euro = OneEuro()
    for n, value in enumerate(values):
        out = euro.update(n / fps, value)
        assert min(values) - 1e-9 <= out <= max(values) + 1e-9


def test_one_euro_takes_the_first_value_after_a_reset_as_it_is() -> None:
    euro = OneEuro()
    euro.update(0.0, 10.0)
    euro.reset()
    assert euro.update(0.1, 90.0) == 90.0


# --- speed ---


@each_of("fps, sd", [(30.0, 1.9), (15.0, 2.8), (10.0, 3.2)])
def test_the_slope_over_half_a_second_is_as_steady_as_the_catalogue_says(fps: float, sd: float) -> None:
    # 1.5 px at either end of a segment of 120 px, each end across the segment
    angle_sd = math.degrees(1.5 * math.sqrt(2.0) / 120.0)
    slope = Slope(0.5)
    speeds = [slope.update(n / fps, value) for n, value in enumerate(random_values(6000, angle_sd))]
    known = [speed for speed in speeds if not math.isnan(speed)]
    assert np.std(known) == pytest.approx(sd, rel=0.25)


@given(
    speed=st.floats(-100.0, 100.0),
    start=st.floats(-90.0, 90.0),
    steps=st.lists(st.floats(0.02, 0.12), min_size=12, max_size=40),
)
def test_the_slope_of_a_ramp_is_its_speed_at_any_rate(speed: float, start: float, steps: list[float]) -> None:
    slope, times_s = Slope(0.5), [0.0]
    for step_s in steps:
        times_s.append(times_s[-1] + step_s)
        out = slope.update(times_s[-1], start + speed * times_s[-1])
        window_s = [t for t in times_s[1:] if t >= times_s[-1] - 0.5 + 1e-5]
        if not math.isnan(out):
            assert out == pytest.approx(speed, abs=1e-6)

        else:
            assert len(window_s) < 3 or window_s[-1] - window_s[0] < Slope.FILLED * 0.5


def test_the_slope_is_unknown_until_its_window_is_filled() -> None:
    slope = Slope(0.5)
    early = [slope.update(n / 30, 0.0) for n in range(10)]
    assert all(math.isnan(speed) for speed in early)
    assert slope.update(0.5, 0.0) == pytest.approx(0.0)


def test_the_slope_passes_over_unknown_values() -> None:
    slope, out = Slope(0.5), NAN
    for n in range(30):
        out = slope.update(n / 30, NAN if n % 3 == 0 else 10.0 * n / 30)
    assert out == pytest.approx(10.0)


def test_the_slope_becomes_unknown_when_the_value_stays_away() -> None:
    slope, out = Slope(0.5), 0.0
    for n in range(30):
        slope.update(n / 30, float(n))
    for n in range(30, 50):
        out = slope.update(n / 30, NAN)
    assert math.isnan(out)


# --- spikes ---


@each_of("frames", [1, 2, 3])
def test_a_jump_of_up_to_three_frames_is_dropped(frames: int) -> None:
    gate = SpikeGate(25.0)
    out = [gate.update(value) for value in [10.0] * 5 + [60.0] * frames + [11.0] * 3]
    assert out[:5] == [10.0] * 5
    assert all(math.isnan(value) for value in out[5 : 5 + frames])
    assert out[5 + frames :] == [11.0] * 3


def test_a_jump_that_stays_is_believed_from_the_fourth_frame_on() -> None:
    gate = SpikeGate(25.0)
    gate.update(10.0)
    out = [gate.update(60.0) for _ in range(5)]
    assert all(math.isnan(value) for value in out[:3])
    assert out[3:] == [60.0, 60.0]


def test_a_step_below_the_limit_passes() -> None:
    gate = SpikeGate(25.0)
    assert [gate.update(value) for value in (10.0, 34.0, 58.0, 40.0)] == [10.0, 34.0, 58.0, 40.0]


# --- the rest ---


def test_the_rolling_median_holds_out_against_a_few_odd_values() -> None:
    rolling = RollingMedian(1.0)
    out = [rolling.update(n / 10, 90.0 if n in (4, 5) else 5.0) for n in range(10)]
    assert set(out) == {5.0}


def test_the_rolling_median_forgets_what_is_older_than_its_window() -> None:
    rolling = RollingMedian(1.0)
    for n in range(10):
        rolling.update(n / 10, 90.0)
    for n in range(10, 25):
        out = rolling.update(n / 10, 5.0)
    assert out == 5.0
    assert math.isnan(rolling.update(9.0, NAN))


def test_lasting_counts_from_the_first_time_without_a_break() -> None:
    lasting = Lasting()
    told = [lasting.update(t, true=true) for t, true in [(1.0, True), (1.5, True), (2.0, False), (2.5, True)]]
    assert told == [0.0, 0.5, -1.0, 0.0]


def test_a_settled_state_changes_only_after_the_new_one_lasted() -> None:
    settled = Settled("standing", 0.5)
    told = [settled.update(t / 10, "lying") for t in range(7)]
    assert told == ["standing"] * 5 + ["lying"] * 2


def test_a_settled_state_does_not_add_up_short_interruptions() -> None:
    settled = Settled("standing", 0.5)
    for t in range(20):
        assert settled.update(t / 10, "lying" if t % 4 < 3 else "standing") == "standing"
