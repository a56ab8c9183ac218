"""The calf stretch on constructed people: good, and just what each fault is."""

import pytest
from posecheck_calf import CALF_STRETCH

import posecheck
from posecheck.exercise.texts import untranslated
from posecheck.testing import LEFT_SIDE, STANDING, JointAngles, Limbs, Timetable, film, moving, steady

TABLE = Timetable(hold_s=8.0)


def lean(trunk_deg: float, *, hip_deg: float = 0.0, knee_deg: float = 0.0) -> JointAngles:
    """Return leaning forward over a front leg whose shin is upright, the left leg behind."""
    front = Limbs(hip=trunk_deg + 35.0, knee=35.0, shoulder=80.0)
    return JointAngles(trunk_deg, left=Limbs(hip=hip_deg, knee=knee_deg, shoulder=80.0), right=front)


def judged(position: JointAngles) -> posecheck.Result:
    """Return what comes of going into a position and back."""
    with posecheck.open_session(CALF_STRETCH, hold_target_s=5.0) as session:
        for pose in film(moving(STANDING, position, TABLE), steady(TABLE.duration_s, 15.0), LEFT_SIDE):
            session.take(pose)
    return session.result


def test_a_straight_line_toward_the_wall_is_held_without_a_fault() -> None:
    result = judged(lean(28.0))
    assert [(hold.side, hold.counted) for hold in result.holds] == [("left", True)]
    assert not result.faults


@pytest.mark.parametrize(
    ("position", "fault"),
    [
        (lean(25.0, hip_deg=12.0, knee_deg=32.0), "knee-bent"),
        (lean(55.0, hip_deg=32.0), "seat-left-behind"),
    ],
    ids=["bent knee", "seat behind"],
)
def test_a_fault_is_found_and_no_other(position: JointAngles, fault: str) -> None:
    assert {each.id for each in judged(position).faults if each.severity > 1} == {fault}


def test_every_text_is_there_in_german() -> None:
    assert untranslated(CALF_STRETCH, "de") == []
