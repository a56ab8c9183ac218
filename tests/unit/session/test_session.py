"""A session: what one sink does never costs the others anything, and Ctrl-C loses nothing."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from posecheck.engine.events import Assessment, Event, Phase, SetEnded, Step, ViewState
from posecheck.exercise import Posture
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.session import Session, run

LAST = (SetEnded(9.0, "the poses ended"),)


def assessment(time_s: float) -> Assessment:
    return Assessment(
        time_s=time_s, person=False, valid=False, phase=Phase.SETUP, posture=Posture.UNKNOWN,
        view=ViewState.OK, view_reason="", near=Side.NONE, working=Side.NONE, primary=math.nan, zone=(0, 1),
        measures={}, states={},
        form=math.nan, faults=(), held_s=0, target_s=5, holds=0, reps=0, cue="", missing=(),
    )  # fmt: skip


class CountingTrainer:
    """Answers every pose with its time."""

    def __init__(self) -> None:
        self.finished = 0

    def step(self, pose: Pose) -> Step:
        return Step(assessment(pose.time_s), ())

    def finish(self) -> tuple[Event, ...]:
        self.finished += 1
        return LAST


@dataclass
class Notes:
    """A sink that notes what it gets and fails when told to."""

    name: str = "notes"
    fail_at_s: float = math.inf
    fail_on_close: bool = False
    times_s: list[float] = field(default_factory=list)
    closed_with: list[tuple[Event, ...]] = field(default_factory=list)

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        if step.assessment.time_s >= self.fail_at_s:
            raise OSError(28, "No space left on device")
        self.times_s.append(step.assessment.time_s)

    def close(self, last: tuple[Event, ...]) -> None:
        self.closed_with.append(last)
        if self.fail_on_close:
            raise OSError(28, "No space left on device")


def poses(*times_s: float) -> Iterator[tuple[None, Pose]]:
    for time_s in times_s:
        yield None, Pose.nobody(time_s, 64, 48)


def test_every_sink_gets_every_step_and_the_closing_events() -> None:
    trainer, first, second = CountingTrainer(), Notes(), Notes()
    assert run(poses(0, 1, 2), Session(trainer, [first, second])) is False
    assert first.times_s == second.times_s == [0, 1, 2]
    assert first.closed_with == second.closed_with == [LAST]
    assert trainer.finished == 1


def test_a_failing_sink_is_reported_once_and_the_others_go_on() -> None:
    failing, other = Notes("video", fail_at_s=1, fail_on_close=True), Notes("result")
    session = Session(CountingTrainer(), [failing, other])
    run(poses(0, 1, 2), session)
    assert failing.times_s == [0]
    assert other.times_s == [0, 1, 2]
    assert other.closed_with == [LAST]
    assert [(failure.sink, failure.error.args) for failure in session.failures] == [
        ("video", (28, "No space left on device"))
    ]
    assert failing.closed_with == [LAST]


def test_a_sink_that_fails_to_close_does_not_keep_the_next_from_closing() -> None:
    failing, other = Notes("video", fail_on_close=True), Notes("result")
    session = Session(CountingTrainer(), [failing, other])
    run(poses(0), session)
    assert other.closed_with == [LAST]
    assert [failure.sink for failure in session.failures] == ["video"]


def test_ctrl_c_while_reading_keeps_what_was_taken() -> None:
    def interrupted() -> Iterator[tuple[None, Pose]]:
        yield from poses(0, 1)
        signal.raise_signal(signal.SIGINT)
        yield from poses(2)

    notes = Notes()
    assert run(interrupted(), Session(CountingTrainer(), [notes])) is True
    assert notes.times_s == [0, 1]
    assert notes.closed_with == [LAST]


def test_ctrl_c_in_a_sink_finishes_the_frame_for_every_sink() -> None:
    class Interrupting(Notes):
        def take(self, frame: Frame | None, pose: Pose, step: Step) -> None:
            super().take(frame, pose, step)
            if step.assessment.time_s == 1:
                signal.raise_signal(signal.SIGINT)

    first, second = Interrupting(), Notes()
    assert run(poses(0, 1, 2), Session(CountingTrainer(), [first, second])) is True
    assert first.times_s == second.times_s == [0, 1]
    assert first.closed_with == second.closed_with == [LAST]


def test_a_source_that_breaks_is_told_after_everything_was_closed() -> None:
    def broken() -> Iterator[tuple[None, Pose]]:
        yield from poses(0)
        raise ValueError("broken")

    notes = Notes()
    with pytest.raises(ValueError, match="broken"):
        run(broken(), Session(CountingTrainer(), [notes]))
    assert notes.times_s == [0]
    assert notes.closed_with == [LAST]


def test_closing_twice_closes_once() -> None:
    trainer, notes = CountingTrainer(), Notes()
    session = Session(trainer, [notes])
    session.close()
    session.close()
    assert trainer.finished == 1
    assert notes.closed_with == [LAST]
