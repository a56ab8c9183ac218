"""Chooses a value for a threshold, says how sure that is, and whether it is enough to change anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from posecheck.lab.tuning.objective import Rates, rates, score
from posecheck.lab.tuning.sweep import of_clips, sweep, total, tried_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.tuning.decisions import Counts
    from posecheck.lab.tuning.limits import Limit
    from posecheck.lab.tuning.objective import Objective
    from posecheck.lab.tuning.readings import Array
    from posecheck.lab.tuning.sweep import ReadClip

#: How often the clips are drawn anew for the confidence interval, and with which seed.
DRAWS, SEED = 1000, 7
CONFIDENCE = 0.95
#: Differences of scores below this are rounding.
_SAME = 1e-9


class Thin(StrEnum):
    """Why nothing is suggested, as a sentence."""

    ONE_CLIP = "There is one clip only; label more, of two people at least."
    ONE_PERSON = "All clips are of one person; label clips of a second one at least."
    NO_FAULT = "No hold is labelled with this fault; label some that have it."
    NO_GOOD = "Every hold is labelled with this fault; label some without it."
    WITHIN = "The present value is within the confidence interval; the clips give no reason to change it."
    ONE_CLASS = "Without any one person the others show one class only; label more people."
    NO_BETTER = "On people who were left out it does no better than the present value."


@dataclass(frozen=True, slots=True)
class Range:
    """Neighbouring values that do equally well, with the one in the middle."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """How one value did."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, eq=False)
class ThresholdEvidence:
    """What the clips say of one threshold.

    Parameters
    ----------
    limit
        The threshold, with its value now.
    values, counts
        The values that were tried ``(s,)`` and the decisions ``(clips, s)``.
    best
        The values that do best on all clips.
    low, high
        95 % confidence interval: the values that the clips cannot tell from the best.
    suggestion
        The value to change to; ``None`` when nothing should be changed.
    thin
        Why nothing is suggested, one of :class:`Thin`; empty with a suggestion.
    now, then
        Figures at the present value and at the best, on all clips.
    held_out_now, held_out_then
        The same on each subject in turn, with the value that the other subjects gave; ``None`` without
        a subject that can be left out.
    folds
        Subject → the value that the others gave.
    """

    limit: Limit
    values: Array
    counts: Counts
    best: Range
    low: float
    high: float
    suggestion: float | None
    thin: str
    now: Figures
    then: Figures
    held_out_now: Figures | None
    held_out_then: Figures | None
    folds: dict[str, float]

    def at(self, value: float) -> int:
        """Return the index of the tried value nearest to `value`."""
        return int(np.argmin(np.abs(self.values - value)))


def best_range(worth: Array, values: Array) -> Range:
    """Return the widest run of values that are worth most; `values` rise."""
    at_best = worth >= worth.max() - _SAME
    edges = np.flatnonzero(np.diff(np.concatenate([[False], at_best, [False]]).astype(np.int8)))
    runs = edges.reshape(-1, 2)
    first, beyond = max(runs.tolist(), key=lambda run: values[run[1] - 1] - values[run[0]])
    low, high = float(values[first]), float(values[beyond - 1])
    middle = values[first + int(np.argmin(np.abs(values[first:beyond] - (low + high) / 2.0)))]
    return Range(low, float(middle), high)


def weigh(
    exercise: Exercise, clips: Sequence[ReadClip], limit: Limit, objective: Objective, beta: float
) -> ThresholdEvidence:
    """Return what `clips` say of one threshold."""
    values = tried_values(exercise, limit)
    counts = sweep(exercise, clips, [limit], values[:, None])
    return weighed(limit, values, counts, [clip.subject for clip in clips], objective, beta)


def weighed(  # noqa: PLR0913, PLR0917 - the decisions, of whom they are, and what is wanted of them
    limit: Limit,
    values: Array,
    counts: Counts,
    subjects: Sequence[str],
    objective: Objective,
    beta: float,
) -> ThresholdEvidence:
    """Return what decisions say of one threshold.

    Parameters
    ----------
    limit
        The threshold.
    values, counts
        The values that were tried ``(s,)`` and the decisions ``(clips, s)``.
    subjects
        Who is in each clip.
    objective, beta
        What is made as large as possible.
    """
    summed = total(counts)
    best = best_range(score(summed, objective, beta), values)
    low, high = _confidence(counts, values, objective, beta)
    folds, held_out = _left_out(subjects, counts, values, objective, beta)
    now_at = int(np.argmin(np.abs(values - limit.value)))
    then_at = int(np.argmin(np.abs(values - best.middle)))
    now, then = (_figures(rates(summed, beta), at) for at in (now_at, then_at))
    held_now = held_then = None
    worse = False
    if held_out is not None:
        at_now = of_clips(counts, [subject in folds for subject in subjects])
        held_now = _figures(rates(total(at_now), beta), now_at)
        held_then = _figures(rates(held_out, beta), 0)
        worse = bool(
            score(held_out, objective, beta)[0] <= score(total(at_now), objective, beta)[now_at] + _SAME
        )
    thin = _thin(subjects, counts) or (_no_change(limit, low, high, no_fold=held_out is None, worse=worse))
    return ThresholdEvidence(
        limit, values, counts, best, low, high, None if thin else best.middle, thin, now, then, held_now,
        held_then, folds,
    )  # fmt: skip


def _confidence(counts: Counts, values: Array, objective: Objective, beta: float) -> tuple[float, float]:
    """Return the values between which the best lies when the clips are drawn anew.

    Clips with the fault and clips without are drawn by themselves, so that there are always both. Of each
    draw both ends of its best values are kept: the clips cannot tell what lies between them.
    """
    random = np.random.default_rng(SEED)
    faulty = (counts.hits + counts.misses)[:, 0] > 0
    weights = np.zeros((DRAWS, len(faulty)))
    for group in (np.flatnonzero(faulty), np.flatnonzero(~faulty)):
        if len(group):
            share = np.full(len(group), 1.0 / len(group))
            weights[:, group] = random.multinomial(len(group), share, size=DRAWS)
    ranges = [best_range(worth, values) for worth in score(total(counts, weights), objective, beta)]
    tail = 100.0 * (1.0 - CONFIDENCE) / 2.0
    low = np.percentile([each.low for each in ranges], tail, method="lower")
    high = np.percentile([each.high for each in ranges], 100.0 - tail, method="higher")
    return float(low), float(high)


def _left_out(
    subjects: Sequence[str], counts: Counts, values: Array, objective: Objective, beta: float
) -> tuple[dict[str, float], Counts | None]:
    """Return the value that the others gave for each subject, and how these values did on the subjects."""
    folds: dict[str, float] = {}
    found: list[Counts] = []
    for subject in sorted(set(subjects)):
        others = total(of_clips(counts, [each != subject for each in subjects]))
        if not _both_classes(others):
            continue
        folds[subject] = best_range(score(others, objective, beta), values).middle
        at = int(np.argmin(np.abs(values - folds[subject])))
        own = total(of_clips(counts, [each == subject for each in subjects]))
        found.append(_one_setting(own, at))
    if not found:
        return folds, None
    summed = {name: np.sum([getattr(one, name) for one in found], axis=0) for name in _COUNTED}
    return folds, type(counts)(**summed)


_COUNTED = ("hits", "misses", "false", "passed", "false_cues", "minutes")


def _one_setting(counts: Counts, at: int) -> Counts:
    return type(counts)(
        **{
            name: getattr(counts, name)[at : at + 1] if name != "minutes" else counts.minutes
            for name in _COUNTED
        }
    )


def _both_classes(summed: Counts) -> bool:
    return bool(summed.hits[0] + summed.misses[0] > 0 and summed.false[0] + summed.passed[0] > 0)


def _figures(found: Rates, at: int) -> Figures:
    return Figures(float(found.precision[at]), float(found.recall[at]), float(found.f1[at]))


def _thin(subjects: Sequence[str], counts: Counts) -> str:
    """Return why the clips say nothing at all, as a sentence; empty when they say something."""
    summed = total(counts)
    faulty, good = (float(pair[0]) for pair in (summed.hits + summed.misses, summed.false + summed.passed))
    if len(subjects) == 1:
        return Thin.ONE_CLIP
    if len(set(subjects)) == 1:
        return Thin.ONE_PERSON
    if not faulty:
        return Thin.NO_FAULT
    if not good:
        return Thin.NO_GOOD
    return ""


def _no_change(limit: Limit, low: float, high: float, *, no_fold: bool, worse: bool) -> str:
    """Return why the present value should stay; empty when it should not."""
    if low <= limit.value <= high:
        return Thin.WITHIN
    if no_fold:
        return Thin.ONE_CLASS
    if worse:
        return Thin.NO_BETTER
    return ""
