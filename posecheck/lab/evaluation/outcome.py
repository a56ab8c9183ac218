"""Everything that is known about one clip judged as one exercise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from posecheck.exercise import Counted, Folder, Posture
from posecheck.lab.evaluation.agreement import Pairs, pairs
from posecheck.lab.evaluation.findings import (
    ExpectedFault,
    FalseFault,
    SpokenCue,
    Verdict,
    expected_faults,
    false_faults,
    false_praises,
    spoken_cues,
    verdicts,
)
from posecheck.lab.evaluation.positions import Positions, compare_positions
from posecheck.lab.evaluation.recognition import Recognition, recognition
from posecheck.lab.evaluation.trace import Interval, ToldFault, Trace, trace
from posecheck.lab.evaluation.truth import truth_poses
from posecheck.lab.labels import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.evaluation.agreement import Array
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.pose import Pose


@dataclass(frozen=True, slots=True)
class Outcome:
    """One clip judged as one exercise, against its label.

    Parameters
    ----------
    clip, kind, view, subject
        As labelled.
    exercise, posture, grade
        As what it was judged, how one lies in it, and how well one camera can judge it.
    has_doses
        Holds, repetitions or steps are told in this exercise; a guided one is only timed.
    duration_s, frames
        How long it is.
    frames_with_pose, frames_with_person, frames_valid
        In how many frames a body was found, was believed to be the person, and was judged.
    scored, score, reason
        The verdict of ``replay``.
    positions, told
        Labelled holds with what was told of each, and all that was told.
    faults, false_faults, told_faults
        Labelled faults with what was told of each, what was told without a label, and all that was told.
    verdicts
        Good or faulty, for each labelled position.
    cues, false_praises
        All that was said, and how often praise was wrong.
    recognition
        What is recognised when none is named. One outcome of a clip has it, ``None`` stands in the others,
        and in all of them when nobody asked.
    """

    clip: str
    kind: str
    view: str
    subject: str
    exercise: str
    posture: str
    grade: str
    has_doses: bool
    duration_s: float
    frames: int
    frames_with_pose: int
    frames_with_person: int
    frames_valid: int
    scored: bool
    score: float | None
    reason: str | None
    positions: Positions
    told: tuple[Interval, ...]
    faults: tuple[ExpectedFault, ...]
    false_faults: tuple[FalseFault, ...]
    told_faults: tuple[ToldFault, ...]
    verdicts: tuple[Verdict, ...]
    cues: tuple[SpokenCue, ...]
    false_praises: int
    recognition: Recognition | None = None

    @property
    def judgeable(self) -> bool:
        """Whether there is something to be judged: the exercise, from a view that allows it."""
        return self.kind in (Kind.CORRECT.value, Kind.FAULTY.value)

    @property
    def false_cues(self) -> int:
        """How many cues should not have been said."""
        return sum(cue.false for cue in self.cues)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How the leading measure went, for the timeline of a clip.

    Parameters
    ----------
    measure, unit
        Which, and in what.
    time_s, judged
        ``(n,)`` every frame; ``NaN`` is unknown.
    truth
        The true value at the same times.
    """

    measure: str
    unit: str
    time_s: Array
    judged: Array
    truth: Array


@dataclass(frozen=True, slots=True, eq=False)
class JudgedClip:
    """The outcome of a clip and the values behind it.

    `pairs` is empty for clips that are not to be judged, and without a truth.
    """

    outcome: Outcome
    pairs: list[Pairs]
    course: Course | None


def judge_clip(
    clip: Clip, exercises: Sequence[Exercise], poses: list[Pose], *, recognise: bool = False
) -> list[JudgedClip]:
    """Judge the poses of `clip` as each of `exercises`: its own, or all of them when it shows none.

    With `recognise` it is also seen what they are taken for when no exercise is named.
    """
    judged = [_judge(clip, exercise, poses) for exercise in exercises]
    if not recognise:
        return judged
    found = recognition(clip, poses)
    ids = [each.outcome.exercise for each in judged]
    place = ids.index(found.found) if found.found in ids else 0
    judged[place] = replace(judged[place], outcome=replace(judged[place].outcome, recognition=found))
    return judged


def _judge(clip: Clip, exercise: Exercise, poses: list[Pose]) -> JudgedClip:
    label = clip.label
    traced = trace(exercise, label, poses)
    judgeable = label.kind in (Kind.CORRECT, Kind.FAULTY)
    has_doses = exercise.dose.counts is not Counted.TIME
    positions = compare_positions(traced, label, judgeable=judgeable and has_doses)
    result = traced.result
    outcome = Outcome(
        clip=clip.name,
        kind=label.kind.value,
        view=label.view.value,
        subject=label.subject,
        exercise=exercise.id,
        posture=_posture(exercise),
        grade=exercise.observability.value,
        has_doses=has_doses,
        duration_s=label.duration_s,
        frames=len(poses),
        frames_with_pose=sum(pose.found for pose in poses),
        frames_with_person=sum(moment.person for moment in traced.moments),
        frames_valid=sum(moment.valid for moment in traced.moments),
        scored=result.scored,
        score=result.score,
        reason=result.reason,
        positions=positions,
        told=tuple(traced.intervals),
        faults=tuple(expected_faults(traced, label)) if judgeable else (),
        false_faults=tuple(false_faults(traced, label)),
        told_faults=tuple(traced.faults),
        verdicts=tuple(verdicts(traced, label, positions)) if judgeable else (),
        cues=tuple(spoken_cues(traced, label)),
        false_praises=false_praises(traced, label),
    )
    compared = pairs(traced, label, list(truth_poses(clip))) if judgeable and clip.truth else []
    return JudgedClip(outcome, compared, _course(traced, compared))


def _posture(exercise: Exercise) -> str:
    """Return how one lies in the exercise; the table says it where the body need not."""
    if exercise.posture:
        return exercise.posture[0].value
    return Posture.INVERTED.value if exercise.folder is Folder.INVERSION else "any"


def _course(traced: Trace, compared: list[Pairs]) -> Course | None:
    primary = traced.exercise.primary
    if primary is None:
        return None
    time_s = np.array([moment.time_s for moment in traced.moments], np.float32)
    judged = np.array([moment.primary for moment in traced.moments], np.float32)
    truth = np.full_like(time_s, np.nan)
    for each in compared:
        if each.primary:
            truth[np.searchsorted(time_s, each.time_s)] = each.truth
    return Course(primary.measure.title, primary.measure.unit.value, time_s, judged, truth)
