"""Settings of limits over many clips."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from posecheck.exercise import Unit
from posecheck.lab.evaluation.trace import hold_target_s
from posecheck.lab.tuning.decisions import Counts, decide, holds_of
from posecheck.lab.tuning.limits import limits_of
from posecheck.lab.tuning.readings import read_clip
from posecheck.profiles.thresholds import addresses, problem_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.tuning.decisions import Holds
    from posecheck.lab.tuning.limits import Limit
    from posecheck.lab.tuning.readings import Array, ClipReading
    from posecheck.pose import Pose

#: Distance between the values that are tried: finer than any camera measures.
STEP_DEG, STEP_RATIO = 0.5, 0.005


@dataclass(frozen=True, slots=True, eq=False)
class ReadClip:
    """A clip, its poses, and what the trainer read of them."""

    clip: Clip
    poses: list[Pose]
    reading: ClipReading

    @property
    def subject(self) -> str:
        """Who is in it."""
        return self.clip.label.subject


def read_clips(exercise: Exercise, clips: Sequence[tuple[Clip, list[Pose]]]) -> list[ReadClip]:
    """Run the trainer once over every clip."""
    return [
        ReadClip(clip, poses, read_clip(exercise, poses, hold_target_s=hold_target_s(exercise, clip.label)))
        for clip, poses in clips
    ]


def tried_values(exercise: Exercise, limit: Limit) -> Array:
    """Return the values to try for a limit, rising: all that are allowed, and the one it has now."""
    threshold = addresses(exercise)[limit.address]
    step = STEP_DEG if threshold.unit == Unit.DEG.value else STEP_RATIO
    first, last = np.ceil(threshold.low / step), np.floor(threshold.high / step)
    grid = {round(step * number, 6) for number in np.arange(first, last + 1)}
    return np.array(
        sorted(
            value
            for value in grid | {limit.value}
            if value == limit.value or not problem_with(exercise, {limit.address: value})
        )
    )


def siblings(exercise: Exercise, limit: Limit) -> list[Limit]:
    """Return every limit that leads to the same fault, `limit` among them."""
    return [each for each in limits_of(exercise) if each.fault == limit.fault]


def told_faults(exercise: Exercise) -> set[str]:
    """Return every fault that the exercise can tell."""
    always = {"too-fast", "bouncing", "short-hold"}
    return {limit.fault for limit in limits_of(exercise)} | always


def settings_of(exercise: Exercise, changed: Sequence[Limit], values: Array) -> tuple[list[Limit], Array]:
    """Return all limits of the fault and their values when those of `changed` are `values` ``(s, k)``."""
    limits = siblings(exercise, changed[0])
    settings = np.tile(np.array([limit.value for limit in limits], np.float64), (len(values), 1))
    for number, limit in enumerate(changed):
        settings[:, limits.index(limit)] = values[:, number]
    return limits, settings


def sweep(exercise: Exercise, clips: Sequence[ReadClip], changed: Sequence[Limit], values: Array) -> Counts:
    """Return the decisions on every clip for every setting.

    Parameters
    ----------
    exercise, clips
        What is done, and where.
    changed
        The limits that are varied, all of one fault.
    values
        ``(s, len(changed))`` their values.

    Returns
    -------
    Counts
        Arrays of shape ``(clips, s)``; `minutes` ``(clips, 1)``.
    """
    limits, settings = settings_of(exercise, changed, values)
    counts = [
        decide(
            each.reading,
            each.clip.label,
            _holds(exercise, each, changed[0].fault),
            limits,
            settings,
            exercise,
        )
        for each in clips
    ]
    stacked = {field.name: np.stack([getattr(one, field.name) for one in counts]) for field in fields(Counts)}
    stacked["minutes"] = stacked["minutes"][:, None]
    return Counts(**stacked)


def total(counts: Counts, weights: Array | None = None) -> Counts:
    """Return the sums over the clips; `weights` ``(b, clips)`` gives a row for each."""
    added = {}
    for field in fields(Counts):
        array = getattr(counts, field.name)
        added[field.name] = array.sum(axis=0) if weights is None else weights @ array
    return Counts(**added)


def of_clips(counts: Counts, chosen: Sequence[bool]) -> Counts:
    """Return the counts of some of the clips."""
    rows = np.flatnonzero(np.array(chosen, np.bool_))
    return Counts(**{field.name: getattr(counts, field.name)[rows] for field in fields(Counts)})


def pairs(exercise: Exercise, limits: Sequence[Limit]) -> Iterator[tuple[Limit, Limit]]:
    """Yield the limits that interact, of which at least one is in `limits`: those of the same fault."""
    for one, other in combinations(limits_of(exercise), 2):
        if one.fault == other.fault and (one in limits or other in limits):
            yield one, other


def pair_values(exercise: Exercise, pair: tuple[Limit, Limit], most: int) -> Array:
    """Return at most about `most` pairs of values ``(s, 2)`` on a grid that includes the present ones."""
    side = max(2, int(most**0.5))
    axes = []
    for limit in pair:
        values = tried_values(exercise, limit)
        thinned = values[np.unique(np.linspace(0, len(values) - 1, min(side, len(values))).astype(int))]
        axes.append(np.unique([*thinned, limit.value]))
    one, other = np.meshgrid(*axes, indexing="ij")
    return np.stack([one.ravel(), other.ravel()], axis=1)


def _holds(exercise: Exercise, clip: ReadClip, fault: str) -> Holds:
    return holds_of(clip.clip.label, fault, told_faults(exercise))
