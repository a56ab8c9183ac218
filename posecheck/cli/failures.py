"""What happens when a command cannot go on: one sentence, the right exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn

import typer

from posecheck.addresses import without_passwords
from posecheck.cli.paragraphs import fitted
from posecheck.errors import InputError, NotNow
from posecheck.places import log_path
from posecheck.printable import on_one_line, printable, unguarded
from posecheck.private_files import private_folder, private_opener

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from posecheck.session import SinkFailure


#: There is no room, or no more for this user.
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    OUR_FAULT = 1
    USER_INPUT = 2
    INTERRUPTED = 130


def guarded(run: Callable[[], object]) -> NoReturn:
    """Call `run` and end the program; whatever it raises becomes a sentence and an exit code.

    ``POSECHECK_DEBUG=1`` shows the traceback of a fault of ours instead.
    """
    try:
        run()
    except NotNow as error:
        typer.echo(fitted(str(error), err=True), err=True)
        code = ExitCode.USER_INPUT
    except InputError as error:
        say_error(str(error))
        code = ExitCode.USER_INPUT
    except KeyboardInterrupt:
        typer.echo("Interrupted.", err=True)
        code = ExitCode.INTERRUPTED
    except Exception as error:
        if os.environ.get("POSECHECK_DEBUG") == "1":
            raise
        if isinstance(error, OSError) and error.errno in _FULL:  # wherever it is, only the user can mend it
            where = f"{error.filename} could" if error.filename else "the output could"
            say_error(
                f"The disk is full, so {where} not be written as a whole; free some space, and try again."
            )
            code = ExitCode.USER_INPUT
        else:
            code = _say_unforeseen(error)
    else:
        code = ExitCode.OK
    sys.exit(code)


def say_error(sentence: str) -> None:
    """Print what the user can mend."""
    label = "Error:"
    styled = label if os.environ.get("NO_COLOR") else typer.style(label, fg="red", bold=True)
    said = fitted(f"{label} {on_one_line(without_passwords(sentence))}", err=True)
    typer.echo(said.replace(label, styled, 1), file=unguarded(sys.stderr))


def _say_unforeseen(error: BaseException) -> ExitCode:
    """Print what the user can do about a library that the system lacks, or that something of ours broke."""
    from posecheck.system_libraries import explained

    lacking = explained(error)
    if lacking:
        say_error(lacking)
        return ExitCode.USER_INPUT
    say_fault(error)
    return ExitCode.OUR_FAULT


def say_fault(error: BaseException) -> None:
    """Print that something of ours broke, after putting the details into the log."""
    details = "".join(traceback.format_exception(error))
    path = log_path()
    try:
        private_folder(path.parent)
        with open(path, "a", encoding="utf-8", opener=private_opener) as log:
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            log.write(printable(without_passwords(f"{now} {sys.argv}\n{details}\n")))
        where = f"the details are in {path}"
    except OSError:
        where = "run it again with POSECHECK_DEBUG=1 for the details"
    say_error(f"posecheck itself failed ({type(error).__name__}: {_first_line(error)}); {where}.")


def report(failures: Iterable[SinkFailure]) -> ExitCode:
    """Print one sentence for each output that failed and return how the command ends."""
    code = ExitCode.OK
    for failure in failures:
        if isinstance(failure.error, InputError):
            say_error(str(failure.error))
        elif isinstance(failure.error, OSError):
            say_error(
                f"{failure.sink} could not be written: {reason_of(failure.error)}; everything else was."
            )
        elif (unforeseen := _say_unforeseen(failure.error)) is ExitCode.OUR_FAULT:
            return unforeseen
        code = ExitCode.USER_INPUT
    return code


def reason_of(error: OSError) -> str:
    """Return why something could not be written, in words."""
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return error.strerror or str(error)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or ["no message"])[0].rstrip(".")
