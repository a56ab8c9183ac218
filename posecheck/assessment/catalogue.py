"""The tests that can be taken, by id, and what no single camera can give."""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING

from posecheck.assessment.battery.active_knee_extension import ACTIVE_KNEE_EXTENSION
from posecheck.assessment.battery.fingertip_to_floor import FINGERTIP_TEST
from posecheck.assessment.battery.hip_extension import HIP_EXTENSION
from posecheck.assessment.battery.prone_press_up import PRONE_PRESS_UP
from posecheck.assessment.battery.seated_reach import SEATED_REACH_TEST
from posecheck.assessment.battery.side_bend import SIDE_BEND_TEST
from posecheck.assessment.battery.straight_leg_raise import STRAIGHT_LEG_RAISE
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.assessment.test import AssessmentTest
    from posecheck.exercise import Exercise

#: The tests in the order in which they are taken: lying on the back, sitting, lying on the front, standing.
ASSESSMENTS: Mapping[str, AssessmentTest] = MappingProxyType(
    {
        test.id: test
        for test in (
            STRAIGHT_LEG_RAISE,
            ACTIVE_KNEE_EXTENSION,
            HIP_EXTENSION,
            SEATED_REACH_TEST,
            PRONE_PRESS_UP,
            FINGERTIP_TEST,
            SIDE_BEND_TEST,
        )
    }
)

#: What is often asked for and cannot be measured with one camera, each with the reason.
NOT_POSSIBLE: tuple[str, ...] = (
    (
        "Modified Schober test: it measures how marks on the skin of the lower back move apart. One "
        "camera sees no marks."
    ),
    (
        "Motion of the lumbar spine alone: the landmarks are shoulders and hips; what bends between "
        "them is not seen."
    ),
    "Tilt of the pelvis: no landmark is on the pelvis but the hips, and two points of one hip give no tilt.",
    "Rotation of the trunk or the neck to the degree: a turn toward the camera is guessed and not seen.",
    "Strength, and whether it hurts: only the person can tell.",
)


def find_movement(exercise: str) -> Exercise | None:
    """Return the movement of a test by its own id, as drawings are asked for; ``None`` without one."""
    return next((test.exercise for test in ASSESSMENTS.values() if test.exercise.id == exercise), None)


def find_assessment(name: str) -> AssessmentTest:
    """Return the test with the id `name`.

    Raises
    ------
    InputError
        When there is none; names the nearest id.
    """
    if name in ASSESSMENTS:
        return ASSESSMENTS[name]
    near = difflib.get_close_matches(name, ASSESSMENTS, n=1, cutoff=0.0)[0]
    raise InputError(
        f"There is no test {name!r}. Did you mean {near!r}? 'posecheck assess --list' lists them all."
    )
