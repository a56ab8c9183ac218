"""The angles in a file are those that posecheck reads, with the side that they are of."""

from __future__ import annotations

import numpy as np
import pytest
from fixtures.movements import HIDDEN_FROM_S, frames_at

from posecheck.exchange.angles import joint_angles, judged_angles
from posecheck.exchange.motion import see
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Pose, Side
from posecheck.support.errors import InputError
from posecheck.testing.performances import steady

FRAMES = frames_at(steady(12.0, 15.0))
#: The leg is raised by 70° from the fifth second to the eleventh.
UP = slice(6 * 15, 10 * 15)


def test_both_sides_are_read_each_under_its_name() -> None:
    angles = joint_angles(FRAMES)
    column = dict(zip(angles.columns, angles.values_deg.T, strict=True))
    assert column["leg_raise_left"][UP] == pytest.approx(70.0, abs=0.1)
    assert column["leg_raise_right"][UP] == pytest.approx(0.0, abs=0.1)
    assert column["knee_flexion_left"] == pytest.approx(0.0, abs=0.1)
    assert column["trunk_inclination"] == pytest.approx(-90.0, abs=0.1)


def test_an_angle_is_unknown_while_a_joint_of_it_is_not_seen() -> None:
    angles = joint_angles(FRAMES)
    elbow = angles.values_deg[:, angles.columns.index("elbow_flexion_left")]
    assert np.isnan(elbow).tolist() == [time_s >= HIDDEN_FROM_S for time_s in FRAMES.times_s]
    assert angles.gaps == ("elbow_flexion_left",)


def test_nothing_is_known_of_frames_without_the_person() -> None:
    poses = [*FRAMES.poses[:30], *(Pose.nobody(2.0 + n / 15, 1280, 720) for n in range(10))]
    for angles in (
        joint_angles(see(poses, "x")),
        judged_angles(see(poses, "x"), find_exercise("supine-hamstring"), None),
    ):
        assert not np.isnan(angles.values_deg[:30, 0]).any()
        assert np.isnan(angles.values_deg[30:]).all()


def test_an_exercise_has_the_angles_that_it_is_judged_by() -> None:
    angles = judged_angles(FRAMES, find_exercise("supine-hamstring"), Side.LEFT)
    assert angles.columns == ("leg_raise", "knee_flexion")
    assert angles.values_deg[UP, 0] == pytest.approx(70.0, abs=0.5)


def test_only_measures_in_degrees_are_angles() -> None:
    cat_cow = find_exercise("cat-cow")
    assert {str(each.unit) for each in cat_cow.measures} != {"deg"}
    named = {each.name.replace("-", "_") for each in cat_cow.measures if each.unit == "deg"}
    assert set(judged_angles(FRAMES, cat_cow, None).columns) == named


def test_an_exercise_without_an_angle_is_refused() -> None:
    with pytest.raises(InputError, match=r"^breathing is judged by no angle; leave --exercise out"):
        judged_angles(FRAMES, find_exercise("breathing"), None)
