"""The thresholds that can be swept without judging a clip anew: those that only name a fault."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.profiles.threshold_parts import PACE, PRIMARY, named_checks, named_primaries
from posecheck.profiles.thresholds import addresses
from posecheck.support.errors import InputError
from posecheck.support.suggestion import did_you_mean

if TYPE_CHECKING:
    from posecheck.exercise import Exercise, Severity
    from posecheck.profiles.thresholds import Threshold

_COURSE = "it changes the course of the exercise itself, which labels of faults do not weigh"
_SCORE_ONLY = "it shapes the score and no fault, and labels say nothing of scores"
_ENCOURAGES = "beyond it is encouragement, and no fault"


@dataclass(frozen=True, slots=True)
class Limit:
    """One side of a part of an exercise, beyond which a frame shows a fault.

    Parameters
    ----------
    address
        Address of the threshold.
    part
        The check or primary it belongs to.
    fault, severity
        What is beyond it.
    sign
        +1 when values above the threshold are a fault, -1 when those below are.
    value
        The threshold as it is now.
    """

    address: str
    part: str
    fault: str
    severity: Severity
    sign: int
    value: float


def limits_of(exercise: Exercise) -> tuple[Limit, ...]:
    """Return every limit of `exercise`, in the order of the module.

    Raises
    ------
    InputError
        The exercise is none of holds or repetitions, or its limits are those of safety.
    """
    if exercise.opt_in:
        raise InputError(f"The limits of {exercise.id} are there for safety; they are not tuned.")
    if exercise.primary is None or exercise.dose.position_s is None:
        raise InputError(
            f"{exercise.id} has no position that is held or repeated, so there is nothing to tune."
        )
    found: list[Limit] = []
    for name, primary in named_primaries(exercise).items():
        low, high = sorted(primary.ok)
        cap, ok = (low, high) if primary.decreasing else (high, low)
        sign = -1 if primary.decreasing else 1
        prefix = f"{exercise.id}.{name}"
        found.append(Limit(f"{prefix}.cap", name, primary.cap_fault, primary.cap_severity, sign, cap))
        if primary.strict:
            found.append(Limit(f"{prefix}.ok", name, primary.low_fault, primary.low_severity, -sign, ok))
    for name, check in named_checks(exercise).items():
        band, prefix = check.band, f"{exercise.id}.{name}"
        both = math.isfinite(band.ok_low) and math.isfinite(band.ok_high)
        if math.isfinite(band.ok_low):
            edge = "ok_low" if both else "ok"
            fault = check.fault_low or check.fault
            found.append(Limit(f"{prefix}.{edge}", name, fault, check.severity, -1, band.ok_low))
        if math.isfinite(band.ok_high):
            edge = "ok_high" if both else "ok"
            found.append(Limit(f"{prefix}.{edge}", name, check.fault, check.severity, 1, band.ok_high))
    return tuple(found)


def left_out(exercise: Exercise) -> dict[str, str]:
    """Return why each judging threshold that has no limit is not swept, by its address."""
    swept = {limit.address for limit in limits_of(exercise)}
    primaries = named_primaries(exercise)

    def reason(threshold: Threshold) -> str:
        if threshold.part == PACE or threshold.edge == "zone":
            return _COURSE
        if threshold.part in primaries and threshold.edge == "ok":
            return _ENCOURAGES
        primary = exercise.primary
        if threshold.part in primaries and primary is not None and primary.strict:
            return _COURSE
        return _SCORE_ONLY

    return {
        address: reason(threshold)
        for address, threshold in addresses(exercise).items()
        if threshold.judges and address not in swept
    }


def chosen_limits(exercise: Exercise, check: str | None) -> tuple[Limit, ...]:
    """Return the limits that `check` asks for: an address, a part of one, or all without it.

    Raises
    ------
    InputError
        There is none such, or it is one that cannot be tuned.
    """
    limits = limits_of(exercise)
    if check is None:
        return limits
    asked = check if check.startswith(f"{exercise.id}.") else f"{exercise.id}.{check}"
    found = tuple(limit for limit in limits if asked in (limit.address, f"{exercise.id}.{limit.part}"))
    if found:
        return found
    if asked in left_out(exercise):
        raise InputError(f"{asked} is not tuned: {left_out(exercise)[asked]}.")
    known = dict.fromkeys([*(limit.part for limit in limits), *(limit.address for limit in limits)])
    raise InputError(f"{exercise.id} has nothing to tune by the name {check!r}; {did_you_mean(check, known)}")


def is_first_way(part: str) -> bool:
    """Return whether `part` is the primary that leads up, and not the other end of the exercise."""
    return part == PRIMARY
