"""What the person brings along: their own comfortable range, and the side they chose."""

from __future__ import annotations

import pytest

from posecheck.engine.events import HoldEnded, ViewChanged, ViewState
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Pose, Side
from posecheck.testing import perform


def held(trainer: Trainer, poses: list[Pose]) -> list[HoldEnded]:
    events = [event for pose in poses for event in trainer.step(pose).events]
    return [event for event in (*events, *trainer.finish()) if isinstance(event, HoldEnded)]


@pytest.fixture
def leg_raise() -> list[Pose]:
    """Return a leg raise to about 75°, held for 6 s."""
    return list(perform("supine-hamstring", fps=15.0))


def test_without_a_baseline_a_position_in_the_general_zone_counts(leg_raise: list[Pose]) -> None:
    assert len(held(Trainer(find_exercise("supine-hamstring"), hold_target_s=4.0), leg_raise)) == 1


def test_a_baseline_that_was_reached_changes_nothing(leg_raise: list[Pose]) -> None:
    baselines = {Side.LEFT: 75.0, Side.RIGHT: 75.0}
    trainer = Trainer(find_exercise("supine-hamstring"), hold_target_s=4.0, baselines=baselines)
    assert len(held(trainer, leg_raise)) == 1


def test_the_own_zone_never_asks_for_more_than_is_recommended(leg_raise: list[Pose]) -> None:
    baselines = {Side.LEFT: 170.0, Side.RIGHT: 170.0}
    trainer = Trainer(find_exercise("supine-hamstring"), hold_target_s=4.0, baselines=baselines)
    assert len(held(trainer, leg_raise)) == 1


def test_depth_beyond_the_own_zone_earns_nothing(leg_raise: list[Pose]) -> None:
    exercise = find_exercise("supine-hamstring")
    plain = held(Trainer(exercise, hold_target_s=4.0), leg_raise)[0]
    shallow = held(Trainer(exercise, hold_target_s=4.0, baselines=dict.fromkeys(Side, 40.0)), leg_raise)[0]
    assert shallow.parts.form == pytest.approx(plain.parts.form)


def test_the_chosen_side_away_from_the_camera_is_asked_to_turn(leg_raise: list[Pose]) -> None:
    found = Trainer(find_exercise("supine-hamstring"))
    near = [found.step(pose).assessment.near for pose in leg_raise][-1]
    trainer = Trainer(find_exercise("supine-hamstring"), side=near.other)
    said = [
        event for pose in leg_raise for event in trainer.step(pose).events if isinstance(event, ViewChanged)
    ]
    assert any(
        event.state is not ViewState.OK and f"your {near.other.value} leg is nearer" in event.reason
        for event in said
    )


def test_the_chosen_side_near_the_camera_is_not_asked_to_turn(leg_raise: list[Pose]) -> None:
    found = Trainer(find_exercise("supine-hamstring"))
    near = [found.step(pose).assessment.near for pose in leg_raise][-1]
    trainer = Trainer(find_exercise("supine-hamstring"), side=near)
    said = [
        event for pose in leg_raise for event in trainer.step(pose).events if isinstance(event, ViewChanged)
    ]
    assert said == []
