"""What posecheck keeps of a person is readable for that person alone: folders 0700, files 0600.

On Windows the profile of a user is closed to others already, and there are no such modes: nothing is changed.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_OTHERS = 0o077


def private_folder(folder: Path) -> Path:
    """Make `folder`, with what is missing above it, for the user alone, and return it.

    Raises
    ------
    OSError
        It cannot be made.
    """
    if not folder.is_dir():
        missing = [each for each in folder.parents if not each.exists()]
        for each in (*reversed(missing), folder):
            # Not with parents=True, which gives those the mode of the umask.
            each.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return folder


def private_file(path: Path) -> None:
    """Make an empty file for the user alone, or close one that is there to others.

    Raises
    ------
    OSError
        It cannot be made.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), FILE_MODE))
    close_to_others(path)


def private_opener(path: str, flags: int) -> int:
    """Open a file for the user alone; an `opener` for :func:`open`."""
    descriptor = os.open(path, flags, FILE_MODE)
    close_to_others(Path(path))
    return descriptor


def close_to_others(path: Path) -> None:
    """Take the rights of group and others from a file or folder of the user's own; a link is left alone."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        found = path.lstat()
        ours = found.st_uid == os.geteuid() and (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode))
        if ours and found.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)


def close_place(folder: Path, names: frozenset[str]) -> None:
    """Close what posecheck has in one of its places, which an older posecheck left open, to others.

    Parameters
    ----------
    folder
        The place. It is closed itself when there is nothing else in it: the user may have chosen a folder of
        which others need something.
    names
        What posecheck has in it.
    """
    if sys.platform == "win32" or not folder.is_dir():
        return
    with contextlib.suppress(OSError):
        if not stat.S_IMODE(folder.stat().st_mode) & _OTHERS:
            return  # nobody else comes in; what is inside needs no look
        found = {each.name: each for each in folder.iterdir()}
        for name in found.keys() & names:
            _close_tree(found[name])
        if found.keys() <= names:
            close_to_others(folder)


def _close_tree(path: Path) -> None:
    close_to_others(path)
    if path.is_dir() and not path.is_symlink():
        for folder, folders, files in os.walk(path):  # which follows no links
            for name in (*folders, *files):
                close_to_others(Path(folder, name))
