"""The gate that asks whether it is a person, and whether it is the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.perception.person import PersonGate, Presence
from posecheck.pose import LANDMARKS, Landmark, Pose
from posecheck.testing import (
    ALL_FOURS,
    FRONT,
    LEFT_SIDE,
    PERFORMANCES,
    STANDING,
    SUPINE,
    JointAngles,
    Person,
    Viewpoint,
    perform,
    pose_of,
)

FPS = 15


def see(gate: PersonGate, poses: Iterable[Pose]) -> list[Presence]:
    return [gate.update(pose) for pose in poses]


def standing(start_s: float, seconds: float, camera: Viewpoint = LEFT_SIDE) -> list[Pose]:
    return [pose_of(STANDING, camera, time_s=start_s + n / FPS) for n in range(round(seconds * FPS))]


HERE, THERE = LEFT_SIDE, replace(LEFT_SIDE, centre_ratio=0.15)


def test_the_first_body_is_a_new_person_and_then_the_person() -> None:
    assert see(PersonGate(), standing(0.0, 1.0)) == [Presence.NEW_PERSON] + [Presence.PERSON] * 14


def test_an_empty_picture_shows_nobody() -> None:
    gate = PersonGate()
    assert see(gate, [Pose.nobody(n / FPS, 640, 480) for n in range(5)]) == [Presence.NOBODY] * 5


@each_of("stance", [STANDING, SUPINE, ALL_FOURS])
@each_of("camera", [LEFT_SIDE, FRONT, Viewpoint(45.0)])
@each_of("size", [0.6, 1.0, 1.2])
def test_people_of_any_size_in_any_view_are_people(
    stance: JointAngles, camera: Viewpoint, size: float
) -> None:
    assert PersonGate().update(pose_of(stance, camera, person=Person(size=size))) is Presence.NEW_PERSON


@each_of(
    "px_per_m, presence",
    [(43.0, Presence.UNLIKELY), (60.0, Presence.UNLIKELY), (125.0, Presence.NEW_PERSON)],
)
def test_a_body_a_tenth_of_the_picture_tall_is_furniture(px_per_m: float, presence: Presence) -> None:
    # 43 px/m makes 1.7 m a tenth of 720 px; a person at 8 m is a quarter of it or more.
    assert PersonGate().update(pose_of(STANDING, replace(LEFT_SIDE, px_per_m=px_per_m))) is presence


@each_of(
    "odd",
    [
        Person(torso_m=0.15),
        Person(torso_m=0.95),
        Person(thigh_m=0.12),
        Person(thigh_m=0.75),
        Person(torso_m=0.24, thigh_m=0.55),
    ],
)
def test_a_body_of_odd_proportions_is_none(odd: Person) -> None:
    assert PersonGate().update(pose_of(STANDING, person=odd)) is Presence.UNLIKELY


def test_a_body_that_the_landmarker_does_not_believe_in_is_none() -> None:
    assert PersonGate().update(pose_of(STANDING, hidden=list(Landmark))) is Presence.UNLIKELY


def test_in_a_view_from_the_side_the_far_side_may_be_unseen() -> None:
    far = [point for point in Landmark if point.name.startswith("RIGHT")]
    assert PersonGate().update(pose_of(STANDING, hidden=far)) is Presence.NEW_PERSON


@each_of("exercise", PERFORMANCES)
def test_nobody_moves_so_much_in_an_exercise_that_they_become_somebody_else(exercise: str) -> None:
    told = see(PersonGate(), perform(exercise, fps=10.0, noise_px=1.5))
    assert set(told[1:]) == {Presence.PERSON}


def test_a_body_in_another_place_is_somebody_else() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0, HERE))
    assert set(see(gate, standing(1.0, 2.0, THERE))) == {Presence.SOMEBODY_ELSE}


def test_after_somebody_else_the_person_is_still_the_person() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0, HERE))
    see(gate, standing(1.0, 2.0, THERE))
    assert set(see(gate, standing(3.0, 1.0, HERE))) == {Presence.PERSON}


def test_whoever_stays_for_3_seconds_takes_over_once() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0, HERE))
    told = see(gate, standing(1.0, 5.0, THERE))
    taken_over = told.index(Presence.NEW_PERSON)
    assert taken_over / FPS == pytest.approx(3.0, abs=0.1)
    assert set(told[:taken_over]) == {Presence.SOMEBODY_ELSE}
    assert set(told[taken_over + 1 :]) == {Presence.PERSON}


def test_bodies_that_flicker_from_place_to_place_never_take_over() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0, HERE))
    places = [replace(LEFT_SIDE, centre_ratio=ratio) for ratio in (0.1, 0.9)]
    poses = [pose_of(STANDING, places[n // 15 % 2], time_s=1.0 + n / FPS) for n in range(120)]
    assert set(see(gate, poses)) == {Presence.SOMEBODY_ELSE}


def test_a_body_of_quite_another_scale_is_somebody_else() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0))
    assert see(gate, standing(1.0, 0.1, replace(LEFT_SIDE, px_per_m=150.0)))[0] is Presence.SOMEBODY_ELSE


def test_somebody_who_walks_through_the_picture_stays_the_person() -> None:
    gate = PersonGate()
    poses = [
        pose_of(STANDING, replace(LEFT_SIDE, centre_ratio=0.1 + 0.025 * n / FPS * 15 / 2), time_s=n / FPS)
        for n in range(60)
    ]  # 0.1 to 0.9 of 4 m in 4 s
    assert set(see(gate, poses)[1:]) == {Presence.PERSON}


def test_after_a_gap_the_person_may_be_a_step_away() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0))
    see(gate, [Pose.nobody(1.0 + n / FPS, 1280, 720) for n in range(15)])
    assert see(gate, standing(2.0, 0.1, replace(LEFT_SIDE, centre_ratio=0.65)))[0] is Presence.PERSON


def test_a_cut_makes_a_new_person_even_in_the_same_place() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0))
    assert gate.update(pose_of(STANDING, time_s=1.0, scene_cut=True)) is Presence.NEW_PERSON
    assert gate.update(pose_of(STANDING, time_s=1.1)) is Presence.PERSON


def test_a_cut_to_an_empty_picture_forgets_the_person() -> None:
    gate = PersonGate()
    see(gate, standing(0.0, 1.0))
    assert gate.update(Pose.nobody(1.0, 1280, 720, scene_cut=True)) is Presence.NOBODY
    assert gate.update(pose_of(STANDING, THERE, time_s=1.1)) is Presence.NEW_PERSON


def test_landmarks_at_one_point_are_no_person() -> None:
    pose = pose_of(STANDING)
    nothing = np.zeros((LANDMARKS, 3), np.float32)
    at_one = replace(pose, image_px=nothing[:, :2] + 300, world_m=nothing)
    assert PersonGate().update(at_one) is Presence.UNLIKELY
