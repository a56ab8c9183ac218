"""What an exercise may say; asked when it is made, so that a slip ends in a sentence and not in a session.

Each function raises ``ValueError`` that names what was expected and what there is instead.
"""

from __future__ import annotations

import math
import re
from dataclasses import fields
from typing import TYPE_CHECKING

from posecheck.exercise.contraindications import CONTRAINDICATIONS, Eased
from posecheck.exercise.doses import Counted, Dose
from posecheck.exercise.faults import FAULTS, Fault
from posecheck.exercise.figure import Figure
from posecheck.exercise.stance import Stance
from posecheck.exercise.variants import Adaptation, Instead, Ladder, Less, Variant
from posecheck.pose import Joint, Posture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from posecheck.exercise.exercise import Check, Exercise, Pace, Primary

#: Whose limb a check can look at.
SIDES = ("working", "other", "near", "far")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ENGLISH = "en"
_LEVELS = (1, 2, 3)


def require_check(check: Check) -> None:
    """Raise ``ValueError`` unless `check` says whose limb it looks at, when, and what to say."""
    what = f"check {check.fault!r}"
    _one_of(f"{what}: side", check.side, SIDES)
    _one_of(f"{what}: end", check.end, (-1, 0, 1))
    _id(f"{what}: fault", check.fault)
    if check.fault_low:
        _id(f"{what}: fault_low", check.fault_low)
    _enum(f"{what}: severity", check.severity, "Severity")
    _enum(f"{what}: when", check.when, "When")
    if type(check.measure).__name__ != "Measure":
        raise _unlike(f"{what}: measure", "a Measure", check.measure)
    if type(check.band).__name__ != "Band":
        raise _unlike(f"{what}: band", "a Band, as at_most(10, 20) gives", check.band)
    _text(f"{what}: cue", check.cue)


def require_primary(primary: Primary) -> None:
    """Raise ``ValueError`` unless start, zone, good values and cap follow each other."""
    what = f"primary {getattr(primary.measure, 'name', primary.measure)!r}"
    if type(primary.measure).__name__ != "Measure":
        raise _unlike("primary: measure", "a Measure", primary.measure)
    (good_low, good_high), (ok_low, ok_high) = sorted(primary.good), sorted(primary.ok)
    if not ok_low <= good_low <= good_high <= ok_high:
        raise _unlike(f"{what}: good", f"an interval within ok={primary.ok}", primary.good)
    if primary.decreasing and not ok_low <= primary.zone < primary.rest:
        raise _unlike(
            f"{what}: zone", f"less than rest={primary.rest:g}, no less than {ok_low:g}", primary.zone
        )
    if not primary.decreasing and not primary.rest < primary.zone <= ok_high:
        cap = f"more than rest={primary.rest:g}, no more than the cap of {ok_high:g}"
        raise _unlike(f"{what}: zone", cap, primary.zone)
    _enum(f"{what}: cap_severity", primary.cap_severity, "Severity")
    _enum(f"{what}: low_severity", primary.low_severity, "Severity")
    _text(f"{what}: cap_cue", primary.cap_cue)


def require_pace(pace: Pace) -> None:
    """Raise ``ValueError`` unless the limits of `pace` are positive and do not fall."""
    if not 0.0 < pace.good_deg_s <= pace.stop_deg_s:
        raise _unlike("pace", "0 < good_deg_s <= stop_deg_s", (pace.good_deg_s, pace.stop_deg_s))


def require_exercise(exercise: Exercise) -> None:
    """Raise ``ValueError`` unless `exercise` can be done, judged and explained as it says.

    Whether the exercises that it names exist is asked by the catalogue, which knows them.
    """
    try:
        _require_plain(exercise)
        _require_faults(exercise)
        _require_variants(exercise)
        _require_words(exercise)
    except ValueError as error:
        raise ValueError(f"exercise {exercise.id!r}: {error}") from None


def _require_plain(exercise: Exercise) -> None:
    _id("id", exercise.id)
    for name in ("title", "setup", "camera", "source"):
        _text(name, getattr(exercise, name))
    for name, kind in (
        ("folder", "Folder"),
        ("view", "View"),
        ("near", "Near"),
        ("observability", "Observability"),
    ):
        _enum(name, getattr(exercise, name), kind)
    _all("posture", exercise.posture, Posture, "Posture")
    _all("needs", exercise.needs, Joint, "Joint")
    _all("start and position", (exercise.start, exercise.position), Stance, "Stance")
    if not isinstance(exercise.dose, Dose):
        raise _unlike("dose", "a Hold, Reps, Circles, Steps, Guided or another Dose", exercise.dose)
    _require_dose(exercise.dose)
    for name in ("sides", "opt_in"):
        if not isinstance(getattr(exercise, name), bool):
            raise _unlike(name, "True or False", getattr(exercise, name))
    if exercise.figure is not None:
        _all("figure", (exercise.figure,), Figure, "Figure")
    for tag in exercise.contraindications:
        _one_of("contraindications", tag, CONTRAINDICATIONS)
    _once("measures", _measures(exercise))
    _once("checks", ((each.fault, each.measure.name, each.side, each.end) for each in exercise.checks))


def _require_dose(dose: Dose) -> None:
    """Raise unless the numbers of `dose` are numbers, none below nothing, and a set of it takes its time."""
    numbers = {*dose.asks.values(), *dose.ranges}
    for name in (each.name for each in fields(dose) if each.name in numbers):
        value = getattr(dose, name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            raise _unlike(f"dose: {name}", "a number, 0 or more", value)
    for name in ("sets", "goal", "position_s", "lasts_s"):
        value = getattr(dose, name)
        is_top = name == "position_s" and dose.counts is not Counted.HOLDS  # of a repetition: none is fine
        if value is not None and value <= 0 and not is_top:
            raise _unlike(f"dose: {name}", "more than 0", value)


def _measures(exercise: Exercise) -> Iterator[str]:
    """Yield the name of every measure once; twice where one name means two things."""
    used = [check.measure for check in exercise.checks] + list(exercise.reports)
    used += [exercise.primary.measure] if exercise.primary else []
    used += [exercise.pace.measure] if exercise.pace else []
    used += [exercise.side_by] if exercise.side_by else []
    yield from (measure.name for measure in dict.fromkeys(used))


def _require_faults(exercise: Exercise) -> None:
    _all("faults", exercise.faults, Fault, "Fault")
    _once("faults", (fault.id for fault in exercise.faults))
    for own in exercise.faults:
        _id("faults", own.id)
        _text(f"fault {own.id!r}: meaning", own.meaning)
        if own.id in FAULTS:
            raise _unlike("faults", f"one that posecheck does not have ({FAULTS[own.id]})", own.id)
    meant = FAULTS.keys() | {fault.id for fault in exercise.faults}
    for name in _faults(exercise):
        if name not in meant:
            known = "one of posecheck.exercise.faults or one of faults=(Fault(id, meaning), ...)"
            raise _unlike("fault", known, name)


def _faults(exercise: Exercise) -> Iterator[str]:
    for check in exercise.checks:
        yield from (name for name in (check.fault, check.fault_low) if name)
    primary = exercise.primary
    while primary is not None:
        yield from (primary.cap_fault, primary.low_fault)
        primary = primary.other
    yield from exercise.not_seen


def _require_variants(exercise: Exercise) -> None:
    _all("easier", exercise.easier, Less | Instead | Variant, "Less, Instead or Variant")
    _all("adapted", exercise.adapted, Adaptation, "Adaptation")
    for other in named_exercises(exercise):
        _id("easier or replaced_by", other)
        if other == exercise.id:
            raise _unlike("easier or replaced_by", "another exercise", other)
    for adaptation in exercise.adapted:
        _one_of("adapted", adaptation.to, exercise.contraindications)
        _text(f"adapted to {adaptation.to!r}: note", adaptation.note)
    for step in exercise.easier:
        if not isinstance(step, Less):
            _text("easier: said", step.said)
    for variant in variants(exercise):
        _id("variant", variant.name)
        _text(f"variant {variant.name!r}: note", variant.note)
    if exercise.not_when is not None:
        _all("not_when", (exercise.not_when,), Eased, "Eased")
    _all("ladder", (exercise.ladder,), Ladder, "Ladder")
    _one_of("ladder: level", exercise.ladder.level, _LEVELS)
    shortest_s, longest_s = exercise.ladder.hold_s or (0.0, 0.0)
    if not 0.0 <= shortest_s <= longest_s:
        raise _unlike("ladder: hold_s", "(shortest, longest)", exercise.ladder.hold_s)


def named_exercises(exercise: Exercise) -> tuple[str, ...]:
    """Return the ids of the exercises that `exercise` names as easier or in its place."""
    easier = (step.exercise for step in exercise.easier if isinstance(step, Instead))
    return tuple(dict.fromkeys((*easier, *exercise.replaced_by)))


def variants(exercise: Exercise) -> tuple[Variant, ...]:
    """Return the variants of its own that `exercise` has."""
    before = exercise.ladder.before
    return (
        *(step for step in exercise.easier if isinstance(step, Variant)),
        *((before,) if before is not None else ()),
    )


def _require_words(exercise: Exercise) -> None:
    for code, texts in exercise.words.items():
        if not isinstance(code, str) or not _LANGUAGE.fullmatch(code) or code == _ENGLISH:
            raise _unlike("words", "the code of another language, as 'de'", code)
        for english, translated in texts.items():
            _text(f"words of {code!r}", english)
            _text(f"words of {code!r} for {english!r}", translated)


def _unlike(what: str, expected: str, value: object) -> ValueError:
    return ValueError(f"{what}: expected {expected}, but got {value!r}")


def _one_of(what: str, value: object, known: Iterable[object]) -> None:
    if value not in (known := tuple(known)):
        listed = " or ".join(map(repr, known)) if known else "nothing"
        raise _unlike(what, listed, value)


def _text(what: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise _unlike(what, "a text", value)


def _id(what: str, value: object) -> None:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise _unlike(what, "small letters with hyphens, as 'knee-bent'", value)


def _enum(what: str, value: object, kind: str) -> None:
    # Their classes are made by the module that asks this one.
    if type(value).__name__ != kind:
        raise _unlike(what, f"a {kind}", value)


def _all(what: str, values: object, kind: object, name: str) -> None:
    if not isinstance(values, tuple):
        raise _unlike(what, f"a tuple of {name}", values)
    for value in values:
        if not isinstance(value, kind):  # type: ignore[arg-type]
            raise _unlike(what, f"a {name}", value)


def _once(what: str, names: Iterable[object]) -> None:
    seen: set[object] = set()
    for name in names:
        if name in seen:
            raise _unlike(what, "each name once", name)
        seen.add(name)
