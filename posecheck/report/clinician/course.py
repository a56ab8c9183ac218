"""How it went beside the exercises: pain, and what is hard for the person."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from posecheck.report.clinician.document import DatedValue, GoalCourse, PainCourse, PainLevel
from posecheck.report.goal_course import DETECTABLE_SINGLE
from posecheck.report.overview import CHANGE_OF_PAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from posecheck.history.course_records import GoalRecord
    from posecheck.history.records import PainRecord
    from posecheck.report.clinician.document import Course, ReportPeriod

#: In the order in which they are told.
MOMENTS = ("before", "after", "next-day")
#: So many of the first answers are compared with as many of the last ones.
COMPARED = 3


def pain_levels(records: Iterable[PainRecord], days: Mapping[int, date]) -> tuple[PainLevel, ...]:
    """Return the pain of the sessions whose day is in `days`, by the number of the session."""
    told = [
        PainLevel(days[each.session_id], each.moment, each.level)
        for each in records
        if each.session_id in days
    ]
    return tuple(sorted(told, key=lambda each: (each.on, MOMENTS.index(each.moment))))


def pain_courses(levels: Sequence[PainLevel]) -> tuple[PainCourse, ...]:
    """Return how pain went at each moment at which it was told."""
    found = []
    for moment in MOMENTS:
        told = [each.level for each in levels if each.moment == moment]
        if not told:
            continue
        first = last = None
        course: Course = "too-few"
        if len(told) >= 2 * COMPARED:
            first, last = float(median(told[:COMPARED])), float(median(told[-COMPARED:]))
            course = "alike" if abs(last - first) < CHANGE_OF_PAIN else "less" if last < first else "more"
        found.append(PainCourse(moment, len(told), first, last, max(told), course))
    return tuple(found)


def goal_courses(goals: Iterable[GoalRecord], period: ReportPeriod) -> tuple[GoalCourse, ...]:
    """Return how each goal went until the end of the period; one that ended before it is left out."""
    found = []
    for goal in goals:
        if goal.ended_at is not None and goal.ended_at.astimezone().date() < period.first:
            continue
        told = [DatedValue(each.told_at.astimezone().date(), float(each.level)) for each in goal.levels]
        before = [each for each in told if each.on < period.first][-1:]
        within = before + [each for each in told if period.first <= each.on <= period.last]
        change = within[-1].value - within[0].value if len(within) > 1 else None
        found.append(
            GoalCourse(
                text=goal.text,
                first=within[0] if within else None,
                last=within[-1] if within else None,
                levels=tuple(within),
                change=change,
                beyond_error=None if change is None else abs(change) >= DETECTABLE_SINGLE,
            )
        )
    return tuple(found)
