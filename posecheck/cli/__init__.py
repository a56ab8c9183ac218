"""The command line: one module a command, each of which imports what it needs when it runs."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from posecheck.cli import (
    doctor,
    evaluate,
    exercises,
    history,
    label,
    live,
    model,
    profile,
    record,
    replay,
    report,
    routine,
    screening,
    tune,
)
from posecheck.cli.failures import guarded
from posecheck.cli.plain_output import take_any_encoding
from posecheck.cli.unread import take_standard_numbers
from posecheck.cli.usage_errors import QuotingGroup
from posecheck.support.errors import InputError
from posecheck.support.paths import close_places
from posecheck.support.printable import guard_streams
from posecheck.support.version import VERSION

app = typer.Typer(
    name="posecheck",
    cls=QuotingGroup,
    help="A stretch-form trainer: it watches how you hold a stretch and tells you what to mend. "
    "Nothing leaves your computer.",
    epilog="Start with: posecheck doctor, then: posecheck live supine-hamstring",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    live,
    routine,
    screening,
    replay,
    record,
    exercises,
    profile,
    history,
    report,
    evaluate,
    label,
    tune,
    doctor,
    model,
):
    command.register(app)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the signature that Typer asks for
    if wanted:
        typer.echo(f"posecheck {VERSION}")
        raise typer.Exit


@app.callback()
def _posecheck(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Take the options that stand before the command."""


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
    app()
