"""The numbers of an exercise as whoever puts exercises together sees and changes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.app.routines.draft import limits, number_label, usual

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words

#: In the order in which one thinks of them.
_SHOWN = ("reps", "hold_s", "duration_s", "sets")


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number of an exercise: its key, what it is called, its value, and within what it must be."""

    key: str
    label: str
    value: str
    low: str
    high: str


def number_fields(exercise: Exercise, asked: object | None, words: Words) -> tuple[NumberField, ...]:
    """Return the numbers that an exercise has; `asked` has those that were asked for as attributes."""
    return tuple(_field(exercise, key, asked, words) for key in _SHOWN if usual(exercise, key) is not None)


def _field(exercise: Exercise, key: str, asked: object | None, words: Words) -> NumberField:
    value = getattr(asked, key) if asked is not None else None
    (low, high), as_it_is = limits(exercise, key), usual(exercise, key) or 0
    shown = as_it_is if value is None else value
    lowest = f"{min(low, as_it_is):g}"
    return NumberField(key, number_label(exercise, key, words), f"{shown:g}", lowest, f"{high:g}")
