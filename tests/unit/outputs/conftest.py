"""Poses, moments and exercises made by hand, so that what is drawn is known."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from posecheck.engine.events import Assessment, Phase, State, ViewState
from posecheck.exercise import (
    Arc,
    Check,
    Exercise,
    Folder,
    Hold,
    Measure,
    Observability,
    Posture,
    Primary,
    Severity,
    Unit,
    View,
    at_most,
)
from posecheck.pose import LANDMARKS, Joint, Landmark, Pose, Side

#: On the back, head to the left, left leg straight up, right leg along the floor; 640 x 480.
SUPINE_PX = {
    Joint.EAR: (60, 350),
    Joint.SHOULDER: (120, 360),
    Joint.ELBOW: (170, 370),
    Joint.WRIST: (220, 370),
    Joint.HIP: (280, 360),
}
RAISED_PX = {Joint.KNEE: (280, 270), Joint.ANKLE: (280, 180), Joint.HEEL: (275, 165), Joint.TOE: (300, 160)}
RESTING_PX = {Joint.KNEE: (380, 360), Joint.ANKLE: (470, 360), Joint.HEEL: (480, 365), Joint.TOE: (485, 335)}

MakePose = Callable[..., Pose]
MakeMoment = Callable[..., Assessment]
MakeExercise = Callable[..., Exercise]


@pytest.fixture
def make_pose() -> MakePose:
    """Return a function that makes the pose; joints named in `hidden` are not trusted."""

    def make(hidden: tuple[Landmark, ...] = (), *, facing: int = 1) -> Pose:
        image = np.full((LANDMARKS, 2), (62, 330), np.float32)
        image[Landmark.NOSE] = (70, 320)
        for side, leg in ((Side.LEFT, RAISED_PX), (Side.RIGHT, RESTING_PX)):
            for joint, place in {**SUPINE_PX, **leg}.items():
                image[joint.on(side)] = place
        if facing < 0:
            image[:, 0] = 640 - image[:, 0]
        visibility = np.ones(LANDMARKS, np.float32)
        visibility[list(hidden)] = 0.2
        unknown = np.zeros((LANDMARKS, 3), np.float32)
        return Pose(1.0, 640, 480, image, image[:, 0], unknown, visibility, np.ones(LANDMARKS, np.float32))

    return make


@pytest.fixture
def make_assessment() -> MakeMoment:
    """Return a function that makes a moment in the middle of a good hold, changed as it is told."""
    assessment = Assessment(
        time_s=1.0,
        person=True,
        valid=True,
        phase=Phase.HOLD,
        posture=Posture.SUPINE,
        view=ViewState.OK,
        view_reason="",
        near=Side.LEFT,
        working=Side.LEFT,
        primary=math.nan,
        zone=(55.0, 80.0),
        measures={},
        states={},
        form=1.0,
        faults=(),
        held_s=12.0,
        target_s=30.0,
        holds=0,
        reps=0,
        cue="",
        missing=(),
    )

    def make(**changes: Any) -> Assessment:
        return replace(assessment, **changes)

    return make


def _no_value(_body: object, _side: Side) -> float:
    return math.nan


_LEG = (Joint.HIP, Joint.KNEE, Joint.ANKLE)
KNEE = Measure("knee-flexion", "knee bend", Unit.DEG, _no_value, _LEG)
RAISE = Measure(
    "leg-raise",
    "leg raise",
    Unit.DEG,
    _no_value,
    (Joint.SHOULDER, Joint.HIP, Joint.ANKLE),
    Arc(Joint.HIP, Joint.ANKLE, "straight"),
)


@pytest.fixture
def make_exercise() -> MakeExercise:
    """Return a function that makes a leg raise that judges the knee, changed as it is told."""
    exercise = Exercise(
        id="supine-hamstring",
        title="Supine hamstring stretch",
        folder=Folder.HAMSTRING,
        targets=("hamstrings",),
        setup="Lie on your back.",
        camera="At your side.",
        view=View.SIDE,
        posture=(Posture.SUPINE,),
        observability=Observability.A,
        dose=Hold(30.0),
        source="a test",
        primary=Primary(RAISE, 30.0, (55.0, 90.0), (30.0, 100.0), 15.0),
        checks=(Check("knee-bent", KNEE, at_most(10, 20), Severity.SPEAK, "Push your heel to the ceiling."),),
        sides=True,
    )

    def make(**changes: Any) -> Exercise:
        return replace(exercise, **changes)

    return make


@pytest.fixture
def fault(make_assessment: MakeMoment) -> Assessment:
    """Return a moment with a bent knee."""
    return make_assessment(states={"knee-bent": State.FAULT}, faults=("knee-bent",))
