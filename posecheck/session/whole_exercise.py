"""A whole exercise, all its sets and sides, followed as the person does it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from posecheck.engine.events import HoldEnded, Phase, RepDone, SetEnded, TargetReached
from posecheck.exercise import Counted
from posecheck.exercise.doses.positions import SHORT_HOLDS
from posecheck.pose import Side
from posecheck.session.schedule import AllDone, HeldShort, SetDone, SideDone

if TYPE_CHECKING:
    from posecheck.engine.events import Event, Step
    from posecheck.exercise import Exercise
    from posecheck.session.schedule import News

#: Who has done everything may go on; the exercise is over when nothing is begun for so long.
AFTERWARDS_S = 20.0


class WholeExercise:
    """Follows all sets of an exercise, on one side or on both in any order.

    Parameters
    ----------
    exercise
        With the dose that is asked for.
    side
        The only side that is asked for, ``NONE`` for all there are.
    """

    def __init__(self, exercise: Exercise, side: Side = Side.NONE) -> None:
        self._dose = exercise.dose
        by_side = exercise.sides and not self._dose.alternating
        self._sides = (side,) if side is not Side.NONE else (Side.LEFT, Side.RIGHT) if by_side else ()
        self._counts: Counter[Side] = Counter()
        #: Holds in a row on a side that counted and were shorter than asked for.
        self._short: Counter[Side] = Counter()
        self._reached = False
        self._began_s: float | None = None
        self._last_s = 0.0
        self._news: list[News] = []
        self.complete = self.stopped = False

    @property
    def asked(self) -> int:
        """How many are asked for, on each side."""
        return self._dose.sets if self._dose.counts is Counted.HOLDS else self._dose.goal or 1

    def set_in_hand(self, side: Side) -> tuple[int, int] | None:
        """Return which set of how many is in hand on `side`; ``None`` where there is only one."""
        if self._dose.counts is not Counted.HOLDS or self.asked == 1:
            return None
        done = self._counts[side if side in self._sides else Side.NONE]
        return min(done + 1, self.asked), self.asked

    def take(self, step: Step) -> bool:
        """Take a step; return whether everything was done and nothing more is begun."""
        assessment = step.assessment
        for event in step.events:
            self._news += self._meaning(event, assessment.time_s)
        if assessment.phase not in (Phase.SETUP, Phase.READY, Phase.REST):
            self._last_s = assessment.time_s
        self.stopped = any(isinstance(event, SetEnded) for event in step.events)
        return self.stopped or (self.complete and assessment.time_s - self._last_s >= AFTERWARDS_S)

    def news(self) -> list[News]:
        """Return what there is to tell, each once."""
        told, self._news = self._news, []
        return told

    def _meaning(self, event: Event, time_s: float) -> list[News]:
        """Return what an event means for the whole."""
        counts = self._dose.counts
        match event:
            case HoldEnded(counted=True) if counts is Counted.HOLDS:
                return self._count_hold(event)
            case TargetReached() if counts is Counted.HOLDS:
                self._reached = True
            case RepDone() if self._dose.goal is not None:
                return self._count(event.side)
            case RepDone():
                self._began_s = event.start_s if self._began_s is None else self._began_s
                lasts_s = self._dose.lasts_s
                return self._all() if lasts_s is not None and time_s - self._began_s >= lasts_s else []
            case TargetReached() if counts is Counted.TIME:
                return self._all()
        return []

    def _count_hold(self, hold: HoldEnded) -> list[News]:
        """Count a hold as a set when it was as long as asked for; two that were shorter are one, too."""
        reached, self._reached = self._reached, False
        if not reached:
            self._short[hold.side] += 1
            if self._short[hold.side] < SHORT_HOLDS:
                return [HeldShort(hold.held_s)]
        self._short[hold.side] = 0
        return self._count(hold.side)

    def _count(self, side: Side) -> list[News]:
        counted = side if side in self._sides else Side.NONE
        self._counts[counted] += 1
        number, asked = self._counts[counted], self.asked
        if number > asked:
            return []
        news: list[News] = []
        if self._dose.counts is Counted.HOLDS and asked > 1:
            news.append(SetDone(side, number, asked))
        if number == asked:
            left = [each for each in self._sides if self._counts[each] < asked]
            news += [SideDone(left[0])] if left else self._all()
        return news

    def _all(self) -> list[News]:
        if self.complete:
            return []
        self.complete = True
        return [AllDone()]
