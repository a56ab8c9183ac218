"""Which faults an exercise can have, and what is said of each, for the book and for other programs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.performers import performer_of
from posecheck.engine.performers.positions import SHORT_HOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.exercise import Exercise, Measure, Severity

UNSAID = SHORT_HOLD


@dataclass(frozen=True, slots=True)
class SaidFault:
    """One way to have a fault: how much it matters, what is said, and the measure it is seen in."""

    fault: str
    severity: Severity
    cue: str
    body_cue: str = ""
    measure: Measure | None = None


def said_faults(exercise: Exercise) -> tuple[SaidFault, ...]:
    """Return every fault of `exercise`: of its leading measure, its checks, its pace and its dose."""
    return tuple(dict.fromkeys((*_of_primary(exercise), *_of_checks(exercise), *_of_dose(exercise))))


def _of_primary(exercise: Exercise) -> Iterator[SaidFault]:
    primary = exercise.primary if exercise.dose.judges_primary else None
    while primary is not None:
        yield SaidFault(primary.cap_fault, primary.cap_severity, primary.cap_cue, "", primary.measure)
        yield SaidFault(primary.low_fault, primary.low_severity, primary.low_cue, "", primary.measure)
        primary = primary.other


def _of_checks(exercise: Exercise) -> Iterator[SaidFault]:
    for check in exercise.checks:
        edges = (check.band.ok_low - 1.0, check.band.ok_high + 1.0)
        for beyond in reversed(edges):
            if math.isfinite(beyond):
                fault, cue = check.fault_for(beyond), check.cue_for(beyond)
                yield SaidFault(fault, check.severity, cue, check.body_cue, check.measure)


def _of_dose(exercise: Exercise) -> Iterator[SaidFault]:
    for own in performer_of(exercise).own_faults(exercise):
        yield SaidFault(own.fault, own.severity, own.cue, "", own.measure)
