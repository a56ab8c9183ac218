"""Stills of a session: small pictures that are kept only when the user asked for them.

Each is one JPEG file in a folder of its session beside the history, and says in its comment segment what it
shows. There is no second place that knows about it: what is in the folder is everything there is, and
whoever deletes the folder has deleted it all.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from posecheck.history.database import HistoryError
from posecheck.support.private_files import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = ".jpg"
_START = b"\xff\xd8"
_COMMENT = b"\xff\xfe"
#: A segment tells its length in two bytes, which count themselves.
_MOST_COMMENT_BYTES = 0xFFFF - 2


@dataclass(frozen=True, slots=True)
class StillNote:
    """What a still shows.

    Parameters
    ----------
    exercise
        Number of the exercise in the history.
    side
        The side that worked.
    time_s
        When, in seconds of the camera.
    value, unit
        The leading measure at that moment; ``None`` when it was not seen.
    form
        0 to 1, ``None`` when it was not seen.
    held
        It was taken while the position was held.
    cue
        The cue that was given at that moment, empty for the best moment.
    """

    exercise: int
    side: str
    time_s: float
    value: float | None
    unit: str
    form: float | None
    held: bool
    cue: str = ""


#: A note is read only when everything in it is of the kind that was written.
_NOTES = TypeAdapter(StillNote)


@dataclass(frozen=True, slots=True)
class Still:
    """A picture and what it shows."""

    note: StillNote
    jpeg: bytes


def stills_dir(history: Path, session: int | None = None) -> Path:
    """Return the folder of all stills beside the file `history`, or that of one session."""
    folder = history.parent / "stills"
    return folder if session is None else folder / str(session)


def write_still(history: Path, session: int, name: str, still: Still) -> Path:
    """Write a still as a whole; one of the same name is replaced. Only the user may read it.

    Raises
    ------
    OSError
        It cannot be written, as when the disk is full; the older one of that name is still there.
    """
    path = stills_dir(history, session) / f"{name}{_SUFFIX}"
    private_folder(path.parent)
    descriptor, temporary = tempfile.mkstemp(prefix=".still-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_noted(still))
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    return path


def stills_of(history: Path, session: int) -> list[Still]:
    """Return the stills of a session, each exercise's in the order of time; a damaged file is left out."""
    stills = []
    for path in stills_dir(history, session).glob(f"*{_SUFFIX}"):
        with suppress(OSError, ValueError, TypeError):
            stills.append(_read(path.read_bytes()))
    return sorted(stills, key=lambda still: (still.note.exercise, still.note.time_s))


def count_stills(history: Path, session: int) -> int:
    """Return how many stills a session has."""
    return sum(1 for _ in stills_dir(history, session).glob(f"*{_SUFFIX}"))


def delete_stills(history: Path, sessions: Iterable[int] | None = None) -> None:
    """Delete the stills of `sessions`, of all when there are none named, with their folders.

    Raises
    ------
    HistoryError
        A file cannot be deleted.
    """
    folders = [stills_dir(history)] if sessions is None else [stills_dir(history, each) for each in sessions]
    for folder in folders:
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise HistoryError(
                f"The pictures in {folder} cannot be deleted: {error.strerror or error}; "
                "delete the folder yourself, then try again."
            ) from error


def _noted(still: Still) -> bytes:
    """Return the JPEG with its note as a comment right behind the start."""
    note = json.dumps(asdict(still.note), allow_nan=False).encode("ascii")
    if not still.jpeg.startswith(_START) or len(note) > _MOST_COMMENT_BYTES:
        raise ValueError("expected a JPEG and a note that fits into one segment")
    return _START + _COMMENT + (len(note) + 2).to_bytes(2, "big") + note + still.jpeg[len(_START) :]


def _read(content: bytes) -> Still:
    head = _START + _COMMENT
    if not content.startswith(head):
        raise ValueError("expected a JPEG that begins with a note")
    begin = len(head) + 2
    end = len(head) + int.from_bytes(content[len(head) : begin], "big")
    return Still(_NOTES.validate_json(content[begin:end], strict=True), _START + content[end:])
