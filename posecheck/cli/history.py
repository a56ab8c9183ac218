"""``posecheck history``: what was done, as a table and a calendar; export it, delete it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from rich.table import Table

    from posecheck.history.records import SessionSummary
    from posecheck.history.store import History

history_app = typer.Typer(invoke_without_command=True)
_WEEKS = 16
#: From so many minutes on a day looks so in the calendar; darker is more, and the letters differ too.
_SHADES = ((20.0, "█"), (10.0, "▓"), (5.0, "▒"), (0.01, "░"))
_STDOUT = Path("-")
_DATE_FORMATS = ["%Y-%m-%d"]


@history_app.callback(epilog="Example: posecheck history --limit 30")
def history(
    context: typer.Context,
    *,
    limit: Annotated[
        int, typer.Option("--limit", metavar="COUNT", min=1, help="So many of the newest sessions.")
    ] = 15,
) -> None:
    """Show what was done: the sessions, a calendar, and the streak, which forgives two rest days a week."""
    if context.invoked_subcommand is not None:
        return
    from posecheck.history.store import History
    from posecheck.outputs.console import standard_output

    with History() as kept:
        summaries = kept.summaries()
    if not summaries:
        typer.echo("Nothing yet; begin with: posecheck live")
        return
    output = standard_output()
    output.print(_sessions(summaries[:limit]))
    if len(summaries) > limit:
        output.print(f"{len(summaries) - limit} more; --limit shows them.")
    output.print()
    today = datetime.now().astimezone().date()
    for line in calendar_lines(summaries, today):
        output.print(line, markup=False)


def _sessions(summaries: list[SessionSummary]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("Session", "Began", "What"):
        table.add_column(name, no_wrap=True)
    for name in ("Minutes", "Exercises", "Holds", "Reps", "Score", "Pain"):
        table.add_column(name, justify="right")
    table.add_column("")
    for each in summaries:
        session = each.session
        pain = "/".join("?" if level is None else str(level) for level in (each.pain_before, each.pain_after))
        table.add_row(
            str(session.id),
            session.started_at.strftime("%Y-%m-%d %H:%M"),
            session.routine or session.kind,
            f"{each.duration_s / 60:.0f}",
            str(each.exercises),
            str(each.holds),
            str(each.reps),
            "-" if each.score is None else f"{each.score:.0f}",
            "" if pain == "?/?" else pain,
            "" if session.status == "done" else _status(session.status),
        )
    return table


def _status(status: str) -> str:
    return "not finished" if status in ("running", "interrupted") else status


def calendar_lines(summaries: list[SessionSummary], today: date) -> list[str]:
    """Return the calendar of the last weeks and the streak, a line each."""
    from posecheck.history.calendar import minutes_by_day, streak, weeks

    minutes = minutes_by_day(summaries)
    shown = weeks(minutes, today, _WEEKS)
    lines = [f"Last {_WEEKS} weeks (· none, ░ some, ▒ from 5, ▓ from 10, █ from 20 minutes)"]
    for weekday, name in enumerate(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")):
        lines.append(f"{name} " + " ".join(_shade(week[weekday]) for week in shown).rstrip())
    now = streak(minutes, today)
    days = f"{now.days} day" + ("" if now.days == 1 else "s")
    lines.append(f"Streak: {days}, with exercise on {now.trained}." if now.days else "No streak at present.")
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
    from posecheck.errors import InputError
    from posecheck.history.export import history_csv, history_json
    from posecheck.history.stills import count_stills, stills_dir
    from posecheck.history.store import History
    from posecheck.outputs.destination import check_destinations, write_text

    wanted = [(path, make) for path, make in ((csv_path, history_csv), (json_path, history_json)) if path]
    if not wanted:
        raise InputError("Say what to write: --csv OUT, --json OUT, or both.")
    check_destinations([path for path, _ in wanted if path != _STDOUT])
    with History() as kept:
        for path, make in wanted:
            if path == _STDOUT:
                typer.echo(make(kept), nl=False)
            else:
                write_text(path, make(kept))
                typer.echo(f"Written: {path}", err=True)
        pictures = sum(count_stills(kept.path, each.id) for each in kept.sessions())
        if pictures:
            where = stills_dir(kept.path)
            typer.echo(f"Pictures are not in it; kept of you: {pictures}, in {where}", err=True)


@history_app.command(epilog="Example: posecheck history delete 12")
def delete(
    sessions: Annotated[
        list[int] | None, typer.Argument(metavar="[SESSION]...", help="Numbers of sessions.")
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
    from posecheck.errors import InputError
    from posecheck.history.stills import delete_stills
    from posecheck.history.store import History

    if sum((bool(sessions), everything, before is not None)) != 1:
        raise InputError("Say what to delete: numbers of sessions, --before DATE, or --all.")
    with History() as kept:
        chosen = _chosen(kept, sessions or [], before, everything=everything)
        what = "everything" if everything else f"{len(chosen)} session" + ("" if len(chosen) == 1 else "s")
        if not chosen and not everything:
            typer.echo("There is nothing to delete.")
            return
        if not yes and not typer.confirm(f"Delete {what} for good?", default=False, err=True):
            typer.echo("Nothing was deleted.")
            return
        journals = {each.journal for each in (kept.session(number) for number in chosen) if each.journal}
        # Before the sessions: when a picture cannot be deleted its session is still there to be named again.
        delete_stills(kept.path, None if everything else chosen)
        if everything:
            kept.delete_everything()
        else:
            kept.delete(chosen)
    _delete_journals({Path(each) for each in journals}, everything=everything)
    typer.echo(f"Deleted {what}.")


def _chosen(kept: History, sessions: list[int], before: datetime | None, *, everything: bool) -> list[int]:
    if before is not None:
        return [each.id for each in kept.sessions(before=before.astimezone())]
    if everything:
        return [each.id for each in kept.sessions()]
    return [kept.session(each).id for each in dict.fromkeys(sessions)]


def _delete_journals(journals: set[Path], *, everything: bool) -> None:
    from posecheck.places import sessions_dir

    if everything:  # also those of sessions in which nothing was judged
        journals |= set(sessions_dir().glob("*.jsonl"))
    for journal in journals:
        journal.unlink(missing_ok=True)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(history_app, name="history")
