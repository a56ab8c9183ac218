"""Which side is nearer, steady over time."""

from __future__ import annotations

from dataclasses import replace

from fixtures.cases import each_of

from posecheck.perception.orientation import NearSide, Orientation, facing_of
from posecheck.pose import Side
from posecheck.testing import ALL_FOURS, LEFT_SIDE, PRONE, RIGHT_SIDE, STANDING, SUPINE, JointAngles, pose_of


@each_of("stance", [STANDING, SUPINE, PRONE, ALL_FOURS])
def test_the_nearer_side_is_known_at_once_in_every_posture(stance: JointAngles) -> None:
    for camera, near, facing in ((LEFT_SIDE, Side.LEFT, -1.0), (RIGHT_SIDE, Side.RIGHT, 1.0)):
        orientation = Orientation()
        assert orientation.update(pose_of(stance, camera)) is near
        assert facing_of(near) == facing


def test_a_few_frames_with_the_sides_exchanged_do_not_turn_the_body_round() -> None:
    orientation = Orientation()
    for n in range(30):
        orientation.update(pose_of(STANDING, LEFT_SIDE, time_s=n / 15))
    for n in range(30, 33):
        swapped = pose_of(STANDING, RIGHT_SIDE, time_s=n / 15)
        assert orientation.update(swapped) is Side.LEFT


def test_somebody_who_turns_round_is_followed_within_2_seconds() -> None:
    orientation = Orientation()
    for n in range(30):
        orientation.update(pose_of(STANDING, LEFT_SIDE, time_s=n / 15))
    for n in range(30, 60):
        near = orientation.update(pose_of(STANDING, RIGHT_SIDE, time_s=n / 15))
    assert near is Side.RIGHT


def test_during_a_hold_the_near_side_stays() -> None:
    near = NearSide()
    assert near.update(Side.LEFT, locked=True) is Side.LEFT
    assert near.update(Side.RIGHT, locked=True) is Side.LEFT
    assert near.update(Side.RIGHT, locked=False) is Side.RIGHT


def test_after_a_reset_the_next_pose_decides() -> None:
    orientation = Orientation()
    orientation.update(pose_of(STANDING, LEFT_SIDE))
    orientation.reset()
    assert orientation.update(replace(pose_of(STANDING, RIGHT_SIDE), time_s=0.1)) is Side.RIGHT
