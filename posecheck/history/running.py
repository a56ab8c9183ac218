"""Which sessions run at this moment: a lock of the operating system for each, gone with its process.

A process that was killed leaves a row that says ``running`` behind; nobody holds its lock any more, so it can
be told from one that runs in another terminal. Process ids would not do: they are used again.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from posecheck.support.private_files import private_folder

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "running"
_TRIES, _PAUSE_S = 5, 0.02


class SessionLock:
    """Says to other processes that a session runs, until it is released or this process ends.

    Parameters
    ----------
    database
        The file of the history; the locks lie in a folder beside it.
    session
        Number of the session.
    """

    def __init__(self, database: Path, session: int) -> None:
        self._path = lock_path(database, session)
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock; return whether it was free.

        Raises
        ------
        OSError
            The folder cannot be written.
        """
        private_folder(self._path.parent)
        for _ in range(_TRIES):
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            # Whoever had it may have removed the file between opening and locking it.
            if lock_file(file) and _is_at(self._path, file):
                self._file = file
                return True
            os.close(file)
            time.sleep(_PAUSE_S)  # it may have been somebody who only looked
        return False

    def release(self) -> None:
        """Let go of the lock, if it was taken."""
        if self._file is None:
            return
        if sys.platform != "win32":  # where an open file cannot be removed
            self._path.unlink(missing_ok=True)
        os.close(self._file)
        self._file = None
        with contextlib.suppress(OSError):  # somebody else may have it by now
            if sys.platform == "win32":
                self._path.unlink(missing_ok=True)


def lock_path(database: Path, session: int) -> Path:
    """Return the file of a session's lock."""
    return database.parent / _FOLDER / f"{session}.lock"


def _is_at(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def is_locked(database: Path, session: int) -> bool:
    """Return whether a session runs, in this process or another one; false where that cannot be found out."""
    try:
        file = os.open(lock_path(database, session), os.O_RDWR)
    except OSError:
        return False
    try:
        free = lock_file(file)
        if free and sys.platform != "win32":  # left behind by a process that was killed
            lock_path(database, session).unlink(missing_ok=True)
    finally:
        os.close(file)
    return not free


if sys.platform == "win32":
    import msvcrt

    def lock_file(file: int) -> bool:
        """Lock the first byte; return whether it was free."""
        os.lseek(file, 0, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock_file(file: int) -> bool:
        """Lock the file; return whether it was free."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
