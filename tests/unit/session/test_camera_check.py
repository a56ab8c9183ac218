"""The camera check: what is wrong is found and said after a moment, what is not known is not good."""

from __future__ import annotations

import numpy as np
import pytest

from posecheck.perception.observation import Observer
from posecheck.pose import Landmark, Pose
from posecheck.pose.frame import Frame
from posecheck.session.camera_check import CameraCheck, Finding, Found
from posecheck.testing import FRONT, STANDING, SUPINE, JointAngles, pose_of

FEET = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL]
HEAD = [Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR]


def found(
    stance: JointAngles | None = STANDING,
    *,
    grey: int = 120,
    per_s: float = 15.0,
    scale: float = 1.0,
    hidden: tuple[Landmark, ...] = (),
    lean_deg: float = 0.0,
    seconds: float = 4.0,
) -> dict[str, Finding]:
    """Return what is found after some seconds of somebody who stands or lies, or of nobody."""
    check, observer = CameraCheck(), Observer()
    findings: tuple[Finding, ...] = ()
    size = (FRONT.height_px, FRONT.width_px, 3)
    for number in range(int(seconds * per_s)):
        time_s = number / per_s
        if stance is None:
            pose = Pose.nobody(time_s, FRONT.width_px, FRONT.height_px)
        else:
            pose = changed(pose_of(stance, FRONT, time_s=time_s, hidden=hidden), scale, lean_deg, number)
        findings = check.take(Frame(np.full(size, grey, np.uint8), time_s), observer.observe(pose))
    return {each.id: each for each in findings}


def changed(pose: Pose, scale: float, lean_deg: float, number: int) -> Pose:
    """Return a pose nearer or further, in a picture that leans, of somebody who sways a little."""
    points = pose.image_px.copy()
    middle = np.array([pose.width_px / 2, pose.height_px / 2], np.float32)
    angle = np.radians(lean_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    sway = np.float32(np.sin(number / 4.0))
    moved = ((points - middle) * np.float32(scale)) @ turn.T + middle + sway
    pose.image_px[:] = moved
    return pose


def test_everything_is_good_of_somebody_who_stands_well_in_good_light() -> None:
    assert {name: each.found for name, each in found().items()} == dict.fromkeys(
        ("rate", "light", "whole", "distance", "level"), Found.GOOD
    )


@pytest.mark.parametrize(
    ("changes", "name", "word"),
    [
        ({"grey": 40}, "light", "dark"),
        ({"grey": 240}, "light", "bright"),
        ({"per_s": 8.0}, "rate", "Too few"),
        ({"scale": 0.35}, "distance", "nearer"),
        ({"hidden": tuple(FEET)}, "whole", "feet"),
        ({"hidden": tuple(HEAD)}, "whole", "head"),
        ({"lean_deg": 12.0}, "level", "leans"),
        ({"stance": None}, "whole", "can't see you"),
    ],
)
def test_what_is_wrong_is_found_and_said(changes: dict[str, object], name: str, word: str) -> None:
    finding = found(**changes)[name]  # type: ignore[arg-type]
    assert finding.found is Found.MEND
    assert word in finding.words


def test_whether_the_camera_is_level_is_not_known_of_somebody_who_lies() -> None:
    findings = found(SUPINE)
    assert findings["level"].found is Found.UNKNOWN
    assert findings["distance"].found is Found.UNKNOWN


def test_nothing_is_known_of_a_rate_before_it_was_counted() -> None:
    assert found(seconds=0.5)["rate"].found is Found.UNKNOWN


def test_a_glimpse_does_not_change_what_is_said() -> None:
    check, observer = CameraCheck(), Observer()
    size = (FRONT.height_px, FRONT.width_px, 3)
    words = []
    for number in range(60):
        grey = 30 if number == 45 else 120
        time_s = number / 15.0
        pose = changed(pose_of(STANDING, FRONT, time_s=time_s), 1.0, 0.0, number)
        findings = check.take(Frame(np.full(size, grey, np.uint8), time_s), observer.observe(pose))
        words.append({each.id: each.found for each in findings}["light"])
    assert set(words) == {Found.GOOD}
