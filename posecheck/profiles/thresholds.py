"""Every number of an exercise by its address, ``exercise.part.edge`` (docs/profiles.md).

Profiles, tuning and sweeps all change an exercise through :func:`with_thresholds`, so that what one of them
promises is what the trainer does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.profiles.threshold_parts import DOSE, PACE, ThresholdPart, parts_of, rebuilt
from posecheck.support.errors import InputError
from posecheck.support.suggestion import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from posecheck.exercise import Exercise

__all__ = ["DOSE", "PACE", "Threshold", "addresses", "problem_with", "with_threshold", "with_thresholds"]

_CACHED = 128


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of an exercise.

    Parameters
    ----------
    address
        ``exercise.part.edge``, where the part is a check, ``primary``, ``pace`` or ``dose``.
    value
        What it is now.
    unit
        Unit of the value, in words; empty for a count.
    low, high
        The allowed range, both ends inclusive. It lies around the module's own value, whatever `value` is.
        The order of the edges of a part narrows it further.
    source
        Where the module's own number comes from.
    whole
        Only whole numbers are allowed.
    """

    address: str
    value: float
    unit: str
    low: float
    high: float
    source: str
    whole: bool = False

    @property
    def part(self) -> str:
        """The part of the exercise it belongs to."""
        return self.address.split(".")[1]

    @property
    def edge(self) -> str:
        """What it is in that part."""
        return self.address.split(".")[2]

    @property
    def judges(self) -> bool:
        """Whether it decides about form, unlike a dose."""
        return self.part != DOSE


def addresses(exercise: Exercise) -> dict[str, Threshold]:
    """Return every threshold of `exercise` by its address, in the order of the module."""
    return dict(_thresholds(exercise))


# A sweep changes the same exercise thousands of times.
@lru_cache(maxsize=_CACHED)
def _thresholds(exercise: Exercise) -> Mapping[str, Threshold]:
    defaults = parts_of(_module_default(exercise))
    found: dict[str, Threshold] = {}
    for name, part in parts_of(exercise).items():
        own = defaults.get(name, part)
        for edge, number in part.numbers.items():
            limit = own.numbers.get(edge, number)
            address = f"{exercise.id}.{name}.{edge}"
            found[address] = Threshold(
                address, number.value, limit.unit, limit.low, limit.high, own.source, limit.whole
            )
    return found


def with_threshold(exercise: Exercise, address: str, value: float) -> Exercise:
    """Return `exercise` with one threshold changed; see :func:`with_thresholds`."""
    return with_thresholds(exercise, {address: value})


def with_thresholds(exercise: Exercise, values: Mapping[str, float]) -> Exercise:
    """Return `exercise` with the thresholds at the given addresses changed, all at once.

    Raises
    ------
    InputError
        An address is none of this exercise, a value is outside its allowed range, or edges are out of order.
    """
    problem = problem_with(exercise, values)
    if problem:
        raise InputError(f"This cannot be set: {problem}")
    changed: dict[str, dict[str, float]] = {}
    for address, value in values.items():
        _, part, edge = address.split(".")
        changed.setdefault(part, {})[edge] = value
    for part, edges in changed.items():
        exercise = rebuilt(exercise, part, edges)
    return exercise


def problem_with(
    exercise: Exercise, values: Mapping[str, float], *, asked: Collection[str] | None = None
) -> str:
    """Return why `values` cannot be applied to `exercise`, as a sentence; empty when they can.

    Of two values that clash the sentence is about one of `asked`, by default any of `values`.
    """
    known = _thresholds(exercise)
    for address, value in values.items():
        if address not in known:
            return f"there is no threshold {address!r}; {did_you_mean(address, known)}"
        threshold = known[address]
        if not threshold.low <= value <= threshold.high:
            allowed = _range(threshold.low, threshold.high, threshold)
            return f"{address} is {value:g}, but must be from {allowed}."
        if threshold.whole and value != int(value):
            return f"{address} is {value:g}, but must be a whole number."
    touched = {address.split(".")[1] for address in values}
    for name, part in parts_of(exercise).items():
        if name in touched:
            problem = _disorder(f"{exercise.id}.{name}.", part, values, known, asked or values)
            if problem:
                return problem
    return ""


def _disorder(
    prefix: str,
    part: ThresholdPart,
    values: Mapping[str, float],
    known: Mapping[str, Threshold],
    asked: Collection[str],
) -> str:
    """Return a sentence about the first two edges that are out of order."""
    now = {edge: values.get(prefix + edge, number.value) for edge, number in part.numbers.items()}
    for order in part.orders:
        for lower, upper in pairwise(order):
            if now[lower] <= now[upper]:
                continue
            # Blame what was changed; of two, the acceptable edge for not lying beyond the good one.
            blamed = min(
                (edge for edge in (lower, upper) if prefix + edge in asked),
                key=lambda edge: edge.startswith("good"),
            )
            threshold, other = known[prefix + blamed], upper if blamed == lower else lower
            low = max(threshold.low, now[lower]) if blamed == upper else threshold.low
            high = min(threshold.high, now[upper]) if blamed == lower else threshold.high
            return (
                f"{prefix}{blamed} is {now[blamed]:g}, but must be from {_range(low, high, threshold)}, "
                f"because {other} is {now[other]:g}."
            )
    return ""


def _range(low: float, high: float, threshold: Threshold) -> str:
    return f"{low:g} to {high:g} {threshold.unit}".rstrip()


def _module_default(exercise: Exercise) -> Exercise:
    """Return the exercise as its module has it, which allowed ranges are counted from."""
    return all_exercises().get(exercise.id, exercise)
