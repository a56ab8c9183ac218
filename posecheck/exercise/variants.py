"""How an exercise is made less, adapted or held back, as data in its own module.

Changes that make sense for any exercise have a name here (:class:`Less`); what only one exercise has is a
:class:`Variant` with a function in its module.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.exercise.exercise import Exercise


class Less(StrEnum):
    """What can be less in any exercise; the words of the history."""

    #: the way to go, by a fifth
    RANGE = "smaller-range"
    #: the hold, to that of the next lower level
    HOLD = "shorter-hold"


@dataclass(frozen=True, slots=True)
class Instead:
    """Another exercise, and what is said when it comes.

    Parameters
    ----------
    exercise
        Its id.
    said
        The sentence, ``"An easier version: one knee at a time."``
    """

    exercise: str
    said: str


@dataclass(frozen=True, slots=True)
class Variant:
    """The same exercise done in another way.

    Parameters
    ----------
    name
        Kebab-case name, kept in the history.
    make
        Makes it of the exercise, whose thresholds and dose may be a person's own.
    said
        The sentence that says so when it comes in the middle of a session.
    note
        What is told to somebody who does it from the beginning.
    """

    name: str
    make: Callable[[Exercise], Exercise]
    said: str
    note: str


#: One step to something easier.
Regression = Less | Instead | Variant


@dataclass(frozen=True, slots=True)
class Adaptation:
    """How an exercise is done after an answer of the screening that would leave it out otherwise.

    Parameters
    ----------
    to
        The contraindication.
    note
        What is told to the person.
    make
        Changes the exercise; ``None``: it goes a fifth less far.
    """

    to: str
    note: str
    make: Callable[[Exercise], Exercise] | None = None


#: Of a stretch of the hamstrings with pain down a leg: a fifth less far.
BELOW_THE_SYMPTOM = Adaptation(
    "nerve-symptoms", "Stay below the first feeling in your leg. Stop if it spreads down."
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where an exercise stands in the ladder of levels (catalogue §11).

    Parameters
    ----------
    level
        The level with which it comes, 1 to 3.
    hold_s
        Shortest and longest hold in seconds: that of the rung is brought within. ``None``: a strength hold
        is that of the rung, and repetitions stay as they are.
    before, before_hold_s
        What is done on lower rungs, and its hold; ``None``: it is left out there.
    """

    level: int = 1
    hold_s: tuple[float, float] | None = None
    before: Variant | None = None
    before_hold_s: float = 5.0
