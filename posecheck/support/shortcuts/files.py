"""What a shortcut is made of: files in the user's own places, and what the desktop has to be told then."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.support.errors import InputError
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: What a prescription is called where files are listed.
FILE_TYPE = message("Prescription for posecheck")
#: A desktop takes a second; one that hangs must not hang us.
_MOST_S = 60.0


@dataclass(frozen=True, slots=True)
class ShortcutFile:
    """A file that is written whole.

    Parameters
    ----------
    path
        Where.
    content
        All of it.
    """

    path: Path
    content: bytes

    @property
    def is_there(self) -> bool:
        """Whether it is there already, exactly so."""
        try:
            return self.path.read_bytes() == self.content
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Step:
    """A program that is run.

    Parameters
    ----------
    command
        Its words.
    needed
        Without it there is no shortcut; otherwise the desktop finds out later by itself.
    """

    command: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """All that makes one.

    Parameters
    ----------
    files
        Written first, deleted last.
    made
        What the steps make besides: files and folders that go with it when it is removed.
    steps
        Run after the files were written.
    steps_gone
        Run after the files were deleted.
    """

    files: tuple[ShortcutFile, ...]
    made: tuple[Path, ...] = ()
    steps: tuple[Step, ...] = ()
    steps_gone: tuple[Step, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether all of it is there already."""
        return all(each.is_there for each in self.files) and all(each.exists() for each in self.made)


def install(shortcut: Shortcut) -> list[Path]:
    """Write what is not there yet and tell the desktop; return what was written.

    Raises
    ------
    InputError
        A file cannot be written, or a step that is needed fails.
    """
    written = [each for each in shortcut.files if not each.is_there]
    for each in written:
        try:
            each.path.parent.mkdir(parents=True, exist_ok=True)
            each.path.write_bytes(each.content)
        except OSError as error:
            raise InputError(
                message(
                    "{file} cannot be written: {reason}.",
                    file=f"{each.path}",
                    reason=f"{error.strerror or error}",
                )
            ) from error
    if written or not shortcut.is_there:
        run(shortcut.steps)
    return [each.path for each in written] + [each for each in shortcut.made if written]


def remove(shortcut: Shortcut) -> list[Path]:
    """Delete whatever is there of it and tell the desktop; return what was deleted.

    Raises
    ------
    InputError
        A file cannot be deleted.
    """
    gone: list[Path] = []
    # A folder under the name of one of the files is not what was written.
    files = [each.path for each in shortcut.files if each.path.is_file()]
    for path in (*files, *(each for each in shortcut.made if each.is_file() or each.is_dir())):
        try:
            _delete(path)
        except OSError as error:
            raise InputError(
                message(
                    "{file} cannot be deleted: {reason}.", file=f"{path}", reason=f"{error.strerror or error}"
                )
            ) from error
        gone.append(path)
    if gone:
        run(shortcut.steps_gone)
    return gone


def run(steps: Sequence[Step]) -> None:
    """Run programs one after the other.

    Raises
    ------
    InputError
        One that is needed is missing or fails.
    """
    for each in steps:
        try:
            subprocess.run(each.command, check=True, capture_output=True, timeout=_MOST_S)  # noqa: S603 - ours
        except (OSError, subprocess.SubprocessError) as error:
            if each.needed:
                raise InputError(
                    message("The shortcut could not be made: {program} failed.", program=each.command[0])
                ) from error


def _delete(path: Path) -> None:
    if path.is_dir():
        for each in sorted(path.rglob("*"), reverse=True):
            if each.is_dir() and not each.is_symlink():
                each.rmdir()
            else:
                each.unlink()
        path.rmdir()
    else:
        path.unlink()
        with suppress(OSError):  # only a folder of ours that is empty now
            if path.parent.name == "posecheck":
                path.parent.rmdir()
