"""Changes values in the text of a TOML file; its comments, order and layout stay."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

if TYPE_CHECKING:
    from collections.abc import Mapping


def edited_toml(text: str, changes: Mapping[tuple[str, ...], Any]) -> str:
    """Return `text`, which is valid TOML, with the values at the given keys changed, added or taken away.

    Parameters
    ----------
    text
        The file as it is.
    changes
        Key, one part for each table on the way, → value; ``None`` takes the key away.

    Raises
    ------
    ValueError
        The text is laid out in a way that cannot be changed without rewriting it.
    """
    try:
        document = tomlkit.parse(text)
        for key, value in changes.items():
            table: Any = document
            for name in key[:-1]:
                if name not in table:
                    # Only the innermost table needs its own heading.
                    table[name] = tomlkit.table(is_super_table=name != key[-2])
                table = table[name]
            if value is None:
                table.pop(key[-1], None)
            else:
                table[key[-1]] = value
        edited = tomlkit.dumps(document)
    except (TOMLKitError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if tomllib.loads(edited) != _merged(tomllib.loads(text), changes):
        raise ValueError("the tables of the file are in an order that cannot be kept")
    return edited


def _merged(content: dict[str, Any], changes: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    for key, value in changes.items():
        table = content
        for name in key[:-1]:
            table = table.setdefault(name, {})
        if value is None:
            table.pop(key[-1], None)
        else:
            table[key[-1]] = value
    return content
