"""Files that other people wrote: opened only when they are files, and never more of them than there may be.

A device has no end, a pipe may never begin, and a link may lead to itself: whoever reads a small file asks
here first.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import IO, TYPE_CHECKING

from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


class NoSuchFileError(InputError):
    """There is nothing of that name."""


def open_regular(path: Path) -> IO[bytes]:
    """Open the file at `path` for reading, unbuffered.

    Raises
    ------
    OSError
        It cannot be opened, or is a folder, a device, a pipe or a socket.
    ValueError
        No file can have that name.
    """
    _refuse_unless_regular(path.stat())
    file = path.open("rb", buffering=0)
    try:
        _refuse_unless_regular(os.fstat(file.fileno()))  # it may be another one by now
    except BaseException:
        file.close()
        raise
    return file


def _refuse_unless_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a device or a pipe, not a file")


def read_regular(path: Path, subject: str, *, most_bytes: int, advice: str = "") -> bytes:
    """Return the content of the file at `path`.

    Parameters
    ----------
    path
        The file.
    subject
        How it is called in the sentence of an error, as ``"The label a.toml"``.
    most_bytes
        A larger one is refused.
    advice
        What to do, put behind the reason; begins with a semicolon.

    Raises
    ------
    NoSuchFileError
        It is not there.
    InputError
        It cannot be read, is no file, or is too large.
    """
    try:
        with open_regular(path) as file:
            # One read of a file of a known size; a file that grows meanwhile is cut there.
            data = _read_at_most(file, most_bytes + 1)
    except FileNotFoundError as error:
        raise NoSuchFileError(f"{subject} cannot be read: {reason_of(error)}{advice}.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{subject} cannot be read: {reason_of(error)}{advice}.") from error
    if len(data) > most_bytes:
        too_large = f"it is larger than {_size(most_bytes)}, so it is something else"
        raise InputError(f"{subject} cannot be read: {too_large}{advice}.")
    return data


def _read_at_most(file: IO[bytes], most_bytes: int) -> bytes:
    parts: list[bytes] = []
    left = most_bytes
    while left:
        part = file.read(min(left, 1 << 24))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def reason_of(error: OSError | ValueError | RuntimeError) -> str:
    """Return why a file cannot be used, as the middle of a sentence."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, UnicodeError):
        return "its name cannot be written in this system's file names"
    return str(error).rstrip(".") or "its name cannot be used"


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder; one that cannot be looked at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def resolved(path: Path) -> Path:
    """Return `path` without links and dots, whether there is something or not.

    Raises
    ------
    InputError
        Its links lead in a circle, or no file can have that name.
    """
    try:
        return path.resolve()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be used: {reason_of(error)}; check the path.") from error
    except RuntimeError as error:  # a circle, until Python 3.12
        raise InputError(f"{path} cannot be used: its links lead in a circle; check the path.") from error


def _size(count: int) -> str:
    return f"{count >> 20} MiB" if count >= 1 << 20 else f"{count >> 10} KiB"
