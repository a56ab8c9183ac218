"""Events as plain data, for a file of JSON lines, and back again without a loss."""

from __future__ import annotations

import math
import re
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from posecheck.engine.events import CueKind, Event, ScoreParts, ViewState
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Callable

#: How a field of an event is read back; its type is named in the class.
_READ: dict[str, Callable[[Any], Any]] = {
    "float": lambda value: math.nan if value is None else float(value),
    "bool": bool,
    "int": int,
    "str": str,
    "Side": Side,
    "CueKind": CueKind,
    "ViewState": ViewState,
    "ScoreParts": lambda value: _read(ScoreParts, value),
}


def event_entry(event: Event) -> dict[str, Any]:
    """Return `event` as plain data: its name in kebab case and its fields, ``None`` for an unknown number."""
    return {"event": _name(type(event)), **_plain(asdict(event))}


def event_of(entry: dict[str, Any]) -> Event:
    """Return the event that :func:`event_entry` made `entry` of.

    Raises
    ------
    KeyError, TypeError, ValueError
        It is none.
    """
    event: Event = _read(_kinds()[entry["event"]], entry)
    return event


def _name(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


@cache
def _kinds() -> dict[str, type]:
    return {_name(kind): kind for kind in get_args(Event)}


def _read(kind: type, values: dict[str, Any]) -> Any:
    """Return an object of a dataclass whose annotations are words of `_READ`."""
    return kind(
        **{name: _READ[annotation](values[name]) for name, annotation in kind.__annotations__.items()}
    )


def _plain(value: Any) -> Any:
    """Return `value` with every ``NaN`` in it replaced by ``None``, which JSON has."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value
