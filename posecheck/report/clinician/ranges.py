"""How far somebody goes: what was held in exercises, and assessments, against the error of measuring."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.change import smallest_change
from posecheck.assessment.errors import Z_95, measured_errors
from posecheck.report.accuracy import published_errors
from posecheck.report.clinician.document import AssessmentTaken, DatedValue, RangeOfMotion
from posecheck.report.content import is_ranged
from posecheck.report.trend import CHANGE_DEG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from posecheck.exercise import Exercise
    from posecheck.history.course_records import AssessmentRecord
    from posecheck.history.records import HeldValue
    from posecheck.report.accuracy import PublishedError

#: The error of an angle to expect on real people (docs/accuracy.md: about 7°, at times 10° and more).
REAL_ERROR_DEG = 7.0
#: Two values differ by error alone by up to so many times the error of one.
_OF_TWO = 2**0.5
#: What says the error of an exercise: the larger of what people and what rendered clips showed.
REAL_PEOPLE, RENDERED = "real people", "rendered clips"
#: The error of a test is the program's own, as published.
MEASURED = "docs/accuracy.md"


def held_ranges(
    values: Mapping[str, Sequence[HeldValue]], catalogue: Mapping[str, Exercise]
) -> list[RangeOfMotion]:
    """Return the range of each exercise on each side, out of what was held of it in the period."""
    errors = published_errors()
    found = []
    for name, held in values.items():
        exercise = catalogue.get(name)
        if exercise is None or exercise.primary is None or exercise.primary.strict or not is_ranged(exercise):
            continue  # what counts there is a position, and not how far one goes
        sides: dict[str, list[HeldValue]] = defaultdict(list)
        for each in held:
            if each.measure == held[-1].measure:
                sides[each.side].append(each)
        found += [_held(exercise, side, each, errors.get(name)) for side, each in sorted(sides.items())]
    return found


def assessed_ranges(records: Iterable[AssessmentRecord]) -> list[RangeOfMotion]:
    """Return the range of each test on each side, the oldest record first."""
    tests: dict[tuple[str, str, str], list[AssessmentRecord]] = defaultdict(list)
    for each in records:
        tests[each.test, each.side, each.measure].append(each)
    return [_assessed(each) for each in tests.values()]


def taken(records: Iterable[AssessmentRecord]) -> tuple[AssessmentTaken, ...]:
    """Return the assessments one by one, as they were measured."""
    return tuple(
        AssessmentTaken(
            test=each.test,
            title=ASSESSMENTS[each.test].title if each.test in ASSESSMENTS else each.test.replace("-", " "),
            side=each.side,
            measure=each.measure,
            unit=each.unit,
            taken_at=each.taken_at,
            trials=each.trials,
            best=each.best,
            mean=each.mean,
            spread=each.spread,
            error=each.error,
            remarks=each.remarks,
        )
        for each in records
    )


def _held(
    exercise: Exercise, side: str, held: Sequence[HeldValue], published: PublishedError | None
) -> RangeOfMotion:
    primary, newest = exercise.primary, held[-1]
    assert primary is not None
    sign = -1.0 if primary.decreasing else 1.0
    days: dict[date, list[float]] = defaultdict(list)
    for each in held:
        days[each.at.date()].append(each.value)
    values = [DatedValue(day, median(each)) for day, each in sorted(days.items())]
    error, source = _error_of(newest, published)
    change = values[-1].value - values[0].value if len(values) > 1 else None
    return RangeOfMotion(
        kind="exercise",
        id=exercise.id,
        title=exercise.title,
        side=side,
        measure=newest.measure,
        unit=newest.unit,
        first=values[0],
        last=values[-1],
        best=max(values, key=lambda each: sign * each.value),
        number=len(values),
        unseen=0,
        error=error,
        error_source=source,
        change=change,
        further=None if not change else sign * change > 0,
        # as everywhere in posecheck nothing below this is called a change of an angle
        beyond_error=None
        if change is None or error is None
        else abs(change) >= max(CHANGE_DEG, _OF_TWO * error),
    )


def _error_of(held: HeldValue, published: PublishedError | None) -> tuple[float | None, str]:
    if held.unit != "deg":
        return None, ""
    rendered = published.within_95 if published is not None and published.measure == held.measure else 0.0
    return (rendered, RENDERED) if rendered > REAL_ERROR_DEG else (REAL_ERROR_DEG, REAL_PEOPLE)


def _assessed(records: Sequence[AssessmentRecord]) -> RangeOfMotion:
    newest = records[-1]
    test = ASSESSMENTS.get(newest.test)
    larger = test is None or test.larger_is_better
    seen = [each for each in records if each.mean is not None]
    values = [DatedValue(each.taken_at.date(), each.mean) for each in seen if each.mean is not None]
    bests = [DatedValue(each.taken_at.date(), each.best) for each in seen if each.best is not None]
    error, sem, source = _error_of_test(newest)
    change = values[-1].value - values[0].value if len(values) > 1 else None
    beyond = None
    if change is not None and sem is not None:
        beyond = abs(change) > smallest_change(sem, seen[0].trials, seen[-1].trials)
    return RangeOfMotion(
        kind="assessment",
        id=newest.test,
        title=test.title if test else newest.test.replace("-", " "),
        side=newest.side,
        measure=newest.measure,
        unit=newest.unit,
        first=values[0] if values else None,
        last=values[-1] if values else None,
        best=max(bests, key=lambda each: each.value if larger else -each.value, default=None),
        number=len(values),
        unseen=sum(value is None for each in records for value in each.trials),
        error=error,
        error_source=source,
        change=change,
        further=None if not change else (change > 0) == larger,
        beyond_error=beyond,
    )


def _error_of_test(newest: AssessmentRecord) -> tuple[float | None, float | None, str]:
    """Return the error of one value (95 %), its standard error, and what says so; the kept one first."""
    published = measured_errors().get(newest.test)
    if published is not None and (published.measure, published.unit) == (newest.measure, newest.unit):
        return newest.error or published.within_95, published.sem, f"{MEASURED}: {published.basis}"
    if newest.error is not None:
        return newest.error, newest.error / Z_95, MEASURED
    return None, None, ""
