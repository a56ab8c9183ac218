"""The easier version of an exercise: one thing is changed, and it is said what (EXERCISES.md §6, §7, §11).

The table follows the catalogue and the levels: a stretch that loads the back becomes the one that does not,
the full plank the one on the knees, what came with a level the exercise of the level below; a range is taken
back by the fifth of the amber traffic light, a hold to that of the next lower level. Where the table has
nothing (more), the dose is halved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.exercise import Circles, Exercise, Folder, Guided, Hold, Leg, Reps, Steps
from posecheck.exercise.measures import BRIDGE_LINE, PLANK_LINE
from posecheck.pose import Joint, Side
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

    from posecheck.routines.plan import Turn


class Change(StrEnum):
    """What can be changed; the words of the history."""

    EXERCISE = "another-exercise"
    KNEES = "on-the-knees"
    RANGE = "smaller-range"
    HOLD = "shorter-hold"
    DOSE = "half-the-dose"


@dataclass(frozen=True, slots=True)
class Instead:
    """Another exercise, and what is said when it comes."""

    exercise: str
    said: str


@dataclass(frozen=True, slots=True)
class Easier:
    """An easier version, what was changed, and the sentence that says so."""

    exercise: Exercise
    change: Change
    said: str


ON_THE_MAT = "An easier version: the bridge, with your back on the mat."
#: Exercise → what makes it easier, one after the other as often as it is asked for.
TABLE: dict[str, tuple[Change | Instead, ...]] = {
    "standing-hamstring": (Change.RANGE, Change.HOLD),
    # lying down has the least load on the spine (§6.1)
    "seated-hamstring": (
        Instead("supine-hamstring", "An easier version: lying down, so that your back can rest."),
        Change.RANGE,
        Change.HOLD,
    ),
    "supine-hamstring": (Change.RANGE, Change.HOLD),
    "forward-fold": (
        Instead("standing-hamstring", "An easier version: one leg at a time, your hands on your hips."),
        Change.RANGE,
        Change.HOLD,
    ),
    "figure-four": (Change.RANGE, Change.HOLD),
    "knee-to-chest": (Change.RANGE, Change.HOLD),
    # "one leg at a time in and out" (§6.2)
    "double-knee-to-chest": (
        Instead("knee-to-chest", "An easier version: one knee at a time."),
        Change.RANGE,
        Change.HOLD,
    ),
    "seated-figure-four": (Change.RANGE, Change.HOLD),
    "pigeon": (Instead("figure-four", "An easier version: lying on your back."),),
    "childs-pose": (Change.RANGE, Change.HOLD),
    "seated-rotation": (Change.RANGE, Change.HOLD),
    "side-bend": (Change.RANGE, Change.HOLD),
    "knee-rolls": (Change.RANGE,),
    # "sphinx → press-up" (§6.3)
    "sphinx": (Change.RANGE, Change.HOLD),
    "press-up": (Instead("sphinx", "An easier version: propped on your forearms."), Change.RANGE),
    "back-extension": (Change.RANGE,),
    # bridge and knee plank are of level 1, the others come with level 2 (§11)
    "bird-dog": (Change.HOLD, Instead("bridge", ON_THE_MAT)),
    "side-plank": (Change.HOLD, Instead("bridge", ON_THE_MAT)),
    "dead-bug": (Instead("bridge", ON_THE_MAT),),
    "plank": (Change.KNEES, Change.HOLD),
    "trunk-rotation": (Change.RANGE,),
    "reverse-lunge": (Change.RANGE,),
    "gentle-rest": (Change.HOLD,),
}

SMALLER_RANGE = "An easier version: go a fifth less far."
KNEES_DOWN = "An easier version: with your knees on the mat."
KNEES_DOWN_NOTE = "Keep your knees on the mat."
EASIEST = "This is the easiest version. N skips it."

#: Seconds of a hold, level by level downward.
_STRETCH_HOLDS_S = tuple(sorted({rung.stretch_hold_s for rung in LADDER}, reverse=True))
_STRENGTH_HOLDS_S = tuple(sorted({rung.strength_hold_s for rung in LADDER}, reverse=True))


def easier_version(
    exercise: Exercise,
    changed: Sequence[Change],
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
    for step in TABLE.get(exercise.id, ()):
        match step:
            case Instead(exercise=name, said=said):
                other = offered(name)
                if other is not None:
                    return Easier(_dosed_as(other, exercise), Change.EXERCISE, said)
            case Change.KNEES if step not in changed:
                return Easier(on_the_knees(exercise), step, KNEES_DOWN)
            case Change.RANGE if step not in changed:
                smaller = with_reduced_range(exercise)
                if smaller != exercise:
                    return Easier(smaller, step, SMALLER_RANGE)
            case Change.HOLD:
                shorter = _held_shorter(exercise)
                if shorter is not None:
                    return shorter
            case _:
                pass
    less = with_half_the_dose(exercise)
    return Easier(less, Change.DOSE, _less_words(less)) if less != exercise else None


def with_version(turns: Sequence[Turn], version: Easier) -> list[Turn]:
    """Return the turns that are left of an exercise with an easier version in its place.

    One that is done on both sides where the exercise was not has two turns for each; one that is not, where
    it was, has one for both sides. Their numbers are such that a session can be resumed after them.
    """
    before, exercise = turns[0].exercise, version.exercise
    eased = (version.change,) if version.change is Change.EXERCISE else (*turns[0].eased, version.change)
    changed = [replace(each, exercise=exercise, eased=eased) for each in turns]
    if version.change is not Change.EXERCISE:
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
    turns: Sequence[Turn], name: str, changed: Sequence[str], offered: Callable[[str], Exercise | None]
) -> list[Turn]:
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
    while (left[0].exercise.id, [change.value for change in left[0].eased]) != (name, list(changed)):
        first = left[0]
        version = easier_version(first.exercise, first.eased, offered)
        if version is None:
            return list(turns)
        count = next((n for n, each in enumerate(left) if each.exercise != first.exercise), len(left))
        left[:count] = with_version(left[:count], version)
    return left


def on_the_knees(plank: Exercise) -> Exercise:
    """Return the front plank on the knees: the line that has to be straight ends there (§7, S3)."""
    return replace(
        plank,
        title="Front plank on the knees",
        setup="Lie on your front, forearms under your shoulders, knees on the mat. Lift your hips into one "
        "straight line.",
        position=replace(
            plank.position,
            must="For this exercise elbows and knees carry one straight line.",
            working=Leg(hip=(-60, 60), knee=(25, 140)),
            resting=Leg(hip=(-60, 60)),
        ),
        needs=tuple(joint for joint in plank.needs if joint is not Joint.ANKLE),
        checks=tuple(
            replace(check, measure=BRIDGE_LINE) if check.measure is PLANK_LINE else check
            for check in plank.checks
        ),
    )


def _held_shorter(exercise: Exercise) -> Easier | None:
    """Return `exercise` with the hold of the level below, ``None`` when there is none."""
    rungs = _STRENGTH_HOLDS_S if exercise.folder is Folder.STRENGTH else _STRETCH_HOLDS_S
    dose: Hold | Reps
    match exercise.dose:
        case Hold(target_s=now_s, credit_s=least_s):
            seconds = next((each for each in rungs if least_s <= each < now_s), None)
            if seconds is None:
                return None
            dose = replace(exercise.dose, target_s=seconds)
        case Reps(hold_s=now_s):
            seconds = next((each for each in rungs if each < now_s), None)
            if seconds is None:
                return None
            dose = replace(exercise.dose, hold_s=seconds)
        case _:
            return None
    return Easier(replace(exercise, dose=dose), Change.HOLD, _shorter_hold(seconds))


def _shorter_hold(seconds: float) -> str:
    return message("An easier version: hold for {seconds} seconds.", seconds=float(seconds))


def _dosed_as(other: Exercise, exercise: Exercise) -> Exercise:
    """Return `other` with the dose of `exercise` where both have the same kind, so that one thing changes."""
    match other.dose, exercise.dose:
        case Hold() as dose, Hold(target_s=target_s, sets=sets):
            return replace(other, dose=replace(dose, target_s=target_s, sets=sets))
        case Reps() as dose, Reps(count=count):
            return replace(other, dose=replace(dose, count=count))
        case Hold() as dose, _:
            return replace(other, dose=replace(dose, sets=1))
        case _:
            return other


def _less_words(exercise: Exercise) -> str:
    match exercise.dose:
        case Hold(target_s=seconds):
            return _shorter_hold(seconds)
        case Reps(count=count) | Circles(count=count):
            return message("An easier version: only {count} times.", count=count)
        case Steps(duration_s=seconds) | Guided(duration_s=seconds):
            return message("An easier version: only {seconds} seconds.", seconds=float(seconds))
