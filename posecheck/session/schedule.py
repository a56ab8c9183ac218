"""What is to be done in a session, set by set, and who says what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.engine.events import Step
    from posecheck.exercise import Exercise
    from posecheck.outputs.result_file import ResultFile
    from posecheck.session.session import Session, SinkFailure


@dataclass(frozen=True, slots=True)
class ScheduledSet:
    """One set of one exercise on one side.

    Parameters
    ----------
    number
        Its place in the plan, from 0; a session that was interrupted is resumed by it. -1 is in no plan.
    part
        Name of the part of the routine it belongs to; empty where there are no parts.
    exercise
        With the dose that is asked for.
    side
        The side that works, ``NONE`` where both or either do.
    set_number, sets
        Which one of how many on this side.
    before_s
        Seconds to get into position, or to rest before the next set.
    moves_camera
        The camera has to be put elsewhere first.
    again
        It repeats the stiffer side, which no plan has; its number is that of the exercise's last set.
    eased
        What was changed in it to make it easier.
    note
        What somebody has to mind who does it in another way than it is usually done.
    more
        Another set of the same number follows, as an easier version may need one for each side.
    why
        Why it comes, said in place of its title.
    whole
        It is the whole exercise: all its sets, on the sides in the order in which the person does them.
    """

    number: int
    part: str
    exercise: Exercise
    side: Side
    set_number: int
    sets: int
    before_s: float
    moves_camera: bool
    again: bool = False
    eased: tuple[str, ...] = ()
    more: bool = False
    note: str = ""
    why: str = ""
    whole: bool = False

    @property
    def title(self) -> str:
        """Title, side and set for people."""
        side = f", {self.side.value}" if self.side is not Side.NONE else ""
        which = f", set {self.set_number} of {self.sets}" if self.sets > 1 else ""
        return f"{self.exercise.title}{side}{which}"

    @property
    def rests(self) -> bool:
        """Whether what comes before it is a rest after the same on the same side."""
        return self.set_number > 1

    @property
    def waits(self) -> bool:
        """Whether nothing is judged before it: a rest is a rest, and a camera on its way sees nothing."""
        return self.rests or self.moves_camera


class Ending(StrEnum):
    """How a set ended; the words of the history."""

    DONE = "done"
    SKIPPED = "skipped"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set of several on a side was done."""

    side: Side
    number: int
    sets: int


@dataclass(frozen=True, slots=True)
class HeldShort:
    """A hold counted and was shorter than asked for: it is no set yet."""

    held_s: float


@dataclass(frozen=True, slots=True)
class SideDone:
    """A side has its dose; `following` is the one that has not."""

    following: Side


@dataclass(frozen=True, slots=True)
class AllDone:
    """The whole dose was done."""


#: What there is to tell of an exercise that has several sets or sides in one.
News = SetDone | HeldShort | SideDone | AllDone


class SetProgress(Protocol):
    """Follows what was done of a scheduled set."""

    @property
    def complete(self) -> bool:
        """Whether the dose was done."""

    @property
    def stopped(self) -> bool:
        """Whether it was ended for the person's sake."""

    def take(self, step: Step) -> bool:
        """Take a step; return whether the set is over."""

    def set_in_hand(self, side: Side) -> tuple[int, int] | None:
        """Return which set of how many is in hand on `side`; ``None`` where the plan knows it."""

    def news(self) -> list[News]:
        """Return what there is to tell of the sets and sides within it, each once."""


@dataclass(frozen=True, slots=True)
class RunningSet:
    """A scheduled set while it is done."""

    scheduled: ScheduledSet
    session: Session
    result_file: ResultFile
    progress: SetProgress

    @property
    def exercise(self) -> Exercise:
        """What is done."""
        return self.scheduled.exercise


class Programme(Protocol):
    """What is to be done in a session; it knows the plan, the loop knows the person.

    Sets are begun, ended and followed by the next one in this order; what it says itself are English texts or
    messages.
    """

    @property
    def current(self) -> ScheduledSet | None:
        """The set to be done now, ``None`` when all is over."""

    @property
    def following(self) -> ScheduledSet | None:
        """The set after that."""

    @property
    def place(self) -> tuple[int, int] | None:
        """Which exercise of how many the current one is; ``None`` where nobody has counted them."""

    @property
    def left_s(self) -> float:
        """Roughly how long the session still takes, ``NaN`` unknown."""

    def begin(self, scheduled: ScheduledSet) -> RunningSet:
        """Begin the current set."""

    def end(self, running: RunningSet, ending: Ending, *, judged: bool) -> None:
        """Take note that a set is over; its session is closed. One that was left unjudged has no result."""

    def done(self, running: RunningSet) -> None:
        """Go on to the next set after one that is over."""

    def skip(self) -> None:
        """Go on to what comes after the current set."""

    def recognise(self, exercise: Exercise) -> None:
        """Go on with an exercise that was recognised."""

    def turn_round(self, working: Side) -> bool:
        """Do the other side than the one that is working now; return false where that is not offered."""

    def ease(self) -> str:
        """Go on with an easier version and return what is changed; empty when there is none."""

    def tell(self, sentence: str) -> None:
        """Take note of what is said about the set in hand."""

    def remarks(self, running: RunningSet) -> Sequence[str]:
        """Return what there is to say about an exercise whose last set is over; else nothing."""

    def opening(self) -> Sequence[str]:
        """Return the first words of the session."""

    def closing(self, *, asked: bool) -> Sequence[str]:
        """Return the last words of the session; `asked` when the person wanted to stop."""


def new_failures(known: Sequence[SinkFailure], session: Session) -> list[SinkFailure]:
    """Return the failures of a closed session that are not known, each output once."""
    names = {failure.sink for failure in known}
    return [failure for failure in session.failures if failure.sink not in names]
