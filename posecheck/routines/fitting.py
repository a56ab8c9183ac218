"""What one person may do, and how: the screening, the level and the pain of today taken together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.routines.dose import with_reduced_range
from posecheck.routines.progression import too_early, with_level
from posecheck.routines.screening import Fitted, fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.exercise import Exercise
    from posecheck.routines.screening import Screening


class Fitting:
    """Fits exercises to a person.

    Parameters
    ----------
    exercises
        The catalogue, as the person's profile has it.
    screening
        The answers; ``None`` in a rehearsal without any.
    step
        The rung of the levels, ``None`` when no level was chosen.
    in_pain
        Everything goes a fifth less far today.
    """

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        screening: Screening | None,
        step: int | None,
        *,
        in_pain: bool,
    ) -> None:
        self._exercises = exercises
        self._screening = screening
        self._step = step
        self._in_pain = in_pain

    def fit(self, exercise: Exercise, taken: frozenset[str]) -> Fitted:
        """Return what to do in place of `exercise`; no id of `taken` replaces it."""
        early = too_early(exercise, self._step) if self._step is not None else ""
        before = exercise.ladder.before
        if early and before is None:
            return Fitted(None, early)
        fitted = Fitted(exercise)
        if self._screening is not None:
            fitted = fit(exercise, taken, self._screening, self._exercises)
        if early and before and not fitted.reason and fitted.exercise is not None:
            return Fitted(before.make(fitted.exercise), early, before.note)
        return fitted

    def dosed(self, exercise: Exercise) -> Exercise:
        """Return `exercise` with the dose of the level and the range of today."""
        levelled = exercise if self._step is None else with_level(exercise, self._step)
        return with_reduced_range(levelled) if self._in_pain else levelled

    def offered(self, name: str) -> Exercise | None:
        """Return the exercise of an id as this person does it, ``None`` when it is not to be done."""
        exercise = self._exercises.get(name)
        if exercise is None or exercise.opt_in:
            return None
        if self._step is not None and too_early(exercise, self._step):
            return None
        if self._screening is not None:
            exercise = fit(exercise, (), self._screening, {}).exercise
        return None if exercise is None else self.dosed(exercise)
