"""``posecheck report``: a page about one session or several."""

from __future__ import annotations

from datetime import datetime
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
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="DATE",
            formats=_DATE_FORMATS,
            help="All sessions from a day on, as 2026-05-31.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.html", help="Where to write it; by default report-SESSION.html."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="Of the page: en or de. By default as set."),
    ] = None,
    pictures: Annotated[
        bool,
        typer.Option(
            "--pictures/--no-pictures", help="Put in the pictures that were kept because you asked for it."
        ),
    ] = True,
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

    if sum((number is not None, last, since is not None)) > 1:
        raise InputError("Say one thing: the number of a session, --last, or --since DATE.")
    spoken = chosen_language(language, read_config())
    with History() as history:
        sessions = _chosen(history, number, since)
        name = f"since-{since:%Y-%m-%d}" if since else str(sessions[0].id)
        path = out or Path(f"report-{name}.html")
        check_destinations([path])
        content = gather(
            history,
            sessions,
            all_exercises(),
            datetime.now().astimezone(),
            language=spoken,
            routines=routine_titles(),
            pictures=pictures,
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
