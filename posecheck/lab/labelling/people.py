"""Who is in clips and who marks them: made-up names, checked, and remembered from one clip to the next."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.paths import data_dir
from posecheck.support.private_files import private_folder

if TYPE_CHECKING:
    from pathlib import Path

#: A name longer than this, in characters, is a slip.
LONGEST_NAME = 80
#: So many people are offered again, the last one first.
_MOST = 20
_FILE = "labelling.json"


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The names that were told before.

    Parameters
    ----------
    subjects
        Who was in clips, the last one first.
    labelled_by
        Who marked the last clip; empty when nobody said so.
    """

    subjects: tuple[str, ...] = ()
    labelled_by: str = ""

    @property
    def subject(self) -> str:
        """Who was in the last clip; empty when nobody said so."""
        return self.subjects[0] if self.subjects else ""


def checked_name(text: str) -> str:
    """Return a made-up name without the space around it.

    Raises
    ------
    InputError
        It is too long, or cannot be written in one line.
    """
    name = text.strip()
    if len(name) > LONGEST_NAME:
        raise InputError(f"A name may have {LONGEST_NAME} letters at most; give a shorter one.")
    if not name.isprintable():
        raise InputError("A name is letters in one line; leave out what is no letter, digit, space or sign.")
    return name


def known_people() -> KnownPeople:
    """Return the names that were told before; a file that cannot be used tells none."""
    try:
        told = json.loads(_path().read_text(encoding="utf-8"))
        subjects = tuple(checked_name(each) for each in told["subjects"])
        return KnownPeople(subjects, checked_name(told["labelled_by"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InputError):
        return KnownPeople()


def remember(subject: str, labelled_by: str) -> None:
    """Keep the names for the next clip; an empty one changes nothing.

    Where they cannot be written they are asked for again, which is all that is lost.
    """
    before = known_people()
    subjects = dict.fromkeys([subject, *before.subjects] if subject else before.subjects)
    now = KnownPeople(tuple(subjects)[:_MOST], labelled_by or before.labelled_by)
    if now == before:
        return
    with contextlib.suppress(OSError):
        private_folder(data_dir())
        write_text(_path(), json.dumps(asdict(now), ensure_ascii=False) + "\n", private=True)


def _path() -> Path:
    return data_dir() / _FILE
