"""The easier version of an exercise: one thing is changed, and it is said what (catalogue §6, §7, §11).

What it is, an exercise says itself: a stretch that loads the back becomes the one that does not, the full
plank the one on the knees, what came with a level the exercise of the level below. A range is taken back by
the fifth of the amber traffic light, a hold to that of the next lower level. Where the exercise has nothing
(more), the dose is halved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.exercise import (
    Exercise,
    Folder,
    Instead,
    Less,
    Variant,
)
from posecheck.pose import Side
from posecheck.routines.dose import (
    TRANSITION_S,
    one_side_at_a_time,
    with_half_the_dose,
    with_reduced_range,
)
from posecheck.routines.placement import placement_of
from posecheck.routines.progression import LADDER
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.session.schedule import ScheduledSet


class Easing(StrEnum):
    """What can be changed in any exercise, beside its own variants; the words of the history."""

    EXERCISE = "another-exercise"
    RANGE = Less.RANGE.value
    HOLD = Less.HOLD.value
    DOSE = "half-the-dose"


@dataclass(frozen=True, slots=True)
class Easier:
    """An easier version, what was changed (a :class:`Easing` or a variant's name), and what says so."""

    exercise: Exercise
    change: str
    said: str


SMALLER_RANGE = "An easier version: go a fifth less far."

#: Seconds of a hold, level by level downward.
_STRETCH_HOLDS_S = tuple(sorted({rung.stretch_hold_s for rung in LADDER}, reverse=True))
_STRENGTH_HOLDS_S = tuple(sorted({rung.strength_hold_s for rung in LADDER}, reverse=True))


def easier_version(
    exercise: Exercise,
    changed: Sequence[str],
    offered: Callable[[str], Exercise | None],
) -> Easier | None:
    """Return the next easier version of `exercise`, ``None`` when there is nothing easier.

    Parameters
    ----------
    exercise
        As it is done now.
    changed
        What has been changed already.
    offered
        Gives the exercise of an id, ``None`` when this person is not to do it or does it anyway.
    """
    for step in exercise.easier:
        match step:
            case Instead(exercise=name, said=said):
                other = offered(name)
                if other is not None:
                    return Easier(_dosed_as(other, exercise), Easing.EXERCISE, said)
            case Variant(name=name, said=said) if name not in changed:
                return Easier(step.make(exercise), name, said)
            case Less.RANGE if Easing.RANGE not in changed:
                smaller = with_reduced_range(exercise)
                if smaller != exercise:
                    return Easier(smaller, Easing.RANGE, SMALLER_RANGE)
            case Less.HOLD:
                shorter = _held_shorter(exercise)
                if shorter is not None:
                    return shorter
            case _:
                pass
    less = with_half_the_dose(exercise)
    return Easier(less, Easing.DOSE, _less_words(less)) if less != exercise else None


def with_version(turns: Sequence[ScheduledSet], version: Easier) -> list[ScheduledSet]:
    """Return the turns that are left of an exercise with an easier version in its place.

    One that is done on both sides where the exercise was not has two turns for each; one that is not, where
    it was, has one for both sides. Their numbers are such that a session can be resumed after them.
    """
    before, exercise = turns[0].exercise, version.exercise
    eased = (version.change,) if version.change is Easing.EXERCISE else (*turns[0].eased, version.change)
    changed = [replace(each, exercise=exercise, eased=eased) for each in turns]
    if version.change is not Easing.EXERCISE:
        return changed
    changed[0] = replace(changed[0], moves_camera=placement_of(before) != placement_of(exercise))
    if one_side_at_a_time(exercise) and turns[0].side is Side.NONE:
        return [
            side
            for each in changed
            for side in (
                replace(each, side=Side.LEFT, more=True),
                replace(each, side=Side.RIGHT, before_s=TRANSITION_S, moves_camera=False),
            )
        ]
    if not one_side_at_a_time(exercise) and turns[0].side is not Side.NONE:
        kept = [replace(each, side=Side.NONE) for each in changed if each.side is turns[0].side]
        return [*kept[:-1], replace(kept[-1], number=turns[-1].number)]
    return changed


def recalled(
    turns: Sequence[ScheduledSet],
    name: str,
    changed: Sequence[str],
    offered: Callable[[str], Exercise | None],
) -> list[ScheduledSet]:
    """Return `turns` with the easier version of the first exercise that was in use before an interruption.

    Parameters
    ----------
    turns
        What is left of the session, as it was planned.
    name
        Id of the exercise that was done last.
    changed
        The changes of it, as the history has them.
    offered
        As for :func:`easier_version`.
    """
    left = list(turns)
    while (left[0].exercise.id, [str(change) for change in left[0].eased]) != (name, list(changed)):
        first = left[0]
        version = easier_version(first.exercise, first.eased, offered)
        if version is None:
            return list(turns)
        count = next((n for n, each in enumerate(left) if each.exercise != first.exercise), len(left))
        left[:count] = with_version(left[:count], version)
    return left


def _held_shorter(exercise: Exercise) -> Easier | None:
    """Return `exercise` with the hold of the level below, ``None`` when there is none."""
    rungs = _STRENGTH_HOLDS_S if exercise.folder is Folder.STRENGTH else _STRETCH_HOLDS_S
    dose = exercise.dose
    if dose.position_s is None:
        return None
    seconds = next((each for each in rungs if dose.credit_s <= each < dose.position_s), None)
    if seconds is None:
        return None
    return Easier(replace(exercise, dose=dose.held_for(seconds)), Easing.HOLD, _shorter_hold(seconds))


def _shorter_hold(seconds: float) -> str:
    return message("An easier version: hold for {seconds} seconds.", seconds=float(seconds))


def _dosed_as(other: Exercise, exercise: Exercise) -> Exercise:
    """Return `other` with the dose of `exercise` where both have the same kind, so that one thing changes."""
    return replace(other, dose=other.dose.like(exercise.dose))


def _less_words(exercise: Exercise) -> str:
    dose = exercise.dose
    if dose.goal is not None:
        return message("An easier version: only {count} times.", count=dose.goal)
    if dose.position_s is not None:
        return _shorter_hold(dose.position_s)
    return message("An easier version: only {seconds} seconds.", seconds=float(dose.set_s))
