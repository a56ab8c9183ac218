"""Writes labels: a new file, or changes to one that is there; its comments and other keys stay."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError

from posecheck.lab.labelling.session import GOOD, HOLD, Mark
from posecheck.lab.labels import Kind, Label
from posecheck.pose import Side
from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.text_files import read_text
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def marks_of(label: Label) -> list[Mark]:
    """Return the intervals of `label` as marks, in the order of time."""
    return sorted(
        [
            *(Mark(each.start_s, each.end_s, HOLD, each.side) for each in label.plateaus),
            *(Mark(each.start_s, each.end_s, GOOD) for each in label.good),
            *(Mark(each.start_s, each.end_s, each.id, also=each.also) for each in label.faults),
        ]
    )


def with_marks(label: Label, marks: Iterable[Mark]) -> Label:
    """Return `label` with `marks` for its holds, good intervals and faults.

    A correct clip in which a fault was marked becomes a faulty one, and the other way round; another
    kind stays. Where no side was told, it is that of the holds.

    Raises
    ------
    InputError
        The marks contradict each other or the clip.
    """
    every = sorted(marks)
    faults = [mark for mark in every if mark.what not in (HOLD, GOOD)]
    kind = label.kind
    if kind in (Kind.CORRECT, Kind.FAULTY):
        kind = Kind.FAULTY if faults else Kind.CORRECT
    sides = {mark.side for mark in every if mark.what == HOLD}
    side = label.side
    if side is Side.NONE and sides:
        side = sides.pop() if len(sides) == 1 else Side.BOTH
    changes = {
        "kind": kind,
        "side": side,
        "plateaus": [_times(mark) | {"side": mark.side} for mark in every if mark.what == HOLD],
        "good": [_times(mark) for mark in every if mark.what == GOOD],
        "faults": [_times(mark) | {"id": mark.what, "also": mark.also} for mark in faults],
    }
    try:
        return Label.model_validate(label.model_dump() | changes)
    except ValidationError as error:
        raise InputError(
            f"These marks cannot be a label: {first_problem(error)}; move or delete that mark, then save "
            "again."
        ) from error


def _times(mark: Mark) -> dict[str, Any]:
    return {"start_s": mark.start_s, "end_s": mark.end_s}


def write_label(path: Path, label: Label, *, like: Path | None = None) -> None:
    """Write `label` to `path` as a whole: after a failure the old file is still there.

    Parameters
    ----------
    path
        The file.
    label
        What it is to say.
    like
        A label whose text, with its comments and its order, is the one to change; by default `path`
        itself when it exists.

    Raises
    ------
    InputError
        It cannot be written, or the text to change is no TOML.
    """
    source = path if like is None else like
    try:
        text = read_text(source, f"The label {source}") if source.is_file() else ""
        write_text(path, label_text(label, text))
    except OSError as error:
        raise InputError(
            f"The label {path} cannot be written: {error.strerror or error}; see that its folder is there "
            "and has space, then save again."
        ) from error
    except (TOMLKitError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(
            f"The label {source} is not valid TOML: {error}; mend it, or move it away to begin anew."
        ) from error


def label_text(label: Label, text: str = "") -> str:
    """Return `text`, the label as it is, changed to say what `label` says; what is the same stays."""
    wanted: dict[str, Any] = label.model_dump(mode="json", exclude_defaults=True)
    document = tomlkit.parse(text)
    before = tomllib.loads(text)
    defaults = Label.model_fields
    for key in before:
        if key in defaults and key not in wanted and not _says_default(key, before[key]):
            del document[key]
    for key, value in wanted.items():
        if key in before and _same(before[key], value):
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            document[key] = _tables(value, before.get(key, []), document.get(key))
        elif isinstance(value, dict):
            table = tomlkit.table()
            table.update(value)
            document[key] = table
        else:
            document[key] = value
    return tomlkit.dumps(document)


def _says_default(key: str, value: object) -> bool:
    """Return whether a key that is not needed may stay because it says just what its absence does."""
    return bool(value == Label.model_fields[key].default) or value in ("", [])


def _same(before: object, wanted: object) -> bool:
    """Return whether the two say the same, whether or not a key that may be left out is there."""
    if isinstance(before, list) and isinstance(wanted, list):
        return len(before) == len(wanted) and all(map(_same, before, wanted))
    if isinstance(before, dict) and isinstance(wanted, dict):
        return {k: v for k, v in before.items() if v not in ([], False)} == {
            k: v for k, v in wanted.items() if v not in ([], False)
        }
    return before == wanted


def _tables(wanted: list[dict[str, Any]], before: list[dict[str, Any]], items: Any) -> Any:
    """Return the wanted tables; one that was there already is taken as it stood, with its comments."""
    tables = tomlkit.aot()
    for each in wanted:
        number = next((n for n, old in enumerate(before) if _same(old, each)), None)
        if number is not None:
            tables.append(items[number])
            continue
        table = tomlkit.table()
        table.update(each)
        tables.append(table)
    return tables
