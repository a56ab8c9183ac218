"""Standard output and standard error that nobody reads any more do not stop a session.

A closed pipe, a terminal that was closed, a full disk behind a redirection: whoever lies on the mat sees the
window and hears the voice, and what is counted is kept. Commands whose output is what they are for do not use
this.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.cli.plain_output import to_nowhere
from posecheck.support.printable import guard_streams, unguarded

if TYPE_CHECKING:
    from typing import TextIO

    from _typeshed import ReadableBuffer


class OutlivingStream(io.RawIOBase):
    """A file descriptor for writing that goes on, to nowhere, when it cannot be written any more.

    Parameters
    ----------
    descriptor
        Stays open, and its number stays taken.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def writable(self) -> bool:
        """Return true."""
        return True

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._descriptor

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return os.isatty(self._descriptor)

    def write(self, data: ReadableBuffer, /) -> int:
        """Write all of it, or from now on nothing."""
        left = memoryview(data).cast("B")
        size = len(left)
        try:
            while left:
                left = left[os.write(self._descriptor, left) :]
        except OSError:
            to_nowhere(self._descriptor)
        return size


def outlive_readers() -> None:
    """Let standard output and standard error survive their readers from now on."""
    sys.stdout = _outliving(unguarded(sys.stdout))
    sys.stderr = _outliving(unguarded(sys.stderr))
    guard_streams()


def _outliving(stream: TextIO) -> TextIO:
    try:
        descriptor = stream.fileno()
    except (AttributeError, OSError, ValueError):  # there is none, or it is no file
        return stream
    if sys.platform == "win32" and stream.isatty():  # a console takes more than bytes
        return stream
    with contextlib.suppress(OSError):
        stream.flush()
    buffer = io.BufferedWriter(OutlivingStream(descriptor))
    return io.TextIOWrapper(buffer, stream.encoding, stream.errors, write_through=True)


def take_standard_numbers() -> None:
    """Open what is closed of standard input, output and error to nowhere.

    Else a file of the session would get the number, and what a native library prints would go into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    # Python has none where the number was closed, and everybody expects one.
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - as long as the program
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program
