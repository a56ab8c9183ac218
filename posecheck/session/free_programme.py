"""A session of one exercise, named or recognised, and of the next one when that is asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from posecheck.pose import Side
from posecheck.session import script
from posecheck.session.schedule import Ending, RunningSet, ScheduledSet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.engine.result import Result
    from posecheck.exercise import Exercise


class EasierVersion(Protocol):
    """An easier version; :class:`posecheck.routines.regressions.Easier`."""

    @property
    def exercise(self) -> Exercise:
        """What is done now."""

    @property
    def change(self) -> str:
        """What was changed."""

    @property
    def said(self) -> str:
        """What says so."""


class FreeProgramme:
    """One exercise at a time, all of its sets and sides, as the person does them.

    Parameters
    ----------
    exercises
        In their order, the first one first; the next one comes only when it is asked for, and goes round.
    begin
        Makes running sets.
    side
        The only side that is asked for, ``NONE`` for all there are.
    easier
        Gives an easier version of an exercise of which some things have been changed already.
    opening
        The first words.
    summary
        Makes the last words of what was done.
    """

    def __init__(  # noqa: PLR0913 - a session of one exercise has that many partners
        self,
        exercises: Sequence[Exercise],
        begin: Callable[[ScheduledSet], RunningSet],
        *,
        side: Side = Side.NONE,
        easier: Callable[[Exercise, Sequence[str]], EasierVersion | None] = lambda _exercise, _changed: None,
        opening: Sequence[str] = (),
        summary: Callable[[Sequence[tuple[Exercise, Result]]], Sequence[str]] = lambda _results: (),
    ) -> None:
        self._exercises = list(exercises)
        self._begin = begin
        self._easier = easier
        self._eased: tuple[str, ...] = ()
        self._opening = tuple(opening)
        self._summary = summary
        self._place = 0
        self._side = side
        self._over = False
        #: Each exercise done with its result.
        self.results: list[tuple[Exercise, Result]] = []

    @property
    def current(self) -> ScheduledSet | None:
        """The exercise to be done now, ``None`` when it was done."""
        if self._over:
            return None
        exercise = self._exercises[self._place]
        return ScheduledSet(
            number=-1,
            part="",
            exercise=exercise,
            side=self._side,
            set_number=1,
            sets=exercise.dose.sets,
            before_s=0.0,
            moves_camera=False,
            eased=self._eased,
            whole=True,
        )

    @property
    def following(self) -> ScheduledSet | None:
        """Nothing is planned after it."""
        return None

    @property
    def place(self) -> tuple[int, int] | None:
        """Nobody has counted them."""
        return None

    @property
    def left_s(self) -> float:
        """It takes as long as the person likes."""
        return math.nan

    def begin(self, scheduled: ScheduledSet) -> RunningSet:
        """Begin the exercise."""
        return self._begin(scheduled)

    def end(self, running: RunningSet, ending: Ending, *, judged: bool) -> None:  # noqa: ARG002 - it was done as far as it was
        """Keep the result; an exercise that was left before anything was judged has none to speak of."""
        result = running.result_file.result
        if judged and result is not None:
            self.results.append((running.exercise, result))

    def done(self, running: RunningSet) -> None:  # noqa: ARG002 - whichever it is
        """End the session: there is only this one."""
        self._over = True

    def skip(self) -> None:
        """Go on to the next exercise."""
        self._place = (self._place + 1) % len(self._exercises)
        self._side, self._eased = Side.NONE, ()

    def recognise(self, exercise: Exercise) -> None:
        """Go on with an exercise that was recognised, as this person does it."""
        ids = [each.id for each in self._exercises]
        if exercise.id in ids:
            self._place = ids.index(exercise.id)
        else:
            self._exercises.insert(self._place, exercise)

    def turn_round(self, working: Side) -> bool:
        """Do the other side than the one that works."""
        if not self._exercises[self._place].sides:
            return False
        self._side = Side.RIGHT if working is Side.LEFT else Side.LEFT
        return True

    def ease(self) -> str:
        """Go on with an easier version and return what is changed."""
        eased = self._easier(self._exercises[self._place], self._eased)
        if eased is None:
            return ""
        self._exercises[self._place] = eased.exercise
        self._eased = (*self._eased, eased.change)
        return eased.said

    def tell(self, sentence: str) -> None:
        """Keep nothing of what is said."""

    def remarks(self, running: RunningSet) -> Sequence[str]:  # noqa: ARG002 - they come with the last words
        """Return nothing yet."""
        return ()

    def opening(self) -> Sequence[str]:
        """Return the first words of the session."""
        return self._opening

    def closing(self, *, asked: bool) -> Sequence[str]:
        """Return what was done, in a few sentences, after how to end what was being done."""
        return (*((script.COME_OUT,) if asked else ()), *self._summary(self.results))
