"""Values of a prescription's file, each checked by what its key may hold; what is wrong is a sentence.

Everything wrong is found in one go, so that whoever writes a file by hand mends it once.
"""

from __future__ import annotations

import math
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from posecheck.prescription.keys import MOST_LETTERS_OF_LINE, SIDES, Key, Kind
from posecheck.prescription.prescription import WEEK
from posecheck.support.message import Message, listed, message
from posecheck.support.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


#: So many mistakes are named: nobody reads more of them, and a stranger's file may have tens of thousands.
MOST_TOLD = 50
#: Of a name that nobody knows so many characters are shown.
MOST_LETTERS_OF_NAME = 80


class Problems:
    """Collects what is wrong, each with the place it is in, up to :data:`MOST_TOLD`."""

    def __init__(self) -> None:
        #: What is wrong, in the order of the file.
        self.found: list[Message] = []

    @property
    def full(self) -> bool:
        """Whether nothing more is taken."""
        return len(self.found) > MOST_TOLD

    def add(self, place: str, problem: str) -> None:
        """Add a sentence; `place` stands before it, empty for the file as a whole."""
        if self.full:
            return
        if len(self.found) == MOST_TOLD:
            self.found.append(message("What else is wrong with it is not named any more."))
            return
        told = problem if isinstance(problem, Message) else Message(problem, problem, {})
        self.found.append(message("{place}: {problem}", place=place, problem=told) if place else told)

    def no_such(self, place: str, name: str, names: Iterable[str]) -> None:
        """Add that there is no such key or id, with the nearest that there is."""
        if self.full:  # to find the nearest takes its time
            return
        name, near = _shown(name), nearest(name, names) if len(name) <= MOST_LETTERS_OF_NAME else None
        if near is None:
            self.add(place, message("there is no “{name}”.", name=name))
        else:
            self.add(place, message("there is no “{name}”; did you mean “{near}”?", name=name, near=near))


def _shown(name: str) -> str:
    """Return as much of a name as is worth reading."""
    return name if len(name) <= MOST_LETTERS_OF_NAME else f"{name[:MOST_LETTERS_OF_NAME]}…"


def checked_table(content: object, keys: Sequence[Key], place: str, problems: Problems) -> dict[str, Any]:
    """Return the values of a table that are right; what is not is told, and left out.

    Parameters
    ----------
    content
        What the file has there.
    keys
        What may stand in it.
    place
        How the table is called in a sentence; empty for the file itself.
    problems
        Takes what is wrong.
    """
    if not isinstance(content, dict):
        problems.add(place, message("that must be a table: a heading in brackets, its keys below."))
        return {}
    known = {key.name: key for key in keys}
    values: dict[str, Any] = {}
    for name, value in content.items():
        if name not in known:
            problems.no_such(place, name, known)
            continue
        problem = problem_with_value(known[name], value)
        if problem:
            problems.add(_at(place, name), problem)
        else:
            values[name] = value
    for key in keys:
        if key.required and key.name not in content:
            problems.add(place, message("“{name}” is missing.", name=key.name))
    return values


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def problem_with_value(key: Key, value: object) -> Message | None:
    """Return what is wrong with a value, ``None`` when nothing is; tables are looked into elsewhere."""
    check = _CHECKS.get(key.kind)
    return None if check is None else check(key, value)


def _problem_with_line(key: Key, value: object) -> Message | None:
    if not isinstance(value, str):
        return message("that must be a text in quotes.")
    if not _is_line(value, key.most) and (value or key.required):
        return message("that must be one line of 1 to {most} characters.", most=key.most)
    return None


def _is_line(value: object, most: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= most and value.isprintable()


def _problem_with_text(key: Key, value: object) -> Message | None:
    if not isinstance(value, str):
        return message("that must be a text in quotes.")
    lines = value.replace("\t", " ").split("\n")
    if len(value) > key.most or not all(line.isprintable() for line in lines):
        return message("that must be a text of at most {most} characters.", most=key.most)
    return None


def _problem_with_lines(key: Key, value: object) -> Message | None:
    if not isinstance(value, list) or not all(_is_line(each, MOST_LETTERS_OF_LINE) for each in value):
        return message(
            "that must be a list of texts in quotes, each one line of 1 to {most} characters.",
            most=MOST_LETTERS_OF_LINE,
        )
    return None if len(value) <= key.most else message("that must be {most} at most.", most=key.most)


def _problem_with_date(_key: Key, value: object) -> Message | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return None
    return message("that must be a day without quotes, as 2026-12-01.")


def _problem_with_time(_key: Key, value: object) -> Message | None:
    if isinstance(value, time) and value.tzinfo is None:
        return None
    return message("that must be a time of the day without quotes, as 18:00:00.")


def _problem_with_side(_key: Key, value: object) -> Message | None:
    return None if value in SIDES else message("that must be “left”, “right” or “both”.")


def _problem_with_days(_key: Key, value: object) -> Message | None:
    days = value if isinstance(value, list) else []
    wrong = next((each for each in days if each not in WEEK), None)
    if isinstance(wrong, str):
        shown = _shown(wrong)
        near = nearest(shown.lower(), WEEK)
        return message("there is no “{name}”; did you mean “{near}”?", name=shown, near=str(near))
    if not days or wrong is not None or len(set(days)) < len(days):
        return message("that must be a list of days, each once: {days}.", days=listed(WEEK, ", "))
    return None


def _problem_with_number(key: Key, value: object) -> Message | None:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    low, high = float(key.least), float(key.most)
    if key.kind is Kind.NUMBER:
        inside = low <= number <= high
        return None if inside else message("that must be a number from {low} to {high}.", low=low, high=high)
    if low <= number <= high and number == int(number):
        return None
    return message("that must be a whole number from {low} to {high}.", low=low, high=high)


def _problem_with_tables(key: Key, value: object) -> Message | None:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return message("that must stand in tables, each below [[{name}]].", name=key.name)
    if key.required and not value:
        return message("there must be one at least.")
    return None if len(value) <= key.most else message("that must be {most} at most.", most=key.most)


_CHECKS: dict[Kind, Callable[[Key, object], Message | None]] = {
    Kind.LINE: _problem_with_line,
    Kind.TEXT: _problem_with_text,
    Kind.LINES: _problem_with_lines,
    Kind.DATE: _problem_with_date,
    Kind.TIME: _problem_with_time,
    Kind.DAYS: _problem_with_days,
    Kind.SIDE: _problem_with_side,
    Kind.WHOLE: _problem_with_number,
    Kind.NUMBER: _problem_with_number,
    Kind.TABLES: _problem_with_tables,
}
