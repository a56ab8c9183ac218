"""Help without the time that it takes to load and to read what it does not show.

Typer's help is drawn by Rich, and Typer loads Rich's Markdown and tracebacks with it, which load a parser
and the colours of programming languages: a seventh of the time that ``posecheck --help`` takes. Empty modules
stand in for both meanwhile, as :mod:`posecheck.estimator.mediapipe_parts` does for the plotting library.
Another sixth is to read the options of every command, of which the list of commands shows none.
"""

from __future__ import annotations

import inspect
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from typer.main import solve_typer_info_help

from posecheck.support.stand_ins import standing_in

if TYPE_CHECKING:
    import typer

_UNUSED = {"rich.markdown": "Markdown", "rich.traceback": "Traceback"}


def load_help() -> None:
    """Load what draws the help."""
    with standing_in(_stand_ins()):
        import typer.rich_utils  # noqa: F401 - Typer finds it loaded


def leave_names(app: typer.Typer) -> None:
    """Leave of every command of `app` its name and what it is for, which is what the list of them shows."""
    for command in app.registered_commands:
        assert command.callback is not None
        command.name = command.name or command.callback.__name__.replace("_", "-")
        command.help = command.help or inspect.getdoc(command.callback)
        command.callback = _nothing
    for group in app.registered_groups:
        app.command(group.name, help=solve_typer_info_help(group))(_nothing)
    app.registered_groups = []


def _nothing() -> None:
    """Stand for a command that is not called."""


def _stand_ins() -> dict[str, ModuleType]:
    stand_ins = {}
    for name, wanted in _UNUSED.items():
        if name not in sys.modules:
            stand_ins[name] = ModuleType(name, "Stands in while Typer's help is loaded.")
            vars(stand_ins[name])[wanted] = None
    return stand_ins
