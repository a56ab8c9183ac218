"""Assessments as a programme of the live loop: test by test, side by side, each side three times."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.assessment import wording
from posecheck.assessment.errors import measured_errors
from posecheck.assessment.result import result_of
from posecheck.pose import Posture, Side
from posecheck.session import script
from posecheck.session.schedule import RunningSet, ScheduledSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from posecheck.assessment.change import Change
    from posecheck.assessment.result import AssessmentResult
    from posecheck.assessment.taking import Taking
    from posecheck.assessment.test import AssessmentTest
    from posecheck.exercise import Exercise
    from posecheck.session.schedule import Ending

#: For carrying the camera to where the next test needs it.
_MOVE_CAMERA_S = 45.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A test on the side that is to be taken, ``NONE`` for one without sides."""

    test: AssessmentTest
    side: Side


@dataclass(frozen=True, slots=True)
class Kept:
    """A result, and what has changed since the last time; ``None`` the first time."""

    result: AssessmentResult
    change: Change | None


def asked_of(tests: Iterable[AssessmentTest], side: Side = Side.NONE) -> list[Asked]:
    """Return what is taken of `tests`: both sides of one that has sides, or `side` alone."""
    found: list[Asked] = []
    for test in tests:
        sides = (Side.NONE,) if not test.sides else (Side.LEFT, Side.RIGHT) if side is Side.NONE else (side,)
        found += [Asked(test, each) for each in sides]
    return found


class AssessmentProgramme:
    """What is to be taken, one side after the other.

    Parameters
    ----------
    asked
        In their order.
    begin
        Makes the running set of a scheduled one, and what takes it down.
    keep
        Keeps a result and returns it with what has changed; called as soon as a side is over, before anything
        is said of it. A side of which no repetition was done has no result.
    """

    def __init__(
        self,
        asked: Sequence[Asked],
        begin: Callable[[ScheduledSet, AssessmentTest], tuple[RunningSet, Taking]],
        keep: Callable[[AssessmentResult], Kept],
    ) -> None:
        self._asked = list(asked)
        self._begin = begin
        self._keep = keep
        self._place = 0
        self._taking: Taking | None = None
        self._latest: Kept | None = None
        #: Each side that was taken, in the order in which it was.
        self.taken: list[Kept] = []

    @property
    def current(self) -> ScheduledSet | None:
        """The side to be taken now, ``None`` when all were."""
        return self._scheduled(self._place)

    @property
    def following(self) -> ScheduledSet | None:
        """The one after it."""
        return self._scheduled(self._place + 1)

    @property
    def place(self) -> tuple[int, int] | None:
        """Which side of how many is taken."""
        return min(self._place + 1, len(self._asked)), len(self._asked)

    @property
    def left_s(self) -> float:
        """It takes as long as it takes."""
        return math.nan

    def _scheduled(self, place: int) -> ScheduledSet | None:
        if place >= len(self._asked):
            return None
        asked = self._asked[place]
        exercise = asked.test.exercise
        before = self._asked[place - 1].test.exercise if place else None
        moves = before is not None and _stands_elsewhere(before, exercise)
        return ScheduledSet(
            number=place,
            part="",
            exercise=exercise,
            side=asked.side,
            set_number=1,
            sets=1,
            before_s=_MOVE_CAMERA_S if moves else 0.0,
            moves_camera=moves,
            note=wording.NOTE,
        )

    def begin(self, scheduled: ScheduledSet) -> RunningSet:
        """Begin the side in hand."""
        running, self._taking = self._begin(scheduled, self._asked[self._place].test)
        return running

    def end(self, running: RunningSet, ending: Ending, *, judged: bool) -> None:  # noqa: ARG002 - it was done as far as it was
        """Keep what was taken of a side, however it ended."""
        taking, self._taking, self._latest = self._taking, None, None
        asked = self._asked[self._place]
        trials = taking.trials(asked.side) if taking is not None else ()
        if trials:
            error = measured_errors().get(asked.test.id)
            self._latest = self._keep(result_of(asked.test, asked.side, trials, error))
            self.taken.append(self._latest)

    def done(self, running: RunningSet) -> None:  # noqa: ARG002 - whichever it is
        """Go on to the next side."""
        self._place += 1

    def skip(self) -> None:
        """Leave out what is left of this side."""
        self._place += 1

    def recognise(self, exercise: Exercise) -> None:
        """Do nothing: tests are named and not recognised."""

    def turn_round(self, working: Side) -> bool:
        """Do the other side first, where both are asked for and this one is not the last."""
        following = self._asked[self._place + 1 : self._place + 2]
        if not following or following[0].test is not self._asked[self._place].test:
            return False
        if working is not self._asked[self._place].side and working in (Side.LEFT, Side.RIGHT):
            return False
        here = self._place
        self._asked[here], self._asked[here + 1] = self._asked[here + 1], self._asked[here]
        return True

    def ease(self) -> str:
        """Return nothing: as far as is comfortable is as easy as it gets."""
        return ""

    def tell(self, sentence: str) -> None:
        """Keep nothing of what is said."""

    def remarks(self, running: RunningSet) -> Sequence[str]:  # noqa: ARG002 - of the one that has just ended
        """Return what came of the side; of the last one that is told with the last words."""
        return () if self._latest is None or self.current is None else _told(self._latest)

    def opening(self) -> Sequence[str]:
        """Return the first words, safety before everything."""
        return wording.OPENING

    def closing(self, *, asked: bool) -> Sequence[str]:
        """Return the last words, with what came of the test that was taken last: both of its sides."""
        out = (script.COME_OUT,) if asked else ()
        if not self.taken:
            return (*out, wording.NOTHING_TAKEN)
        last = self.taken[-1].result.test
        told = [words for each in self.taken if each.result.test is last for words in _told(each)]
        return (*out, wording.TAKEN, *told)


def _told(kept: Kept) -> tuple[str, ...]:
    """Return what is said of a side: what came of it, and what has changed."""
    changed = wording.change_words(kept.change, kept.result.test.unit) if kept.change else ""
    return (*wording.result_words(kept.result), *((changed,) if changed else ()))


def _stands_elsewhere(before: Exercise, after: Exercise) -> bool:
    """Whether the camera has to be put elsewhere between two tests: another view, or another height."""
    standing = [Posture.STANDING in each.posture for each in (before, after)]
    return before.view is not after.view or standing[0] is not standing[1]
