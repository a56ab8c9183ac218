"""One way of doing a dose a module: positions (holds and repetitions), steps, circles, guided, inversion.

A new kind of dose is its class and its performer, and one line that registers them with each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.engine.performers.circles import CirclePerformance
from posecheck.engine.performers.guided import GuidedPerformance
from posecheck.engine.performers.inversion import InversionPerformance
from posecheck.engine.performers.performer import OwnFault, Performed, Performer
from posecheck.engine.performers.positions import PositionPerformance
from posecheck.engine.performers.stepping import StepPerformance
from posecheck.exercise import Circles, Guided, Hold, Reps, Steps
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from posecheck.exercise import Dose, Exercise

__all__ = ["OwnFault", "Performed", "Performer", "performer_of", "register"]

_PERFORMERS: dict[type[Dose], type[Performer]] = {}


def register(kind: type[Dose], performer: type[Performer]) -> None:
    """Have doses of `kind`, and of kinds derived from it, done by `performer`."""
    _PERFORMERS[kind] = performer


register(Hold, PositionPerformance)
register(Reps, PositionPerformance)
register(Steps, StepPerformance)
register(Circles, CirclePerformance)
register(Guided, GuidedPerformance)


def performer_of(exercise: Exercise) -> type[Performer]:
    """Return who does `exercise`.

    Raises
    ------
    InputError
        Nobody was registered for its kind of dose.
    """
    if exercise.opt_in:
        return InversionPerformance
    for kind in type(exercise.dose).__mro__:
        if kind in _PERFORMERS:
            return _PERFORMERS[kind]
    name = type(exercise.dose).__name__
    raise InputError(
        f"Nobody performs the dose of {exercise.id!r}, {name}; the package that it comes from has to name "
        f"its performer: posecheck.engine.performers.register({name}, ...)."
    )
