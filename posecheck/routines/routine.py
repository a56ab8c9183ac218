"""What a routine is: exercises with their dose, in the four parts of a session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.exercise import Exercise, Folder

if TYPE_CHECKING:
    from posecheck.pose import Side


class RoutinePart(StrEnum):
    """The parts of a session, in the order that is enforced."""

    WARMUP = "warm-up"
    STRETCH = "stretch"
    STRENGTH = "strength"
    COOLDOWN = "cool-down"


PARTS = tuple(RoutinePart)

_PART_OF: dict[Folder, RoutinePart] = {
    Folder.WARMUP: RoutinePart.WARMUP,
    Folder.HAMSTRING: RoutinePart.STRETCH,
    Folder.GLUTE: RoutinePart.STRETCH,
    Folder.BACK: RoutinePart.STRETCH,
    Folder.STRENGTH: RoutinePart.STRENGTH,
    Folder.COOLDOWN: RoutinePart.COOLDOWN,
}


def part_of(exercise: Exercise) -> RoutinePart:
    """Return the part of a session that `exercise` belongs to.

    Raises
    ------
    ValueError
        It belongs to none, as the inversion table.
    """
    if exercise.opt_in or exercise.folder not in _PART_OF:
        message = f"{exercise.id} belongs to no routine"
        raise ValueError(message)
    return _PART_OF[exercise.folder]


@dataclass(frozen=True, slots=True)
class Activity:
    """One exercise of a routine; what is ``None`` stays as the exercise has it.

    Parameters
    ----------
    exercise
        Id of the exercise.
    hold_s
        Seconds of a hold, or at the top of a repetition.
    sets
        How often, on each side.
    reps
        Repetitions or circles a set, of both sides together where they alternate in one set.
    duration_s
        Length of stepping or of a guided exercise.
    each_side
        Done on both sides one after the other, also when the exercise itself has no sides.
    part
        Another part of the session than the exercise's own.
    side
        ``LEFT`` or ``RIGHT`` where only this side is done, ``None`` for both.
    note
        What to mind in it, said with its introduction.
    """

    exercise: str
    hold_s: float | None = None
    sets: int | None = None
    reps: int | None = None
    duration_s: float | None = None
    each_side: bool | None = None
    part: RoutinePart | None = None
    side: Side | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Routine:
    """A named list of activities; :mod:`posecheck.routines.plan` puts them in order."""

    name: str
    title: str
    description: str
    activities: tuple[Activity, ...]
