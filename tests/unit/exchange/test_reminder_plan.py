"""What a calendar is told: the prescription's days, or what the person chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.exchange.reminder_plan import (
    Choice,
    EverySoOften,
    first_day,
    parsed_days,
    parsed_minutes,
    parsed_time,
    reminder_plan,
)
from posecheck.history.course_records import AssessmentRecord
from posecheck.history.store import History
from posecheck.prescription.prescription import (
    WEEK,
    PrescribedExercise,
    PrescribedTest,
    Prescriber,
    Prescription,
)
from posecheck.prescription.template import new_text
from posecheck.support.errors import InputError

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
TODAY = NOW.date()
PRESCRIPTION = Prescription(
    title="Lower back",
    prescriber=Prescriber("A. Physio"),
    written_on=date(2026, 11, 20),
    patient="",
    starts_on=date(2026, 11, 30),
    ends_on=date(2026, 12, 31),
    days=("mon", "thu"),
    at=time(7, 30),
    notes="",
    stop_for=(),
    exercises=(PrescribedExercise("supine-hamstring", dose={"hold_s": 30.0}),),
    tests=(PrescribedTest("straight-leg-raise", every_days=7), PrescribedTest("seated-reach", every_days=14)),
)
LONGER = replace(
    PRESCRIPTION, exercises=(PrescribedExercise("supine-hamstring", dose={"hold_s": 30.0, "sets": 10}),)
)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.sqlite3") as opened:
        yield opened


@pytest.fixture
def prescribed(history: History) -> History:
    history.course.add_prescription(new_text(PRESCRIPTION), imported=NOW)
    return history


def taken(test: str, day: date) -> AssessmentRecord:
    at = datetime.combine(day, time(9), UTC)
    return AssessmentRecord(test, "left", "leg-raise", "deg", (60.0,), 60.0, 60.0, None, None, (), at)


def test_a_prescription_gives_days_time_and_both_ends(prescribed: History) -> None:
    plan = reminder_plan(prescribed, Choice(), NOW)
    assert (plan.days, plan.at) == (("mon", "thu"), time(7, 30))
    assert (plan.starts_on, plan.ends_on) == (date(2026, 11, 30), date(2026, 12, 31))


def test_what_the_person_chooses_goes_before_the_prescription(prescribed: History) -> None:
    choice = Choice(("sat",), time(20, 15), date(2026, 12, 6), date(2026, 12, 13), 25)
    plan = reminder_plan(prescribed, choice, NOW)
    assert (plan.days, plan.at, plan.minutes) == (("sat",), time(20, 15), 25)
    assert (plan.starts_on, plan.ends_on) == (date(2026, 12, 12), date(2026, 12, 13))


def test_how_long_it_takes_follows_the_doses(prescribed: History) -> None:
    minutes = reminder_plan(prescribed, Choice(), NOW).minutes
    prescribed.course.add_prescription(new_text(LONGER), imported=NOW)
    assert reminder_plan(prescribed, Choice(), NOW).minutes > minutes + 5


def test_without_a_prescription_there_are_only_the_own_days(history: History) -> None:
    plan = reminder_plan(history, Choice(("sun", "mon")), NOW)
    assert (plan.days, plan.at, plan.ends_on) == (("mon", "sun"), time(18, 0), None)
    assert plan.starts_on == date(2026, 11, 29)
    assert 10 < plan.minutes < 30  # as the routine of fifteen minutes
    assert (plan.tests, plan.questions) == ((), None)


def test_nothing_is_known_of_the_days_without_either(history: History) -> None:
    with pytest.raises(InputError, match="Say on which days"):
        reminder_plan(history, Choice(), NOW)


def test_a_prescription_that_is_over_reminds_of_nothing(prescribed: History) -> None:
    with pytest.raises(InputError, match="Say on which days"):
        reminder_plan(prescribed, Choice(), NOW + timedelta(days=60))


def test_a_prescription_that_cannot_be_used_is_no_reason_not_to_remind(history: History) -> None:
    history.course.add_prescription("posecheck = 1\n", imported=NOW)
    assert reminder_plan(history, Choice(("mon",)), NOW).days == ("mon",)
    with pytest.raises(InputError, match="cannot be used"):
        reminder_plan(history, Choice(), NOW)


def test_days_that_never_come_are_refused(history: History) -> None:
    choice = Choice(("mon",), starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 6))
    with pytest.raises(InputError, match="None of these days lies between 2026-12-01 and 2026-12-06"):
        reminder_plan(history, choice, NOW)


def test_tests_of_one_interval_are_due_together_from_the_first_day_on(prescribed: History) -> None:
    begins = date(2026, 11, 30)
    assert reminder_plan(prescribed, Choice(), NOW).tests == (
        EverySoOften(begins, 7),
        EverySoOften(begins, 14),
    )


def test_a_test_that_was_taken_is_due_an_interval_later(prescribed: History) -> None:
    prescribed.course.add_assessment(taken("seated-reach", date(2026, 11, 10)))
    prescribed.course.add_assessment(taken("seated-reach", date(2026, 11, 26)))
    weekly, two_weekly = reminder_plan(prescribed, Choice(), NOW).tests
    assert two_weekly.first_on == date(2026, 12, 10)
    assert weekly.first_on == date(2026, 11, 30)


def test_what_is_due_only_after_the_last_day_is_left_out(prescribed: History) -> None:
    prescribed.course.add_assessment(taken("seated-reach", date(2026, 11, 26)))
    plan = reminder_plan(prescribed, Choice(ends_on=date(2026, 12, 9)), NOW)
    assert [each.every_days for each in plan.tests] == [7]


def test_questions_come_every_two_weeks_after_they_were_answered(history: History) -> None:
    goal = history.course.add_goal("tying my shoes", begun=NOW)
    history.course.add_goal_levels({goal: 3}, told=NOW)
    plan = reminder_plan(history, Choice(("mon",)), NOW)
    assert plan.questions == EverySoOften(TODAY + timedelta(days=14), 14)


def test_the_owner_stays_the_same_and_is_another_one_elsewhere(history: History, tmp_path: Path) -> None:
    choice = Choice(WEEK)
    owner = reminder_plan(history, choice, NOW).owner
    assert reminder_plan(history, Choice(("mon",)), NOW).owner == owner
    with History(tmp_path / "other.sqlite3") as other:
        assert reminder_plan(other, choice, NOW).owner != owner


@each_of(
    "begins, first",
    [
        (date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 3)),
        (date(2026, 12, 4), date(2026, 12, 7)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(9999, 12, 30), date(9999, 12, 30)),
        (date(9999, 12, 31), None),
    ],
)
def test_the_first_day_is_the_next_of_the_chosen_ones(begins: date, first: date | None) -> None:
    assert first_day(("mon", "thu"), begins) == first


@each_of(
    "text, days",
    [("wed,mon", ("mon", "wed")), ("Mon, Tue", ("mon", "tue")), ("sun sun", ("sun",)), ("daily", WEEK)],
)
def test_days_are_read_as_people_write_them(text: str, days: tuple[str, ...]) -> None:
    assert parsed_days(text) == days


@each_of("text", ["", ",", "mo", "mon,fry", "mon daily"])
def test_what_is_no_day_is_named(text: str) -> None:
    with pytest.raises(InputError, match="is no day; write days as mon"):
        parsed_days(text)


def test_a_time_is_read_and_what_is_none_is_named() -> None:
    assert parsed_time(" 7:05 ") == time(7, 5)
    for text in ("25:00", "7.30", "noon", ""):
        with pytest.raises(InputError, match="is no time of the day"):
            parsed_time(text)


def test_minutes_are_those_of_a_session() -> None:
    assert [parsed_minutes(text) for text in ("1", "1440")] == [1, 1440]
    for text in ("0", "1441", "-5", "x", "9" * 5000):
        with pytest.raises(InputError, match="between a minute and a day"):
            parsed_minutes(text)
