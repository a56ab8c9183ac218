"""The parts of an exercise that carry numbers, how far each may be changed, and how they are put back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from posecheck.exercise import (
    Band,
    Check,
    Exercise,
    Primary,
    Severity,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


PRIMARY, OTHER_PRIMARY, PACE, DOSE = "primary", "primary-lower-end", "pace", "dose"

#: A threshold stays within so much of the module's own: further off it would be another exercise.
_REACH_DEG = 60.0
_REACH_RATIO = 0.5
#: The cap and the ok edges of severity-3 checks are never more than this beyond the module's own. The back
#: of somebody who rounds by 15° more bows out by about 0.03 of its chord (catalogue §3).
SAFETY_SLACK_DEG = 15.0
SAFETY_SLACK_RATIO = 0.05
#: The zone keeps so much distance from the starting position, or the two could not be told apart.
_LEAST_WAY_DEG = 5.0
_LEAST_WAY_RATIO = 0.05
#: The limits of speed are never raised by more than this factor.
_MOST_PACE = 1.5
_LEAST_PACE_DEG_S = 5.0

_CACHED = 128


class Number(NamedTuple):
    """A number of a part with its unit and how far it may be changed."""

    value: float
    unit: str
    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ThresholdPart:
    """A part of an exercise.

    Parameters
    ----------
    numbers
        Edge → number.
    orders
        Chains of edges that must not fall.
    source
        Where the numbers come from.
    """

    numbers: dict[str, Number]
    orders: tuple[tuple[str, ...], ...]
    source: str


def named_checks(exercise: Exercise) -> dict[str, Check]:
    """Return the checks of `exercise` by the name that addresses use.

    The name is the fault's id. Of several checks with one fault the first in the module has that name; each
    further one adds what tells it from the first: its measure, else its side, else its end.
    """
    named: dict[str, Check] = {}
    for check in exercise.checks:
        name = check.fault
        if name in named:
            first, end = named[name], {1: "upper-end", -1: "lower-end"}.get(check.end, "both-ends")
            if check.measure.name != first.measure.name:
                name = f"{name}-{check.measure.name}"
            elif check.side != first.side:
                name = f"{name}-{check.side}"
            else:
                name = f"{name}-{end}"
            if name in named:
                name = f"{check.fault}-{check.measure.name}-{check.side}-{end}"
        named[name] = check
    return named


def named_primaries(exercise: Exercise) -> dict[str, Primary]:
    """Return the primary of `exercise` by its name, and that of its other end."""
    primary = exercise.primary
    if primary is None:
        return {}
    return {PRIMARY: primary} | ({OTHER_PRIMARY: primary.other} if primary.other else {})


@lru_cache(maxsize=_CACHED)
def parts_of(exercise: Exercise) -> Mapping[str, ThresholdPart]:
    """Return the parts of `exercise` by name; ranges count from the numbers of this very exercise."""
    parts: dict[str, ThresholdPart] = {}
    for name, primary in named_primaries(exercise).items():
        parts[name] = _primary_part(primary, exercise)
    for name, check in named_checks(exercise).items():
        parts[name] = _check_part(check, exercise)
    pace = exercise.pace
    if pace is not None:
        most = 1.0 if exercise.opt_in else _MOST_PACE
        speeds = {"good_deg_s": pace.good_deg_s, "stop_deg_s": pace.stop_deg_s}
        numbers = {
            edge: Number(value, "deg/s", min(_LEAST_PACE_DEG_S, value), most * value)
            for edge, value in speeds.items()
        }
        parts[PACE] = ThresholdPart(numbers, (tuple(speeds),), "catalogue §4")
    parts[DOSE] = _dose_part(exercise)
    return parts


def rebuilt(exercise: Exercise, part: str, values: Mapping[str, float]) -> Exercise:
    """Return `exercise` with edges of one part changed; they must be in order."""
    if part == PRIMARY:
        assert exercise.primary is not None
        return replace(exercise, primary=_with_edges(exercise.primary, values))
    if part == OTHER_PRIMARY:
        assert exercise.primary is not None
        assert exercise.primary.other is not None
        other = _with_edges(exercise.primary.other, values)
        return replace(exercise, primary=replace(exercise.primary, other=other))
    if part == PACE:
        assert exercise.pace is not None
        speeds: dict[str, Any] = dict(values)
        return replace(exercise, pace=replace(exercise.pace, **speeds))
    if part == DOSE:
        return replace(exercise, dose=exercise.dose.with_numbers(values))
    checks = named_checks(exercise)
    band = checks[part].band
    attributes = _attributes(band)
    changed = replace(band, **{attributes[edge]: value for edge, value in values.items()})
    checks[part] = replace(checks[part], band=changed)
    return replace(exercise, checks=tuple(checks.values()))


# --- checks ----------------------------------------------------------------------------------------------


def _attributes(band: Band) -> dict[str, str]:
    """Return edge → attribute of `band`, in rising order."""
    if math.isinf(band.ok_low):
        return {"good": "good_high", "ok": "ok_high"}
    if math.isinf(band.ok_high):
        return {"ok": "ok_low", "good": "good_low"}
    return {name: name for name in ("ok_low", "good_low", "good_high", "ok_high")}


def _check_part(check: Check, exercise: Exercise) -> ThresholdPart:
    band, unit = check.band, check.measure.unit
    attributes = _attributes(band)
    reach, slack = _reach(unit), _slack(unit, exercise)
    urgent = check.severity >= Severity.URGENT
    smallest = 0.0 if math.isinf(band.ok_low) and band.good_high >= 0.0 else -math.inf
    numbers: dict[str, Number] = {}
    for edge, attribute in attributes.items():
        value = getattr(band, attribute)
        below = slack if urgent and attribute == "ok_low" else reach
        above = slack if urgent and attribute == "ok_high" else reach
        numbers[edge] = Number(value, unit.value, max(smallest, _round(value - below)), _round(value + above))
    shown = sorted(numbers, key=lambda edge: not edge.startswith("good"))
    return ThresholdPart(
        {edge: numbers[edge] for edge in shown}, (tuple(attributes),), check.source or exercise.source
    )


# --- primary ---------------------------------------------------------------------------------------------


def _primary_part(primary: Primary, exercise: Exercise) -> ThresholdPart:
    unit = primary.measure.unit
    reach, slack = _reach(unit), _slack(unit, exercise)
    good_low, good_high = sorted(primary.good)
    ok_low, ok_high = sorted(primary.ok)
    least = _LEAST_WAY_DEG if unit is Unit.DEG else _LEAST_WAY_RATIO

    def number(value: float, below: float = reach, above: float = reach) -> Number:
        return Number(value, unit.value, _round(value - below), _round(value + above))

    if primary.decreasing:
        zone = number(primary.zone, above=primary.rest - least - primary.zone)
        cap, ok = number(ok_low, below=slack), number(ok_high)
        orders: tuple[tuple[str, ...], ...] = (
            ("cap", "good_low", "good_high", "ok"),
            ("good_low", "zone"),
        )
    else:
        zone = number(primary.zone, below=primary.zone - primary.rest - least)
        cap, ok = number(ok_high, above=slack), number(ok_low)
        orders = (("ok", "good_low", "good_high", "cap"), ("zone", "good_high"))
    numbers = {
        "zone": zone,
        "good_low": number(good_low),
        "good_high": number(good_high),
        "ok": ok,
        "cap": cap,
    }
    return ThresholdPart(numbers, orders, exercise.source)


def _with_edges(primary: Primary, values: Mapping[str, float]) -> Primary:
    """Return `primary` with edges changed; each interval stays written the way round it was."""
    low, high = sorted(primary.good)
    good = values.get("good_low", low), values.get("good_high", high)
    ok_low, ok_high = sorted(primary.ok)
    names = ("cap", "ok") if primary.decreasing else ("ok", "cap")
    ok = values.get(names[0], ok_low), values.get(names[1], ok_high)
    return replace(
        primary,
        zone=values.get("zone", primary.zone),
        good=good if primary.good[0] <= primary.good[1] else good[::-1],
        ok=ok if primary.ok[0] <= primary.ok[1] else ok[::-1],
    )


# --- doses -----------------------------------------------------------------------------------------------


def _dose_part(exercise: Exercise) -> ThresholdPart:
    dose = exercise.dose
    numbers: dict[str, Number] = {}
    for name, (unit, low, high, whole) in dose.ranges.items():
        value = dose.number(name)
        # Nobody is led to hang head down for longer than the module says.
        numbers[name] = Number(value, unit, min(low, value), value if exercise.opt_in else high, whole)
    return ThresholdPart(numbers, dose.orders, exercise.source)


# --- ranges ----------------------------------------------------------------------------------------------


def _reach(unit: Unit) -> float:
    return _REACH_DEG if unit is Unit.DEG else _REACH_RATIO


def _slack(unit: Unit, exercise: Exercise) -> float:
    """Return how far beyond the module's own a limit of safety may lie: nothing where it needs consent."""
    if exercise.opt_in:
        return 0.0
    return SAFETY_SLACK_DEG if unit is Unit.DEG else SAFETY_SLACK_RATIO


def _round(value: float) -> float:
    """Return `value` without the dust of adding binary fractions."""
    return round(value, 6)
