"""The command line: one module a command, each of which imports what it needs when it runs."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from posecheck.cli.failures import guarded
from posecheck.cli.plain_output import take_any_encoding
from posecheck.cli.unread import take_standard_numbers
from posecheck.support.errors import InputError
from posecheck.support.paths import close_places
from posecheck.support.printable import guard_streams

#: How the file of a prescription ends; its room is not loaded for that.
PRESCRIPTION = ".posecheck"
_HELP = ("--help", "-h")


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
        from posecheck.cli.app import open_prescription

        open_prescription(Path(words[0]))
        return
    from posecheck.cli.program import program

    if any(word in _HELP for word in words):
        from posecheck.cli.quick_help import load_help

        load_help()
    program(words)()
