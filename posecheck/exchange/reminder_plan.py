"""On which days somebody is to be reminded of what: as the prescription has it, or as they choose themselves.

A calendar is often kept with somebody else, so nothing of what is here tells what ails the person: no
exercises, no notes, no names, only that it is time, and how long it takes.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from posecheck.exercise.catalogue import all_exercises
from posecheck.prescription.in_force import Standing, followed_prescription, standing
from posecheck.prescription.prescription import WEEK
from posecheck.routines.goals import ASK_AGAIN, next_time, put_off_on
from posecheck.routines.plan import plan_routine
from posecheck.routines.prescribed import prescribed_routine
from posecheck.routines.programme import session_s
from posecheck.routines.routine_files import USUAL_ROUTINE, find_routine
from posecheck.support.errors import InputError
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.history.store import History
    from posecheck.prescription.prescription import Prescription
    from posecheck.routines.routine import Routine

#: When somebody is reminded who says no time: after work, before supper.
USUAL_TIME = time(18, 0)
#: Setting of the history: what makes its reminders those of one person.
_OWNER = "calendar-id"
_MINUTE_S = 60.0
#: No session is longer than a day.
LONGEST_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chooses themselves; ``None`` is as the prescription has it.

    Parameters
    ----------
    days
        Of :data:`posecheck.prescription.prescription.WEEK`.
    at
        When, in the time of wherever the calendar is.
    starts_on, ends_on
        First and last day, both inclusive.
    minutes
        How long it takes.
    """

    days: tuple[str, ...] | None = None
    at: time | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class EverySoOften:
    """Something that is due on a day and again every so many days."""

    first_on: date
    every_days: int

    def begins_by(self, last: date | None) -> bool:
        """Return whether it is due at all by a last day, ``None`` without one."""
        return last is None or self.first_on <= last


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """All that a calendar is told.

    Parameters
    ----------
    owner
        Tells the reminders of this person from those of others in one calendar.
    days
        The days of the week on which to train, in their order; never empty.
    at
        When, in the time of wherever the calendar is.
    starts_on, ends_on
        First and last day, both inclusive; the first is one of `days`. ``None``: without an end.
    minutes
        How long it takes.
    tests
        When tests of what is possible are due.
    questions
        When it is asked how it goes with what is hard for the person; ``None`` when nothing is followed.
    """

    owner: str
    days: tuple[str, ...]
    at: time
    starts_on: date
    ends_on: date | None
    minutes: int
    tests: tuple[EverySoOften, ...] = ()
    questions: EverySoOften | None = None


def reminder_plan(history: History, choice: Choice, now: datetime) -> ReminderPlan:
    """Return what a calendar is told.

    Parameters
    ----------
    history
        Of the person; its prescription, tests and goals count.
    choice
        What they choose themselves, which goes before the prescription.
    now
        With its time zone.

    Raises
    ------
    InputError
        There are no days to remind of.
    """
    today = now.date()
    prescription = None
    try:
        prescription = prescription_to_come(history, today)
    except InputError:
        if choice.days is None:
            raise
    days = choice.days
    if days is None:
        days = prescription.days if prescription is not None else ()
    if not days:
        raise InputError(message("Say on which days to remind you, as --days mon,wed,fri."))
    begins, ends = choice.starts_on, choice.ends_on
    if begins is None:
        begins = max(today, prescription.starts_on) if prescription is not None else today
    if ends is None and prescription is not None:
        ends = prescription.ends_on
    first = first_day(days, begins)
    if first is None or (ends is not None and first > ends):
        last = ends if ends is not None else date.max
        raise InputError(
            message("None of these days lies between {first} and {last}.", first=f"{begins}", last=f"{last}")
        )
    questions = _questions(history, begins, now)
    at = choice.at or (prescription.at if prescription is not None else None) or USUAL_TIME
    return ReminderPlan(
        _owner(history),
        tuple(day for day in WEEK if day in days),
        at,
        first,
        ends,
        choice.minutes or estimated_minutes(history, prescription),
        tuple(each for each in _tests(history, prescription, begins, now) if each.begins_by(ends)),
        questions if questions is not None and questions.begins_by(ends) else None,
    )


def prescription_to_come(history: History, today: date) -> Prescription | None:
    """Return the prescription that is followed or will be, ``None`` without one or when it is over.

    Raises
    ------
    InputError
        It cannot be read any more.
    """
    found = followed_prescription(history.course.prescriptions())
    return None if found is None or standing(found, today) is Standing.OVER else found


def first_day(days: Sequence[str], begins: date) -> date | None:
    """Return the first of `days`, at least one, from a date on; ``None`` where the calendar ends first."""
    number_of_days = min(len(WEEK), (date.max - begins).days + 1)
    following = (begins + timedelta(days=number) for number in range(number_of_days))
    return next((day for day in following if WEEK[day.weekday()] in days), None)


def parsed_days(text: str) -> tuple[str, ...]:
    """Return the days that somebody has written, as ``mon,wed,fri``; ``daily`` is all of them.

    Raises
    ------
    InputError
        One of them is no day.
    """
    words = [word for word in text.lower().replace(",", " ").split() if word]
    if words == ["daily"]:
        return WEEK
    unknown = next((word for word in words if word not in WEEK), None)
    if unknown is not None or not words:
        raise InputError(
            message(
                "{word} is no day; write days as mon,tue,wed,thu,fri,sat,sun, or daily.",
                word=repr(unknown or text),
            )
        )
    return tuple(day for day in WEEK if day in words)


def parsed_time(text: str) -> time:
    """Return a time of the day that somebody has written, as ``18:00``.

    Raises
    ------
    InputError
        It is none.
    """
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - wherever the calendar is
    except ValueError as error:
        raise InputError(
            message("{text} is no time of the day; write it as 18:00.", text=repr(text))
        ) from error


def parsed_minutes(text: str) -> int:
    """Return a length in minutes that somebody has written.

    Raises
    ------
    InputError
        It is no whole number, or no session is that long.
    """
    with suppress(ValueError):
        if 1 <= int(text) <= LONGEST_MIN:
            return int(text)
    raise InputError(message("A session takes between a minute and a day; give its minutes."))


def _owner(history: History) -> str:
    """Return what makes the reminders of this history its own, the same every time."""
    kept = history.setting(_OWNER)
    if isinstance(kept, str):
        return kept
    made = uuid4().hex
    history.set_setting(_OWNER, made)
    return made


def estimated_minutes(history: History | None, prescription: Prescription | None) -> int:
    """Return roughly how long what is prescribed takes, else the routine done last, else the usual one.

    Parameters
    ----------
    history, prescription
        Of the person; ``None`` where there is none.
    """
    routine = prescribed_routine(prescription) if prescription is not None else _routine_done_last(history)
    return max(1, round(session_s(plan_routine(routine, all_exercises()).turns) / _MINUTE_S))


def _routine_done_last(history: History | None) -> Routine:
    lines = history.summaries() if history is not None else []
    done = [each.session.routine for each in lines if each.session.routine]
    for name in (*done[:1], USUAL_ROUTINE):
        try:
            return find_routine(name)
        except InputError:  # it was renamed or deleted since
            continue
    raise AssertionError(USUAL_ROUTINE)


def _tests(
    history: History, prescription: Prescription | None, begins: date, now: datetime
) -> tuple[EverySoOften, ...]:
    """Return when tests are due: those with one interval together, from when the first of them is due."""
    taken = {each.test: each.taken_at.astimezone(now.tzinfo).date() for each in history.course.assessments()}
    due: dict[int, date] = {}
    for each in prescription.tests if prescription is not None else ():
        first = begins
        if each.test in taken:
            first = max(begins, taken[each.test] + timedelta(days=each.every_days))
        due[each.every_days] = min(first, due.get(each.every_days, first))
    return tuple(EverySoOften(first, every) for every, first in sorted(due.items()))


def _questions(history: History, begins: date, now: datetime) -> EverySoOften | None:
    first = next_time(history.course.goals(), now, put_off_on(history))
    return None if first is None else EverySoOften(max(begins, first), ASK_AGAIN.days)
