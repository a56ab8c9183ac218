"""``posecheck history``: what was done, as a table and a calendar; export it, delete it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LAST_SESSION, LanguageOption, local_midnight
from posecheck.cli.plain_output import print_data

if TYPE_CHECKING:
    from collections.abc import Mapping

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


@dataclass(frozen=True, slots=True)
class Titles:
    """The names for people of exercises and routines, by id."""

    exercises: Mapping[str, str]
    routines: Mapping[str, str]

    @classmethod
    def known(cls) -> Titles:
        """Return those of what is installed."""
        from posecheck.exercise.catalogue import all_exercises
        from posecheck.routines.routine_files import routine_titles

        return cls({name: each.title for name, each in all_exercises().items()}, routine_titles())


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


def what_words(line: SessionLine, titles: Titles, language: Language) -> str:
    """Return what a session was, in words for people: its routine, or the exercises that were begun in it."""
    say = language.translate
    session = line.session
    if session.routine:
        return say(titles.routines.get(session.routine, session.routine))
    if not line.names:
        return say("questions only") if line.pain_before is not None else say("nothing")
    what = say(titles.exercises.get(line.names[0], line.names[0]))
    more = len(line.names) - 1
    if more:
        what = language.plural("{what} and 1 more", "{what} and {count} more", more, what=what)
    return say("{what} (video)", what=what) if session.kind == "replay" else what


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
    from posecheck.history.stills import delete_stills
    from posecheck.history.store import History
    from posecheck.support.errors import InputError

    words = _words()
    say = words.translate
    if sum((bool(sessions), everything, before is not None)) != 1:
        raise InputError("Say what to delete: numbers of sessions, --before DATE, or --all.")
    with History() as kept:
        chosen = _chosen(kept, sessions or [], before, everything=everything)
        running = next((number for number in chosen if kept.is_running(number)), None)
        if running is not None:
            raise InputError(f"Session {running} runs in another window of posecheck; end it there first.")
        if not chosen and not everything:
            typer.echo(say("There is nothing to delete."))
            return
        what = _what(len(chosen), words, everything=everything)
        if not yes and not ask_yes(say("Delete {what} for good?", what=what), words, default=False):
            typer.echo(say("Nothing was deleted."))
            return
        journals = {each.journal for each in (kept.session(number) for number in chosen) if each.journal}
        # Before the sessions: when a picture cannot be deleted its session is still there to be named again.
        delete_stills(kept.path, None if everything else chosen)
        if everything:
            kept.delete_everything()
        else:
            kept.delete(chosen)
    _delete_journals(journals, words, everything=everything)
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


def _delete_journals(named: set[str], language: Language, *, everything: bool) -> None:
    """Delete the journals that a history names, in the folder of journals and nowhere else.

    The history may come from somebody else and name any file. A journal whose folder was moved is found by
    its name.
    """
    from os.path import isfile, islink, lexists

    from posecheck.support.paths import sessions_dir

    folder = sessions_dir()
    journals = {folder / Path(each).name for each in named if Path(each).suffix == ".jsonl"}
    if everything:  # also those of sessions in which nothing was judged
        journals |= set(folder.glob("*.jsonl"))
    for journal in journals:
        # those of Path raise when a name is impossible
        if isfile(journal) or islink(journal):  # noqa: PTH113, PTH114
            journal.unlink()
    for elsewhere in sorted(each for each in named if Path(each) not in journals and lexists(each)):
        left = language.translate(
            "{path} is left: it lies outside of {folder}; delete it yourself if it is yours.",
            path=elsewhere,
            folder=folder,
        )
        typer.echo(left, err=True)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(history_app, name="history")
