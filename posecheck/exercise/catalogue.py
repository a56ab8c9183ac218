"""Finds the exercises: ours and those of other installed packages, through one entry-point group."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import entry_points

from posecheck.exercise.exercise import Exercise
from posecheck.support.errors import InputError

#: A package adds exercises with an entry point of this group that names a module with ``EXERCISES``.
GROUP = "posecheck.exercises"


@cache
def all_exercises() -> dict[str, Exercise]:
    """Return every exercise by its id, ours first.

    Raises
    ------
    InputError
        When an installed package's exercises cannot be loaded, or two exercises share an id.
    """
    found: dict[str, Exercise] = {}
    points = sorted(set(entry_points(group=GROUP)), key=lambda point: (point.name != "posecheck", point.name))
    for point in points:
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
    return found


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
