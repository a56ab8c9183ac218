"""The command line: one module a command, each of which imports what it needs when it runs."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from posecheck.cli import app as app_command
from posecheck.cli import (
    assess,
    batch,
    camera,
    convert,
    doctor,
    evaluate,
    exercises,
    goals,
    history,
    install_shortcut,
    label,
    live,
    model,
    plan,
    profile,
    record,
    reminders,
    replay,
    report,
    routine,
    screening,
    tune,
)
from posecheck.cli.failures import ExitCode, guarded
from posecheck.cli.plain_output import take_any_encoding
from posecheck.cli.unread import take_standard_numbers
from posecheck.cli.usage_errors import QuotingGroup
from posecheck.support.errors import InputError
from posecheck.support.paths import close_places
from posecheck.support.printable import guard_streams
from posecheck.support.version import VERSION

#: How the file of a prescription ends; its room is not loaded for that.
PRESCRIPTION = ".posecheck"

app = typer.Typer(
    name="posecheck",
    cls=QuotingGroup,
    help="A stretch-form trainer: it watches how you hold a stretch and tells you what to mend. "
    "Nothing leaves your computer.",
    epilog="Start with: posecheck app; without a browser: posecheck live supine-hamstring",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    app_command,
    live,
    routine,
    assess,
    screening,
    replay,
    batch,
    record,
    convert,
    exercises,
    profile,
    plan,
    history,
    goals,
    report,
    reminders,
    camera,
    evaluate,
    label,
    tune,
    doctor,
    install_shortcut,
    model,
):
    command.register(app)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the signature that Typer asks for
    if wanted:
        typer.echo(f"posecheck {VERSION}")
        raise typer.Exit


@app.callback()
def _posecheck(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback has done it
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Take the options before the command; without a command a person gets the app, a script the help."""
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        app_command.app()
        return
    typer.echo(context.get_help())
    raise typer.Exit(ExitCode.USER_INPUT)


def main() -> None:
    """Run the command line; exit codes: 0 ok, 2 the user's input, 1 our fault, 130 interrupted."""
    take_standard_numbers()
    take_any_encoding()
    guard_streams()
    guarded(_run)


def _run() -> None:
    # A command that needs a place says itself when there is none; most need none.
    with contextlib.suppress(InputError):
        close_places()
    words = sys.argv[1:]
    if len(words) == 1 and words[0].endswith(PRESCRIPTION) and not words[0].startswith("-"):
        # as a file is opened by a double click, or dropped onto the program
        app_command.open_prescription(Path(words[0]))
        return
    app()
