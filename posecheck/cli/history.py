"""``posecheck history``: what was done, as a table and a calendar; export it, delete it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LAST_SESSION, LanguageOption, local_midnight
from posecheck.cli.plain_output import print_data

if TYPE_CHECKING:
    from rich.table import Table

    from posecheck.history.records import SessionLine
    from posecheck.history.store import History
    from posecheck.support.language import Language

history_app = typer.Typer(invoke_without_command=True)
_WEEKS = 16
#: From so many minutes on a day looks so in the calendar; darker is more, and the letters differ too.
_SHADES = ((20.0, "█"), (10.0, "▓"), (5.0, "▒"), (0.01, "░"))
_STDOUT = Path("-")
_DATE_FORMATS = ["%Y-%m-%d"]
#: Status of a session → the word behind it, none of one that was done.
_STATUS = {"done": "", "running": "unfinished", "interrupted": "unfinished", "stopped": "stopped"}
#: A week as any other, to name its days.
_MONDAY = date(2024, 1, 1)


@history_app.callback(epilog="Example: posecheck history --limit 30")
def history(
    context: typer.Context,
    *,
    limit: Annotated[
        int, typer.Option("--limit", metavar="COUNT", min=1, help="So many of the newest sessions.")
    ] = 15,
    language: LanguageOption = None,
) -> None:
    """Show what was done: the sessions, a calendar, and the streak, which forgives two rest days a week."""
    if context.invoked_subcommand is not None:
        return
    from posecheck.history.store import History
    from posecheck.outputs.console import standard_output

    words = _words(language)
    say = words.translate
    with History() as kept:
        summaries = kept.summaries()
        running = {each.session.id for each in summaries if kept.is_running(each.session.id)}
    if not summaries:
        typer.echo(say("Nothing yet; begin with: posecheck live"))
        return
    output = standard_output()
    output.print(_sessions(summaries[:limit], running, words))
    if len(summaries) > limit:
        output.print(say("{count} more; --limit shows them.", count=len(summaries) - limit))
    output.print()
    today = datetime.now().astimezone().date()
    for line in calendar_lines(summaries, today, words):
        output.print(line, markup=False)


def _words(code: str | None = None) -> Language:
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    return find_language(code or read_config().language)


def _sessions(summaries: list[SessionLine], running: set[int], language: Language) -> Table:
    from rich.table import Table

    from posecheck.routines.session_titles import Titles, what_words

    say = language.translate
    titles = Titles.known()
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(say("No."), justify="right")
    table.add_column(say("Began"), no_wrap=True)
    table.add_column(say("What"), overflow="fold")
    for name in (say("Min"), say("Sets"), say("Holds"), say("Reps"), say("Score"), say("Pain")):
        table.add_column(name, justify="right")
    table.add_column("")
    for each in summaries:
        session = each.session
        pain = "/".join("?" if level is None else str(level) for level in (each.pain_before, each.pain_after))
        table.add_row(
            str(session.id),
            session.started_at.strftime("%Y-%m-%d %H:%M"),
            what_words(each, titles, language),
            f"{each.duration_s / 60:.0f}",
            f"{each.exercises}/{each.planned}" if each.planned else str(each.exercises),
            str(each.holds),
            str(each.reps),
            "-" if each.score is None else f"{each.score:.0f}",
            "" if pain == "?/?" else pain,
            say("running") if session.id in running else say(_STATUS[session.status]),
        )
    return table


def calendar_lines(summaries: list[SessionLine], today: date, language: Language) -> list[str]:
    """Return the calendar of the last weeks and the streak, a line each."""
    from posecheck.history.calendar import minutes_by_day, streak, weeks

    say = language.translate
    minutes = minutes_by_day(summaries)
    shown = weeks(minutes, today, _WEEKS)
    lines = [
        say("Last {weeks} weeks, minutes a day: · none, ░ some, ▒ from 5, ▓ from 10, █ from 20", weeks=_WEEKS)
    ]
    for weekday in range(7):
        name = language.date(_MONDAY + timedelta(days=weekday), "cccccc")
        lines.append(f"{name} " + " ".join(_shade(week[weekday]) for week in shown).rstrip())
    now = streak(minutes, today)
    lines.append(
        language.plural(
            "Streak: 1 day.",
            "Streak: {count} days, with exercise on {trained}.",
            now.days,
            trained=now.trained,
        )
        if now.days
        else say("No streak at present.")
    )
    return lines


def _shade(minutes: float | None) -> str:
    if minutes is None:
        return " "
    return next((shade for least, shade in _SHADES if minutes >= least), "·")


@history_app.command(epilog="Example: posecheck history export --csv holds.csv --json everything.json")
def export(
    *,
    csv_path: Annotated[
        Path | None,
        typer.Option("--csv", metavar="OUT", help="One row a hold and a repetition; - is standard output."),
    ] = None,
    json_path: Annotated[
        Path | None, typer.Option("--json", metavar="OUT", help="Everything; - is standard output.")
    ] = None,
) -> None:
    """Write the history to a file of your own."""
    from posecheck.history.export import history_csv, history_json
    from posecheck.history.stills import count_stills, stills_dir
    from posecheck.history.store import History
    from posecheck.support.destination import check_destinations, write_text
    from posecheck.support.errors import InputError

    say = _words().translate
    wanted = [(path, make) for path, make in ((csv_path, history_csv), (json_path, history_json)) if path]
    if not wanted:
        raise InputError("Say what to write: --csv OUT, --json OUT, or both.")
    check_destinations([path for path, _ in wanted if path != _STDOUT])
    with History() as kept:
        for path, make in wanted:
            if path == _STDOUT:
                print_data(make(kept))
            else:
                write_text(path, make(kept), private=True)
                typer.echo(say("Written: {path}", path=path), err=True)
        pictures = sum(count_stills(kept.path, each.id) for each in kept.sessions())
        if pictures:
            where = stills_dir(kept.path)
            typer.echo(
                say("Pictures are not in it; kept of you: {count}, in {where}", count=pictures, where=where),
                err=True,
            )


@history_app.command(epilog="Example: posecheck history delete 12")
def delete(
    sessions: Annotated[
        list[int] | None,
        typer.Argument(metavar="[SESSION]...", max=LAST_SESSION, help="Numbers of sessions."),
    ] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Every session, answer, baseline and setting of the history.")
    ] = False,
    before: Annotated[
        datetime | None,
        typer.Option(
            "--before", metavar="DATE", formats=_DATE_FORMATS, help="Sessions before a day, as 2026-05-31."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete sessions for good, their journals and pictures with them."""
    from posecheck.cli.asking import ask_yes
    from posecheck.history.deletion import delete_everything, delete_sessions, require_ended
    from posecheck.history.store import History
    from posecheck.support.errors import InputError

    words = _words()
    say = words.translate
    if sum((bool(sessions), everything, before is not None)) != 1:
        raise InputError("Say what to delete: numbers of sessions, --before DATE, or --all.")
    with History() as kept:
        chosen = _chosen(kept, sessions or [], before, everything=everything)
        require_ended(kept, chosen)
        if not chosen and not everything:
            typer.echo(say("There is nothing to delete."))
            return
        what = _what(len(chosen), words, everything=everything)
        if not yes and not ask_yes(say("Delete {what} for good?", what=what), words, default=False):
            typer.echo(say("Nothing was deleted."))
            return
        left = delete_everything(kept) if everything else delete_sessions(kept, chosen)
    _tell_left(left, words)
    typer.echo(say("Deleted: {what}.", what=what))


def _what(count: int, language: Language, *, everything: bool) -> str:
    if everything:
        return language.translate("everything")
    return language.plural("1 session", "{count} sessions", count)


def _chosen(kept: History, sessions: list[int], before: datetime | None, *, everything: bool) -> list[int]:
    if before is not None:
        return [each.id for each in kept.sessions(before=local_midnight(before))]
    if everything:
        return [each.id for each in kept.sessions()]
    return [kept.session(each).id for each in dict.fromkeys(sessions)]


def _tell_left(left: list[str], language: Language) -> None:
    """Name the journals that were left."""
    from posecheck.support.paths import sessions_dir

    for elsewhere in left:
        told = language.translate(
            "{path} is left: it lies outside of {folder}; delete it yourself if it is yours.",
            path=elsewhere,
            folder=sessions_dir(),
        )
        typer.echo(told, err=True)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(history_app, name="history")
