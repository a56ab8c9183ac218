"""Which side works."""

from __future__ import annotations

from dataclasses import replace

from fixtures.cases import each_of

from posecheck.engine.readings import Readings
from posecheck.engine.working_side import WorkingSide
from posecheck.exercise.catalogue import find_exercise
from posecheck.perception.body import Body
from posecheck.pose import Landmark, Side
from posecheck.testing import (
    ALL_FOURS,
    FRONT,
    LEFT_SIDE,
    RIGHT_SIDE,
    STANDING,
    SUPINE,
    JointAngles,
    Viewpoint,
    bird_dog,
    hinge,
    knee_to_chest,
    leg_raise,
    pose_of,
    side_bend,
)

FPS = 15


def follow(
    exercise: str,
    course: list[tuple[float, JointAngles]],
    camera: Viewpoint = LEFT_SIDE,
    *,
    asked: Side | None = None,
    locked_from_s: float = 1e9,
    hidden: tuple[Landmark, ...] = (),
) -> Side:
    """Return the working side after a course of ``(seconds, stance)``."""
    what = find_exercise(exercise)
    readings, working, time_s = Readings(what), WorkingSide(what, asked), 0.0
    near = Side.RIGHT if camera.yaw_deg < 0 else Side.LEFT
    for seconds, stance in course:
        for _ in range(round(seconds * FPS)):
            body = Body(pose_of(stance, camera, hidden=hidden), near, 1.0 if near is Side.RIGHT else -1.0)
            readings.update(time_s, body)
            working.update(readings, near, locked=time_s >= locked_from_s)
            time_s += 1 / FPS
    return working.side


@each_of("camera", [LEFT_SIDE, RIGHT_SIDE], ids=["left near", "right near"])
@each_of(
    "exercise, rest, position",
    [
        ("supine-hamstring", SUPINE, leg_raise(60.0)),
        ("knee-to-chest", SUPINE, knee_to_chest()),
        ("bird-dog", ALL_FOURS, bird_dog()),
        ("standing-hamstring", STANDING, hinge(30.0)),
        ("side-bend", STANDING, side_bend(15.0)),
    ],
)
def test_the_side_that_moves_works_whichever_side_is_near(
    exercise: str, rest: JointAngles, position: JointAngles, camera: Viewpoint
) -> None:
    camera = FRONT if exercise == "side-bend" else camera
    assert follow(exercise, [(1.0, rest), (1.0, position)], camera) is Side.LEFT
    assert follow(exercise, [(1.0, rest), (1.0, position.swapped())], camera) is Side.RIGHT


def test_the_raised_far_leg_works_although_the_resting_near_leg_is_seen_better() -> None:
    pose = pose_of(leg_raise(60.0), RIGHT_SIDE)
    sight = pose.visibility.copy()
    sight[[Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE]] = 0.55
    what = find_exercise("supine-hamstring")
    readings, working = Readings(what), WorkingSide(what, None)
    for n in range(20):
        readings.update(n / FPS, Body(replace(pose, visibility=sight), Side.RIGHT, 1.0))
        working.update(readings, Side.RIGHT, locked=False)
    assert working.side is Side.LEFT


def test_the_side_that_was_chosen_is_never_decided_again() -> None:
    course = [(1.0, SUPINE), (2.0, leg_raise(60.0))]
    assert follow("supine-hamstring", course, asked=Side.RIGHT) is Side.RIGHT


def test_during_a_hold_the_side_stays() -> None:
    course = [(2.0, leg_raise(60.0)), (2.0, leg_raise(60.0).swapped())]
    assert follow("supine-hamstring", course, locked_from_s=2.0) is Side.LEFT
    assert follow("supine-hamstring", course) is Side.RIGHT


def test_the_other_side_takes_over_only_when_it_is_clearly_ahead() -> None:
    nearly = JointAngles(-90.0, left=leg_raise(40.0).left, right=leg_raise(44.0).left)
    assert follow("supine-hamstring", [(1.0, leg_raise(40.0)), (2.0, nearly)]) is Side.LEFT


def test_at_rest_the_near_side_is_taken_for_the_working_one() -> None:
    assert follow("supine-hamstring", [(1.0, SUPINE)], LEFT_SIDE) is Side.LEFT
    assert follow("supine-hamstring", [(1.0, SUPINE)], RIGHT_SIDE) is Side.RIGHT


def test_an_exercise_of_both_sides_has_no_working_one() -> None:
    assert follow("bridge", [(1.0, SUPINE)]) is Side.BOTH


def test_a_working_leg_that_goes_out_of_sight_is_still_the_working_one() -> None:
    what = find_exercise("supine-hamstring")
    readings, working = Readings(what), WorkingSide(what, None)
    for n in range(3 * FPS):
        hidden = [Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE] if n >= 2 * FPS else []
        readings.update(n / FPS, Body(pose_of(leg_raise(60.0), LEFT_SIDE, hidden=hidden), Side.LEFT, -1.0))
        working.update(readings, Side.LEFT, locked=False)
    assert working.side is Side.LEFT
