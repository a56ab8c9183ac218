"""A routine while it is put together: what the page sends, what is wrong with it, and its file name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from posecheck.exercise import Counted
from posecheck.exercise.doses.asking import LIMITS, Limits
from posecheck.routines.routine import PARTS, RoutinePart, part_of
from posecheck.routines.routine_files import (
    MOST_LETTERS_OF_TITLE,
    MOST_STEPS,
    own_routine_path,
    parse_routine,
    routine_paths,
)
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words
    from posecheck.routines.routine import Routine

#: Keys of a step that are numbers, in the order in which they stand.
NUMBERS = ("hold_s", "sets", "reps", "duration_s")
_LONGEST_NAME = 60
#: Names that Windows keeps for devices.
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")

_Number = Annotated[float, Field(ge=-1e6, le=1e6)]


class DraftStep(BaseModel):
    """One exercise of it; what is ``None`` stays as the exercise has it.

    Parameters
    ----------
    was
        Its place in the file that is edited, from 0; ``None`` of one that was added.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    exercise: Annotated[str, Field(min_length=1, max_length=200)]
    part: RoutinePart
    hold_s: _Number | None = None
    sets: _Number | None = None
    reps: _Number | None = None
    duration_s: _Number | None = None
    each_side: bool | None = None
    was: Annotated[int, Field(ge=0, le=1000)] | None = None


class Draft(BaseModel):
    """All of it.

    Parameters
    ----------
    name, version
        Of the routine that is edited: its name, and what :func:`posecheck.app.routines.text.version` said of
        the file; empty for a new one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(max_length=1000)] = ""
    description: Annotated[str, Field(max_length=2000)] = ""
    steps: Annotated[tuple[DraftStep, ...], Field(max_length=500)] = ()
    name: Annotated[str, Field(max_length=200)] = ""
    version: Annotated[str, Field(max_length=100)] = ""


def ordered(draft: Draft) -> list[DraftStep]:
    """Return the steps in the order of the parts of a session."""
    return [step for part in PARTS for step in draft.steps if step.part is part]


def usual(exercise: Exercise, key: str) -> float | None:
    """Return what an exercise has itself where a step says nothing, ``None`` where it has no such number."""
    dose = exercise.dose
    if key == "sets":
        return dose.sets if dose.counts is Counted.HOLDS else 1
    if key not in dose.asks:
        return None
    return {"hold_s": dose.position_s, "reps": dose.goal, "duration_s": dose.lasts_s}[key]


def limits(exercise: Exercise, key: str) -> Limits:
    """Return within what a number of a step with this exercise must be."""
    low, high = LIMITS[key]
    return Limits(max(low, exercise.dose.credit_s), high) if key == "hold_s" else Limits(low, high)


def number_label(exercise: Exercise, key: str, words: Words) -> str:
    """Return what a number of a step is called."""
    say = words.say
    if key == "hold_s":
        held = exercise.dose.counts is Counted.HOLDS
        return say("Hold for seconds") if held else say("Seconds at the top")
    return {"sets": say("Sets"), "reps": say("Times"), "duration_s": say("Seconds in all")}[key]


def step_values(
    step: DraftStep, exercises: Mapping[str, Exercise], kept: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Return the keys of a step for its file: only what is not as the exercise has it.

    Parameters
    ----------
    step
        As the page sent it.
    exercises
        The catalogue.
    kept
        Keys that stay although they say what the exercise has itself.
    """
    values: dict[str, object] = {"exercise": step.exercise}
    exercise = exercises[step.exercise]
    for key in NUMBERS:
        value, as_it_is = getattr(step, key), usual(exercise, key)
        if value is None or as_it_is is None:
            continue
        # no hold at the top is less than any that a file may ask for: it is said by saying nothing
        if value != as_it_is or (key in kept and value >= LIMITS[key].low):
            values[key] = int(value) if value == int(value) else value
    if step.each_side is not None:
        values["each_side"] = step.each_side
    if step.part is not part_of(exercise) or "part" in kept:
        values["part"] = step.part.value
    return values


def problems(draft: Draft, exercises: Mapping[str, Exercise], words: Words) -> list[str]:
    """Return why a draft cannot be saved as it is, in sentences; empty when it can."""
    return [*title_problems(draft, words), *step_problems(draft, exercises, words)]


def title_problems(draft: Draft, words: Words) -> Iterator[str]:
    """Yield what is wrong with the title."""
    title = draft.title.strip()
    if not title:
        yield words.say("Give the routine a title.")
    if len(title) > MOST_LETTERS_OF_TITLE:
        yield words.say("The title is too long: {count} letters at most.", count=str(MOST_LETTERS_OF_TITLE))


def step_problems(draft: Draft, exercises: Mapping[str, Exercise], words: Words) -> Iterator[str]:
    """Yield what is wrong with the steps."""
    say = words.say
    if not draft.steps:
        yield say("Add at least one exercise.")
    if len(draft.steps) > MOST_STEPS:
        yield say("That is too much: {count} exercises at most.", count=str(MOST_STEPS))
    for step in draft.steps:
        exercise = exercises.get(step.exercise)
        if exercise is None:
            yield say("There is no exercise “{title}” any more; take it out.", title=step.exercise)
        elif exercise.opt_in:
            yield say(
                "{title} needs a consent of its own and belongs to no routine; take it out.",
                title=words.told(exercise.title),
            )
        else:
            yield from _number_problems(step, exercise, words)


def _number_problems(step: DraftStep, exercise: Exercise, words: Words) -> Iterator[str]:
    for key in NUMBERS:
        value, (low, high) = getattr(step, key), limits(exercise, key)
        if value is None or usual(exercise, key) in (None, value):
            continue
        whole = key in ("sets", "reps")
        if not low <= value <= high or (whole and value != int(value)):
            places = {
                "title": words.told(exercise.title),
                "what": number_label(exercise, key, words),
                "low": words.short_number(low),
                "high": words.short_number(high),
            }
            yield (
                words.say("{title}: “{what}” has to be a whole number from {low} to {high}.", **places)
                if whole
                else words.say("{title}: “{what}” has to be from {low} to {high}.", **places)
            )


def checked(text: str, name: str) -> Routine:
    """Return the routine that a text is, read by what reads the files.

    Raises
    ------
    InputError
        It cannot be used, for a reason that nothing else has found.
    """
    path = own_routine_path(name)
    try:
        return parse_routine(text, path)
    except InputError as error:
        reason = str(error).replace(f"The routine {path} cannot be used: ", "")
        raise InputError(reason[:1].upper() + reason[1:]) from error


def free_name(title: str) -> str:
    """Return a name for the file of a new routine, made of its title, that no other routine has."""
    letters = unicodedata.normalize("NFKD", title.lower().replace("ß", "ss"))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "routine"
    if _DEVICES.fullmatch(name):
        name = f"{name}-routine"
    taken = {each.lower() for each in routine_paths()}
    numbered = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)
