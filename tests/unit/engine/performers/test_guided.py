"""Exercises that are guided and timed."""

from __future__ import annotations

from dataclasses import replace

from posecheck.engine.events import Cue, CueKind, Event, Phase, TargetReached
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Guided
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Pose
from posecheck.testing import STANDING, SUPINE_KNEES_BENT, film, steady

SHORT = replace(
    find_exercise("pelvic-tilt"), dose=Guided(duration_s=20.0, prompts=("Tip.", "Let go."), every_s=5.0)
)


def guide(poses: list[Pose]) -> tuple[list[Event], Trainer, Phase]:
    trainer, events = Trainer(SHORT), list[Event]()
    for pose in poses:
        step = trainer.step(pose)
        events += step.events
    return events, trainer, step.assessment.phase


def prompts(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Cue) and event.kind is CueKind.GUIDE]


def test_the_prompts_take_turns_and_the_end_is_said_once() -> None:
    events, _, phase = guide(film(lambda _t: SUPINE_KNEES_BENT, steady(30.0, 10.0)))
    assert prompts(events) == ["Tip.", "Let go.", "Tip.", "Let go."]
    assert len([event for event in events if isinstance(event, TargetReached)]) == 1
    assert phase is Phase.REST


def test_time_passes_only_while_the_person_is_in_position() -> None:
    def motion(time_s: float) -> object:
        return STANDING if 5.0 <= time_s < 15.0 else SUPINE_KNEES_BENT

    events, _, _ = guide(film(motion, steady(26.0, 10.0)))  # type: ignore[arg-type] # a stance
    assert not [event for event in events if isinstance(event, TargetReached)]


def test_nobody_is_not_guided() -> None:
    events, _, phase = guide([Pose.nobody(n / 10, 640, 480) for n in range(100)])
    assert prompts(events) == []
    assert phase is Phase.SETUP
