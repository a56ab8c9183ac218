"""``posecheck reminders``: a calendar file with the days on which to train."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LanguageOption

if TYPE_CHECKING:
    from datetime import date

    from posecheck.exchange.reminder_plan import ReminderPlan
    from posecheck.support.language import Language

_DATE = ["%Y-%m-%d"]
_WEEKDAY, _FULL = "EEEE", "d MMMM y"


def reminders(
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE.ics", help="The calendar file to be written.")
    ],
    days: Annotated[
        str | None,
        typer.Option(
            "--days",
            metavar="DAYS",
            help="As mon,wed,fri, or daily; by default those of the prescription that is followed.",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help="As 18:00; by default as prescribed, else 18:00."),
    ] = None,
    begins: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=_DATE, metavar="DATE", help="The first day, as 2026-12-01; by default today."
        ),
    ] = None,
    ends: Annotated[
        datetime | None,
        typer.Option(
            "--until",
            formats=_DATE,
            metavar="DATE",
            help="The last day; by default as prescribed, else without an end.",
        ),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option(
            "--minutes", metavar="N", min=1, max=1440, help="How long it takes; by default it is estimated."
        ),
    ] = None,
    language: LanguageOption = None,
) -> None:
    """Write a calendar file that reminds you of training; your calendar rings, nothing runs in between."""
    from posecheck.exchange.calendar_file import calendar_file
    from posecheck.exchange.reminder_plan import Choice, parsed_days, parsed_time, reminder_plan
    from posecheck.history.store import History
    from posecheck.support.destination import check_destinations, write_text
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    words = find_language(language or read_config().language)
    choice = Choice(
        None if days is None else parsed_days(days),
        None if at is None else parsed_time(at),
        None if begins is None else begins.date(),
        None if ends is None else ends.date(),
        minutes,
    )
    check_destinations([out])
    now = datetime.now().astimezone()
    with History() as history:
        plan = reminder_plan(history, choice, now)
    write_text(out, calendar_file(plan, words, now).decode(), private=True)
    typer.echo(plan_words(plan, words), err=True)
    typer.echo(
        words.translate("{file} is written; open it, and your calendar takes the reminders.", file=out),
        err=True,
    )


def plan_words(plan: ReminderPlan, language: Language) -> str:
    """Return what a plan reminds of, in sentences."""
    from datetime import timedelta

    from posecheck.prescription.prescription import WEEK

    monday = plan.starts_on - timedelta(days=plan.starts_on.weekday())
    days = language.listed(
        [language.date(monday + timedelta(days=WEEK.index(day)), _WEEKDAY) for day in plan.days]
    )
    say = language.translate
    parts = {"days": days, "time": f"{plan.at:%H:%M}", "first": _day(plan.starts_on, language)}
    if plan.ends_on is None:
        said = [say("{days} at {time}, from {first} on, without an end.", **parts)]
    else:
        last = _day(plan.ends_on, language)
        said = [say("{days} at {time}, from {first} until {last}.", last=last, **parts)]
    said += [
        language.plural(
            "Tests are due on {first}, and then every day.",
            "Tests are due on {first}, and then every {count} days.",
            each.every_days,
            first=_day(each.first_on, language),
        )
        for each in plan.tests
    ]
    if plan.questions is not None:
        said.append(
            say(
                "How it goes is asked on {first}, and then every two weeks.",
                first=_day(plan.questions.first_on, language),
            )
        )
    return " ".join(said)


def _day(day: date, language: Language) -> str:
    return language.date(day, _FULL)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck reminders --days mon,wed,fri --at 18:00 --out training.ics")(
        reminders
    )
