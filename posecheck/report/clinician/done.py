"""Prescribed against done: each exercise, each week, and the days in all."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from posecheck.prescription.prescription import WEEK
from posecheck.report.clinician.document import DoseAsked, ExerciseDone, WeekDone
from posecheck.report.clinician.sets import sets_done, sides_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from posecheck.exercise import Exercise
    from posecheck.prescription.prescription import PrescribedExercise, Prescription
    from posecheck.report.clinician.document import ReportPeriod
    from posecheck.report.clinician.sets import OfDay, SetsDone

_DAY = timedelta(days=1)


def days_of(first: date, last: date) -> list[date]:
    """Return every day from the first to the last, both with it."""
    return [first + number * _DAY for number in range((last - first).days + 1)]


def prescribed_days(
    prescription: Prescription | None, period: ReportPeriod, today: date, trained: Collection[date]
) -> list[date] | None:
    """Return the days of the period for which training was prescribed; ``None`` when it was for none certain.

    What is still to come is not asked for, and today is not as long as nothing has been done.
    """
    if prescription is None or not prescription.days:
        return None
    first = max(period.first, prescription.starts_on)
    last = min(period.last, today, prescription.ends_on or period.last)
    asked = [each for each in days_of(first, last) if WEEK[each.weekday()] in prescription.days]
    return [each for each in asked if each < today or each in trained]


def weeks_done(
    period: ReportPeriod, asked: Sequence[date] | None, minutes: Mapping[date, float], today: date
) -> tuple[WeekDone, ...]:
    """Return the weeks of the period that have begun, the oldest first."""
    monday = period.first - period.first.weekday() * _DAY
    found = []
    while monday <= min(period.last, today):
        week = {each for each in days_of(monday, monday + 6 * _DAY) if period.first <= each <= period.last}
        of_week = {each: minutes[each] for each in week if each in minutes}
        found.append(
            WeekDone(
                monday,
                None if asked is None else len(week & set(asked)),
                len(of_week),
                sum(of_week.values()),
            )
        )
        monday += 7 * _DAY
    return tuple(found)


def exercises_done(
    done: Iterable[OfDay],
    catalogue: Mapping[str, Exercise],
    prescription: Prescription | None,
    asked_days: Sequence[date] | None,
) -> tuple[ExerciseDone, ...]:
    """Return every exercise and side: first what was prescribed, in its order, then what else was done."""
    prescribed: dict[str, dict[str, DoseAsked]] = defaultdict(dict)
    for wanted in prescription.exercises if prescription is not None else ():
        exercise = catalogue.get(wanted.exercise)
        for side in _sides(wanted, exercise):
            prescribed[wanted.exercise][side] = dose_asked(wanted, exercise)
    found: dict[tuple[str, str], list[SetsDone]] = {
        (name, side): [] for name, sides in prescribed.items() for side in sides
    }
    for each in done:
        name = each.record.exercise
        for sets in sets_done(each, catalogue.get(name), prescribed.get(name)):
            found.setdefault((sets.exercise, sets.side), []).append(sets)
    days_asked = None if asked_days is None else len(asked_days)
    rows = [
        _row(key, sets, catalogue, prescribed.get(key[0], {}).get(key[1]), days_asked)
        for key, sets in found.items()
    ]
    begun = (each for each in rows if each.asked or each.sets_done or each.sets_uncounted)
    return tuple(sorted(begun, key=lambda each: each.asked is None))


def dose_asked(prescribed: PrescribedExercise, exercise: Exercise | None) -> DoseAsked:
    """Return the dose of a day: what the prescription says, else what the exercise has."""
    own: dict[str, float] = {}
    if exercise is not None:
        own = {key: float(getattr(exercise.dose, name)) for key, name in exercise.dose.asks.items()}
    dose = own | dict(prescribed.dose)
    reps = dose.get("reps")
    return DoseAsked(
        sets=int(dose.get("sets", 1)),
        hold_s=dose.get("hold_s") or None,
        reps=None if reps is None else int(reps),
        duration_s=dose.get("duration_s"),
    )


def _sides(prescribed: PrescribedExercise, exercise: Exercise | None) -> tuple[str, ...]:
    sides = sides_of(exercise)
    chosen = prescribed.side.value if prescribed.side is not None else ""
    return (chosen,) if chosen in sides else sides


def _row(
    key: tuple[str, str],
    sets: Sequence[SetsDone],
    catalogue: Mapping[str, Exercise],
    asked: DoseAsked | None,
    days_asked: int | None,
) -> ExerciseDone:
    full_on: dict[date, int] = defaultdict(int)
    for each in sets:
        full_on[each.on] += each.full or 0
    counted = all(each.full is not None for each in sets)
    exercise = catalogue.get(key[0])
    return ExerciseDone(
        exercise=key[0],
        title=exercise.title if exercise else key[0],
        side=key[1],
        asked=asked,
        days_asked=days_asked if asked else None,
        days_done=len({each.on for each in sets if each.done}),
        sets_done=sum(each.done for each in sets),
        sets_full=sum(full_on.values()) if counted else None,
        days_full=sum(full >= asked.sets for full in full_on.values()) if asked and counted else None,
        sets_uncounted=sum(each.uncounted for each in sets),
    )
