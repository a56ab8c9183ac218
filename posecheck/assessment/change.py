"""Whether a test has changed since the last time by more than it may be wrong.

Two values of the same person differ by chance, because the program measures each with an error and because
nobody comes exactly as far twice. The smallest change that is more than that (95 %) is

    1.96 * sqrt(2 * SEM^2 + s1^2 / n1 + s2^2 / n2)

with the standard error of measurement of this program for the test, and the standard deviation and the
number of the repetitions of either time, whose means are compared. Without repetitions to tell how much a
person varies it is the usual 1.96 * sqrt(2) * SEM (Weir 2005, J Strength Cond Res 19:231-240; de Vet et al.
2006, J Clin Epidemiol 59:1033-1039). The error of the program is not divided by the number of repetitions: a
camera in a bad place is wrong in the same way three times. How much somebody varies from day to day is not in
it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import stdev
from typing import TYPE_CHECKING

from posecheck.assessment.errors import Z_95, measured_errors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.assessment.errors import MeasurementError
    from posecheck.history.course_records import AssessmentRecord


class Verdict(StrEnum):
    """What a change is."""

    #: more than the error, in the direction of further
    FURTHER = "further"
    #: more than the error, the other way
    LESS_FAR = "less far"
    #: within the error: it may be none
    WITHIN_ERROR = "within the error"
    #: nobody knows how large the error is, or a value is not known
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """A test against an earlier one of the same side.

    Parameters
    ----------
    since
        The earlier one.
    by
        Mean minus earlier mean, ``NaN`` unknown.
    smallest
        What it would have to be more than, ``NaN`` where the error is not known.
    verdict
        What it is.
    """

    since: AssessmentRecord
    by: float
    smallest: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AssessmentTrend:
    """One test on one side over time, the oldest first; every one of them has a mean.

    Parameters
    ----------
    test, side, measure, unit
        Which one and in what.
    records
        Those with a value.
    error
        The error of the program for it, ``None`` where it was not measured.
    from_first, from_last
        The newest against the first one and against the one before; ``None`` with only one.
    """

    test: str
    side: str
    measure: str
    unit: str
    records: tuple[AssessmentRecord, ...]
    error: MeasurementError | None
    from_first: Change | None
    from_last: Change | None


def change_between(
    before: AssessmentRecord,
    now: AssessmentRecord,
    error: MeasurementError | None,
    *,
    larger_is_better: bool,
) -> Change:
    """Return what has changed from `before` to `now`, of the same test and side."""
    if before.mean is None or now.mean is None or (before.measure, before.unit) != (now.measure, now.unit):
        return Change(before, math.nan, math.nan, Verdict.UNKNOWN)
    by = now.mean - before.mean
    if error is None:
        return Change(before, by, math.nan, Verdict.UNKNOWN)
    smallest = smallest_change(error.sem, before.trials, now.trials)
    if abs(by) <= smallest:
        return Change(before, by, smallest, Verdict.WITHIN_ERROR)
    further = (by > 0) is larger_is_better
    return Change(before, by, smallest, Verdict.FURTHER if further else Verdict.LESS_FAR)


def smallest_change(sem: float, before: Sequence[float | None], now: Sequence[float | None]) -> float:
    """Return the change of the mean that is more than chance (95 %), in the unit of `sem`.

    Parameters
    ----------
    sem
        Standard error of measurement of the program.
    before, now
        The repetitions of either time; where one time has fewer than two, the other tells for both.
    """
    times = [[each for each in values if each is not None] for values in (before, now)]
    variances = [stdev(values) ** 2 if len(values) > 1 else math.nan for values in times]
    known = [each for each in variances if not math.isnan(each)]
    usual = max(known) if known else 0.0
    own = sum(
        (usual if math.isnan(variance) else variance) / max(len(values), 1)
        for variance, values in zip(variances, times, strict=True)
    )
    return Z_95 * math.sqrt(2.0 * sem**2 + own)


def assessment_trends(
    records: Sequence[AssessmentRecord], larger_is_better: Mapping[str, bool]
) -> list[AssessmentTrend]:
    """Return the trend of each test and side in `records`, in the order in which they were first taken.

    Parameters
    ----------
    records
        The oldest first; tests that are not in `larger_is_better` are of a later version and left out.
    larger_is_better
        Test → whether a larger value is further.
    """
    found: dict[tuple[str, str], list[AssessmentRecord]] = {}
    for record in records:
        if record.test in larger_is_better and record.mean is not None:
            found.setdefault((record.test, record.side), []).append(record)
    return [_trend(own, larger=larger_is_better[test]) for (test, _), own in found.items()]


def _trend(records: list[AssessmentRecord], *, larger: bool) -> AssessmentTrend:
    newest = records[-1]
    own = [each for each in records if (each.measure, each.unit) == (newest.measure, newest.unit)]
    error = measured_errors().get(newest.test)

    def against(before: AssessmentRecord) -> Change:
        return change_between(before, newest, error, larger_is_better=larger)

    several = len(own) > 1
    return AssessmentTrend(
        newest.test,
        newest.side,
        newest.measure,
        newest.unit,
        tuple(own),
        error,
        against(own[0]) if several else None,
        against(own[-2]) if several else None,
    )
