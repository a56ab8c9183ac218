"""``posecheck report``: a page about one session or several, or the report for who treats the person."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LAST_SESSION, local_midnight

if TYPE_CHECKING:
    from posecheck.history.records import SessionRecord
    from posecheck.history.store import History
    from posecheck.support.language import Language
    from posecheck.support.settings import Config

_DATE_FORMATS = ["%Y-%m-%d"]


def report(
    number: Annotated[
        int | None,
        typer.Argument(metavar="[SESSION]", max=LAST_SESSION, help="Its number, see `posecheck history`."),
    ] = None,
    *,
    last: Annotated[bool, typer.Option("--last", help="The newest session; that is the default.")] = False,
    clinician: Annotated[
        bool,
        typer.Option(
            "--clinician",
            help="One page for your physiotherapist or doctor, since your prescription was imported, else of "
            "six weeks: prescribed and done, range with its error, pain, goals, what was not seen.",
        ),
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="DATE",
            formats=_DATE_FORMATS,
            help="All sessions from a day on, as 2026-05-31.",
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until",
            metavar="DATE",
            formats=_DATE_FORMATS,
            help="With --clinician: the last day, by default today.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where to write it; by default report-SESSION.html. With --clinician the name ends in "
            ".html, .pdf or .json, by default report-clinician-DAY.pdf.",
        ),
    ] = None,
    fhir: Annotated[
        Path | None,
        typer.Option(
            "--fhir", metavar="FILE.json", help="With --clinician: write it as a FHIR R4 Bundle besides."
        ),
    ] = None,
    name: Annotated[
        str,
        typer.Option(
            "--name", metavar="NAME", help="With --clinician: what you want to be called; by default no name."
        ),
    ] = "",
    health: Annotated[
        bool,
        typer.Option(
            "--health", help="With --clinician: put in what you answered to the questions about your health."
        ),
    ] = False,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="Of the page: en or de. By default as set."),
    ] = None,
    pictures: Annotated[
        bool | None,
        typer.Option(
            "--pictures/--no-pictures",
            help="Put in the pictures that were kept because you asked for it. By default they are, but not "
            "with --clinician.",
        ),
    ] = None,
) -> None:
    """Write a page about what you did: for the screen, the phone and paper; it needs no network."""
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.history.store import History
    from posecheck.report.content import gather
    from posecheck.report.page import report_page
    from posecheck.routines.routine_files import routine_titles
    from posecheck.support.destination import check_destinations, write_text
    from posecheck.support.errors import InputError
    from posecheck.support.settings import read_config

    if clinician:
        if number is not None or last:
            raise InputError("A report for a clinician is about days: give --since DATE, no session.")
        from posecheck.cli.report_clinician import write_clinician_report
        from posecheck.exchange.clinician import Wish

        wish = Wish(_day(since), _day(until), name, pictures=bool(pictures), health=health)
        write_clinician_report(wish, out, fhir, chosen_language(language, read_config()))
        return
    if until is not None or fhir is not None or name or health:
        raise InputError("--until, --fhir, --name and --health are for the report that --clinician makes.")
    if sum((number is not None, last, since is not None)) > 1:
        raise InputError("Say one thing: the number of a session, --last, or --since DATE.")
    spoken = chosen_language(language, read_config())
    with History() as history:
        sessions = _chosen(history, number, since)
        about = f"since-{since:%Y-%m-%d}" if since else str(sessions[0].id)
        path = out or Path(f"report-{about}.html")
        check_destinations([path])
        content = gather(
            history,
            sessions,
            all_exercises(),
            datetime.now().astimezone(),
            language=spoken,
            routines=routine_titles(),
            pictures=pictures is not False,
        )
    write_text(path, report_page(content), private=True)
    typer.echo(f"Report: {path}")


def chosen_language(code: str | None, config: Config) -> Language:
    """Return the language that was asked for, else that of the profile in use, else the one in the settings.

    Raises
    ------
    InputError
        posecheck does not have it.
    """
    from posecheck.profiles import load_profile
    from posecheck.support.errors import InputError
    from posecheck.support.language import find_language, languages

    if code is None:
        return find_language(load_profile(config.profile).language or config.language)
    language = find_language(code)
    if language.code not in languages():
        raise InputError(f"There is no language {code}; there are: {', '.join(languages())}.")
    return language


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _chosen(history: History, number: int | None, since: datetime | None) -> list[SessionRecord]:
    from posecheck.history.database import HistoryError

    if number is not None:
        return [history.session(number)]
    if since is not None:
        found = history.sessions(since=local_midnight(since))
        if not found:
            raise HistoryError(f"There is no session since {since:%Y-%m-%d}; `posecheck history` lists them.")
        return found
    newest = history.last_session()
    if newest is None:
        raise HistoryError("There is no session yet; begin with: posecheck live")
    return [newest]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck report --last --out today.html")(report)
