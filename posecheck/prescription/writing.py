"""Changes in the file of a prescription: comments, order and layout of whoever wrote it stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from posecheck.prescription.reading import parse_prescription
from posecheck.prescription.template import exercise_values, new_text, test_values
from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from posecheck.prescription.prescription import Prescription
    from posecheck.support.language import Language

_COMMENT = re.compile(r"\s*#")
#: Tables of an exercise whose keys are addresses.
_ADDRESSED = ("limits", "cues")


def edited_text(text: str, prescription: Prescription, language: Language = ENGLISH) -> str:
    """Return `text` with what `prescription` says otherwise than it; its comments stay.

    What is laid out in a way that cannot be kept is written anew, below the comments that it had.

    Parameters
    ----------
    text
        A valid prescription.
    prescription
        What it is to say.
    language
        Of the comments where it is written anew.
    """
    if parse_prescription(text, "before") == prescription:
        return text
    try:
        edited = _edited(text, prescription)
        if parse_prescription(edited, "after") == prescription:
            return edited
    except (TOMLKitError, ValueError, TypeError, KeyError, AttributeError, InputError):
        pass  # there are more ways to lay out a table than can be kept
    comments = [line for line in text.splitlines() if _COMMENT.match(line)]
    return "\n".join([*comments, new_text(prescription, language)])


def write_prescription(path: Path, text: str) -> None:
    """Write the file of a prescription; it is for somebody else, so it is not private.

    Raises
    ------
    InputError
        It cannot be written.
    """
    try:
        write_text(path, text)
    except OSError as error:
        raise InputError(
            f"The prescription {path} cannot be written: {error.strerror or error}; choose another place."
        ) from error


def _edited(text: str, prescription: Prescription) -> str:
    document = tomlkit.parse(text)
    _set(document, "title", prescription.title)
    _set(document, "notes", prescription.notes or None)
    _set(document, "stop_for", list(prescription.stop_for) or None)
    people, when = prescription.prescriber, {"from": prescription.starts_on, "until": prescription.ends_on}
    tables: dict[str, dict[str, Any]] = {
        "from": {"name": people.name, "contact": people.contact or None, "date": prescription.written_on},
        "for": {"name": prescription.patient or None},
        "when": {**when, "days": _days(document, prescription), "at": prescription.at},
    }
    for name, values in tables.items():
        if name not in document and any(values.values()):
            document[name] = tomlkit.table()
        for key, value in values.items():
            if name in document:
                _set(document[name], key, value)
    _set_tables(document, "exercise", map(exercise_values, prescription.exercises), _same_exercise)
    _set_tables(document, "assess", map(test_values, prescription.tests), _same_test)
    return tomlkit.dumps(document)


def _days(document: Any, prescription: Prescription) -> list[str] | None:
    """Return the days in the order in which they are written, where they are the same."""
    written = document.get("when", {}).get("days", [])
    same = set(written) == set(prescription.days)
    return (list(written) if same else list(prescription.days)) or None


def _set(table: Any, key: str, value: Any) -> None:
    """Set a key, take it away for ``None``; one that says the same stays as it is written."""
    if value is None:
        # An empty text, or a list without anything in it, says the same.
        if table.get(key):
            table.remove(key)
        return
    before = table.get(key)
    same = before.strip() == value if isinstance(before, str) and isinstance(value, str) else before == value
    if not same:
        table[key] = value


def _set_tables(
    document: tomlkit.TOMLDocument,
    name: str,
    wanted: Iterable[dict[str, Any]],
    same: Callable[[Mapping[str, Any], Mapping[str, Any]], bool],
) -> None:
    before = list(document[name]) if name in document else []
    after: list[Any] = []
    for values in wanted:
        table = next((each for each in before if not _in(each, after) and same(each, values)), None)
        table = tomlkit.table() if table is None else table
        for key in [each for each in table if each not in values]:
            table.remove(key)
        for key, value in values.items():
            if key in _ADDRESSED and key in table:
                _set_addressed(table[key], value)
            elif table.get(key) != value:
                table[key] = value
        after.append(table)
    if len(after) == len(before) and all(one is other for one, other in zip(before, after, strict=True)):
        return
    if name in document:
        document.remove(name)
    tables = AoT([])
    for each in after:
        tables.append(each)
    if after:
        document.append(name, tables)


def _in(table: Table, tables: Iterable[Any]) -> bool:
    """Return whether it is one of these very tables; equal ones are others."""
    return any(each is table for each in tables)


def _set_addressed(table: Any, values: Mapping[str, Any]) -> None:
    """Set the keys of a table of addresses, whether they are quoted or tables in tables."""
    for name in list(table):
        if not isinstance(table[name], dict):
            if name not in values:
                table.remove(name)
            continue
        for inner in [each for each in table[name] if f"{name}.{each}" not in values]:
            table[name].remove(inner)
    for address, value in values.items():
        part, _, edge = address.partition(".")
        nested = isinstance(table.get(part), dict)
        inner = table[part] if nested else table
        key = edge if nested else address
        if inner.get(key) != value:
            inner[key] = value


def _same_exercise(table: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return bool(table.get("id") == values["id"] and table.get("side", "both") == values.get("side", "both"))


def _same_test(table: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return bool(table.get("test") == values["test"])
