"""Routines as TOML files: those that come with posecheck, and the user's own beside the settings."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from posecheck.exercise.catalogue import all_exercises
from posecheck.exercise.doses.asking import LIMITS
from posecheck.routines.routine import Activity, Routine, RoutinePart
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.paths import config_dir
from posecheck.support.suggestion import did_you_mean
from posecheck.support.text_files import read_toml, toml_content
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from posecheck.exercise import Exercise

SUFFIX = ".toml"
#: Begun where nobody has chosen another one.
USUAL_ROUTINE = "fifteen-minutes"
#: In place of a routine: what was prescribed (:mod:`posecheck.routines.prescribed`).
PRESCRIBED = "prescription"
#: A key of a step, as pydantic counts steps.
_STEP_PLACE = re.compile(r"\bstep\.(\d+)\.")
_BUILT_IN = Path(__file__).with_name("built_in")
#: A name that posecheck gives to a routine of the user's own; by hand files may be called otherwise.
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What a file may have of each.
MOST_LETTERS_OF_TITLE = 80
MOST_STEPS = 60


def _number(key: str) -> Any:
    """Return the field of a number of a step, which may be left out."""
    return Field(default=None, ge=LIMITS[key].low, le=LIMITS[key].high)


class _Step(BaseModel):
    """One ``[[step]]`` of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    exercise: str
    hold_s: float | None = _number("hold_s")
    sets: int | None = _number("sets")
    reps: int | None = _number("reps")
    duration_s: float | None = _number("duration_s")
    each_side: bool | None = None
    part: RoutinePart | None = None


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, max_length=MOST_LETTERS_OF_TITLE)
    description: str = ""
    step: tuple[_Step, ...] = Field(min_length=1, max_length=MOST_STEPS)


#: Keys of a step that not every dose has.
_DOSE_KEYS = ("hold_s", "reps", "duration_s")


def routines_dir() -> Path:
    """Return the folder of the user's own routines."""
    return config_dir() / "routines"


def routine_paths() -> dict[str, Path]:
    """Return the file of every routine by name; the user's own stand in for built-in ones."""
    paths = {path.stem: path for path in sorted(_BUILT_IN.glob(f"*{SUFFIX}"))}
    if routines_dir().is_dir():
        paths |= {path.stem: path for path in sorted(routines_dir().glob(f"*{SUFFIX}"))}
    return paths


def is_built_in(name: str) -> bool:
    """Return whether a routine of that name comes with posecheck; the user's own may stand in for it."""
    return name in {path.stem for path in _BUILT_IN.glob(f"*{SUFFIX}")}


def own_routine_path(name: str) -> Path:
    """Return where the user's routine `name` is or would be.

    Raises
    ------
    InputError
        It is the name of a built-in one, or none that a file can have everywhere.
    """
    path = routines_dir() / f"{name}{SUFFIX}"
    if routine_paths().get(name) == path:  # made by hand, whatever it is called
        return path
    if is_built_in(name) or name == PRESCRIBED:
        raise InputError(f"{name!r} is built in and stays as it is; choose another name.")
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} is no name for a routine; use small letters, digits and hyphens.")
    return path


def find_routine(name: str) -> Routine:
    """Return the routine called `name`, or the one in the file of that path.

    Raises
    ------
    InputError
        There is none, or its file cannot be used.
    """
    path = Path(name)
    if path.suffix == SUFFIX:
        return read_routine(path)
    paths = routine_paths()
    if name not in paths:
        raise InputError(
            f"There is no routine {name!r}; {did_you_mean(name, paths)} "
            "'posecheck routine --list' shows them all."
        )
    return read_routine(paths[name])


def routine_titles() -> dict[str, str]:
    """Return the title of every routine by name, as far as their files can be read."""
    titles: dict[str, str] = {PRESCRIBED: message("Prescription")}
    for name, path in routine_paths().items():
        with suppress(InputError):  # what is said of the past does not need a routine to be in order
            titles[name] = read_routine(path).title
    return titles


def read_routine(path: Path) -> Routine:
    """Return the routine in the file at `path`.

    Raises
    ------
    InputError
        The sentence names the file, the step and what is wrong with it.
    """
    return _routine(read_toml(path, f"The routine {path}"), path)


def parse_routine(text: str, path: Path) -> Routine:
    """Return the routine that `text` is, as if it were read from `path`.

    Raises
    ------
    InputError
        As for :func:`read_routine`.
    """
    return _routine(toml_content(text, f"The routine {path}"), path)


def _routine(content: dict[str, Any], path: Path) -> Routine:
    try:
        file = _File.model_validate(content)
    except ValidationError as error:
        raise InputError(f"The routine {path} cannot be used: {_first_problem(error)}.") from error
    for number, step in enumerate(file.step, start=1):
        problem = _problem(step)
        if problem:
            raise InputError(f"The routine {path} cannot be used: step {number}: {problem}.")
    activities = tuple(
        Activity(**{key: value for key, value in dict(step).items() if value is not None})
        for step in file.step
    )
    return Routine(path.stem, file.title, file.description, activities)


def _first_problem(error: ValidationError) -> str:
    """Return the first problem of a file; its steps count from 1, as a person counts them."""
    problem = first_problem(error)
    place = _STEP_PLACE.search(problem)
    return problem if place is None else f"step {int(place[1]) + 1}: {_STEP_PLACE.sub('', problem)}"


def _problem(step: _Step) -> str:
    """Return what is wrong with a step, empty when nothing is."""
    exercises = all_exercises()
    if step.exercise not in exercises:
        return f"there is no exercise {step.exercise!r}; {did_you_mean(step.exercise, exercises).rstrip('?')}"
    exercise: Exercise = exercises[step.exercise]
    if exercise.opt_in:
        return f"{step.exercise!r} needs its own consent and belongs to no routine"
    for key in _DOSE_KEYS:
        if getattr(step, key) is not None and key not in exercise.dose.asks:
            return f"{step.exercise!r} has no {key!r}"
    if step.hold_s is not None and step.hold_s < exercise.dose.credit_s:
        return f"a hold of {step.exercise!r} counts from {exercise.dose.credit_s:g} s on"
    return ""
