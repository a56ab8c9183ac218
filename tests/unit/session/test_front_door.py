"""What ``import posecheck`` offers to other programs."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import posecheck as front_door
from posecheck.engine.result import as_data
from posecheck.pose import Pose, Side
from posecheck.pose.recording import RecordingWriter
from posecheck.testing import Timetable, perform


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "raise.poses"
    poses = perform("supine-hamstring")
    with RecordingWriter(path, poses[0].width_px, poses[0].height_px, "raise") as writer:
        for pose in poses:
            writer.write(pose)
    return path


def test_everything_that_is_promised_is_there() -> None:
    assert sorted(front_door.__all__) == front_door.__all__
    for name in front_door.__all__:
        assert getattr(front_door, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = front_door.nonsense


def test_a_recording_is_judged_as_the_command_judges_it(
    recording: Path, posecheck: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    result = front_door.judge(recording, "supine-hamstring", hold_target_s=5.0)
    written = posecheck(
        "replay", recording, "--exercise", "supine-hamstring", "--hold-target", "5", "--json", "-"
    )
    assert as_data(result) == json.loads(written.stdout)
    assert [hold.side for hold in result.holds] == [Side.LEFT]


def test_what_is_done_is_recognised_when_it_is_not_named(recording: Path) -> None:
    named = front_door.judge(recording, "supine-hamstring", hold_target_s=5.0)
    assert front_door.judge(recording, hold_target_s=5.0) == named


def test_the_steps_of_a_recording_come_one_by_one(recording: Path) -> None:
    told = list(front_door.follow(recording, "supine-hamstring"))
    assert [pose.time_s for _, pose, _ in told] == [pose.time_s for pose in perform("supine-hamstring")]
    assert any(event for _, _, step in told for event in step.events)


def test_a_session_is_fed_from_outside_and_has_its_result_at_its_end() -> None:
    poses = perform("supine-hamstring")
    with front_door.open_session("supine-hamstring", hold_target_s=5.0) as session:
        for pose in poses:
            session.take(pose)
        with pytest.raises(front_door.InputError, match="still open"):
            _ = session.result
    assert len(session.result.holds) == 1
    assert math.isclose(session.result.source.duration_s or 0.0, poses[-1].time_s, abs_tol=0.001)


def test_nobody_in_the_picture_gives_no_score() -> None:
    with front_door.open_session("bridge") as session:
        session.take(Pose.nobody(0.0, 640, 480))
    assert session.result.scored is False


@pytest.mark.parametrize(("exercise", "profile"), [("bridg", "default"), ("bridge", "gentel")])
def test_what_does_not_exist_is_an_input_error(recording: Path, exercise: str, profile: str) -> None:
    with pytest.raises(front_door.InputError):
        front_door.judge(recording, exercise, profile=profile)


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = ("numpy", "cv2", "mediapipe", "pydantic")
    code = f"import sys, posecheck; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_is_wrong_with_an_argument_is_said_in_one_sentence() -> None:
    with pytest.raises(front_door.InputError, match="'left' or 'right', but got 'links'"):
        front_door.open_session("bridge", side="links")
    for seconds in (-5.0, 0.0, float("nan"), float("inf")):
        with pytest.raises(front_door.InputError, match="more than 0 seconds"):
            front_door.open_session("bridge", hold_target_s=seconds)


def test_a_side_may_be_a_word() -> None:
    session = front_door.open_session("supine-hamstring", side="left")
    for pose in perform("supine-hamstring"):
        session.take(pose)
    session.close()
    assert {hold.side for hold in session.result.holds} == {"left"}


def test_pictures_come_in_the_order_of_their_time_and_before_the_end() -> None:
    session = front_door.open_session("supine-hamstring")
    first, second, *_ = perform("supine-hamstring")
    session.take(second)
    with pytest.raises(front_door.InputError, match="order of their time"):
        session.take(first)
    with pytest.raises(front_door.InputError, match=r"\(height, width, 3\) of uint8, but got \(4, 4\)"):
        session.see(np.zeros((4, 4), np.uint8), 9.0)
    session.close()
    with pytest.raises(front_door.InputError, match="has ended"):
        session.take(second)


def test_what_the_end_of_a_recording_cuts_off_is_followed_too(tmp_path: Path) -> None:
    poses = perform("supine-hamstring", table=Timetable(hold_s=12.0))
    held = [pose for pose in poses if pose.time_s < 14.0]
    with RecordingWriter(tmp_path / "cut.poses", held[0].width_px, held[0].height_px, "cut") as writer:
        for pose in held:
            writer.write(pose)
    steps = [step for _, _, step in front_door.follow(tmp_path / "cut.poses", "supine-hamstring")]
    kinds = [type(event).__name__ for step in steps for event in step.events]
    assert (
        kinds.count("HoldEnded")
        == len(front_door.judge(tmp_path / "cut.poses", "supine-hamstring").holds)
        == 1
    )
