"""What a prescription may tighten and never loosen: what protects a back, as the exercises have it.

A person may give themselves a little more room in a profile (docs/profiles.md); somebody else may not give it
to them in a file, who does not see how it goes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from posecheck.exercise import Severity
from posecheck.profiles.cue_texts import wordings
from posecheck.profiles.threshold_parts import PACE, named_checks, named_primaries
from posecheck.profiles.thresholds import addresses
from posecheck.support.message import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.exercise import Exercise

_CACHED = 128

#: Why each sort of them may not be loosened.
TOO_DEEP = message("from there on it is too deep")
PROTECTS = message("from there on the back is not protected any more")
TOO_FAST = message("faster movements are stopped")


@dataclass(frozen=True, slots=True)
class Guard:
    """A threshold that protects.

    Parameters
    ----------
    value
        The exercise's own, in `unit`.
    unit
        Its unit, in words.
    largest
        `value` is the largest that is allowed; else the smallest.
    why
        Why it may not be loosened.
    """

    value: float
    unit: str
    largest: bool
    why: Message

    def tighter(self, one: float, other: float) -> float:
        """Return which of two values protects more."""
        return min(one, other) if self.largest else max(one, other)

    def is_loosened_by(self, value: float) -> bool:
        """Return whether a value protects less than the exercise's own."""
        return value > self.value if self.largest else value < self.value


@lru_cache(maxsize=_CACHED)
def guards(exercise: Exercise) -> Mapping[str, Guard]:
    """Return by its address what protects in `exercise`: caps, urgent checks, the speed that is stopped."""
    numbers = addresses(exercise)
    found: dict[str, Guard] = {}

    def add(address: str, why: Message, *, largest: bool) -> None:
        found[address] = Guard(numbers[address].value, numbers[address].unit, largest, why)

    for name, primary in named_primaries(exercise).items():
        add(f"{exercise.id}.{name}.cap", TOO_DEEP, largest=not primary.decreasing)
    for name, check in named_checks(exercise).items():
        if check.severity < Severity.URGENT:
            continue
        prefix = f"{exercise.id}.{name}"
        if f"{prefix}.ok" in numbers:
            add(f"{prefix}.ok", PROTECTS, largest=math.isinf(check.band.ok_low))
        else:
            add(f"{prefix}.ok_low", PROTECTS, largest=False)
            add(f"{prefix}.ok_high", PROTECTS, largest=True)
    if exercise.pace is not None:
        add(f"{exercise.id}.{PACE}.stop_deg_s", TOO_FAST, largest=True)
    return found


def loosened(exercise: Exercise, values: Mapping[str, float]) -> dict[str, Message]:
    """Return by address why `values` must not be set, each a sentence; empty when they may.

    Parameters
    ----------
    exercise
        As its module has it.
    values
        Whole address → value.
    """
    return {
        address: _sentence(address, value, guard)
        for address, guard in guards(exercise).items()
        if (value := values.get(address)) is not None and guard.is_loosened_by(value)
    }


@lru_cache(maxsize=_CACHED)
def warning_words(exercise: Exercise) -> Mapping[str, str]:
    """Return by its address what is said where a guard is reached: what is too deep, and urgent checks.

    A prescription may say it otherwise, and whoever follows it is to see that beforehand: no program can tell
    whether other words still warn.
    """
    urgent = [name for name, check in named_checks(exercise).items() if check.severity >= Severity.URGENT]
    known = [f"{exercise.id}.{name}.cap_cue" for name in named_primaries(exercise)]
    known += [f"{exercise.id}.{name}.{cue}" for name in urgent for cue in ("cue", "cue_low", "body_cue")]
    said = wordings(exercise)
    return {address: str(said[address]) for address in known if address in said}


def _sentence(address: str, value: float, guard: Guard) -> Message:
    places = {"address": address, "value": float(value), "own": float(guard.value), "unit": guard.unit}
    if guard.largest:
        return message(
            "{address} is {value}, but a prescription may not go above {own} {unit}, because {why}.",
            **places,
            why=guard.why,
        )
    return message(
        "{address} is {value}, but a prescription may not go below {own} {unit}, because {why}.",
        **places,
        why=guard.why,
    )
