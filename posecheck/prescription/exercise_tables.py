"""The ``[[exercise]]`` tables of a prescription: ids, sides, doses, limits and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from posecheck.exercise import Exercise, Near
from posecheck.exercise.catalogue import all_exercises
from posecheck.exercise.doses.asking import LIMITS, WHOLE, Limits
from posecheck.pose import Side
from posecheck.prescription.keys import DOSE_KEYS, EXERCISE
from posecheck.prescription.prescription import PrescribedExercise
from posecheck.prescription.problems import Problems, checked_table
from posecheck.prescription.safety import loosened
from posecheck.profiles.cue_texts import PROMPTS, Wording, problem_with_wording, wordings
from posecheck.profiles.threshold_parts import DOSE
from posecheck.profiles.thresholds import addresses, problem_with
from posecheck.support.message import listed, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def prescribed_exercises(tables: list[dict[str, Any]], problems: Problems) -> tuple[PrescribedExercise, ...]:
    """Return the exercises that are right, in their order; what is wrong is told."""
    found: list[PrescribedExercise] = []
    for number, table in enumerate(tables, start=1):
        place = f"exercise {number}"
        values = checked_table(table, EXERCISE, place, problems)
        if "id" not in values:
            continue
        exercise = all_exercises().get(values["id"])
        if exercise is None:
            problems.no_such(f"{place}.id", values["id"], all_exercises())
            continue
        place = f"{place} ({exercise.id})"
        if exercise.opt_in:
            problems.add(
                place,
                message(
                    "it needs the patient's own answers and consent each time, and cannot be prescribed."
                ),
            )
            continue
        each = PrescribedExercise(
            exercise=exercise.id,
            side=_side(exercise, values, place, problems),
            dose=_dose(exercise, values, place, problems),
            limits=_limits(exercise, values.get("limits", {}), place, problems),
            cues=_cues(exercise, values.get("cues", {}), place, problems),
            note=values.get("note", "").strip(),
        )
        _check_twice(each, found, place, problems)
        found.append(each)
    return tuple(found)


def goes_to_both_at_once(exercise: Exercise) -> bool:
    """Return whether its sides come in turn within one set, so that one alone is none of it."""
    return exercise.sides and exercise.dose.alternating and exercise.near is Near.EITHER


def dose_keys(exercise: Exercise) -> dict[str, Limits]:
    """Return what a prescription may ask of an exercise's dose, within what."""
    keys = [key for key in DOSE_KEYS if key == "sets" or key in exercise.dose.asks]
    ranges = {key: LIMITS[key] for key in keys}
    if "hold_s" in ranges:
        low, high = LIMITS["hold_s"]
        ranges["hold_s"] = Limits(max(low, exercise.dose.credit_s), high)
    return ranges


def _side(exercise: Exercise, values: Mapping[str, Any], place: str, problems: Problems) -> Side | None:
    if "side" not in values:
        return None
    side = Side(values["side"])
    if not exercise.sides:
        problems.add(f"{place}.side", message("this exercise has no sides; leave it out."))
    elif side is not Side.BOTH and goes_to_both_at_once(exercise):
        problems.add(
            f"{place}.side",
            message("this exercise goes to both sides in turn; leave it out, or write “both”."),
        )
    return side


def _dose(exercise: Exercise, values: Mapping[str, Any], place: str, problems: Problems) -> dict[str, float]:
    allowed = dose_keys(exercise)
    dose: dict[str, float] = {}
    for key in DOSE_KEYS:
        if key not in values:
            continue
        value = values[key]
        if key not in allowed:
            names = listed([f"“{each}”" for each in allowed], ", ")
            problems.add(f"{place}.{key}", message("this exercise has none; it has {names}.", names=names))
        elif not allowed[key].low <= value <= allowed[key].high:
            problems.add(
                f"{place}.{key}",
                message(
                    "that must be a number from {low} to {high}.",
                    low=float(allowed[key].low),
                    high=float(allowed[key].high),
                ),
            )
        else:
            dose[key] = int(value) if key in WHOLE else float(value)
    return dose


def _limits(exercise: Exercise, content: object, place: str, problems: Problems) -> dict[str, float]:
    place = f"{place}.limits"
    known = addresses(exercise)
    asked = set(exercise.dose.asks.values())
    values: dict[str, float] = {}
    for address, value in _entries(content, place, problems):
        whole = f"{exercise.id}.{address}"
        part, _, edge = address.partition(".")
        if whole not in known:
            short = [each.removeprefix(f"{exercise.id}.") for each in (*known, *wordings(exercise))]
            if address in short:
                problems.add(f"{place}.{address}", message("that is said, and belongs to “cues”."))
            else:
                problems.no_such(place, address, short)
        elif part == DOSE and edge in asked:
            key = next(key for key, name in exercise.dose.asks.items() if name == edge)
            problems.add(f"{place}.{address}", message("the dose stands beside the id, as “{key}”.", key=key))
        elif isinstance(value, bool) or not isinstance(value, int | float):
            threshold = known[whole]
            problems.add(
                f"{place}.{address}",
                message(
                    "that must be a number from {low} to {high}.", low=threshold.low, high=threshold.high
                ),
            )
        else:
            values[address] = float(value)
    full = {f"{exercise.id}.{address}": value for address, value in values.items()}
    too_loose = loosened(exercise, full)
    for sentence in too_loose.values():
        problems.add(place, sentence)
    left = {address: value for address, value in full.items() if address not in too_loose}
    disorder = problem_with(exercise, left)
    if disorder:
        problems.add(place, disorder)
    return values


def _cues(exercise: Exercise, content: object, place: str, problems: Problems) -> dict[str, Wording]:
    place = f"{place}.cues"
    known = wordings(exercise)
    said: dict[str, Wording] = {}
    for address, value in _entries(content, place, problems):
        whole = f"{exercise.id}.{address}"
        if whole not in known:
            short = [each.removeprefix(f"{exercise.id}.") for each in (*known, *addresses(exercise))]
            if address in short:
                problems.add(f"{place}.{address}", message("that is a number, and belongs to “limits”."))
            else:
                problems.no_such(place, address, short)
            continue
        problem = problem_with_wording(value, several=address.endswith(PROMPTS))
        if problem:
            problems.add(f"{place}.{address}", f"it {problem}.")
        else:
            said[address] = tuple(value) if isinstance(value, list) else str(value)
    return said


def _entries(content: object, place: str, problems: Problems) -> Iterator[tuple[str, Any]]:
    """Yield address and value; an address without quotes is, in TOML, a table in a table."""
    if not isinstance(content, dict):
        problems.add(place, message("that must be a table: a heading in brackets, its keys below."))
        return
    for name, value in content.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", each) for inner, each in value.items())
        else:
            yield name, value


def _check_twice(
    each: PrescribedExercise, before: list[PrescribedExercise], place: str, problems: Problems
) -> None:
    """Tell when an exercise is there already, but for its other side."""
    same = [other for other in before if other.exercise == each.exercise]
    sides = {each.side, *(other.side for other in same)}
    if same and (len(same) > 1 or sides != {Side.LEFT, Side.RIGHT}):
        problems.add(
            place,
            message("it stands in it already; twice is only for the left and the right side."),
        )
    for other in same:
        for mine, theirs in ((each.limits, other.limits), (each.cues, other.cues)):
            for address in mine:
                if address in theirs and mine[address] != theirs[address]:
                    problems.add(
                        f"{place}.{address}",
                        message("that is another value than before; an exercise has one for both sides."),
                    )
