"""What the checks of an exercise say of its readings: state, membership, form of a frame.

catalogue §10.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.events import State
from posecheck.exercise import Severity, Unit
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.exercise import Band, Check, Primary

#: Weight of the primary measure and of checks in the form of a frame (catalogue §10).
PRIMARY_WEIGHT = 3.0
WEIGHT = {Severity.STOP: 3.0, Severity.URGENT: 3.0, Severity.SPEAK: 2.0, Severity.SHOW: 1.0}
#: Narrowest fall-off of a membership beyond the ok edge (catalogue §10).
NARROWEST_DEG = 5.0
NARROWEST_RATIO = 0.04
#: Error of an angle seen from 30° off the right direction (catalogue §2, computed).
WARN_SLACK_DEG = 8.0
#: Form of a frame while a fault is active is not above this. Severity 3 as catalogue §4 has it; a spoken
#: fault all the way leaves less than "good" (70, §10), though the first 0.4 s of a hold go by until it is
#: believed: 69 after a hold of 3 s, 65 after a long one.
CAPPED_FORM = {Severity.STOP: 0.40, Severity.URGENT: 0.40, Severity.SPEAK: 0.42}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one frame.

    Parameters
    ----------
    check
        The check; ``None`` for the primary measure's own limits.
    fault
        Id of the fault it is about.
    value
        What was read.
    state
        Good, ok, fault or unknown.
    membership
        How much the value belongs to good, 0 to 1; ``NaN`` unknown.
    confidence
        How well the landmarks behind it were seen, 0 to 1.
    severity, cue
        How much it matters and what to say.
    """

    check: Check | None
    fault: str
    value: float
    state: State
    membership: float
    confidence: float
    severity: Severity
    cue: str


def state_in(band: Band, value: float, slack: float = 0.0) -> State:
    """Return what `band` says of `value`; the edges themselves belong to the better side.

    `slack` is how much the value may be wrong: within it beyond the ok edge is not yet a fault.
    """
    if math.isnan(value):
        return State.UNKNOWN
    if band.good_low <= value <= band.good_high:
        return State.GOOD
    if band.ok_low - slack <= value <= band.ok_high + slack:
        return State.OK
    return State.FAULT


def membership(band: Band, value: float, unit: Unit) -> float:
    """Return how much `value` belongs to the good interval of `band`.

    1 in the good interval, falling in a straight line to 0.5 at the ok edge and to 0 one band-width
    further; a band-width is the distance between the two edges, at least 5° or 0.04.
    """
    if math.isnan(value):
        return NAN
    if value > band.good_high:
        return _fall(value - band.good_high, band.ok_high - band.good_high, unit)
    if value < band.good_low:
        return _fall(band.good_low - value, band.good_low - band.ok_low, unit)
    return 1.0


def _fall(beyond: float, width: float, unit: Unit) -> float:
    if beyond <= width:
        return 1.0 - 0.5 * beyond / width
    if math.isinf(width):
        return 1.0
    least = NARROWEST_DEG if unit is Unit.DEG else NARROWEST_RATIO
    return max(0.0, 0.5 - 0.5 * (beyond - width) / max(width, least))


def judge(check: Check, value: float, confidence: float, view_factor: float = 1.0) -> Finding:
    """Return what `check` says of `value`, seen from a direction of the given weight.

    From a direction that is only just good enough an angle drawn in the picture may be wrong by
    :data:`WARN_SLACK_DEG`; one from metric landmarks is not foreshortened.
    """
    oblique = view_factor < 1.0 and check.measure.arc is not None
    return Finding(
        check,
        check.fault_for(value),
        value,
        state_in(check.band, value, WARN_SLACK_DEG if oblique else 0.0),
        membership(check.band, value, check.measure.unit),
        confidence,
        check.severity,
        check.cue_for(value),
    )


def judge_primary(primary: Primary, value: float, confidence: float) -> Finding:
    """Return what the primary measure's own limits say of `value`.

    Past the cap is a fault. Short of the zone is encouragement, unless the exercise is strict.
    """
    deep = -value if primary.decreasing else value
    low, high = sorted((-edge if primary.decreasing else edge) for edge in primary.good)
    ok_low, ok_high = sorted((-edge if primary.decreasing else edge) for edge in primary.ok)
    if math.isnan(deep):
        state, member = State.UNKNOWN, NAN
    elif deep > high:
        state = State.OK if deep <= ok_high else State.FAULT
        member = _fall(deep - high, ok_high - high, primary.measure.unit)
    elif not primary.strict or deep >= low:
        state, member = (State.GOOD if deep >= ok_low else State.OK), 1.0
    else:
        state = State.OK if deep >= ok_low else State.FAULT
        member = _fall(low - deep, low - ok_low, primary.measure.unit)
    short = deep < low
    return Finding(
        None,
        primary.low_fault if short else primary.cap_fault,
        value,
        state,
        member,
        confidence,
        primary.low_severity if short else primary.cap_severity,
        primary.low_cue if short else primary.cap_cue,
    )


@dataclass(frozen=True, slots=True)
class Form:
    """Form of one frame.

    Parameters
    ----------
    value
        0 to 1, ``NaN`` when nothing was observed.
    provisional
        A severity-3 check could not be observed.
    """

    value: float
    provisional: bool


def form_of(primary: Finding | None, findings: list[Finding], view_factor: float) -> Form:
    """Return the weighted mean of the memberships; what was not observed drops out."""
    total = weights = 0.0
    provisional = False
    for finding in [*([primary] if primary else []), *findings]:
        if finding.state is State.UNKNOWN:
            provisional |= finding.severity >= Severity.URGENT and finding is not primary
            continue
        weight = PRIMARY_WEIGHT if finding is primary else WEIGHT[finding.severity]
        weight *= finding.confidence * view_factor
        total += weight * finding.membership
        weights += weight
    return Form(total / weights if weights > 0.0 else NAN, provisional)
