"""Up to three stills of an exercise: the best moment of what counted, and where a cue helped."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.engine.events import (
    Assessment,
    Cue,
    CueKind,
    Event,
    FaultEnded,
    HoldEnded,
    Phase,
    RepDone,
    ScoreParts,
    Step,
    ViewState,
)
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.exercise import Posture
from posecheck.exercise.catalogue import find_exercise
from posecheck.history.sink import HistorySink, KeptSession
from posecheck.history.stills import Still, stills_dir, stills_of
from posecheck.history.store import History
from posecheck.outputs.overlay.session_info import NO_SESSION
from posecheck.outputs.result_file import ResultFile
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.session import Session
from posecheck.session.stills import STILL_PX, StillsSink, jpeg, smaller

EXERCISE = find_exercise("supine-hamstring")
PARTS = ScoreParts(0.9, 1.0, 1.0, provisional=False)


def assessment(time_s: float, form: float, phase: Phase = Phase.HOLD, *, valid: bool = True) -> Assessment:
    return Assessment(
        time_s=time_s, person=True, valid=valid, phase=phase, posture=Posture.SUPINE, view=ViewState.OK,
        view_reason="", near=Side.LEFT, working=Side.LEFT, primary=60.0 + time_s, zone=(60.0, 90.0),
        measures={}, states={}, form=form, faults=(), held_s=5.0, target_s=30.0, holds=0, reps=0,
        cue="", missing=(),
    )  # fmt: skip


def hold_ended(time_s: float, *, counted: bool = True) -> HoldEnded:
    return HoldEnded(time_s, Side.LEFT, 0.0, time_s, time_s, counted, PARTS)


def cue(time_s: float, fault: str) -> Cue:
    return Cue(time_s, f"About {fault}.", CueKind.FAULT, fault)


def fault_ended(time_s: float, fault: str) -> FaultEnded:
    return FaultEnded(time_s, fault, 2, Side.LEFT, 0.0, time_s)


class Exercising:
    """One exercise that is kept with stills; every frame is of another brightness."""

    def __init__(self, history: History) -> None:
        session = KeptSession(history, "live")
        result_file = ResultFile(ResultBuilder(EXERCISE, SourceInfo("camera 0", 640, 480, math.nan)))
        self.history = history
        self.kept = HistorySink(session, EXERCISE, result_file)
        self.drawn = 0
        self.sink = StillsSink(session, self.kept, EXERCISE, self.draw)

    def draw(self, image_bgr, pose, assessment, exercise, **how) -> np.ndarray:
        assert how == {"mirrored": True, "info": NO_SESSION}
        self.drawn += 1
        return image_bgr

    def see(self, seen: Assessment, *events: Event, picture: bool = True) -> None:
        image = np.full((480, 640, 3), round(seen.time_s), np.uint8)
        pose, step = Pose.nobody(seen.time_s, 640, 480), Step(seen, events)
        for sink in (self.kept, self.sink):
            sink.take(Frame(image, seen.time_s) if picture else None, pose, step)

    def stills(self) -> list[Still]:
        return stills_of(self.history.path, 1)

    def times(self) -> list[tuple[float, str]]:
        return [(each.note.time_s, each.note.cue) for each in self.stills()]


@pytest.fixture
def exercising(tmp_path: Path):
    with History(tmp_path / "history.sqlite3") as history:
        yield Exercising(history)


def test_the_best_moment_of_a_hold_that_counted_is_kept_when_it_ends(exercising: Exercising) -> None:
    for time_s, form in ((10.0, 0.7), (20.0, 0.9), (30.0, 0.8)):
        exercising.see(assessment(time_s, form))
    assert exercising.stills() == []
    exercising.see(assessment(31.0, 0.5), hold_ended(31.0))
    (still,) = exercising.stills()
    assert still.note.time_s == 20.0
    assert (still.note.value, still.note.unit, still.note.form) == (80.0, "deg", 0.9)
    assert still.note.held
    assert still.note.side == "left"
    image = cv2.imdecode(np.frombuffer(still.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert image.shape == (360, 480, 3)
    assert image.mean() == pytest.approx(20.0, abs=1.0)


def test_a_better_hold_replaces_it_and_a_worse_one_does_not(exercising: Exercising) -> None:
    for number, form in enumerate((0.8, 0.7, 0.9), start=1):
        exercising.see(assessment(10.0 * number, form), hold_ended(10.0 * number))
    assert exercising.times() == [(30.0, "")]
    assert exercising.drawn == 2


def test_a_hold_that_did_not_count_leaves_none(exercising: Exercising) -> None:
    exercising.see(assessment(10.0, 0.9), hold_ended(10.0, counted=False))
    exercising.sink.close(())
    assert exercising.stills() == []


def test_a_repetition_has_one_too_even_without_a_stop_at_the_top(exercising: Exercising) -> None:
    exercising.see(assessment(10.0, 0.9, Phase.MOVE_IN))
    exercising.see(
        assessment(12.0, math.nan, Phase.REST), RepDone(12.0, Side.LEFT, 8.0, 12.0, 10.0, 10.5, PARTS)
    )
    assert exercising.times() == [(10.0, "")]
    assert not exercising.stills()[0].note.held


def test_a_cue_is_kept_when_its_fault_ends_soon(exercising: Exercising) -> None:
    exercising.see(assessment(10.0, 0.5), cue(10.0, "knee-bent"))
    assert exercising.stills() == []
    exercising.see(assessment(14.0, 0.5), fault_ended(14.0, "knee-bent"))
    assert exercising.times() == [(10.0, "About knee-bent.")]


def test_a_cue_that_did_not_help_is_kept_at_the_end_when_none_did(exercising: Exercising) -> None:
    exercising.see(assessment(10.0, 0.5), cue(10.0, "knee-bent"))
    exercising.see(assessment(11.0, 0.5), cue(11.0, "head-lifted"))
    exercising.see(assessment(40.0, 0.5), fault_ended(40.0, "knee-bent"))
    assert exercising.stills() == []
    exercising.sink.close(())
    assert exercising.times() == [(10.0, "About knee-bent.")]


def test_there_are_never_more_than_three(exercising: Exercising) -> None:
    for number, fault in enumerate(("knee-bent", "head-lifted", "leaning", "uneven"), start=1):
        exercising.see(assessment(10.0 * number, 0.8), cue(10.0 * number, fault))
        exercising.see(assessment(10.0 * number + 1, 0.8), fault_ended(10.0 * number + 1, fault))
        exercising.see(assessment(10.0 * number + 2, 0.9), hold_ended(10.0 * number + 2))
    exercising.sink.close(())
    assert len(exercising.stills()) == 3
    assert len(list(stills_dir(exercising.history.path, 1).iterdir())) == 3


def test_praise_and_moments_that_were_not_judged_are_no_reason_for_a_picture(exercising: Exercising) -> None:
    exercising.see(assessment(10.0, math.nan, valid=False), cue(10.0, "knee-bent"))
    exercising.see(assessment(11.0, math.nan), Cue(11.0, "Good.", CueKind.PRAISE))
    exercising.see(assessment(12.0, math.nan), hold_ended(12.0))
    exercising.sink.close(())
    assert exercising.stills() == []
    assert exercising.drawn == 0


def test_without_a_camera_there_is_no_picture(exercising: Exercising) -> None:
    exercising.see(assessment(10.0, 0.9), cue(10.0, "knee-bent"), picture=False)
    exercising.see(assessment(12.0, 0.9), fault_ended(12.0, "knee-bent"), hold_ended(12.0), picture=False)
    exercising.sink.close(())
    assert exercising.stills() == []


def test_a_picture_that_cannot_be_written_does_not_stop_the_session(exercising: Exercising) -> None:
    stills_dir(exercising.history.path).write_text("a file where the folder should be")
    counted = []

    class Trainer:
        def step(self, pose: Pose) -> Step:
            return Step(assessment(pose.time_s, 0.9), (hold_ended(pose.time_s),))

        def finish(self) -> tuple[Event, ...]:
            return ()

    class Counting:
        name = "counting"

        def take(self, frame: Frame | None, pose: Pose, step: Step) -> None:
            counted.extend(step.events)

        def close(self, last: tuple[Event, ...]) -> None:
            counted.append("closed")

    session = Session(Trainer(), [exercising.kept, exercising.sink, Counting()])
    for time_s in (1.0, 2.0, 3.0):
        session.take(Frame(np.zeros((480, 640, 3), np.uint8), time_s), Pose.nobody(time_s, 640, 480))
    session.close()
    assert len(counted) == 4
    assert [failure.sink for failure in session.failures] == [str(stills_dir(exercising.history.path))]
    (exercise,) = exercising.history.exercises(1)
    assert len(exercise.holds) == 3


@each_of(
    "size, expected",
    [
        ((1080, 1920), (270, 480)),
        ((1920, 1080), (480, 270)),
        ((480, 480), (480, 480)),
        ((90, 160), (90, 160)),
    ],
)
def test_a_still_is_small(size: tuple[int, int], expected: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (*size, 3), np.uint8)
    small = smaller(noise)
    assert small.shape[:2] == expected
    assert max(small.shape) <= STILL_PX
    assert len(jpeg(small)) < 250_000  # noise is the worst there is; a room takes a tenth
