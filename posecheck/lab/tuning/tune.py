"""Tunes the thresholds of one exercise on labelled clips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.engine.events import CueKind
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.trace import trace
from posecheck.lab.labels import Kind
from posecheck.lab.tuning.decisions import explained
from posecheck.lab.tuning.evidence import weigh
from posecheck.lab.tuning.limits import left_out
from posecheck.lab.tuning.objective import score
from posecheck.lab.tuning.replayed import intervals
from posecheck.lab.tuning.sweep import pair_values, pairs, siblings, sweep, total
from posecheck.profiles.thresholds import with_thresholds
from posecheck.support.errors import InputError
from posecheck.support.regular_files import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from posecheck.exercise import Exercise
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.landmarks import Landmarks
    from posecheck.lab.evaluation.trace import Trace
    from posecheck.lab.tuning.evidence import ThresholdEvidence
    from posecheck.lab.tuning.limits import Limit
    from posecheck.lab.tuning.objective import Objective
    from posecheck.lab.tuning.readings import Array
    from posecheck.lab.tuning.sweep import ReadClip
    from posecheck.pose import Pose

#: About so many settings of every pair of limits are tried.
PAIR_SETTINGS = 2500


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two limits of one fault, changed together.

    Parameters
    ----------
    limits
        The two.
    first, second
        The values of each that were tried, rising.
    worth
        ``(len(first), len(second))`` what each setting is worth on all clips.
    """

    limits: tuple[Limit, Limit]
    first: Array
    second: Array
    worth: Array

    @property
    def best(self) -> tuple[float, float]:
        """The values worth most; of several the nearest to the present ones."""
        one, other = np.nonzero(self.worth >= self.worth.max() - 1e-9)
        now = [limit.value for limit in self.limits]
        away = [
            np.abs(axis[at] - value) / max(float(np.ptp(axis)), 1e-9)
            for axis, at, value in ((self.first, one, now[0]), (self.second, other, now[1]))
        ]
        at = int(np.argmin(away[0] + away[1]))
        return float(self.first[one[at]]), float(self.second[other[at]])

    @property
    def now(self) -> float:
        """What the present setting is worth."""
        one, other = (
            int(np.argmin(np.abs(axis - limit.value)))
            for axis, limit in zip((self.first, self.second), self.limits, strict=True)
        )
        return float(self.worth[one, other])


@dataclass(frozen=True, slots=True, eq=False)
class Tuning:
    """What tuning found.

    Parameters
    ----------
    exercise
        The exercise with the present thresholds.
    clips
        What it was tuned on.
    objective, beta
        What was made as large as possible.
    evidence
        One for each threshold.
    pairs
        One for each two limits that interact.
    not_swept
        Address → why it was left out.
    suggestions
        Address → value of everything that is suggested.
    before, after
        What the trainer makes of each clip with the present thresholds, and with all suggestions.
    false_cues_per_min
        Address → false cues a minute of its fault now, and with its suggestion (``None`` without one).
    """

    exercise: Exercise
    clips: Sequence[ReadClip]
    objective: Objective
    beta: float
    evidence: tuple[ThresholdEvidence, ...]
    pairs: tuple[Pair, ...]
    not_swept: Mapping[str, str]
    suggestions: Mapping[str, float]
    before: tuple[Trace, ...]
    after: tuple[Trace, ...]
    false_cues_per_min: Mapping[str, tuple[float, float | None]]


def clips_of(exercise: Exercise, paths: Iterable[Path]) -> list[Clip]:
    """Return the labelled clips of `exercise` among `paths`, correct and faulty ones.

    Folders may hold other clips too, which are passed over.

    Raises
    ------
    InputError
        A named clip is of another exercise or from a wrong view, or there is none of this exercise.
    """
    paths = list(paths)
    found = find_clips(paths)
    named = {resolved(path) for path in paths if path.is_file()}
    fitting: list[Clip] = []
    for clip in found:
        fits = clip.label.exercise == exercise.id and clip.label.kind in (Kind.CORRECT, Kind.FAULTY)
        if fits:
            fitting.append(clip)
        elif resolved(clip.video) in named:
            shown = clip.label.exercise if clip.label.exercise != exercise.id else "it from a wrong view"
            wanted = f"give clips of {exercise.id} that can be judged"
            raise InputError(f"{clip.video} shows {shown or 'no exercise'}; {wanted}.")
    if not fitting:
        given = ", ".join(map(str, paths))
        raise InputError(f"No labelled clip in {given} shows {exercise.id}; give clips of this exercise.")
    return fitting


def poses_of(clip: Clip, landmarks: Landmarks) -> list[Pose]:
    """Return the poses of `clip`, whose file may also be a landmark recording.

    Raises
    ------
    InputError
        The file, or the model, cannot be used.
    """
    return landmarks.of(clip)


def tune(
    exercise: Exercise,
    clips: Sequence[ReadClip],
    limits: Sequence[Limit],
    objective: Objective,
    beta: float = 1.0,
) -> Tuning:
    """Return what the clips say of `limits`.

    Parameters
    ----------
    exercise
        With the present thresholds.
    clips
        As :func:`posecheck.lab.tuning.sweep.read_clips` read them for this exercise.
    limits
        What is tuned.
    objective, beta
        What is made as large as possible.
    """
    evidence = tuple(weigh(exercise, clips, limit, objective, beta) for limit in limits)
    suggestions = {each.limit.address: each.suggestion for each in evidence if each.suggestion is not None}
    before = traced(exercise, clips, {})
    after = traced(exercise, clips, suggestions) if suggestions else before
    cues: dict[str, tuple[float, float | None]] = {}
    for each in evidence:
        limit, then = each.limit, None
        if each.suggestion is not None:
            alone = {limit.address: each.suggestion}
            then = false_cues_per_min(traced(exercise, clips, alone), clips, limit.fault)
        cues[limit.address] = false_cues_per_min(before, clips, limit.fault), then
    return Tuning(
        exercise,
        clips,
        objective,
        beta,
        evidence,
        tuple(_pair(exercise, clips, pair, objective, beta) for pair in pairs(exercise, limits)),
        left_out(exercise),
        suggestions,
        before,
        after,
        cues,
    )


def traced(exercise: Exercise, clips: Sequence[ReadClip], changed: Mapping[str, float]) -> tuple[Trace, ...]:
    """Return what the trainer makes of every clip with some thresholds changed.

    This is how `replay` would judge them; what the sweep said of the same setting must agree.
    """
    judged = with_thresholds(exercise, changed) if changed else exercise
    return tuple(trace(judged, clip.clip.label, clip.poses) for clip in clips)


def promised(
    exercise: Exercise, clip: ReadClip, fault_of: Limit, changed: Mapping[str, float]
) -> list[tuple[float, float]]:
    """Return the intervals that the sweep promises for the fault of a limit on one clip."""
    return intervals(clip.reading, siblings(exercise, fault_of), changed, exercise)


def false_cues_per_min(traces: Sequence[Trace], clips: Sequence[ReadClip], fault: str) -> float:
    """Return how often a minute the trainer corrects `fault` where no label has it."""
    false, minutes = 0, 0.0
    for traced_clip, clip in zip(traces, clips, strict=True):
        label = clip.clip.label
        said_s = np.array(
            [
                cue.time_s
                for cue in traced_clip.cues
                if cue.fault == fault and cue.kind in (CueKind.FAULT, CueKind.STOP)
            ]
        )
        false += int((~explained(label, fault, said_s, said_s)).sum())
        minutes += label.duration_s / 60.0
    return false / minutes


def _pair(
    exercise: Exercise,
    clips: Sequence[ReadClip],
    pair: tuple[Limit, Limit],
    objective: Objective,
    beta: float,
) -> Pair:
    values = pair_values(exercise, pair, PAIR_SETTINGS)
    first, second = np.unique(values[:, 0]), np.unique(values[:, 1])
    worth = score(total(sweep(exercise, clips, pair, values)), objective, beta)
    return Pair(pair, first, second, worth.reshape(len(first), len(second)))
