"""When a set is over."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from posecheck.engine.events import Event, HoldEnded, RepDone, SetEnded, TargetReached
from posecheck.exercise import Circles, Exercise, Guided, Hold, Reps, Steps
from posecheck.exercise.catalogue import find_exercise
from posecheck.session.dose_progress import DoseProgress


def exercise(dose: object) -> Exercise:
    return replace(find_exercise("supine-hamstring"), dose=dose)


def event(kind: type[Event], **values: Any) -> Any:
    """Return an event of which only `values` are looked at."""
    made = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def step(time_s: float, *events: Event, held_s: float = 0.0) -> Any:
    return SimpleNamespace(events=events, assessment=SimpleNamespace(time_s=time_s, held_s=held_s))


def test_a_hold_is_over_when_its_target_was_reached_and_the_position_left() -> None:
    progress = DoseProgress(exercise(Hold(target_s=5, sets=1)))
    assert not progress.take(step(4.0, held_s=4.0))
    assert not progress.take(step(5.0, event(TargetReached, time_s=5.0), held_s=5.0))
    assert not progress.take(step(13.0, held_s=13.0))
    assert progress.take(step(13.1, held_s=0.0))
    assert progress.complete
    assert not progress.stopped


def test_who_lingers_in_a_stretch_is_called_out_of_it() -> None:
    progress = DoseProgress(exercise(Hold(target_s=5, sets=1)))
    progress.take(step(5.0, event(TargetReached, time_s=5.0), held_s=5.0))
    assert not progress.take(step(13.0, held_s=13.0))
    assert progress.take(step(13.1, held_s=13.1))


def test_two_short_holds_that_count_are_a_set_too_and_what_does_not_count_is_none() -> None:
    progress = DoseProgress(exercise(Hold(target_s=30, sets=1)))
    assert not progress.take(step(8.0, event(HoldEnded, counted=True)))
    assert not progress.take(step(16.0, event(HoldEnded, counted=False)))
    assert progress.take(step(24.0, event(HoldEnded, counted=True)))


def test_repetitions_and_circles_are_over_after_their_number() -> None:
    for dose in (Reps(count=2, hold_s=0), Circles(count=2)):
        progress = DoseProgress(exercise(dose))
        assert not progress.take(step(1.0, event(RepDone, start_s=0.0)))
        assert progress.take(step(2.0, event(RepDone, start_s=1.0)))


def test_steps_are_over_when_their_time_is_from_the_first_one_on() -> None:
    progress = DoseProgress(exercise(Steps(duration_s=10, cadence=(60, 110))))
    assert not progress.take(step(50.0))
    assert not progress.take(step(52.0, event(RepDone, start_s=51.0)))
    assert not progress.take(step(60.9))
    assert progress.take(step(61.0))


def test_what_is_guided_is_over_when_its_time_is() -> None:
    progress = DoseProgress(exercise(Guided(duration_s=10)))
    assert not progress.take(step(9.0, held_s=9.0))
    assert progress.take(step(10.0, event(TargetReached, time_s=10.0), held_s=10.0))


def test_a_set_that_is_ended_for_the_persons_sake_is_over_and_not_complete() -> None:
    progress = DoseProgress(exercise(Hold(target_s=5, sets=1)))
    assert progress.take(step(1.0, event(SetEnded), held_s=math.nan))
    assert progress.stopped
    assert not progress.complete
