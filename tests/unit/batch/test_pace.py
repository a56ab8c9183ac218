"""How far a batch is goes by the size of its videos."""

from __future__ import annotations

import math

import pytest

from posecheck.batch.pace import Pace
from posecheck.batch.work import Outcome
from posecheck.batch.workers import Share

SIZES = {0: 600, 1: 300, 2: 100}


def test_a_large_video_counts_for_more() -> None:
    pace = Pace(SIZES, 0.0)
    pace.take(Outcome(2, frames=10))
    small = pace.share
    pace.take(Outcome(0, frames=60))
    assert (small, pace.share, pace.done, pace.total) == (pytest.approx(0.1), pytest.approx(0.7), 2, 3)


def test_what_is_under_way_counts_for_the_share_that_was_seen() -> None:
    pace = Pace(SIZES, 100.0)
    pace.take(Share(0, 30, 60))
    assert pace.share == pytest.approx(0.3)
    assert pace.frames_a_second(110.0) == pytest.approx(3.0)
    assert pace.left_s(110.0) == pytest.approx(10.0 * 0.7 / 0.3)


def test_pictures_are_counted_once() -> None:
    pace = Pace(SIZES, 0.0)
    pace.take(Share(0, 50, 60))
    pace.take(Outcome(0, frames=60))
    assert pace.frames_a_second(10.0) == pytest.approx(6.0)


def test_failures_are_counted_and_done() -> None:
    pace = Pace(SIZES, 0.0)
    pace.take(Outcome(0, problem="It is broken."))
    assert (pace.done, pace.failed) == (1, 1)


def test_before_anything_is_known_nothing_is_told() -> None:
    pace = Pace(SIZES, 0.0)
    assert math.isnan(pace.frames_a_second(5.0))
    assert math.isnan(pace.left_s(5.0))


def test_a_batch_with_nothing_to_do_is_done() -> None:
    assert Pace({}, 0.0).share == 1.0
