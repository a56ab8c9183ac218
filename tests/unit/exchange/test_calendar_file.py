"""The calendar file, read back: the right days and hours, and the same events when it is imported again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from fixtures.cases import each_of
from icalendar import Calendar, Event

from posecheck.exchange.calendar_file import calendar_file
from posecheck.exchange.reminder_plan import EverySoOften, ReminderPlan
from posecheck.support.language import ENGLISH, find_language

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
PLAN = ReminderPlan("owner", ("mon", "thu"), time(18, 0), date(2026, 10, 19), date(2026, 11, 5), 20)
#: In the middle of it the clocks go back in Europe (25 October 2026).
BERLIN = ZoneInfo("Europe/Berlin")


def events_of(plan: ReminderPlan, now: datetime = NOW, code: str = "en") -> list[Event]:
    written = calendar_file(plan, find_language(code), now)
    return list(Calendar.from_ical(written).walk("VEVENT"))


def training_of(plan: ReminderPlan, now: datetime = NOW, code: str = "en") -> Event:
    return events_of(plan, now, code)[0]


def moments(event: Event, most: int = 50) -> list[datetime]:
    """Return when an event takes place, as a calendar works it out."""
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=event.start)
    return [moment for _, moment in zip(range(most), rule, strict=False)]


def test_training_is_on_each_of_the_days_from_the_first_until_the_last_inclusive() -> None:
    assert [each.date().isoformat() for each in moments(training_of(PLAN))] == [
        "2026-10-19", "2026-10-22", "2026-10-26", "2026-10-29", "2026-11-02", "2026-11-05",
    ]  # fmt: skip


def test_the_hour_is_the_same_before_and_after_the_clocks_change() -> None:
    event = training_of(PLAN)
    assert event.start.tzinfo is None
    assert event["dtstart"].to_ical() == b"20261019T180000"
    there = [moment.replace(tzinfo=BERLIN) for moment in moments(event)]
    assert {each.hour for each in there} == {18}
    assert {each.utcoffset() for each in there} == {timedelta(hours=2), timedelta(hours=1)}


@each_of("at", [time(0, 0), time(23, 59)])
def test_the_last_day_counts_whatever_the_hour(at: time) -> None:
    assert moments(training_of(replace(PLAN, at=at)))[-1].date() == date(2026, 11, 5)


def test_without_a_last_day_it_goes_on() -> None:
    event = training_of(replace(PLAN, ends_on=None))
    assert "UNTIL" not in event["rrule"]
    assert len(moments(event, most=500)) == 500


def test_it_takes_as_long_as_it_does_and_rings_ten_minutes_before() -> None:
    event = training_of(PLAN)
    assert event.duration == timedelta(minutes=20)
    assert event["description"] == "It takes about 20 minutes."
    (alarm,) = event.walk("VALARM")
    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(minutes=-10))


def test_tests_and_questions_are_whole_days_of_their_own() -> None:
    due = replace(
        PLAN,
        tests=(EverySoOften(date(2026, 10, 19), 7), EverySoOften(date(2026, 10, 21), 14)),
        questions=EverySoOften(date(2026, 10, 23), 14),
    )
    _, weekly, two_weekly, questions = events_of(due)
    assert [each.start for each in (weekly, two_weekly, questions)] == [
        date(2026, 10, 19), date(2026, 10, 21), date(2026, 10, 23),
    ]  # fmt: skip
    assert [each.day for each in moments(weekly)] == [19, 26, 2]
    assert [each.day for each in moments(two_weekly)] == [21, 4]
    assert {each["transp"] for each in (weekly, two_weekly, questions)} == {"TRANSPARENT"}
    assert questions.walk("VALARM")[0]["trigger"].dt == timedelta(hours=9)


def test_what_is_imported_again_takes_the_place_of_what_was_there() -> None:
    due = replace(PLAN, tests=(EverySoOften(PLAN.starts_on, 7),), questions=EverySoOften(PLAN.starts_on, 14))
    before = events_of(due)
    after = events_of(replace(due, days=("tue",), at=time(7), minutes=5), NOW + timedelta(minutes=1))
    assert [each["uid"] for each in after] == [each["uid"] for each in before]
    assert len({each["uid"] for each in before}) == 3
    for old, new in zip(before, after, strict=True):
        assert new["sequence"] > old["sequence"]
        assert new["dtstamp"].dt > old["dtstamp"].dt


def test_two_people_in_one_calendar_keep_their_own() -> None:
    assert training_of(PLAN)["uid"] != training_of(replace(PLAN, owner="somebody-else"))["uid"]


def test_lines_end_as_the_format_asks_for() -> None:
    written = calendar_file(PLAN, ENGLISH, NOW)
    assert written.count(b"\r\n") == written.count(b"\n")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75


@pytest.mark.parametrize("code", ["en", "de"])
def test_nothing_private_stands_in_it(code: str) -> None:
    event = training_of(PLAN, code=code)
    assert event["class"] == "PRIVATE"
    assert set(event) == {
        "UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "CLASS", "DTSTART", "DURATION", "RRULE",
    }  # fmt: skip
