"""Marching on the spot, from the landmarks of a whole person."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from fixtures.cases import each_of

from posecheck.engine.events import Event, FaultStarted, RepDone
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Landmark, Pose, Side
from posecheck.testing import (
    FRONT,
    LEFT_SIDE,
    STANDING,
    JointAngles,
    Limbs,
    Viewpoint,
    film,
    knee_up,
    pose_of,
    steady,
)

OBLIQUE, BACK = Viewpoint(yaw_deg=40.0), Viewpoint(yaw_deg=180.0)
FEET = [each for each in Landmark if each.name.endswith(("ANKLE", "HEEL", "FOOT_INDEX"))]


def judged(poses: Iterable[Pose]) -> list[Event]:
    """Return what is said of the poses as a march."""
    trainer, events = Trainer(find_exercise("march")), list[Event]()
    for pose in poses:
        events += trainer.step(pose).events
    return [*events, *trainer.finish()]


def steps_of(events: Iterable[Event]) -> list[Side]:
    """Return the side of each step."""
    return [event.side for event in events if isinstance(event, RepDone)]


def marching(time_s: float, per_min: float = 60.0) -> JointAngles:
    """Return somebody who marches after 2 s of standing."""
    step_s = 60.0 / per_min
    if time_s < 2.0:
        return STANDING
    turn, share = divmod((time_s - 2.0) / step_s, 1.0)
    stance = knee_up(70.0 * math.sin(math.pi * share) ** 2)
    return stance.swapped() if turn % 2 else stance


@each_of("camera", [FRONT, LEFT_SIDE, OBLIQUE, BACK])
@each_of("fps", [10.0, 15.0, 30.0])
def test_a_march_is_counted_step_by_step_from_anywhere(camera: Viewpoint, fps: float) -> None:
    events = judged(film(marching, steady(12.0, fps), camera, noise_px=1.5))
    assert steps_of(events) == [Side.LEFT, Side.RIGHT] * 5
    assert not [event for event in events if isinstance(event, FaultStarted)]


@each_of("per_min, fast", [(60.0, False), (100.0, False), (140.0, True)])
def test_only_a_march_above_the_cadence_of_the_exercise_is_too_fast(per_min: float, *, fast: bool) -> None:
    events = judged(film(lambda time_s: marching(time_s, per_min), steady(14.0, 15.0), FRONT))
    told = {event.fault for event in events if isinstance(event, FaultStarted)}
    assert ("too-fast" in told) is fast


@each_of("camera", [FRONT, LEFT_SIDE, OBLIQUE, BACK])
@each_of("noise_px", [1.0, 3.0, 6.0])
def test_standing_is_no_step_however_the_landmarks_tremble(camera: Viewpoint, noise_px: float) -> None:
    poses = film(lambda _time_s: STANDING, steady(20.0, 15.0), camera, noise_px=noise_px)
    assert steps_of(judged(poses)) == []


def test_somebody_who_walks_out_of_the_picture_does_not_march() -> None:
    def walking(time_s: float) -> Pose:
        camera = replace(LEFT_SIDE, centre_ratio=0.3 + 0.15 * max(0.0, time_s - 2.0))
        return pose_of(marching(time_s, 110.0), camera, time_s=time_s)

    assert steps_of(judged(walking(time_s) for time_s in steady(9.0, 15.0))) == []


def test_somebody_who_comes_nearer_does_not_march() -> None:
    def walking(time_s: float) -> Pose:
        metres = 4.0 - 0.5 * max(0.0, time_s - 2.0)
        camera = replace(FRONT, px_per_m=200.0 * 4.0 / metres, floor_ratio=0.94)
        return pose_of(marching(time_s, 110.0), camera, time_s=time_s)

    assert steps_of(judged(walking(time_s) for time_s in steady(6.0, 15.0))) == []


def test_one_foot_held_behind_the_back_is_no_march() -> None:
    def swaying(time_s: float) -> JointAngles:
        return JointAngles(left=Limbs(hip=-5.0 + 20.0 * math.sin(2.0 * time_s), knee=110.0))

    assert steps_of(judged(film(swaying, steady(10.0, 15.0), BACK, noise_px=2.0))) == []


def test_a_march_whose_feet_are_never_seen_is_not_counted() -> None:
    poses = film(marching, steady(10.0, 15.0), FRONT, hidden=lambda _time_s: FEET)
    assert steps_of(judged(poses)) == []


def test_legs_that_the_picture_cuts_off_take_no_steps() -> None:
    cut = replace(FRONT, floor_ratio=1.25)
    assert steps_of(judged(film(marching, steady(10.0, 15.0), cut, noise_px=3.0))) == []


def test_squats_are_no_march() -> None:
    def squatting(time_s: float) -> JointAngles:
        deep = 70.0 * math.sin(math.pi * max(0.0, time_s - 2.0) / 2.0) ** 2
        return JointAngles(deep / 2, left=Limbs(hip=deep, knee=deep), right=Limbs(hip=deep, knee=deep))

    assert steps_of(judged(film(squatting, steady(14.0, 15.0), FRONT, noise_px=1.5))) == []
