"""What the hands say becomes a command; who is away is noticed; clips are not looked at."""

from __future__ import annotations

import pytest
from fixtures.gestures import BEGIN_S, PLACES, made

from posecheck.perception import Absent, Gesture
from posecheck.perception.observation import Observer
from posecheck.pose import Pose
from posecheck.session.attention import COMMANDS, GESTURE_WORDS, Attended, Attention, Inattention
from posecheck.session.commands import Command
from posecheck.testing import steady

LYING = PLACES["on the back"]


def attended(poses: list[Pose]) -> list[Attended]:
    """Return what is made of each of the poses."""
    observer, attention = Observer(), Attention()
    return [attention.take(observer.observe(pose), expected_still=False) for pose in poses]


@pytest.mark.parametrize("gesture", list(Gesture))
def test_a_gesture_is_shown_while_it_is_made_and_asks_for_something_once(gesture: Gesture) -> None:
    seen = attended(made(LYING, LYING.motions(1.6)[gesture]))
    assert [each.command for each in seen if each.command] == [COMMANDS[gesture]]
    assert GESTURE_WORDS[gesture] in {each.shown for each in seen}
    assert 0 < max(each.progress for each in seen) <= 1


def test_what_cannot_be_taken_back_is_to_be_asked_again() -> None:
    assert {COMMANDS[Gesture.NEXT], COMMANDS[Gesture.STOP]} == {Command.ASK_NEXT, Command.ASK_STOP}


def test_an_empty_picture_is_noticed_after_a_while() -> None:
    seen = attended([Pose.nobody(time_s, 64, 48) for time_s in steady(20.0, 5.0)])
    kinds = [each.absence.kind if each.absence else None for each in seen]
    assert kinds[0] is None
    assert kinds[-1] is Absent.OUT_OF_SIGHT


def test_in_clips_nobody_is_looked_at() -> None:
    poses = made(LYING, LYING.motions(1.6)[Gesture.PAUSE])
    assert poses[-1].time_s > BEGIN_S
    observer = Observer()
    seen = {Inattention.take(observer.observe(pose), expected_still=False) for pose in poses}
    assert seen == {Attended()}
