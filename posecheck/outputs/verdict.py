"""What is said of a result, in words, for whatever shows them: the terminal, a page.

Everything that was seen has its times, so that a picture of it can be found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.events import ViewState
from posecheck.exercise import Counted
from posecheck.exercise.catalogue import fault_meaning
from posecheck.outputs.dose_words import dose_done, score_words, with_target
from posecheck.pose import Side
from posecheck.support.language import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.engine.result import FaultResult, Result
    from posecheck.exercise import Exercise
    from posecheck.outputs.dose_words import DoseDone

_MINUTE_S = 60
#: A view that was good for no longer is told as one that was not.
_A_MOMENT_S = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """Words for what happened from `start_s` to `end_s`, seconds of the source."""

    words: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ToldHold(Told):
    """A hold; one that is not `counted` was too short."""

    counted: bool


@dataclass(frozen=True, slots=True)
class ToldFault:
    """A kind of fault: what it looks like, how grave it is, and when it was seen."""

    id: str
    words: str
    severity: int
    times: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that is said of a result; what there is nothing to say of is empty.

    Parameters
    ----------
    title, side
        What was done, and the side that worked.
    caveat
        What has to be said of the exercise before anything is told.
    score
        What the score says, or that there is none.
    figure
        The number in it, as it is written there.
    because
        Why there is no score, or what it has not seen.
    done
        How much of the dose that was.
    holds
        Each hold of an exercise that is held.
    faultless
        That no fault was seen, where that may be said.
    faults
        Each kind of fault, the gravest first.
    unjudged
        When the camera could not judge, and why.
    not_seen
        What one camera cannot see in this exercise.
    """

    title: str
    side: str
    caveat: str
    score: str
    figure: str
    because: str
    done: str
    holds: tuple[ToldHold, ...]
    faultless: str
    faults: tuple[ToldFault, ...]
    unjudged: tuple[Told, ...]
    not_seen: str


def clock(time_s: float, language: Language = ENGLISH) -> str:
    """Return a time of the source as ``"4.2 s"``, from a minute on as ``"1:04"``."""
    if time_s < _MINUTE_S:
        return f"{language.number(time_s, 1)} s"
    whole = round(time_s)
    return f"{whole // _MINUTE_S}:{whole % _MINUTE_S:02d}"


def on_side(side: str, language: Language) -> str:
    """Return on which side, to stand behind other words; empty where there is none."""
    if side not in (Side.LEFT, Side.RIGHT):
        return ""
    return f" {language.translate('on the left' if side == Side.LEFT else 'on the right')}"


def verdict_of(
    result: Result,
    exercise: Exercise,
    language: Language = ENGLISH,
    *,
    hold_target_s: float | None = None,
    read: Callable[[str], str] | None = None,
) -> Verdict:
    """Return the verdict of a result of schema 1.

    Parameters
    ----------
    result
        What came of the exercise.
    exercise
        What was done.
    language
        Of the words; a result is the same in all of them.
    hold_target_s
        How long a hold was asked to last, where that is not as the exercise has it.
    read
        Gives a sentence that the result holds in the language; by default it is translated. A result that was
        read from a file has it in English, with everything in its places.
    """
    say = language.translate
    side = ""
    if result.side in (Side.LEFT, Side.RIGHT):
        side = say("left side" if result.side == Side.LEFT else "right side")
    done = dose_done(with_target(exercise.dose, hold_target_s), result.holds, result.reps)
    score, figure, because = _score(result, exercise, done, language)
    if not figure:
        reason = result.reason
        because = read(reason) if read and reason else say(reason or "The camera saw too little.")
    unseen = "; ".join(say(fault_meaning(fault)) for fault in result.not_seen)
    return Verdict(
        title=say(exercise.title),
        side=side,
        caveat=say("This only observes what was recorded; it recommends nothing.") if exercise.opt_in else "",
        score=score,
        figure=figure,
        because=because,
        done=say(done.words),
        holds=tuple(_holds(result, exercise, language, scored=done.telling)),
        faultless=say("No faults seen.") if not result.faults and result.scored else "",
        faults=tuple(_faults(result, language)),
        unjudged=tuple(_unjudged(result, language, read or say)),
        not_seen=say("One camera cannot see whether {what}.", what=unseen) if unseen else "",
    )


def _score(result: Result, exercise: Exercise, done: DoseDone, language: Language) -> tuple[str, str, str]:
    """Return what the score says, the number in it, and what it has not seen; no number without a score."""
    say = language.translate
    score = result.score
    if not result.scored or score is None:
        return say("Not scored."), "", ""
    form = result.score_parts.form if result.score_parts else None
    said = score_words(score, form, done, judged=not exercise.opt_in)
    figure = language.pointed(f"{said.places.get('score', said.places.get('form')):g}")
    beside = say("provisional: something that matters could not be seen") if result.provisional else ""
    return say(said), figure, beside


def _holds(result: Result, exercise: Exercise, language: Language, *, scored: bool) -> list[ToldHold]:
    """Return each hold of an exercise that is held, with its points where they say something."""
    say = language.translate
    told: list[ToldHold] = []
    for hold in result.holds if exercise.dose.counts is Counted.HOLDS else ():
        words = say(
            "{held} s{side}, {start} to {end}",
            held=language.number(hold.held_s, 1),
            side=on_side(hold.side, language),
            start=clock(hold.start_s, language),
            end=clock(hold.end_s, language),
        )
        if not hold.counted:
            words += f", {say('too short to count')}"
        elif scored and hold.score is not None:
            words += f", {say('{score} points', score=language.number(hold.score))}"
        told.append(ToldHold(words, hold.start_s, hold.end_s, hold.counted))
    return told


def _faults(result: Result, language: Language) -> list[ToldFault]:
    """Return each kind of fault, the gravest first, with its times."""
    say = language.translate
    by_kind: dict[tuple[int, str], list[FaultResult]] = {}
    for fault in result.faults:
        by_kind.setdefault((-fault.severity, fault.id), []).append(fault)
    return [
        ToldFault(
            name,
            say(fault_meaning(name)),
            -severity,
            tuple(Told(_between(one.start_s, one.end_s, language), one.start_s, one.end_s) for one in each),
        )
        for (severity, name), each in sorted(by_kind.items())
    ]


def _unjudged(result: Result, language: Language, read: Callable[[str], str]) -> list[Told]:
    """Return each time the camera could not judge; a moment in between makes no two of it."""
    unknown = language.translate("Not seen well enough.")
    spans: list[tuple[str, float, float]] = []
    for part in result.view:
        if part.state == ViewState.OK:
            continue
        reason = part.reason or ""
        if spans and spans[-1][0] == reason and part.start_s - spans[-1][2] < _A_MOMENT_S:
            spans[-1] = reason, spans[-1][1], part.end_s
        else:
            spans.append((reason, part.start_s, part.end_s))
    return [
        Told(
            f"{_between(start_s, end_s, language)}: {read(reason) if reason else unknown}",
            start_s,
            end_s,
        )
        for reason, start_s, end_s in spans
    ]


def _between(start_s: float, end_s: float, language: Language) -> str:
    start, end = clock(start_s, language), clock(end_s, language)
    return language.translate("{start} to {end}", start=start, end=end)
