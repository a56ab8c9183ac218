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

from posecheck.cli.paragraphs import fitted
from posecheck.cli.plain_output import complain, failure_of_output
from posecheck.support.addresses import without_passwords
from posecheck.support.errors import InputError, NotNow
from posecheck.support.paths import log_path
from posecheck.support.printable import on_one_line, printable
from posecheck.support.private_files import private_folder, private_opener
from posecheck.support.regular_files import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from posecheck.session import SinkFailure


#: There is no room, or no more for this user.
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
#: What the system refuses for reasons that are its user's, and what to do.
_OF_THE_SYSTEM = {
    errno.ENAMETOOLONG: "give a shorter name",
    errno.ELOOP: "its links lead in a circle, check the path",
    errno.EACCES: "check its permissions",
    errno.EPERM: "check its permissions",
    errno.EROFS: "choose a place that can be written",
    errno.ENOTDIR: "check the path",
    errno.EISDIR: "give the name of a file",
    errno.EINVAL: "check the path",
    errno.ENXIO: "check the path",
    errno.ENODEV: "check the path",
    errno.EFBIG: "choose another place",
    errno.EIO: "check the disk",
    errno.EBADF: "check where the output goes",
    errno.EMFILE: "close other programs",
    errno.ENFILE: "close other programs",
}

_LOST = "What was to be printed cannot be written"


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
    code: str | int | None
    try:
        run()
    except NotNow as error:
        complain(fitted(str(error), err=True))
        code = ExitCode.USER_INPUT
    except InputError as error:
        say_error(str(error))
        code = ExitCode.USER_INPUT
    except KeyboardInterrupt:
        code = _say_interrupted()
    except SystemExit as end:  # how Typer ends a command; with 1 when nobody reads what is printed any more
        code = ExitCode.OK if isinstance(end.__context__, BrokenPipeError) else end.code
    except Exception as error:
        if os.environ.get("POSECHECK_DEBUG") == "1":
            raise
        code = _say_unforeseen(error)
    else:
        code = ExitCode.OK
    lost = failure_of_output()
    if lost is not None and not code:
        say_error(f"{_LOST}: {why_unwritten(lost)}.")
        code = ExitCode.USER_INPUT
    sys.exit(code)


def _say_interrupted() -> ExitCode:
    complain("Interrupted.")
    return ExitCode.INTERRUPTED


def _say_unforeseen(error: Exception) -> ExitCode:
    """Print what an error that no command has foreseen means, and return how the command ends."""
    if _was_interrupted(error):
        return _say_interrupted()
    if isinstance(error, OSError) and error.errno in _FULL:  # wherever it is, only the user can mend it
        where = f"{_as_text(error.filename)} could" if error.filename else "the output could"
        say_error(f"The disk is full, so {where} not be written as a whole; free some space, and try again.")
        return ExitCode.USER_INPUT
    if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
        known = f"{_as_text(error.filename)} cannot be read or written" if error.filename else _LOST
        say_error(f"{known}: {reason_of(error)}; {_OF_THE_SYSTEM[error.errno]}.")
        return ExitCode.USER_INPUT
    from posecheck.support.system_libraries import explained

    lacking = explained(error)
    if lacking:
        say_error(lacking)
        return ExitCode.USER_INPUT
    say_fault(error)
    return ExitCode.OUR_FAULT


def _was_interrupted(error: BaseException) -> bool:
    """Return whether Ctrl-C is behind it: it may fall into an import, which then fails otherwise."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        if isinstance(cause, KeyboardInterrupt):
            return True
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__
    return False


def _as_text(name: object) -> str:
    return os.fsdecode(name) if isinstance(name, str | bytes) else str(name)


def say_error(sentence: str) -> None:
    """Print what the user can mend."""
    label = "Error:"
    styled = label if os.environ.get("NO_COLOR") else typer.style(label, fg="red", bold=True)
    said = fitted(f"{label} {on_one_line(without_passwords(sentence))}", err=True)
    complain(said.replace(label, styled, 1))


def say_fault(error: BaseException) -> None:
    """Print that something of ours broke, after putting the details into the log."""
    details = "".join(traceback.format_exception(error))
    try:
        path = log_path()
        private_folder(path.parent)
        with open(path, "a", encoding="utf-8", opener=private_opener) as log:
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            log.write(printable(without_passwords(f"{now} {sys.argv}\n{details}\n")))
        where = f"the details are in {path}"
    except (OSError, InputError):
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
                f"{failure.sink} could not be written: {why_unwritten(failure.error)}; everything else was."
            )
        elif (unforeseen := _say_unforeseen(failure.error)) is ExitCode.OUR_FAULT:
            return unforeseen
        code = ExitCode.USER_INPUT
    return code


def why_unwritten(error: OSError) -> str:
    """Return why something could not be written, in words."""
    return "the disk is full" if error.errno == errno.ENOSPC else reason_of(error)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or ["no message"])[0].rstrip(".")
