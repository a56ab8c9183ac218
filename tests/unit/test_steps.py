"""Counting steps on the spot."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from posecheck.pose import Side
from posecheck.steps import Step, StepCounter

FPS = 15
Drop = Callable[[float], float]


def march(
    per_min: float,
    seconds: float = 20.0,
    *,
    lift: float = 0.5,
    noise: float = 0.0,
    fps: float = FPS,
    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT),
    counter: StepCounter | None = None,
) -> list[Step]:
    """Return the steps of somebody who lifts one knee after the other to `lift` of the standing drop."""
    counter, step_s = counter or StepCounter(), 60.0 / per_min
    random, done = np.random.default_rng(6), list[Step]()
    for n in range(round(seconds * fps)):
        time_s = n / fps
        turn, share = int(time_s / step_s), time_s / step_s % 1.0
        drops = {side: 1.0 + random.normal(0.0, noise) for side in (Side.LEFT, Side.RIGHT)}
        drops[sides[turn % len(sides)]] -= (1.0 - lift) * math.sin(math.pi * share) ** 2
        done += counter.update(time_s, drops)
    return done


@pytest.mark.parametrize("per_min", [50.0, 80.0, 110.0, 140.0])
@pytest.mark.parametrize("fps", [10.0, 15.0, 30.0])
def test_every_step_is_counted_with_its_side_and_top(per_min: float, fps: float) -> None:
    steps = march(per_min, fps=fps, noise=0.01)
    assert len(steps) == pytest.approx(20.0 * per_min / 60.0, abs=1)
    assert [step.side for step in steps[:4]] == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]
    for n, step in enumerate(steps):
        assert step.top_s == pytest.approx((n + 0.5) * 60.0 / per_min, abs=0.15)
        assert step.start_s <= step.top_s <= step.end_s


def test_the_cadence_is_that_of_the_last_steps() -> None:
    counter = StepCounter()
    march(90.0, counter=counter)
    assert counter.cadence_per_min(20.0) == pytest.approx(90.0, rel=0.05)


def test_the_cadence_is_unknown_before_there_are_steps_and_after_a_pause() -> None:
    counter = StepCounter()
    assert math.isnan(counter.cadence_per_min(0.0))
    march(90.0, counter=counter)
    assert math.isnan(counter.cadence_per_min(30.0))


def test_knees_that_hardly_leave_the_line_are_no_steps() -> None:
    assert march(80.0, lift=0.93, noise=0.01) == []


def test_standing_still_is_no_step() -> None:
    assert march(80.0, lift=1.0, noise=0.02) == []


def test_lifting_one_knee_again_and_again_is_not_marching() -> None:
    assert march(60.0, sides=(Side.LEFT,)) == []


def test_two_steps_are_not_marching() -> None:
    assert march(60.0, seconds=2.2) == []


def test_steps_that_wait_to_be_a_row_are_not_lost() -> None:
    assert len(march(60.0, seconds=3.2)) == 3


def test_a_knee_that_is_up_is_reported_as_stepping() -> None:
    counter = StepCounter()
    counter.update(0.0, {Side.LEFT: 1.0, Side.RIGHT: 0.6})
    assert counter.stepping is Side.RIGHT
    counter.stop()
    assert counter.stepping is Side.NONE


def test_an_unknown_knee_neither_begins_nor_ends_a_step() -> None:
    counter = StepCounter()
    for n, drop in enumerate([1.0, 0.6, math.nan, math.nan, 0.6]):
        assert counter.update(n / FPS, {Side.LEFT: drop, Side.RIGHT: 1.0}) == []
    assert counter.stepping is Side.LEFT
