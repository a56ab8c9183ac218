"""The clock of an exercise stands still in a pause and while the camera is away."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import HoldEnded
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.session.exercise_clock import GAP_S, ExerciseClock
from posecheck.testing import perform

POSES = tuple(perform("childs-pose", fps=10.0))
MIDDLE = len(POSES) // 2


def held_s(pause_s: float, *, unplugged: bool = False) -> float:
    """Return how long a hold was that was paused in its middle, with the person staying in it."""
    clock, trainer, events = ExerciseClock(), Trainer(find_exercise("childs-pose")), []
    for number, pose in enumerate(POSES):
        if number == MIDDLE and pause_s and not unplugged:
            clock.stand_still(pose.time_s)
            clock.stand_still(pose.time_s + pause_s / 2)
        later = replace(pose, time_s=pose.time_s + (pause_s if number >= MIDDLE else 0.0))
        events += trainer.step(clock.timed(later)).events
    (ended,) = (event for event in [*events, *trainer.finish()] if isinstance(event, HoldEnded))
    return ended.held_s


@each_of("pause_s", [1.0, 60.0])
def test_a_pause_is_not_held_time(pause_s: float) -> None:
    assert held_s(pause_s) == pytest.approx(held_s(0.0), abs=0.15)


def test_what_happened_while_the_camera_was_away_is_not_held_time() -> None:
    assert held_s(60.0, unplugged=True) <= held_s(0.0) + GAP_S + 0.15


def test_without_a_pause_time_is_that_of_the_camera() -> None:
    clock = ExerciseClock()
    assert all(clock.timed(pose) is pose for pose in POSES)


def test_time_goes_forward_over_pauses() -> None:
    clock = ExerciseClock()
    times = []
    for number, pose in enumerate(POSES):
        if number % 7 == 3:
            clock.stand_still(pose.time_s)
        else:
            times.append(clock.timed(pose).time_s)
    assert all(before < after for before, after in itertools.pairwise(times))
