"""Where the command begins: Ctrl-C while the program is being loaded, or is leaving, ends it at once.

To load takes a few tenths of a second, in which nothing is open that could be lost, and in which an exception
out of nowhere would fall into the middle of somebody else's module. What the command does about Ctrl-C while
it works is its own (:mod:`posecheck.support.interruption`). Nothing is imported here that takes time.
"""

from __future__ import annotations

import os
import signal

_INTERRUPTED = 130


def main() -> None:
    """Load the command line and run it; it ends the program."""
    # A shell lets what it starts in the background ignore Ctrl-C, and so it stays.
    takes_it = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if takes_it:
        signal.signal(signal.SIGINT, _end_at_once)
    from posecheck.cli import main as run  # noqa: PLC0415 - what takes the time

    if takes_it:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run()
    finally:
        if takes_it:  # all is written; what is left is to leave
            signal.signal(signal.SIGINT, _leave_at_once)


def _end_at_once(_number: int, _frame: object) -> None:
    os.write(2, b"Interrupted.\n")
    os._exit(_INTERRUPTED)


def _leave_at_once(_number: int, _frame: object) -> None:
    os._exit(_INTERRUPTED)
