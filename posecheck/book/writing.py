"""The files of the exercise book: the document, its pictures and the schema of the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from posecheck.book.description import schema
from posecheck.book.page import MOVING, PICTURES, page
from posecheck.book.picture import picture
from posecheck.figures import svg_animation
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from posecheck.exercise import Exercise


def book(exercises: Sequence[Exercise]) -> dict[str, str]:
    """Return the text of every file of the book by its path inside the folder it is written to."""
    return {
        "exercises.md": page(exercises),
        "exercises.schema.json": json.dumps(schema(), indent=1, ensure_ascii=False) + "\n",
        **{f"{PICTURES}/{exercise.id}.svg": picture(exercise) for exercise in exercises},
        **{f"{PICTURES}/{exercise.id}{MOVING}": svg_animation(exercise) for exercise in exercises},
    }


def write_book(folder: Path, exercises: Sequence[Exercise]) -> Path:
    """Write the book into `folder` and return the document; pictures of exercises that are gone go too.

    Raises
    ------
    InputError
        When the folder cannot be written.
    """
    files = book(exercises)
    try:
        (folder / PICTURES).mkdir(parents=True, exist_ok=True)
        for old in (folder / PICTURES).glob("*.svg"):
            if f"{PICTURES}/{old.name}" not in files:
                old.unlink()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            f"The book cannot be written into {str(folder)!r} ({error.strerror}); name another folder."
        ) from error
    return folder / "exercises.md"
