"""A calendar file (RFC 5545, ``.ics``) that reminds of training; the calendar of a phone or a computer rings.

Times are floating: 18:00 is 18:00 wherever the calendar is, in summer and in winter. Each event has the same
name every time (its UID), so that what is imported again takes the place of what was there.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from posecheck.exchange.reminder_plan import EverySoOften, ReminderPlan
    from posecheck.support.language import Language

#: It rings so long before: time to change and to put the camera in its place.
RINGS_BEFORE = timedelta(minutes=10)
#: What is due on a day and at no time rings in the morning.
RINGS_AT = timedelta(hours=9)
#: From here on changes are counted, in minutes, so that a newer file has the higher number.
_COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
_LAST_MOMENT = time(23, 59, 59)
_DAY_CODES = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}


def calendar_file(plan: ReminderPlan, language: Language, now: datetime) -> bytes:
    """Return a calendar file.

    Parameters
    ----------
    plan
        What is to be reminded of.
    language
        Of what stands in the calendar.
    now
        When it is written, with its time zone.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//posecheck//posecheck {VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "posecheck")
    calendar.add_component(_training(plan, language, now))
    for each in plan.tests:
        title = language.translate("posecheck: tests are due")
        what = language.translate("Open posecheck; it says which.")
        calendar.add_component(_due(plan, f"tests-{each.every_days}", each, (title, what), now))
    if plan.questions is not None:
        title = language.translate("posecheck: how does it go?")
        what = language.translate("A few questions about what is hard for you; they take a minute.")
        calendar.add_component(_due(plan, "questions", plan.questions, (title, what), now))
    return bytes(calendar.to_ical())


def _training(plan: ReminderPlan, language: Language, now: datetime) -> Event:
    title = language.translate("Exercise with posecheck")
    lasts = language.plural("It takes about a minute.", "It takes about {count} minutes.", plan.minutes)
    event = _event(plan, "training", title, lasts, now)
    event.add("dtstart", datetime.combine(plan.starts_on, plan.at))
    event.add("duration", timedelta(minutes=plan.minutes))
    rule: dict[str, object] = {"freq": "weekly", "byday": [_DAY_CODES[day] for day in plan.days]}
    if plan.ends_on is not None:
        rule["until"] = datetime.combine(plan.ends_on, _LAST_MOMENT)
    event.add("rrule", rule)
    event.add_component(_alarm(title, -RINGS_BEFORE))
    return event


def _due(plan: ReminderPlan, kind: str, due: EverySoOften, words: tuple[str, str], now: datetime) -> Event:
    """Return an event of whole days, at no time of the day."""
    title, what = words
    event = _event(plan, kind, title, what, now)
    event.add("dtstart", due.first_on)
    event.add("transp", "TRANSPARENT")
    rule: dict[str, object] = {"freq": "daily", "interval": due.every_days}
    if plan.ends_on is not None:
        rule["until"] = plan.ends_on
    event.add("rrule", rule)
    event.add_component(_alarm(title, RINGS_AT))
    return event


def _event(plan: ReminderPlan, kind: str, title: str, what: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{kind}-{plan.owner}@posecheck")
    event.add("dtstamp", now)
    event.add("sequence", max(0, int((now - _COUNTED_FROM) / timedelta(minutes=1))))
    event.add("summary", title)
    event.add("description", what)
    event.add("class", "PRIVATE")
    return event


def _alarm(title: str, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm
