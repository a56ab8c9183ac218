"""What one pose says whatever the exercise, found out once a frame."""

from __future__ import annotations

from dataclasses import replace

from posecheck.perception.observation import Observer
from posecheck.perception.person import Presence
from posecheck.perception.picture_quality import Cause
from posecheck.pose import Posture, Side
from posecheck.testing import LEFT_SIDE, RIGHT_SIDE, STANDING, SUPINE, film, pose_of, steady


def test_who_is_there_is_seen_from_the_side_that_is_near() -> None:
    for camera, near in ((LEFT_SIDE, Side.LEFT), (RIGHT_SIDE, Side.RIGHT)):
        observer = Observer()
        for pose in film(lambda _time_s: STANDING, steady(2.0, 15.0), camera):
            seen = observer.observe(pose)
        assert seen.person
        assert seen.near is near
        assert seen.cause is Cause.NONE
        assert seen.posture(near) is Posture.STANDING


def test_a_picture_that_stands_still_shows_nobody() -> None:
    observer = Observer()
    observer.observe(pose_of(SUPINE))
    seen = observer.observe(replace(pose_of(SUPINE, time_s=0.1), frozen=True))
    assert seen.presence is Presence.NOBODY
    assert (seen.person, seen.near) == (False, Side.NONE)


def test_a_body_is_read_once_for_each_side_it_is_asked_for() -> None:
    seen = Observer().observe(pose_of(SUPINE))
    assert seen.body(Side.LEFT) is seen.body(Side.LEFT)
    assert seen.body(Side.LEFT) is not seen.body(Side.RIGHT)
    assert seen.posture(Side.LEFT) is Posture.SUPINE
