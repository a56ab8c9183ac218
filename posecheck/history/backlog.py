"""The backlog: notes that the database does not have yet, in a file, so that they survive the program.

It is written while the disk of the history is full or the history is locked, and read back when a posecheck
opens the history the next time. It lies beside the history, or where that is not possible in the place of the
settings or in the one for temporary files.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.history.database import transaction
from posecheck.history.notes import Note, What, session_of, write_notes
from posecheck.history.running import lock_file
from posecheck.support.paths import config_dir
from posecheck.support.private_files import FILE_MODE, private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FOLDER = "unwritten"
_SUFFIX = ".jsonl"
_SCHEMA = 1


def backlog_folders(database: Path) -> list[Path]:
    """Return where a backlog of the history at `database` may be, the best place first."""
    user = str(os.getuid()) if sys.platform != "win32" else "user"
    temporary = Path(tempfile.gettempdir(), f"posecheck-{user}-{_FOLDER}")
    return [database.parent / _FOLDER, config_dir() / _FOLDER, temporary]


def _is_ours(folder: Path) -> bool:
    """Return whether nobody but the user can write into a folder; in the temporary one others might."""
    if sys.platform == "win32":
        return folder.is_dir()
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


class Backlog:
    """The backlog of one session, which this process writes.

    Parameters
    ----------
    database
        The file of the history.
    token
        Of the session.
    folders
        Where it may be, the best place first.
    """

    def __init__(self, database: Path, token: str, folders: Sequence[Path] | None = None) -> None:
        self._database = database
        self._token = token
        self._folders = backlog_folders(database) if folders is None else list(folders)
        self._open: dict[Path, int] = {}
        #: Folder of the last notes.
        self.folder: Path | None = None

    def add(self, notes: Iterable[Note]) -> bool:
        """Put notes on a disk in the first place that takes them; return whether there was one."""
        content = "".join(f"{note.line()}\n" for note in notes).encode()
        for folder in self._folders:
            try:
                _append(self._file(folder), content)
            except OSError:
                continue
            self.folder = folder
            return True
        return False

    def remove(self) -> None:
        """Delete it: the database has everything."""
        for folder, file in self._open.items():
            if sys.platform != "win32":  # where an open file cannot be removed
                self._path(folder).unlink(missing_ok=True)
            os.close(file)
            with contextlib.suppress(OSError):
                self._path(folder).unlink(missing_ok=True)
                folder.rmdir()  # which is only done when it is empty
        self._open.clear()
        self.folder = None

    def close(self) -> None:
        """Leave it to the next start."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()

    def _path(self, folder: Path) -> Path:
        return folder / f"{self._token}{_SUFFIX}"

    def _file(self, folder: Path) -> int:
        if folder not in self._open:
            private_folder(folder)
            if not _is_ours(folder):
                raise PermissionError(f"{folder} is not the user's own")
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            file = os.open(self._path(folder), flags, FILE_MODE)
            try:
                lock_file(file)  # says to others that it is still written
                if not os.fstat(file).st_size:
                    head = {"schema": _SCHEMA, "database": str(self._database.resolve())}
                    _append(file, f"{json.dumps(head)}\n".encode())
            except BaseException:
                os.close(file)
                with contextlib.suppress(OSError):
                    if not self._path(folder).stat().st_size:
                        self._path(folder).unlink()
                raise
            self._open[folder] = file
        return self._open[folder]


def _append(file: int, content: bytes) -> None:
    """Write `content` as a whole onto the disk; after a failure nothing of it is in the file."""
    size = os.fstat(file).st_size
    left = content
    try:
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(file, size)
        raise


@dataclass(frozen=True, slots=True)
class _Found:
    """A file of a backlog: what is in it, and whether its program is gone."""

    path: Path
    notes: list[Note]
    left: bool


def take_in(connection: sqlite3.Connection, database: Path) -> int:
    """Write the notes that earlier sessions left behind into the history; return how many sessions had some.

    A file that makes no sense stays where it is.

    Raises
    ------
    HistoryError
        The history cannot be written; what was left behind stays where it is.
    """
    found: dict[str, list[_Found]] = {}
    opened: list[int] = []
    taken = 0
    try:
        for folder in backlog_folders(database):
            if not _is_ours(folder):
                continue
            for path in sorted(folder.glob(f"*{_SUFFIX}")):
                each = _read(path, database, opened)
                if each is not None:
                    found.setdefault(path.stem, []).append(each)
        for token, files in found.items():
            with contextlib.suppress(sqlite3.DatabaseError, ValueError, KeyError, TypeError):
                taken += _take_in(connection, database, token, files)
    finally:
        for file in opened:
            os.close(file)
    return taken


def _read(path: Path, database: Path, opened: list[int]) -> _Found | None:
    """Return what a file has for this database, ``None`` without anything; it is left open in `opened`."""
    try:
        file = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    opened.append(file)
    left = lock_file(file)
    try:
        lines = _content(file).decode().splitlines()
        head = json.loads(lines[0])
        if head["schema"] != _SCHEMA or Path(head["database"]) != database.resolve():
            return None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    notes = []
    for line in lines[1:]:
        with contextlib.suppress(ValueError):  # the last one may have been cut off
            notes.append(Note.of_line(line))
    return _Found(path, notes, left)


def _content(file: int) -> bytes:
    """Return what is in an open file, by the handle that may have locked it."""
    os.lseek(file, 0, os.SEEK_SET)
    parts = []
    while part := os.read(file, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _take_in(connection: sqlite3.Connection, database: Path, token: str, files: list[_Found]) -> bool:
    """Write what the files of one session have, and delete those that nobody writes any more."""
    every = {note.number: note for each in files for note in each.notes}
    notes = [every[number] for number in sorted(every)]
    runs = not all(each.left for each in files)
    with transaction(connection, database):
        session = session_of(connection, token)
        last = 0 if session is None else session[1]
        notes = [note for note in notes if note.number > last]
        if runs:  # its own program will write what lies in a gap
            notes = [note for place, note in enumerate(notes, start=last + 1) if note.number == place]
        known = session is not None or (bool(notes) and notes[0].what is What.BEGUN)
        if known and notes:
            write_notes(connection, token, notes)
    if known and not runs:
        for each in files:
            with contextlib.suppress(OSError):
                each.path.unlink()
    return known and bool(notes)
