"""Finds the exercises: ours and those of other installed packages, through one entry-point group."""

from __future__ import annotations

import difflib
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.exercise.exercise import Exercise
from posecheck.exercise.faults import FAULTS
from posecheck.exercise.validation import named_exercises, variants
from posecheck.support.errors import InputError
from posecheck.support.language import add_words

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A package adds exercises with an entry point of this group that names a module with ``EXERCISES``.
GROUP = "posecheck.exercises"


#: Of version 0.1, which found its own exercises through the group, under a name that others may have too.
_OWN_POINT = "posecheck"
#: Where our exercises are: inside posecheck when it is installed, beside it in a checkout.
_INSTALLED, _BESIDE = "posecheck.built_in_exercises", "exercises"


def _ours() -> tuple[Exercise, ...]:
    """Return the exercises that posecheck comes with.

    Raises
    ------
    InputError
        Somebody else's package named ``exercises`` stands before the one of this checkout.
    """
    if find_spec(_INSTALLED) is not None:
        return tuple(import_module(_INSTALLED).EXERCISES)
    beside = Path(__file__).parents[2] / _BESIDE
    ours = import_module(_BESIDE)
    if ours.__file__ is None or Path(ours.__file__).resolve().parent != beside.resolve():
        raise InputError(
            f"Another package named {_BESIDE!r} hides that of posecheck ({ours.__file__} instead of "
            f"{beside}); uninstall it, or install posecheck instead of using a checkout."
        )
    return tuple(ours.EXERCISES)


@cache
def all_exercises() -> dict[str, Exercise]:
    """Return every exercise by its id, ours first.

    Raises
    ------
    InputError
        When an installed package's exercises cannot be loaded, two exercises share an id, two mean different
        things by one fault, or one names an easier version that does not exist.
    """
    found: dict[str, Exercise] = {exercise.id: exercise for exercise in _ours()}
    package: dict[str, str] = dict.fromkeys(found, "posecheck")
    points = (point for point in set(entry_points(group=GROUP)) if point.name != _OWN_POINT)
    for point in sorted(points, key=lambda point: point.name):
        try:
            exercises = tuple(point.load().EXERCISES)
        except Exception as error:
            raise InputError(
                f"The exercises of {point.value!r} cannot be loaded ({error}); update or remove that package."
            ) from error
        for exercise in exercises:
            if not isinstance(exercise, Exercise):
                raise InputError(
                    f"The exercises of {point.value!r} cannot be used (EXERCISES holds {exercise!r}, "
                    "which is no Exercise); update or remove that package."
                )
            if exercise.id in found:
                raise InputError(
                    f"Two installed packages have an exercise {exercise.id!r}; uninstall the one named "
                    f"{point.name!r}."
                )
            found[exercise.id] = exercise
            package[exercise.id] = point.value
    _require_together(found, package)
    for exercise in found.values():
        for code, texts in exercise.words.items():
            add_words(code, texts)
    return found


def exercise_modules() -> tuple[str, ...]:
    """Return the names of the modules in which the exercises are, ours first."""
    ours = _INSTALLED if find_spec(_INSTALLED) is not None else _BESIDE
    points = (point for point in set(entry_points(group=GROUP)) if point.name != _OWN_POINT)
    return ours, *sorted({point.module for point in points})


def _require_together(found: Mapping[str, Exercise], package: Mapping[str, str]) -> None:
    """Raise ``InputError`` when an exercise does not fit the others."""
    meant: dict[str, str] = {}
    for exercise in found.values():
        unknown = next((name for name in named_exercises(exercise) if name not in found), None)
        wrong = f"exercise {exercise.id!r} names {unknown!r}, which does not exist" if unknown else ""
        wrong = wrong or _unmade(exercise)
        for fault in exercise.faults:
            if meant.setdefault(fault.id, fault.meaning) != fault.meaning:
                wrong = f"exercise {exercise.id!r} means something else by {fault.id!r} than another one"
        if wrong:
            raise InputError(
                f"The exercises of {package[exercise.id]!r} cannot be used ({wrong}); update or remove that "
                "package."
            )


def _unmade(exercise: Exercise) -> str:
    """Return which of its variants cannot be made of an exercise and why, empty when all can."""
    makes = [(each.name, each.make) for each in variants(exercise)]
    makes += [(each.to, each.make) for each in exercise.adapted if each.make is not None]
    for name, make in makes:
        try:
            made = make(exercise)
        except Exception as error:  # noqa: BLE001 - whatever somebody else's function raises
            return f"exercise {exercise.id!r} cannot be made {name!r}: {error}"
        if not isinstance(made, Exercise) or made.id != exercise.id:
            return f"exercise {exercise.id!r} made {name!r} is expected to be itself, but is {made!r}"
    return ""


def fault_meanings() -> dict[str, str]:
    """Return what every fault means: the one vocabulary, and what exercises add to it."""
    own = {fault.id: fault.meaning for each in all_exercises().values() for fault in each.faults}
    return FAULTS | own


def fault_meaning(fault: str) -> str:
    """Return what a fault means; one of a package that is gone says it by its id."""
    return fault_meanings().get(fault, fault.replace("-", " "))


def find_exercise(name: str) -> Exercise:
    """Return the exercise with the id `name`.

    Raises
    ------
    InputError
        When there is none; names the nearest id.
    """
    exercises = all_exercises()
    if name in exercises:
        return exercises[name]
    near = difflib.get_close_matches(name, exercises, n=1, cutoff=0.0)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise InputError(f"There is no exercise {name!r}.{hint} 'posecheck exercises' lists them all.")
