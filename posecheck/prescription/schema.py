"""The JSON Schema of a prescription's file, for editors and others (``docs/prescription.schema.json``).

It is made from the same keys as reading, and tells form; what only the exercises know (ids, addresses, ranges
of thresholds, what may not be loosened), reading alone checks. Dates and times are texts in it, as programs
that check TOML with a schema see them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from posecheck.prescription.keys import INNER, MOST_LETTERS_OF_LINE, SIDES, TESTS, TOP, Key, Kind
from posecheck.prescription.prescription import VERSION, WEEK
from posecheck.profiles.cue_texts import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable

_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_ADDRESS = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z_]+)?$"


def prescription_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Prescription",
        "description": f"A prescription of posecheck (*.posecheck, TOML), version {VERSION} of the form.",
        **_table(TOP),
    }


def _table(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **_value(key)} for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
    }


def _value(key: Key) -> dict[str, Any]:
    return _FORMS[key.kind](key)


def _line(key: Key) -> dict[str, Any]:
    form: dict[str, Any] = {"type": "string", "minLength": int(key.required), "maxLength": key.most}
    known: dict[str, dict[str, Any]] = {"id": {"pattern": _ID}, "test": {"enum": list(TESTS)}}
    return form | known.get(key.name, {})


def _lines(key: Key) -> dict[str, Any]:
    line = {"type": "string", "minLength": 1, "maxLength": MOST_LETTERS_OF_LINE}
    return {"type": "array", "items": line, "maxItems": key.most}


def _number(key: Key) -> dict[str, Any]:
    form = "integer" if key.kind is Kind.WHOLE else "number"
    return {"type": form, "minimum": key.least, "maximum": key.most}


def _tables(key: Key) -> dict[str, Any]:
    least = {"minItems": 1} if key.required else {}
    return {"type": "array", "items": _table(INNER[key.name]), "maxItems": key.most, **least}


def _cues(_key: Key) -> dict[str, Any]:
    words = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    return _addressed({"anyOf": [words, {"type": "array", "items": words, "minItems": 1}]})


def _addressed(value: dict[str, Any]) -> dict[str, Any]:
    """Return a table of addresses, quoted as ``"knee-bent.ok"`` or as tables in tables."""
    inner = {"type": "object", "additionalProperties": value}
    return {
        "type": "object",
        "propertyNames": {"pattern": _ADDRESS},
        "additionalProperties": {"anyOf": [value, inner]},
    }


_FORMS: dict[Kind, Callable[[Key], dict[str, Any]]] = {
    Kind.LINE: _line,
    Kind.TEXT: lambda key: {"type": "string", "maxLength": key.most},
    Kind.LINES: _lines,
    Kind.DATE: lambda _: {"type": "string", "format": "date"},
    Kind.TIME: lambda _: {"type": "string", "pattern": r"^[0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?$"},
    Kind.DAYS: lambda _: {
        "type": "array",
        "items": {"enum": list(WEEK)},
        "uniqueItems": True,
        "minItems": 1,
    },
    Kind.SIDE: lambda _: {"enum": list(SIDES)},
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.TABLE: lambda key: _table(INNER[key.name]),
    Kind.TABLES: _tables,
    Kind.LIMITS: lambda _: _addressed({"type": "number"}),
    Kind.CUES: _cues,
}
