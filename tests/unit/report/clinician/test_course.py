"""Pain and goals: a course is told only where it is more than chance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from fixtures.cases import each_of

from posecheck.history.course_records import GoalLevel, GoalRecord
from posecheck.history.records import PainRecord
from posecheck.report.clinician.course import goal_courses, pain_courses, pain_levels
from posecheck.report.clinician.document import ReportPeriod

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
PERIOD = ReportPeriod(date(2026, 3, 10), date(2026, 4, 10), "chosen")


@each_of(
    "levels, course",
    [
        ((5, 5, 5, 3, 3, 3), "less"),
        ((3, 3, 3, 5, 5, 5), "more"),
        ((4, 4, 4, 3, 3, 3), "alike"),
        ((9, 9, 0, 0, 0), "too-few"),
    ],
)
def test_pain_changed_from_two_points_on(levels: tuple[int, ...], course: str) -> None:
    days = {number: date(2026, 3, 2) + timedelta(days=number) for number in range(len(levels))}
    told = pain_levels(
        [PainRecord(number, "before", level, START) for number, level in enumerate(levels)], days
    )
    (found,) = pain_courses(told)
    assert (found.course, found.answers, found.worst) == (course, len(levels), max(levels))


def test_pain_of_sessions_outside_of_the_period_is_left_out() -> None:
    told = [PainRecord(number, "before", 3, START) for number in (1, 2)]
    assert [each.on for each in pain_levels(told, {2: date(2026, 3, 4)})] == [date(2026, 3, 4)]


def goal(*levels: tuple[int, int], ended: datetime | None = None) -> GoalRecord:
    told = tuple(GoalLevel(level, START + timedelta(days=day)) for day, level in levels)
    return GoalRecord(1, "Socks", START, ended, told)


@each_of("levels, change, beyond", [
    (((10, 3), (24, 6)), 3.0, True),
    (((10, 3), (24, 5)), 2.0, False),
    (((10, 6), (24, 2)), -4.0, True),
    (((10, 3),), None, None),
])  # fmt: skip
def test_a_goal_changed_from_three_points_on(levels, change, beyond) -> None:
    (found,) = goal_courses([goal(*levels)], PERIOD)
    assert (found.change, found.beyond_error) == (change, beyond)


def test_a_goal_is_compared_with_the_last_answer_before_the_period() -> None:
    (found,) = goal_courses([goal((0, 1), (5, 2), (20, 6))], PERIOD)
    assert (found.first.value, found.last.value) == (2.0, 6.0)


def test_a_goal_that_ended_before_the_period_is_left_out() -> None:
    assert goal_courses([goal((0, 1), ended=START + timedelta(days=2))], PERIOD) == ()
