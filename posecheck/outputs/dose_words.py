"""How much of its dose a set had, and what that says of its score, in words for people.

A score is of what was done (catalogue §10). Of a set of which hardly anything was done it says little, so
that such a set is called by its form and by how much it was, and not "great".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.engine.performers.positions import COMPLETE_SHARE
from posecheck.exercise import Counted
from posecheck.support.message import counted, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.exercise.doses import Dose
    from posecheck.support.message import Message

#: From this share of its dose on the score of a set is one of the set: then more was done than left out.
TELLING_SHARE = 0.5
#: From this score on, what it is called (catalogue §10).
SCORE_BANDS: tuple[tuple[float, str], ...] = (
    (85.0, "great"),
    (70.0, "good"),
    (50.0, "keep practising"),
    (0.0, "let's simplify"),
)
_MINUTE_S = 60


class Held(Protocol):
    """A hold of a result or of the history."""

    @property
    def held_s(self) -> float | None:
        """How long it was held."""
        ...

    @property
    def counted(self) -> bool:
        """Whether it counts."""
        ...


class Repeated(Protocol):
    """A repetition or step of a result or of the history."""

    @property
    def start_s(self) -> float:
        """When it began."""
        ...

    @property
    def end_s(self) -> float:
        """When it was over."""
        ...


@dataclass(frozen=True, slots=True)
class DoseDone:
    """What was done of a dose.

    Parameters
    ----------
    words
        In words, with what a full dose is.
    share
        0 to 1; ``NaN`` of what is not counted.
    worked_s
        Seconds of what counted.
    """

    words: Message
    share: float
    worked_s: float

    @property
    def complete(self) -> bool:
        """Whether it was all of it."""
        return self.share >= COMPLETE_SHARE

    @property
    def telling(self) -> bool:
        """Whether it was enough of it for a score to say something of the set."""
        return self.share >= TELLING_SHARE


def dose_done(
    dose: Dose, holds: Sequence[Held], reps: Sequence[Repeated], sets: int | None = None
) -> DoseDone:
    """Return what was done of a dose.

    Parameters
    ----------
    dose
        What was asked for.
    holds, reps
        What was done.
    sets
        How many holds were asked for, where that is not as the dose has it.
    """
    if dose.counts is Counted.HOLDS:
        return _held(dose.position_s or 0.0, dose.sets if sets is None else sets, holds)
    if dose.goal is not None:
        words = message(
            "{count} of {planned} {what}", count=len(reps), planned=dose.goal, what=dose.named(dose.goal)
        )
        worked_s = sum(each.end_s - each.start_s for each in reps)
        return DoseDone(words, min(1.0, len(reps) / max(dose.goal, 1)), worked_s)
    if dose.counts is Counted.TIME or dose.lasts_s is None:
        return DoseDone(message("Followed along, nothing is counted"), math.nan, 0.0)
    return _by_the_clock(dose, dose.lasts_s, reps)


def with_target(dose: Dose, hold_s: float | None) -> Dose:
    """Return a dose with another time for its holds, as it is where none is given or nothing is held."""
    return dose.held_for(hold_s) if hold_s is not None and dose.counts is Counted.HOLDS else dose


def _held(target_s: float, sets: int, holds: Sequence[Held]) -> DoseDone:
    held = sorted((each.held_s or 0.0 for each in holds if each.counted), reverse=True)
    share = sum(min(each, target_s) for each in held[:sets]) / max(target_s * sets, 1e-9)
    full = time_words(target_s)
    if sets > 1:
        full = message("{count} times {time}", count=sets, time=full)
    if not held:
        return DoseDone(message("No hold counted; a full dose is {full}", full=full), 0.0, 0.0)
    told = counted(
        "Held once, for {time}",
        "Held {count} times, {time} in all",
        len(held),
        time=time_words(sum(held)),
    )
    return DoseDone(_against(told, full, share), share, sum(held))


def _by_the_clock(dose: Dose, lasts_s: float, reps: Sequence[Repeated]) -> DoseDone:
    full = time_words(lasts_s)
    if not reps:
        words = message("No {what} counted; a full dose is {full}", what=dose.named(1), full=full)
        return DoseDone(words, 0.0, 0.0)
    lasted_s = max(each.end_s for each in reps) - min(each.start_s for each in reps)
    share = min(1.0, lasted_s / lasts_s)
    told = message("{done} in {time}", done=dose.done_words(len(reps)), time=time_words(lasted_s))
    return DoseDone(_against(told, full, share), share, sum(each.end_s - each.start_s for each in reps))


def _against(told: Message, full: Message, share: float) -> Message:
    if share >= COMPLETE_SHARE:
        return message("{done}: the full dose", done=told)
    return message("{done}; a full dose is {full}", done=told, full=full)


def time_words(seconds: float) -> Message:
    """Return a time as it is read and said: whole seconds, from a minute on with minutes."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return counted("1 second", "{count} seconds", whole)
    minutes, rest = divmod(whole, _MINUTE_S)
    if not rest:
        return counted("1 minute", "{count} minutes", minutes)
    return counted("1 minute {seconds}", "{count} minutes {seconds}", minutes, seconds=rest)


def score_band(score: float) -> str:
    """Return what a score of 0 to 100 is called."""
    return next(words for least, words in SCORE_BANDS if score >= least or least == 0)


def score_words(score: float, form: float | None, done: DoseDone, *, judged: bool = True) -> Message:
    """Return what a score of 0 to 100 says of a set.

    Parameters
    ----------
    score, form
        Of what was done.
    done
        How much that was.
    judged
        Whether it is called good or less good; what is only observed is not.
    """
    if not done.telling:
        shown = float(round(score if form is None else form))
        return message("Form {form} of 100 in the part that was done", form=shown)
    shown = float(round(score))
    if not judged:
        return message("Score {score} of 100", score=shown)
    return message("Score {score} of 100: {band}", score=shown, band=score_band(score))


def mean_score(scored: Iterable[tuple[float | None, float]]) -> tuple[float, Message] | None:
    """Return the mean score of what was done, by its time, and the words with how much that was.

    Parameters
    ----------
    scored
        Score of each set, ``None`` without one, and the seconds of it that counted.
    """
    known = [(score, worked_s) for score, worked_s in scored if score is not None and worked_s > 0]
    worked_s = sum(each for _, each in known)
    if not worked_s:
        return None
    mean = sum(score * each for score, each in known) / worked_s
    words = message(
        "Mean score {score} of 100, over {time} that counted.",
        score=float(round(mean)),
        time=time_words(worked_s),
    )
    return mean, words
