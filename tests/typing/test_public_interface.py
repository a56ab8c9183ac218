"""Everything that other programs may rely on, with its types: mypy reads this file, and pytest runs it.

A name that is missing here, or one whose type changes, is a change of the public interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import numpy as np
import pytest

import posecheck
import posecheck.testing
from posecheck.engine.events import Assessment, Event, Phase, State, Step, ViewState
from posecheck.engine.result import (
    CueResult,
    FaultResult,
    HoldResult,
    MeasureFigures,
    RepResult,
    ScoreFigures,
    SourceInfo,
    ViewResult,
)
from posecheck.exercise import Dose
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.pose.recording import RecordingWriter
from posecheck.testing import JointAngles, Limbs, Performance, Person, Timetable, Viewpoint


@pytest.fixture(scope="module")
def poses() -> list[Pose]:
    """Return a leg raise on constructed landmarks."""
    raised = posecheck.testing.leg_raise(70.0)
    assert_type(raised, JointAngles)
    motion = posecheck.testing.moving(posecheck.testing.SUPINE, raised, Timetable(hold_s=6.0))
    made = posecheck.testing.film(motion, posecheck.testing.steady(12.0, 15.0), posecheck.testing.LEFT_SIDE)
    assert_type(made, list[Pose])
    return made


@pytest.fixture(scope="module")
def recording(poses: list[Pose], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("typing") / "raise.poses"
    with RecordingWriter(path, poses[0].width_px, poses[0].height_px, "constructed") as writer:
        for pose in poses:
            writer.write(pose)
    return path


def test_a_file_is_judged(recording: Path) -> None:
    result = posecheck.judge(
        recording, "supine-hamstring", side=Side.LEFT, hold_target_s=5.0, profile="default", model=None
    )
    assert_type(result, posecheck.Result)
    assert_type(posecheck.judge(str(recording)), posecheck.Result)
    assert_type(result.score, float | None)
    assert_type(result.score_parts, ScoreFigures | None)
    assert_type(result.exercise, str | None)
    assert_type(result.reason, str | None)
    assert_type(result.side, Side)
    assert_type(result.source, SourceInfo)
    assert_type(result.holds, tuple[HoldResult, ...])
    assert_type(result.reps, tuple[RepResult, ...])
    assert_type(result.faults, tuple[FaultResult, ...])
    assert_type(result.cues, tuple[CueResult, ...])
    assert_type(result.view, tuple[ViewResult, ...])
    assert_type(result.not_seen, tuple[str, ...])
    assert_type(result.measures, dict[str, MeasureFigures])
    assert [hold.counted for hold in result.holds] == [True]


def test_a_file_is_followed(recording: Path) -> None:
    followed = posecheck.follow(recording, posecheck.exercises()["supine-hamstring"], side=Side.LEFT)
    assert_type(followed, Iterator[tuple[Frame | None, Pose, Step]])
    frame, pose, step = next(followed)
    assert_type(frame, Frame | None)
    assert_type(pose, Pose)
    assert_type(step.assessment, Assessment)
    assert_type(step.assessment.phase, Phase)
    assert_type(step.assessment.view, ViewState)
    assert_type(step.assessment.form, float)
    assert {type(state) for state in step.assessment.states.values()} <= {State}
    assert frame is None


def test_a_session_is_fed(poses: list[Pose]) -> None:
    with posecheck.open_session("supine-hamstring", hold_target_s=5.0) as session:
        assert_type(session, posecheck.OpenSession)
        assert_type(session.exercise, posecheck.Exercise)
        for pose in poses:
            assert_type(session.take(pose), Step)
    assert_type(session.result, posecheck.Result)
    assert session.result.scored


def test_a_session_that_is_fed_pictures_returns_the_same() -> None:
    with posecheck.open_session("bridge") as session:
        assert_type(session.see(np.zeros((48, 64, 3), np.uint8), time_s=0.0), Step)


def test_a_trainer_takes_poses(poses: list[Pose]) -> None:
    trainer = posecheck.Trainer(
        posecheck.exercises()["supine-hamstring"],
        side=Side.LEFT,
        hold_target_s=5.0,
        baselines={Side.LEFT: 70.0},
    )
    step = trainer.step(poses[0])
    assert_type(step, Step)
    assert_type(step.events, tuple[Event, ...])
    assert_type(trainer.finish(), tuple[Event, ...])
    assert_type(trainer.exercise, posecheck.Exercise)
    assert_type(trainer.started, bool)


def test_exercises_are_a_dictionary_by_id() -> None:
    exercises = posecheck.exercises()
    assert_type(exercises, dict[str, posecheck.Exercise])
    bridge = exercises["bridge"]
    assert_type(bridge.dose, Dose)
    assert_type(bridge.id, str)
    assert_type(bridge.sides, bool)
    assert bridge.id == "bridge"


def test_a_saved_result_is_read() -> None:
    with pytest.raises(posecheck.InputError, match="schema"):
        assert_type(posecheck.read_result({}), posecheck.Result)
    assert issubclass(posecheck.ModelError, posecheck.InputError)
    assert issubclass(posecheck.CameraError, posecheck.InputError)
    assert_type(posecheck.__version__, str)


def test_people_are_constructed() -> None:
    assert_type(posecheck.testing.PERFORMANCES, dict[str, Performance])
    assert_type(posecheck.testing.perform("bridge", fps=5.0), list[Pose])
    assert_type(posecheck.testing.pose_of(JointAngles(left=Limbs(knee=30.0))), Pose)
    assert_type(posecheck.testing.ADULT, Person)
    assert_type(posecheck.testing.LEFT_SIDE, Viewpoint)
    assert_type(posecheck.testing.shifted([], 1.0), Iterator[Pose])


def test_what_parameters_and_results_are_made_of_is_public_too(recording: Path) -> None:
    assert posecheck.Side is Side
    assert posecheck.Pose is Pose
    assert posecheck.Step is Step
    assert posecheck.SourceInfo is SourceInfo
    data = posecheck.as_data(posecheck.judge(recording, "supine-hamstring", side="left"))
    assert_type(data, dict[str, Any])
    assert_type(posecheck.result_schema(), dict[str, Any])
    assert posecheck.read_result(data).exercise == "supine-hamstring"


def test_no_public_name_is_left_out() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in posecheck.__all__ if f"posecheck.{name}" not in text] == []
