"""Reminders: the days, the time, and a file for the calendar that rings."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.pages.answers import page
from posecheck.app.pages.desk import desk_of
from posecheck.exchange.reminder_plan import (
    USUAL_TIME,
    Choice,
    estimated_minutes,
    parsed_days,
    parsed_minutes,
    parsed_time,
    prescription_to_come,
    reminder_plan,
)
from posecheck.history.store import History
from posecheck.prescription.prescription import WEEK
from posecheck.support.errors import InputError
from posecheck.support.language import find_language
from posecheck.support.message import message
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from starlette.requests import Request

    from posecheck.app.pages.desk import Desk
    from posecheck.prescription.prescription import Prescription

_WEEKDAY = "EEEE"
#: Offered to who has no prescription: three days a week with a day between them.
_OFFERED = ("mon", "wed", "fri")


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: its id, its name, and whether it is chosen."""

    id: str
    title: str
    chosen: bool


def show(request: Request) -> Response:
    """Show what a calendar will be told."""
    desk, today = desk_of(request), datetime.now().astimezone().date()
    prescription, minutes = _known(today)
    days = (prescription.days if prescription is not None else ()) or _OFFERED
    at = (prescription.at if prescription is not None else None) or USUAL_TIME
    begins = max(today, prescription.starts_on) if prescription is not None else today
    ends = prescription.ends_on if prescription is not None else None
    return page(
        request,
        "reminders",
        here="routines",
        days=_weekdays(days, today, desk),
        at=f"{at:%H:%M}",
        begins=begins.isoformat(),
        ends=ends.isoformat() if ends is not None else "",
        minutes=minutes,
        prescriber=prescription.prescriber.name if prescription is not None else "",
    )


def download(request: Request) -> Response:
    """Return the calendar file.

    Raises
    ------
    InputError
        What was chosen is no plan.
    """
    from posecheck.exchange.calendar_file import calendar_file  # noqa: PLC0415 - the page itself needs it not

    asked, desk, now = request.query_params, desk_of(request), datetime.now().astimezone()
    days = parsed_days(" ".join(asked.getlist("day"))) if asked.getlist("day") else ()
    if not days:
        raise InputError(message("Choose at least one day of the week."))
    choice = Choice(
        days,
        parsed_time(asked.get("at", "")),
        _date(asked.get("from", "")),
        _date(asked.get("until", "")),
        parsed_minutes(asked["minutes"]) if asked.get("minutes") else None,
    )
    with History() as history:
        plan = reminder_plan(history, choice, now)
    return Response(
        calendar_file(plan, find_language(desk.words.code), now),
        media_type="text/calendar",
        headers={"content-disposition": 'attachment; filename="posecheck.ics"'},
    )


def _known(today: date) -> tuple[Prescription | None, int]:
    """Return the prescription that is followed, if any, and how many minutes a session takes."""
    if not history_path().exists():  # looking must not make one
        return None, estimated_minutes(None, None)
    with History() as history:
        found = None
        with suppress(InputError):  # one that cannot be used: other pages say so, and days can be chosen
            found = prescription_to_come(history, today)
        return found, estimated_minutes(history, found)


def _weekdays(chosen: tuple[str, ...], today: date, desk: Desk) -> list[Weekday]:
    language = find_language(desk.words.code)
    monday = today - timedelta(days=today.weekday())
    return [
        Weekday(day, language.date(monday + timedelta(days=number), _WEEKDAY), day in chosen)
        for number, day in enumerate(WEEK)
    ]


def _date(text: str) -> date | None:
    """Return a date that a page sends; ``None`` where none was chosen."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(message("{text} is no date; write it as 2026-12-01.", text=repr(text))) from error


ROUTES: list[Route] = [Route("/reminders", show), Route("/reminders/posecheck.ics", download)]
