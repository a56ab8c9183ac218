"""The programme of a routine: its sets in their order, the stiffer side once more, easier versions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from posecheck.outputs.speech_duration import spoken_s
from posecheck.routines.asymmetry import Balance, held_value
from posecheck.routines.plan import takes_s
from posecheck.routines.regressions import easier_version, with_version
from posecheck.routines.screening import S_STOP
from posecheck.session import script
from posecheck.session.script import Introduction, introduction
from posecheck.session.speech_queue import BREATH_S
from posecheck.support.message import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.exercise import Exercise
    from posecheck.pose import Side
    from posecheck.session.schedule import Ending, RunningSet, ScheduledSet


#: "Ready?" and three numbers.
COUNTDOWN_S = 5.5


class Recorder(Protocol):
    """Makes running sets of scheduled ones, and keeps what came of them."""

    def begin(self, scheduled: ScheduledSet) -> RunningSet:
        """Return the running set of one that begins now."""

    def tell(self, sentence: str) -> None:
        """Take note of what is said about the set in hand, in English."""

    def end(self, running: RunningSet, ending: Ending, *, judged: bool) -> None:
        """Take note that a set is over; its session is closed."""

    def remarks(self, exercise: Exercise) -> Sequence[str]:
        """Return what went well in an exercise that is over, and what to work on."""

    def summary(self) -> Sequence[str]:
        """Return the session in a few sentences."""


def _nothing(_exercise: str) -> None:
    """Offer no other exercise."""


class RoutineProgramme:
    """Goes through the sets of a plan.

    Parameters
    ----------
    sets
        The sets in their order; of a session that is resumed, those that are left.
    recorder
        Makes running sets and keeps what came of them.
    balance
        Says when the stiffer side is repeated; of a session that is resumed, with what was done before.
    offered
        Gives the exercise of an id for an easier version, ``None`` when this person is not to do it.
    opening
        The first words.
    """

    def __init__(
        self,
        sets: Sequence[ScheduledSet],
        recorder: Recorder,
        balance: Balance | None = None,
        offered: Callable[[str], Exercise | None] = _nothing,
        opening: Sequence[str] = (),
    ) -> None:
        self._sets = list(sets)
        self._recorder = recorder
        self._balance = balance or Balance()
        self._offered = offered
        self._opening = tuple(opening)
        self._place = 0
        self._left: tuple[tuple[ScheduledSet, ...], float] = (), 0.0

    @property
    def current(self) -> ScheduledSet | None:
        """The set to be done now, ``None`` when all is over."""
        return self._sets[self._place] if self._place < len(self._sets) else None

    @property
    def following(self) -> ScheduledSet | None:
        """The first set of the next exercise."""
        current = self.current
        if current is None:
            return None
        left = self._sets[self._place + 1 :]
        return next((each for each in left if each.exercise.id != current.exercise.id), None)

    @property
    def place(self) -> tuple[int, int] | None:
        """Which exercise of how many the current one is."""
        current = self.current
        ids = list(dict.fromkeys(each.exercise.id for each in self._sets))
        return None if current is None else (ids.index(current.exercise.id) + 1, len(ids))

    @property
    def left_s(self) -> float:
        """Roughly how long the rest takes, the current set with it."""
        left = tuple(self._sets[self._place :])
        if left != self._left[0]:  # it is asked for with every frame
            self._left = left, session_s(left)
        return self._left[1]

    def begin(self, scheduled: ScheduledSet) -> RunningSet:
        """Begin the current set."""
        return self._recorder.begin(scheduled)

    def end(self, running: RunningSet, ending: Ending, *, judged: bool) -> None:
        """Keep what came of a set; one that was left unjudged has no result to speak of."""
        self._recorder.end(running, ending, judged=judged)

    def done(self, running: RunningSet) -> None:
        """Go on after a set that is over, with the stiffer side once more where that is due."""
        scheduled = running.scheduled
        if running.progress.stopped:
            self._balance.close(scheduled)
        else:
            self._balance.take(scheduled, held_value(scheduled.exercise, running.result_file.result))
        self._place += 1
        current = self.current
        if current is None or current.exercise.id != scheduled.exercise.id:
            again = self._balance.due(scheduled)
            if again is not None:
                self._sets.insert(self._place, again)

    def skip(self) -> None:
        """Leave out the current set."""
        current = self.current
        if current is not None:
            self._balance.close(current)
            self._place += 1

    def recognise(self, exercise: Exercise) -> None:
        """Do nothing: a routine says itself what is done."""

    def turn_round(self, working: Side) -> bool:  # noqa: ARG002 - the plan has its sides
        """Offer no other side: they come one after the other."""
        return False

    def ease(self) -> str:
        """Go on with an easier version, for what is left of the exercise too; return what is changed."""
        current = self.current
        if current is None:
            return ""
        taken = {each.exercise.id for each in self._sets}
        version = easier_version(
            current.exercise, current.eased, lambda name: None if name in taken else self._offered(name)
        )
        if version is None:
            return ""
        end = self._place
        while end < len(self._sets) and self._sets[end].exercise == current.exercise:
            end += 1
        sets = with_version(self._sets[self._place : end], version)
        self._sets[self._place : end] = sets
        for each in (current, sets[0]):
            self._balance.close(each)
        return version.said

    def tell(self, sentence: str) -> None:
        """Have it kept and printed."""
        self._recorder.tell(sentence)

    def remarks(self, running: RunningSet) -> Sequence[str]:
        """Return what there is to say about an exercise whose last set is over."""
        current, exercise = self.current, running.exercise
        if current is not None and current.exercise.id == exercise.id:
            return ()
        return self._recorder.remarks(exercise)

    def opening(self) -> Sequence[str]:
        """Return the first words of the session."""
        return self._opening

    def closing(self, *, asked: bool) -> Sequence[str]:
        """Return the last words: that it is over, and what was done."""
        if asked:
            self._recorder.tell(S_STOP)
        if asked:  # what was done comes after the question whether something is wrong
            return (script.COME_OUT,)
        first = script.GOODBYE if self.current is None else ""
        return (first, *self._recorder.summary())


def session_s(sets: Sequence[ScheduledSet]) -> float:
    """Return roughly how long sets take with what is said before each of them to its end."""
    whole_s, before = 0.0, None
    for each in sets:
        lines = introduction(each, Introduction(place_camera=before is None, after=before))
        words_s = COUNTDOWN_S + math.fsum(spoken_s(line.text) + BREATH_S for line in lines)
        whole_s += takes_s(each) + max(0.0, words_s - each.before_s)
        before = each
    return whole_s


def opening_words(sets: Sequence[ScheduledSet]) -> tuple[str, ...]:
    """Return how much is to come, as the first words of a session."""
    count = len({each.exercise.id for each in sets})
    minutes = max(1, round(session_s(sets) / 60))
    return (
        counted("One exercise.", "{count} exercises.", count),
        counted("It takes about a minute.", "It takes about {count} minutes.", minutes),
    )
