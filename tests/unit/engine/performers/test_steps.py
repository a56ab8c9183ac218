"""Counting steps on the spot."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np
import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.performers.steps import LEAST_STEP_S, Footing, StepCounter, StepTaken
from posecheck.pose import Side

FPS = 15
HERE = Footing(complex(640.0, 300.0), 400.0)
BOTH = (Side.LEFT, Side.RIGHT)
Drops = dict[Side, float]


def drops_of(time_s: float, per_min: float, lift: float, sides: tuple[Side, ...] = BOTH) -> Drops:
    """Return the drops of somebody who lifts one knee after the other to `lift` of the standing drop."""
    step_s = 60.0 / per_min
    turn, share = int(time_s / step_s), time_s / step_s % 1.0
    drops = dict.fromkeys(BOTH, 1.0)
    drops[sides[turn % len(sides)]] -= (1.0 - lift) * math.sin(math.pi * share) ** 2
    return drops


def march(
    per_min: float,
    seconds: float = 20.0,
    *,
    lift: float = 0.5,
    noise: float = 0.0,
    fps: float = FPS,
    sides: tuple[Side, ...] = BOTH,
    counter: StepCounter | None = None,
    where: Callable[[float], Footing] = lambda _time_s: HERE,
    change: Callable[[float, Drops], Drops] = lambda _time_s, drops: drops,
) -> list[StepTaken]:
    """Return the steps of somebody who marches; `change` and `where` say what is seen of it."""
    counter = counter or StepCounter()
    random, done = np.random.default_rng(6), list[StepTaken]()
    for n in range(round(seconds * fps)):
        time_s = n / fps
        drops = drops_of(time_s, per_min, lift, sides)
        drops = {side: drop + random.normal(0.0, noise) for side, drop in drops.items()}
        done += counter.update(time_s, change(time_s, drops), where(time_s))
    return done


def taken(frames: Iterable[tuple[float, float]], fps: float = FPS) -> list[StepTaken]:
    """Return the steps of the drops of left and right, frame by frame."""
    counter, done = StepCounter(), list[StepTaken]()
    for n, (left, right) in enumerate(frames):
        done += counter.update(n / fps, {Side.LEFT: left, Side.RIGHT: right}, HERE)
    return done


@each_of("per_min", [50.0, 80.0, 110.0, 140.0])
@each_of("fps", [10.0, 15.0, 30.0])
def test_every_step_is_counted_with_its_side_and_top(per_min: float, fps: float) -> None:
    steps = march(per_min, fps=fps, noise=0.01)
    assert len(steps) == pytest.approx(20.0 * per_min / 60.0, abs=1)
    assert [step.side for step in steps[:4]] == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]
    for n, step in enumerate(steps):
        assert step.top_s == pytest.approx((n + 0.5) * 60.0 / per_min, abs=0.15)
        assert step.start_s <= step.top_s <= step.end_s
        assert step.end_s - step.start_s >= LEAST_STEP_S


@each_of("per_min", [60.0, 90.0, 105.0, 120.0])
@each_of("fps", [10.0, 15.0, 30.0])
def test_the_cadence_is_that_of_the_last_steps(per_min: float, fps: float) -> None:
    counter = StepCounter()
    march(per_min, counter=counter, fps=fps)
    assert counter.cadence_per_min(20.0) == pytest.approx(per_min, rel=0.05)


def test_the_cadence_is_unknown_before_there_are_steps_and_after_a_pause() -> None:
    counter = StepCounter()
    assert math.isnan(counter.cadence_per_min(0.0))
    march(90.0, counter=counter)
    assert math.isnan(counter.cadence_per_min(30.0))


def test_a_step_that_was_missed_does_not_change_the_cadence_for_long() -> None:
    counter = StepCounter()
    steps = march(
        90.0,
        counter=counter,
        change=lambda time_s, drops: dict.fromkeys(BOTH, 1.0) if 10.0 < time_s < 10.7 else drops,
    )
    assert len(steps) == pytest.approx(29, abs=1)
    assert counter.cadence_per_min(20.0) == pytest.approx(90.0, rel=0.05)


@each_of("short", [0.10, 0.15])
@each_of("fps", [15.0, 30.0])
def test_a_standing_leg_that_reads_short_while_the_other_knee_is_up_takes_no_step(
    short: float, fps: float
) -> None:
    def seen(_time_s: float, drops: Drops) -> Drops:
        up = {side: (1.0 - drops[side]) / 0.7 for side in BOTH}
        return {side: drops[side] - short * up[side.other] for side in BOTH}

    counter = StepCounter()
    steps = march(63.0, lift=0.3, fps=fps, counter=counter, change=seen)
    assert len(steps) == 21
    assert counter.cadence_per_min(20.0) == pytest.approx(63.0, rel=0.05)


def test_knees_that_hardly_leave_the_line_are_no_steps() -> None:
    assert march(80.0, lift=0.93, noise=0.01) == []


@pytest.mark.parametrize("fps", [10.0, 15.0, 30.0])
@given(noise=st.floats(0.0, 0.04), seed=st.integers(0, 1000))
def test_standing_still_is_no_step(fps: float, noise: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    assert taken(1.0 + random.normal(0.0, noise, (300, 2)), fps) == []


@each_of("frames", [1, 2])
def test_landmarks_that_jump_up_and_back_are_no_steps(frames: int) -> None:
    up, down = [(0.6, 1.0)] * frames, [(1.0, 1.0)] * 15
    other = [(right, left) for left, right in up]
    assert taken((*down, *(up + down + other + down) * 10), fps=30.0) == []


def test_lifting_one_knee_again_and_again_is_not_marching() -> None:
    assert march(60.0, sides=(Side.LEFT,)) == []


def test_both_knees_at_once_as_in_a_squat_are_no_step() -> None:
    assert march(60.0, change=lambda _time_s, drops: dict.fromkeys(BOTH, min(drops.values()))) == []


def test_a_knee_that_trembles_on_its_way_down_takes_one_step() -> None:
    step = [1.0, 0.8, 0.6, 0.6, 0.8, 0.95, 0.85, 0.8, 0.95, 1.0, 1.0, 1.0, 1.0, 1.0]
    left, right = [(drop, 1.0) for drop in step], [(1.0, drop) for drop in step]
    assert len(taken((left + right) * 3)) == 6


def test_two_steps_are_not_marching() -> None:
    assert march(60.0, seconds=2.2) == []


def test_steps_that_wait_to_be_a_row_are_not_lost() -> None:
    assert len(march(60.0, seconds=3.2)) == 3


@each_of("metres_a_step", [0.15, 0.3, 0.6])
def test_walking_across_the_picture_is_no_march(metres_a_step: float) -> None:
    def along(time_s: float) -> Footing:
        return Footing(HERE.place_px + metres_a_step * time_s / 0.6 * 320.0, HERE.height_px)

    assert march(100.0, lift=0.7, where=along) == []


@each_of("way", [1.0, -1.0])
def test_walking_up_to_the_camera_or_away_is_no_march(way: float) -> None:
    def nearer(time_s: float) -> Footing:
        return Footing(HERE.place_px, HERE.height_px * 3.5 / (3.5 - way * 0.45 * (time_s - 2.0)))

    assert march(100.0, seconds=5.0, lift=0.7, where=nearer) == []


def test_swaying_and_drifting_a_little_is_still_a_march() -> None:
    def drifting(time_s: float) -> Footing:
        sway_px = 15.0 * math.sin(math.pi * time_s / 0.75)
        return Footing(HERE.place_px + sway_px + 5.0 * time_s, HERE.height_px)

    assert len(march(80.0, where=drifting)) == pytest.approx(26, abs=1)


def test_a_march_at_an_unknown_place_is_not_known_to_be_one() -> None:
    assert march(80.0, where=lambda _time_s: Footing()) == []


def test_a_knee_that_is_up_is_reported_as_stepping() -> None:
    counter = StepCounter()
    for time_s, right in ((0.0, 1.0), (0.1, 0.6)):
        counter.update(time_s, {Side.LEFT: 1.0, Side.RIGHT: right}, HERE)
    assert counter.stepping is Side.RIGHT
    counter.stop()
    assert counter.stepping is Side.NONE


def test_an_unknown_knee_neither_begins_nor_ends_a_step() -> None:
    counter = StepCounter()
    for n, drop in enumerate([1.0, 0.6, math.nan, math.nan, 0.6]):
        assert counter.update(n / FPS, {Side.LEFT: drop, Side.RIGHT: 1.0}, HERE) == []
    assert counter.stepping is Side.LEFT


def test_a_knee_that_was_up_when_it_came_into_sight_takes_no_step() -> None:
    assert taken([(0.6, 1.0)] * 5 + [(1.0, 1.0)] * 5) == []


def test_a_march_whose_one_leg_is_hidden_takes_no_steps() -> None:
    assert march(80.0, change=lambda _time_s, drops: {**drops, Side.LEFT: math.nan}) == []
