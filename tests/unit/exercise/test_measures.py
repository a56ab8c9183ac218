"""The shared measures on bodies whose joint angles are known."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.exercise import Measure, measures
from posecheck.perception.body import Body
from posecheck.pose import Joint, Landmark, Side
from posecheck.testing import (
    ADULT,
    ALL_FOURS,
    FRONT,
    LEFT_SIDE,
    RIGHT_SIDE,
    STANDING,
    JointAngles,
    Limbs,
    Person,
    Viewpoint,
    back_extension,
    bird_dog,
    bridge,
    childs_pose,
    hinge,
    leg_raise,
    pose_of,
    side_bend,
)

VIEWS = {"left side": LEFT_SIDE, "right side": RIGHT_SIDE}


def read(
    measure: Measure,
    stance: JointAngles,
    camera: Viewpoint = LEFT_SIDE,
    side: Side = Side.LEFT,
    person: Person = ADULT,
) -> float:
    near = Side.RIGHT if camera.yaw_deg < 0.0 else Side.LEFT
    return measure.of(
        Body(pose_of(stance, camera, person=person), near, 1.0 if near is Side.RIGHT else -1.0), side
    )


@each_of("camera", VIEWS.values(), ids=VIEWS.keys())
@each_of(
    "measure, stance, expected",
    [
        (measures.KNEE_FLEXION, leg_raise(60.0, knee_deg=25.0), 25.0),
        (measures.LEG_RAISE, leg_raise(60.0), 60.0),
        (measures.LEG_RAISE, leg_raise(100.0), 100.0),
        (measures.HIP_FLEXION, JointAngles(-90.0, left=Limbs(hip=120.0, knee=120.0)), 120.0),
        (measures.HIP_FLEXION, childs_pose(), 155.0),
        (measures.HIP_FLEXION, JointAngles(left=Limbs(hip=-20.0)), -20.0),
        (measures.LEG_ELEVATION, bird_dog(0.0), 0.0),
        (measures.LEG_ELEVATION, bird_dog(15.0), 15.0),
        (measures.LEG_ELEVATION, bird_dog(-20.0), -20.0),
        (measures.THIGH_TILT, ALL_FOURS, 0.0),
        (measures.SHIN_TILT, ALL_FOURS, 90.0),
        (measures.SUPPORT_ARM_TILT, ALL_FOURS, 0.0),
        (measures.TRUNK_INCLINATION, hinge(35.0), 35.0),
        (measures.TRUNK_INCLINATION, back_extension(12.0), -12.0),
        (measures.BACKWARD_LEAN, back_extension(12.0), 12.0),
        (measures.LEG_FORWARD, hinge(20.0), 25.0),
        (measures.NECK, JointAngles(neck=20.0), 20.0),
        (measures.NECK, JointAngles(-90.0, neck=-15.0), -15.0),
        (measures.ELBOW_FLEXION, JointAngles(left=Limbs(shoulder=90.0, elbow=30.0)), 30.0),
        (measures.BRIDGE_LINE, bridge(150.0), 150.0),
        (measures.BRIDGE_LINE, bridge(178.0), 178.0),
    ],
)
def test_a_measure_reads_the_angle_the_body_was_made_with(
    measure: Measure, stance: JointAngles, expected: float, camera: Viewpoint
) -> None:
    assert read(measure, stance, camera) == pytest.approx(expected, abs=0.2)


@given(st.floats(-30.0, 40.0))
def test_a_bridge_that_arches_past_straight_reads_more_than_180(past: float) -> None:
    shoulder, hip = 400 + 600j, 560 + 560j
    knee = hip + (hip - shoulder) * complex(math.cos(math.radians(past)), math.sin(math.radians(past)))
    pose = pose_of(bridge(180.0), RIGHT_SIDE)
    image = pose.image_px.copy()
    for point, place in (
        (Landmark.RIGHT_SHOULDER, shoulder),
        (Landmark.RIGHT_HIP, hip),
        (Landmark.RIGHT_KNEE, knee),
    ):
        image[point] = place.real, place.imag
    body = Body(replace(pose, image_px=image), Side.RIGHT, 1.0)
    assert measures.BRIDGE_LINE.of(body, Side.RIGHT) == pytest.approx(180.0 + past, abs=0.01)


@each_of("yaw_deg", [0.0, 10.0, -10.0])
def test_a_side_bend_leans_toward_one_side_and_away_from_the_other(yaw_deg: float) -> None:
    camera = Viewpoint(yaw_deg)
    assert read(measures.LATERAL_LEAN, side_bend(15.0), camera, Side.LEFT) == pytest.approx(15.0, abs=0.5)
    assert read(measures.LATERAL_LEAN, side_bend(15.0), camera, Side.RIGHT) == pytest.approx(-15.0, abs=0.5)
    assert read(measures.SWAY, side_bend(-15.0), camera) == pytest.approx(15.0, abs=0.5)


@each_of("camera", [FRONT, Viewpoint(40.0), LEFT_SIDE])
def test_a_lifted_knee_drops_less_in_any_view(camera: Viewpoint) -> None:
    standing = read(measures.KNEE_DROP, STANDING, camera)
    for hip_deg, drop in ((60.0, 0.5), (90.0, 0.0)):
        lifted = JointAngles(left=Limbs(hip=hip_deg, knee=hip_deg))  # the shin hangs down
        assert read(measures.KNEE_DROP, lifted, camera) / standing == pytest.approx(drop, abs=0.01)


def test_a_knee_hidden_by_clothes_is_as_high_as_its_foot_has_it() -> None:
    """The landmarker then leaves the knee half-way between the hip and the lifted foot."""
    pose = pose_of(JointAngles(left=Limbs(hip=60.0, knee=60.0)), FRONT)
    knee = Joint.KNEE.on(Side.LEFT)
    world = pose.world_m.copy()
    world[knee] = (world[Joint.HIP.on(Side.LEFT)] + world[Joint.ANKLE.on(Side.LEFT)]) / 2
    standing = read(measures.KNEE_DROP, STANDING, FRONT)
    guessed = Body(replace(pose, world_m=world), Side.LEFT, -1.0)
    assert measures.KNEE_DROP.of(guessed, Side.LEFT) / standing == pytest.approx(0.5, abs=0.01)
    sight = pose.visibility.copy()
    sight[Joint.ANKLE.on(Side.LEFT)] = 0.0
    footless = Body(replace(pose, world_m=world, visibility=sight), Side.LEFT, -1.0)
    assert measures.KNEE_DROP.of(footless, Side.LEFT) / standing > 0.7


@each_of("lean_deg, read_from_foot", [(19.0, True), (21.0, False), (45.0, False)])
def test_a_shin_that_swings_back_as_in_walking_tells_nothing_about_the_knee(
    lean_deg: float, *, read_from_foot: bool
) -> None:
    standing = read(measures.KNEE_DROP, STANDING)
    swinging = read(measures.KNEE_DROP, JointAngles(left=Limbs(hip=10.0, knee=10.0 + lean_deg))) / standing
    knee_only = math.cos(math.radians(10.0))
    assert (swinging < knee_only - 0.01) is read_from_foot
    if not read_from_foot:
        assert swinging == pytest.approx(knee_only, abs=0.01)


def test_sitting_back_brings_the_seat_to_the_heels() -> None:
    far, near = (read(measures.SEAT_TO_HEEL, childs_pose(knee)) for knee in (120.0, 150.0))
    assert far == pytest.approx(2 * math.cos(math.radians(60.0)), abs=0.01)
    assert near == pytest.approx(2 * math.cos(math.radians(75.0)), abs=0.01)


@each_of("yaw_deg", [10.0, 20.0, 30.0, 45.0])
@each_of(
    "measure, stance, apparent",
    [
        (measures.TRUNK_INCLINATION, hinge(45.0), {10.0: 44.6, 20.0: 43.2, 30.0: 40.9, 45.0: 35.3}),
        (measures.LEG_RAISE, leg_raise(60.0), {10.0: 60.4, 20.0: 61.5, 30.0: 63.4, 45.0: 67.8}),
    ],
)
def test_off_the_side_an_angle_is_as_wrong_as_the_catalogue_says(
    measure: Measure, stance: JointAngles, apparent: dict[float, float], yaw_deg: float
) -> None:
    # The catalogue computes one plane: no shoulder is farther from the middle than its hip.
    flat = Person(half_shoulders_m=0.1)
    assert read(measure, stance, Viewpoint(90.0 - yaw_deg), person=flat) == pytest.approx(
        apparent[yaw_deg], abs=0.1
    )


@each_of("measure", [measures.KNEE_FLEXION, measures.LEG_RAISE, measures.TRUNK_INCLINATION])
def test_landmark_noise_of_a_pixel_and_a_half_is_an_error_of_a_degree_or_so(measure: Measure) -> None:
    random, stance = np.random.default_rng(8), leg_raise(60.0, knee_deg=30.0)
    values = [
        measure.of(Body(pose_of(stance, noise_px=1.5, random=random), Side.LEFT, -1.0), Side.LEFT)
        for _ in range(200)
    ]
    assert np.mean(values) == pytest.approx(read(measure, stance), abs=0.3)
    assert np.std(values) < 1.6
