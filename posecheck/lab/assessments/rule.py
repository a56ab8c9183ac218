"""The one rule by which an assessment is read off poses, whether they are true, seen or constructed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.assessment.taking import Taking
from posecheck.engine.trainer import Trainer
from posecheck.pose import Side
from posecheck.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.assessment.test import AssessmentTest
    from posecheck.assessment.trials import Trial
    from posecheck.pose import Pose


@dataclass(frozen=True, slots=True)
class SidedTrial:
    """A repetition and the side on which it was found."""

    side: Side
    trial: Trial


@dataclass(frozen=True, slots=True)
class FoundTrials:
    """The repetitions of a test in some poses, in the order of time.

    Parameters
    ----------
    strict
        As the test takes them.
    free
        As it would without its conditions: the error of a value is the same, whether or not its form counts.
    """

    strict: tuple[SidedTrial, ...]
    free: tuple[SidedTrial, ...]


def trials_in(test: AssessmentTest, poses: Iterable[Pose], side: Side = Side.NONE) -> FoundTrials:
    """Return the repetitions of `test` in `poses`."""
    strict, free = Taking(test), Taking(replace(test, conditions=()))
    session = Session(Trainer(test.exercise, side=None if side is Side.NONE else side), [strict, free])
    for pose in poses:
        session.take(None, pose)
    session.close()
    if session.failures:
        raise session.failures[0].error
    return FoundTrials(_in_order(strict), _in_order(free))


def _in_order(taking: Taking) -> tuple[SidedTrial, ...]:
    found = [SidedTrial(each, trial) for each in taking.sides for trial in taking.trials(each)]
    return tuple(sorted(found, key=lambda each: each.trial.start_s))


def matching(true: SidedTrial, seen: Sequence[SidedTrial]) -> SidedTrial | None:
    """Return the repetition of the same side that overlaps `true` most; ``None`` when none does."""

    def overlap_s(other: SidedTrial) -> float:
        a, b = true.trial, other.trial
        return min(a.end_s, b.end_s) - max(a.start_s, b.start_s)

    same = [each for each in seen if each.side is true.side and overlap_s(each) > 0.0]
    return max(same, key=overlap_s) if same else None
