"""The program that Typer runs: all commands, or the one that was named, which is loaded alone.

To load all of them takes a tenth of a second of a processor, and who types ``posecheck replay`` waits for it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from posecheck.cli.failures import ExitCode
from posecheck.cli.usage_errors import QuotingGroup
from posecheck.support.version import VERSION

#: In the order of the help; the module of each is named as it is.
COMMANDS = (
    "app",
    "live",
    "routine",
    "assess",
    "screening",
    "replay",
    "batch",
    "record",
    "convert",
    "exercises",
    "profile",
    "plan",
    "history",
    "goals",
    "report",
    "reminders",
    "camera",
    "evaluate",
    "label",
    "tune",
    "doctor",
    "install-shortcut",
    "model",
)
_HELP_ALONE = (["--help"], ["-h"])


def program(words: list[str] | None = None) -> typer.Typer:
    """Return the program.

    Parameters
    ----------
    words
        What was typed after its name. Where that begins with the name of a command, the program has no other;
        where only help is asked for, it can do nothing else. Without words it has all.
    """
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
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        import_module(f"posecheck.cli.{name.replace('-', '_')}").register(app)
    if words in _HELP_ALONE:
        from posecheck.cli.quick_help import leave_names

        leave_names(app)
    app.callback()(_posecheck)
    return app


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the signature that Typer asks for
    if wanted:
        typer.echo(f"posecheck {VERSION}")
        raise typer.Exit


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
        from posecheck.cli.app import app

        app()
        return
    typer.echo(context.get_help())
    raise typer.Exit(ExitCode.USER_INPUT)
