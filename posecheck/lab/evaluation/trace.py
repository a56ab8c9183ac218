"""One clip through one exercise: every pose, what the trainer made of it, and all events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.events import Cue, FaultEnded, FaultStarted, HoldEnded, RepDone
from posecheck.engine.result import Result, SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Counted

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment, Event
    from posecheck.exercise import Exercise
    from posecheck.lab.labels import Label
    from posecheck.pose import Pose, Side

#: The longest target of a hold, so that the short holds of clips count (see :func:`hold_target_s`).
LONGEST_TARGET_S = 4.0
#: A hold is to be counted although its ends are told up to so much too late and too early.
TARGET_SLACK_S = 1.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A position that was held, or the top of a repetition."""

    start_s: float
    end_s: float
    side: Side
    counted: bool


@dataclass(frozen=True, slots=True)
class ToldFault:
    """A fault that the trainer told of; `told_s` is when it did so."""

    id: str
    severity: int
    start_s: float
    end_s: float
    told_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What the trainer made of a clip.

    Parameters
    ----------
    exercise
        As what it was judged.
    poses, moments
        One of each a frame.
    intervals, faults, cues
        What happened, by its start.
    result
        The result as ``replay --json`` writes it.
    """

    exercise: Exercise
    poses: list[Pose]
    moments: list[Assessment]
    intervals: list[Interval]
    faults: list[ToldFault]
    cues: list[Cue]
    result: Result


def hold_target_s(exercise: Exercise, label: Label) -> float | None:
    """Return for how long a hold of the clip is to last, ``None`` for the exercise's own.

    The holds of a clip are shorter than those of a person: the target is 4 s, or 1 s less than the
    clip's shortest plateau if that is less still. In a clip whose fault is that the hold is too short it
    is what the exercise gives credit for.
    """
    if exercise.dose.counts is not Counted.HOLDS:
        return None
    if any(fault.id == "short-hold" for fault in label.faults):
        return exercise.dose.credit_s
    lengths_s = [plateau.end_s - plateau.start_s - TARGET_SLACK_S for plateau in label.plateaus]
    return max(1.0, min([LONGEST_TARGET_S, *lengths_s]))


def trace(exercise: Exercise, label: Label, poses: list[Pose]) -> Trace:
    """Judge `poses` as `exercise`, with a hold target that suits the clip."""
    trainer = Trainer(exercise, hold_target_s=hold_target_s(exercise, label))
    builder = ResultBuilder(exercise, SourceInfo("", *label.size, label.duration_s))
    moments: list[Assessment] = []
    events: list[Event] = []
    for pose in poses:
        step = trainer.step(pose)
        builder.add(pose, step)
        moments.append(step.assessment)
        events += step.events
    last = trainer.finish()
    events += last
    return Trace(
        exercise,
        poses,
        moments,
        _intervals(events),
        _faults(events, poses[-1].time_s if poses else 0.0),
        [event for event in events if isinstance(event, Cue)],
        builder.finish(last),
    )


def _intervals(events: list[Event]) -> list[Interval]:
    found = [
        Interval(event.start_s, event.end_s, event.side, event.counted)
        for event in events
        if isinstance(event, HoldEnded)
    ]
    found += [
        Interval(event.hold_start_s, event.hold_end_s, event.side, counted=True)
        for event in events
        if isinstance(event, RepDone)
    ]
    return sorted(found, key=lambda interval: interval.start_s)


def _faults(events: list[Event], last_s: float) -> list[ToldFault]:
    """Return the faults; one that never ended ends with the clip."""
    told: dict[tuple[str, float], ToldFault] = {}
    for event in events:
        if isinstance(event, FaultStarted):
            told[event.fault, event.start_s] = ToldFault(
                event.fault, int(event.severity), event.start_s, last_s, event.time_s
            )
        elif isinstance(event, FaultEnded):
            began = told.get((event.fault, event.start_s))
            told[event.fault, event.start_s] = ToldFault(
                event.fault,
                int(event.severity),
                event.start_s,
                event.end_s,
                began.told_s if began else event.time_s,
            )
    return sorted(told.values(), key=lambda fault: (fault.start_s, fault.id))
