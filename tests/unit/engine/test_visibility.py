"""What the camera cannot see, in words."""

from __future__ import annotations

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import ViewState
from posecheck.engine.visibility import Visibility, VisibilityFollower
from posecheck.exercise.catalogue import find_exercise
from posecheck.perception.body import Body
from posecheck.perception.person import Presence
from posecheck.pose import Landmark, Side
from posecheck.testing import FRONT, LEFT_SIDE, STANDING, Viewpoint, pose_of

FPS = 15


def look(
    keeper: VisibilityFollower,
    seconds: float,
    *,
    start_s: float = 0.0,
    hidden: tuple[Landmark, ...] = (),
    camera: Viewpoint = LEFT_SIDE,
) -> list[Visibility]:
    out = []
    for n in range(round(seconds * FPS)):
        time_s = start_s + n / FPS
        pose = pose_of(STANDING, camera, time_s=time_s, hidden=hidden)
        out.append(keeper.present(time_s, Body(pose, Side.LEFT, -1.0), Side.LEFT))
    return out


def test_a_body_seen_whole_from_the_side_can_be_judged() -> None:
    sight = look(VisibilityFollower(find_exercise("back-extension")), 3.0)[-1]
    assert sight == Visibility(judged=True, state=ViewState.OK, reason="", factor=1.0, missing=())


def test_an_empty_picture_is_announced_after_2_seconds() -> None:
    keeper = VisibilityFollower(find_exercise("back-extension"))
    early, late = keeper.absent(0.0, Presence.NOBODY), keeper.absent(2.0, Presence.NOBODY)
    assert (early.judged, early.state, early.reason) == (False, ViewState.OK, "")
    assert (late.judged, late.state) == (False, ViewState.BLOCK)
    assert "can't see you" in late.reason


def test_somebody_else_is_called_somebody_else() -> None:
    keeper = VisibilityFollower(find_exercise("back-extension"))
    keeper.absent(0.0, Presence.SOMEBODY_ELSE)
    assert "Somebody else" in keeper.absent(2.5, Presence.SOMEBODY_ELSE).reason


def test_a_needed_joint_out_of_sight_is_named_with_its_side_and_what_to_do() -> None:
    told = look(VisibilityFollower(find_exercise("back-extension")), 4.0, hidden=(Landmark.LEFT_ANKLE,))
    missing = next(n for n, sight in enumerate(told) if sight.missing)
    blocked = next(n for n, sight in enumerate(told) if sight.state is ViewState.BLOCK)
    assert missing / FPS == pytest.approx(0.5, abs=0.1)
    assert blocked / FPS == pytest.approx(2.5, abs=0.15)
    assert told[-1].missing == ("left ankle",)
    assert not told[-1].judged
    assert "left ankle" in told[-1].reason
    assert "Move back" in told[-1].reason


def test_a_joint_that_the_exercise_does_not_need_may_be_hidden() -> None:
    told = look(VisibilityFollower(find_exercise("back-extension")), 4.0, hidden=(Landmark.LEFT_WRIST,))
    assert told[-1].judged
    assert told[-1].missing == ()


def test_a_joint_of_the_resting_side_may_be_hidden() -> None:
    told = look(VisibilityFollower(find_exercise("back-extension")), 4.0, hidden=(Landmark.RIGHT_ANKLE,))
    assert told[-1].judged


def test_a_joint_lost_for_a_blink_is_not_named() -> None:
    keeper = VisibilityFollower(find_exercise("back-extension"))
    look(keeper, 1.0)
    blink = look(keeper, 0.3, start_s=1.0, hidden=(Landmark.LEFT_ANKLE,))
    assert not any(sight.missing for sight in blink)
    assert look(keeper, 0.1, start_s=1.3)[-1].judged


@each_of(
    "exercise, camera, judged",
    [
        ("back-extension", FRONT, False),
        ("back-extension", LEFT_SIDE, True),
        ("side-bend", FRONT, True),
        ("side-bend", LEFT_SIDE, False),
        ("march", LEFT_SIDE, True),
        ("march", FRONT, True),
    ],
)
def test_each_exercise_is_judged_from_its_own_view(exercise: str, camera: Viewpoint, *, judged: bool) -> None:
    assert look(VisibilityFollower(find_exercise(exercise)), 4.0, camera=camera)[-1].judged is judged
