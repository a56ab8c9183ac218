"""Which videos are judged, and as what: those of a folder, or the rows of a manifest."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Side
from posecheck.pose.recording import SUFFIX
from posecheck.profiles import load_profile
from posecheck.support.errors import InputError
from posecheck.support.regular_files import is_folder, resolved
from posecheck.support.suggestion import did_you_mean
from posecheck.support.text_files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from posecheck.profiles import Profile

#: What is taken for a video in a folder; a manifest may name any file.
SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".3gp", ".3g2",
     ".wmv", ".flv", ".ogv", SUFFIX}
)  # fmt: skip
#: Columns of a manifest; the first must be there and filled.
COLUMNS = ("path", "exercise", "side", "profile", "person")
#: A million rows; more is not a list that somebody made.
_MOST_BYTES = 256 << 20
_PROFILE_SUFFIX = ".toml"
_RECOGNISE = "recognise"


@dataclass(frozen=True, slots=True)
class Row:
    """A video, and as what it is to be judged.

    Parameters
    ----------
    path
        Where it is, as the result names it.
    exercise
        Id of the exercise; ``None`` is recognised from the movement.
    side
        The side that works; ``None`` is seen from the movement.
    profile
        Name or file of a profile.
    person
        Whoever is in it, a pseudonym; empty when that is not told.
    """

    path: Path
    exercise: str | None
    side: Side | None
    profile: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a row says nothing; the fields are those of :class:`Row`."""

    exercise: str | None = None
    side: Side | None = None
    profile: str = "default"


def rows_of(place: Path, defaults: Defaults, *, without: Path) -> list[Row]:
    """Return the videos of a folder, or those that a manifest names, in an order that is always the same.

    Parameters
    ----------
    place
        A folder, which is looked through with its folders, or a manifest (docs/batch.md).
    defaults
        As what a video is judged where the manifest does not say.
    without
        The folder of results, whose recordings are no videos of the batch.

    Raises
    ------
    InputError
        There is none, or the manifest cannot be used; the sentence names row and column.
    """
    if is_folder(place):
        rows = [
            Row(path, defaults.exercise, defaults.side, defaults.profile) for path in _videos(place, without)
        ]
        if not rows:
            raise InputError(f"There is no video in the folder {place}; give another, or a manifest.")
        return rows
    if place.suffix.lower() in SUFFIXES:
        raise InputError(f"{place} is a single video; judge it with `posecheck replay`, or give its folder.")
    return read_manifest(place, defaults)


def _videos(folder: Path, without: Path) -> Iterator[Path]:
    """Yield the videos below `folder`, by name; what is hidden is none, no folder is entered by a link."""
    left_out = resolved(without)
    for here, folders, files in os.walk(folder, onerror=_refuse):
        place = Path(here)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (name == left_out.name and resolved(place / name) == left_out)
        )
        for name in sorted(files):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                yield place / name


def _refuse(error: OSError) -> None:
    raise InputError(
        f"The folder {error.filename} cannot be read ({error.strerror}); check its permissions."
    ) from error


@cache
def profile_of(name: str) -> Profile:
    """Return the profile of a row, which is read once for all of them.

    Raises
    ------
    InputError
        There is none, or it cannot be used.
    """
    return load_profile(name)


def read_manifest(path: Path, defaults: Defaults) -> list[Row]:
    """Return the rows of a manifest; a relative path in it begins at its own folder.

    Raises
    ------
    InputError
        It cannot be read, or a row of it cannot be used.
    """
    subject = f"The manifest {path}"
    text = read_text(path, subject, most_bytes=_MOST_BYTES)
    head = text.split("\n", 1)[0]
    # Spreadsheets of many countries separate with semicolons, because their numbers have commas.
    delimiter = ";" if ";" in head and "," not in head else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    seen: dict[Row, int] = {}
    try:
        names = _header(next(lines, []), subject)
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            where = f"{subject}, row {lines.line_num}"
            if len(cells) > len(names):
                raise InputError(
                    f"{where}: it has {len(cells)} cells, and the first row names {len(names)} columns; put "
                    "a text with the separator in it into quotation marks."
                )
            row = _row(dict(zip(names, cells, strict=False)), path.parent, defaults, where)
            if row in seen:
                raise InputError(f"{where}: it is the same as row {seen[row]}; take one of them out.")
            seen[row] = lines.line_num
            rows.append(row)
    except csv.Error as error:
        raise InputError(f"{subject}, row {lines.line_num}: it is not valid CSV ({error}).") from error
    if not rows:
        raise InputError(f"{subject} names no video; write one a row below the names of the columns.")
    return rows


def _header(cells: list[str], subject: str) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for number, name in enumerate(names, 1):
        where = f"{subject}, row 1, column {number}"
        if name not in COLUMNS:
            near = f" {did_you_mean(name, COLUMNS)}" if name else ""
            raise InputError(f"{where}: there is no column {name!r};{near} use {', '.join(COLUMNS)}.")
        if names.index(name) != number - 1:
            raise InputError(f"{where}: the column {name!r} is there twice; take one of them out.")
    if "path" not in names:
        raise InputError(
            f"{subject}, row 1: the column 'path' is missing; name the columns in the first row."
        )
    return names


def _row(cells: Mapping[str, str], folder: Path, defaults: Defaults, where: str) -> Row:
    said = {name: cell.strip() for name, cell in cells.items()}
    path = cells.get("path", "")
    if not path.strip() or "\0" in path:
        raise InputError(f"{where}, column 'path': it is empty; name the file of a video.")
    exercise = said.get("exercise") or defaults.exercise
    if exercise == _RECOGNISE:
        exercise = None
    if exercise is not None and exercise not in all_exercises():
        near = did_you_mean(exercise, all_exercises())
        raise InputError(f"{where}, column 'exercise': there is no exercise {exercise!r}; {near}")
    side = said.get("side") or defaults.side
    if side is not None and side not in (Side.LEFT, Side.RIGHT):
        raise InputError(f"{where}, column 'side': {side!r} is neither left nor right.")
    profile = said.get("profile") or ""
    if profile.endswith(_PROFILE_SUFFIX) or "/" in profile:
        profile = str(folder / profile)
    if profile:
        try:
            profile_of(profile)
        except InputError as error:
            raise InputError(f"{where}, column 'profile': {error}") from error
    return Row(
        folder / path.strip(),
        exercise,
        Side(side) if side else None,
        profile or defaults.profile,
        said.get("person", ""),
    )
