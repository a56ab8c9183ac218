"""Files that will be written: found impossible before the work starts, and never left half written."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.support.errors import InputError
from posecheck.support.paths import config_dir, history_path
from posecheck.support.regular_files import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A name may be as long as the system allows, and leave no room for more.
_KEPT_OF_NAME = 40
#: What the history writes beside itself is part of it.
_OF_HISTORY = ("", "-wal", "-shm", "-journal")
#: What to do with a file name that is no UTF-8: in JSON it stays what it is.
_ODD = "backslashreplace"


def check_destinations(destinations: Iterable[Path], sources: Iterable[Path] = ()) -> None:
    """Raise unless every one of `destinations` can be written.

    Raises
    ------
    InputError
        A folder is missing or not writable, a path is a folder, is named twice, or is one of `sources` or a
        file of posecheck's own, which would be overwritten.
    """
    taken = {resolved(source): "is read and cannot be written at the same time" for source in sources}
    for path in destinations:
        place = resolved(path)
        if place in taken:
            raise InputError(f"{path} {taken[place]}; choose another name.")
        taken[place] = "is given for two different outputs"
        check_writable(path)


def check_writable(path: Path) -> None:
    """Raise ``InputError``, a sentence that says why, unless a file can be written at `path`."""
    folder = path.parent
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder; give the name of a file in it.")
        if not folder.is_dir():
            raise InputError(f"The folder {folder} for {path.name} does not exist; create it first.")
        if _is_our_own(path):
            raise InputError(f"{path} is a file of posecheck's own, and stays as it is; choose another name.")
        if path.exists():
            with path.open("ab"):
                pass
        else:
            # A permission bit does not tell for every file system, and root ignores it: try.
            descriptor, trial = tempfile.mkstemp(prefix=".posecheck-", dir=folder)
            os.close(descriptor)
            Path(trial).unlink()
    except OSError as error:
        advice = "give a shorter name" if error.errno == errno.ENAMETOOLONG else "choose another place"
        raise InputError(f"{path} cannot be written: {error.strerror or error}; {advice}.") from error


def _is_our_own(path: Path) -> bool:
    """Return whether the history or the settings are at `path`, or would be, under whatever name."""
    history = history_path()
    own = [history.with_name(history.name + more) for more in _OF_HISTORY]
    own.append(config_dir() / "config.toml")
    place = resolved(path)
    return any(
        place == resolved(each) or (path.exists() and each.exists() and path.samefile(each)) for each in own
    )


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write `text` to `path` as a whole: after a failure the old file is still there.

    What is `private` is readable for the user alone, whatever the umask says.

    Raises
    ------
    OSError
        It cannot be written, as when the disk is full.
    """
    write_bytes(path, text.encode("utf-8", errors=_ODD), private=private)


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write `content` to `path` as a whole; as :func:`write_text`."""
    if path.exists() and not path.is_file():  # a device or a pipe, which must not be replaced
        path.write_bytes(content)
        return
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:_KEPT_OF_NAME]}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:  # which a temporary file is
            Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    """Return the process's umask; it can only be read by setting it."""
    current = os.umask(0)
    os.umask(current)
    return current
