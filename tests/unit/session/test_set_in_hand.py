"""The set in hand: from when on it is judged, which one it is, and the tone of every ten seconds."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Side
from posecheck.session.dose_progress import DoseProgress
from posecheck.session.live_view import waiting_assessment
from posecheck.session.schedule import ScheduledSet
from posecheck.session.set_in_hand import SetInHand
from posecheck.session.whole_exercise import WholeExercise

STRETCH = find_exercise("supine-hamstring")


def in_hand(judged_from_s: float = math.nan, progress: object = None, **kwargs) -> SetInHand:
    given = {"side": Side.LEFT, "set_number": 1, "sets": 2, "before_s": 10.0, "moves_camera": False} | kwargs
    scheduled = ScheduledSet(0, "stretch", STRETCH, **given)
    running = SimpleNamespace(scheduled=scheduled, progress=progress or DoseProgress(STRETCH))
    return SetInHand(running, None, judged_from_s)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kwargs", "waits"),
    [({}, False), ({"set_number": 2}, True), ({"moves_camera": True}, True)],
    ids=["at once", "after a rest", "after the camera was moved"],
)
def test_a_set_is_judged_from_its_first_picture_or_after_what_comes_before_it(kwargs, *, waits: bool) -> None:
    first = in_hand(**kwargs)
    assert (first.waits_until(100.0) > 0) is waits
    assert first.waits_until(110.0) <= 0, "ten seconds later it is judged in any case"


def test_a_feed_may_know_when_its_pictures_begin() -> None:
    assert in_hand(judged_from_s=30.0).waits_until(20.0) == pytest.approx(10.0)


def test_which_set_it_is_where_there_are_several() -> None:
    assert in_hand(set_number=2).place == (2, 2)
    assert in_hand(sets=1).place is None
    assert in_hand(progress=WholeExercise(STRETCH), whole=True, side=Side.NONE).place == (1, 2)
    several_in_one = SimpleNamespace(set_in_hand=lambda _side: (2, 3))
    assert in_hand(sets=1, progress=several_in_one).place == (2, 3)


def test_every_ten_seconds_of_a_hold_tick_once_and_its_end_does_not() -> None:
    held = in_hand()
    ticks = []
    for tenth in range(310):
        assessment = replace(waiting_assessment(STRETCH, tenth / 10), held_s=tenth / 10, target_s=30.0)
        if held.ticks(assessment):
            ticks.append(tenth / 10)
    assert ticks == [10.0, 20.0]
