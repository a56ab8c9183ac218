"""After a session: what was done, one thing that went well and one to work on, as data to print, say or draw.

Only what was seen good went well: what is unknown, provisional or hardly begun is not praised.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.engine.events import CueKind
from posecheck.exercise import Counted, Severity
from posecheck.exercise.catalogue import fault_meaning
from posecheck.outputs.dose_words import dose_done, mean_score, time_words, with_target
from posecheck.pose import Side
from posecheck.support.message import counted, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.engine.result import CueResult, FaultResult, Result
    from posecheck.exercise import Exercise
    from posecheck.outputs.dose_words import DoseDone
    from posecheck.support.message import Message

#: From this score on, which is called "great", a set went well (catalogue §10).
WENT_WELL_FROM = 85.0
#: A fault that ended so soon after its cue was put right because of it, as in the report.
PUT_RIGHT_WITHIN_S = 6.0
#: What is no fault of form: the dose, or what the camera sees.
_NO_FORM = frozenset({"not-there-yet", "short-hold", "uneven", "wrong-view", "out-of-frame"})


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A set and what came of it.

    Parameters
    ----------
    exercise
        With the dose that was asked for.
    result
        What was seen; ``None`` when nothing was.
    side
        The side that worked, ``NONE`` where both do or nobody asked for one.
    complete
        It had its full dose; ``None`` to tell it from the result.
    planned
        It was part of the plan; a stiffer side that is repeated is not.
    holds
        How many holds were asked for, where that is not as the exercise has it.
    """

    exercise: Exercise
    result: Result | None
    side: Side = Side.NONE
    complete: bool | None = None
    planned: bool = True
    holds: int | None = None

    @property
    def dose(self) -> DoseDone:
        """What was done of the dose."""
        result = self.result
        return dose_done(
            self.exercise.dose, result.holds if result else (), result.reps if result else (), self.holds
        )

    @property
    def full(self) -> bool:
        """Whether it had its full dose."""
        return self.dose.complete if self.complete is None else self.complete

    @property
    def begun(self) -> bool:
        """Whether something of it was done: counted, or followed along to the end."""
        return self.full if self.exercise.dose.counts is Counted.TIME else self.full or self.dose.worked_s > 0

    @property
    def title(self) -> str:
        """Its name, with the side where one worked."""
        if self.side in (Side.LEFT, Side.RIGHT):
            return message("{title}, {side}", title=self.exercise.title, side=self.side.value)
        return self.exercise.title


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """What a session was, in messages that every output says in its own language.

    Parameters
    ----------
    done
        What was done, a sentence each.
    went_well
        One thing that was seen to be good, ``None`` when nothing was.
    to_work_on
        One thing to work on, ``None`` when no fault was seen.
    not_judged
        What the camera could not judge and why, ``None`` when it could judge all that was done.
    score
        Mean of what was done, by its time, 0 to 100; ``None`` when nothing was scored.
    score_words
        The same with how much it is of, ``None`` without a score.
    """

    done: tuple[Message, ...]
    went_well: Message | None
    to_work_on: Message | None
    not_judged: Message | None
    score: float | None
    score_words: Message | None

    @property
    def spoken(self) -> tuple[Message, ...]:
        """What is said of it: figures are for those who read."""
        return (*self.done, *(each for each in (self.went_well, self.to_work_on) if each is not None))

    @property
    def sentences(self) -> tuple[Message, ...]:
        """All of it, in the order in which it is said."""
        rest = (self.went_well, self.to_work_on, self.not_judged, self.score_words)
        return (*self.done, *(each for each in rest if each is not None))


def summarise(sets: Sequence[DoneSet], planned: int | None = None) -> SessionSummary:
    """Return the summary of a session.

    Parameters
    ----------
    sets
        Every set that was begun, in their order.
    planned
        How many the plan had; without a plan each exercise is told on its own.
    """
    mean = mean_score([(each.result.score if each.result else None, each.dose.worked_s) for each in sets])
    well, praised = _went_well(sets)
    return SessionSummary(
        done=(_against_plan(sets, planned),) if planned is not None else tuple(_each(sets)),
        went_well=well,
        to_work_on=_to_work_on(sets, praised),
        not_judged=_not_judged(sets),
        score=None if mean is None else mean[0],
        score_words=None if mean is None else mean[1],
    )


def summarise_exercises(
    done: Sequence[tuple[Exercise, Result]], hold_target_s: float | None = None
) -> tuple[Message, ...]:
    """Return what is said of a session without a plan, of its exercises with their results.

    With `hold_target_s` that is how long a hold was to last.
    """
    sets = [
        DoneSet(replace(exercise, dose=with_target(exercise.dose, hold_target_s)), result)
        for exercise, result in done
    ]
    return summarise(sets).spoken


def remarks(sets: Sequence[DoneSet]) -> tuple[Message, ...]:
    """Return what is said right after an exercise: what went well in its `sets`, and what to work on.

    Its name is not said again: everybody has just done it.
    """
    good = [each for each in sets if _is_good(each)]
    said: list[Message] = []
    if good and len(good) == len(sets):
        if good[0].exercise.dose.counts is Counted.HOLDS:
            said.append(message("That was in good form all the time."))
        else:
            said.append(message("That was in good form from the first to the last."))
    elif any(_put_right(each) for each in sets):
        said.append(message("You put right what I told you. Well done."))
    worst = _worst_fault(sets, None)
    if worst is not None:
        said.append(message("For next time: {cue}", cue=_cue(*worst)))
    return tuple(said)


# ---- what was done


def _against_plan(sets: Sequence[DoneSet], planned: int) -> Message:
    done = [each for each in sets if each.planned and each.begun]
    full = sum(each.full for each in done)
    if not done:
        return message("No set was done.")
    if full == len(done) == planned:
        return counted(
            "You did the one set there was, with its full dose.",
            "You did all {count} sets, each with its full dose.",
            planned,
        )
    if full == len(done):
        return message(
            "You did {done} of {planned} sets, each with its full dose.", done=full, planned=planned
        )
    if not full:
        return message(
            "You did something of {done} of {planned} sets, of none the full dose.",
            done=len(done),
            planned=planned,
        )
    return message(
        "You did {done} of {planned} sets, {full} of them with the full dose.",
        done=len(done),
        planned=planned,
        full=full,
    )


def _each(sets: Sequence[DoneSet]) -> Iterator[Message]:
    begun = [each for each in sets if each.begun]
    for each in begun:
        yield message("{exercise}: {done}.", exercise=each.title, done=each.dose.words)
    if not begun:
        yield message("Nothing was counted.")


# ---- what went well, and what did not


def _went_well(sets: Sequence[DoneSet]) -> tuple[Message | None, tuple[str, str] | None]:
    """Return what is praised, and of which exercise and fault it is when one was put right."""
    good = [each for each in sets if _is_good(each)]
    if good:
        best = max(good, key=lambda each: (each.result.score if each.result else 0.0) or 0.0)
        return _good_words(best), None
    for each in sets:
        found = _put_right(each)
        if found is not None:
            said = message(
                "What went well: {exercise}. You heard “{cue}” and put it right.",
                exercise=each.title,
                cue=found.text,
            )
            return said, (each.exercise.id, found.fault or "")
    return None, None


def _is_good(done: DoneSet) -> bool:
    """Return whether a set was seen to be good from its beginning to its end."""
    result = done.result
    if result is None or result.score is None or result.provisional or done.exercise.opt_in:
        return False
    faulty = any(each.severity >= Severity.SPEAK for each in result.faults)
    return done.dose.telling and result.score >= WENT_WELL_FROM and not faulty


def _good_words(best: DoneSet) -> Message:
    if best.exercise.dose.counts is Counted.HOLDS:
        return message(
            "What went well: {exercise}. Held in good form for {time}.",
            exercise=best.title,
            time=time_words(best.dose.worked_s),
        )
    return message("What went well: {exercise}. Good form from the first to the last.", exercise=best.title)


def _put_right(done: DoneSet) -> CueResult | None:
    """Return a cue after which its fault ended in the position and did not come back."""
    result = done.result
    if result is None:
        return None
    for cue in result.cues:
        if cue.kind != CueKind.FAULT or cue.fault is None:
            continue
        same = [each for each in result.faults if each.id == cue.fault]
        last = max(same, key=lambda each: each.start_s, default=None)
        if last is not None and _ended_by(cue, last, result):
            return cue
    return None


def _ended_by(cue: CueResult, fault: FaultResult, result: Result) -> bool:
    soon = fault.start_s <= cue.time_s <= fault.end_s <= cue.time_s + PUT_RIGHT_WITHIN_S
    spans = [(each.start_s, each.end_s) for each in result.holds]
    spans += [(each.start_s, each.end_s) for each in result.reps]
    return soon and any(start_s <= fault.end_s < end_s for start_s, end_s in spans)


def _to_work_on(sets: Sequence[DoneSet], praised: tuple[str, str] | None) -> Message | None:
    found = _worst_fault(sets, praised)
    if found is not None:
        return message("To work on: {exercise}. {cue}", exercise=found[0].title, cue=_cue(*found))
    short = next(
        (
            each
            for each in sets
            if each.exercise.dose.counts is Counted.HOLDS and each.begun and not each.full
        ),
        None,
    )
    if short is None:
        return None
    return message(
        "To work on: {exercise}. Stay a little longer next time, as long as it feels fine.",
        exercise=short.title,
    )


def _worst_fault(sets: Sequence[DoneSet], praised: tuple[str, str] | None) -> tuple[DoneSet, str] | None:
    """Return the gravest fault of form, the longest of those, with its set; not what was `praised`."""
    lasted: dict[tuple[int, str], float] = defaultdict(float)
    for number, done in enumerate(sets):
        for fault in done.result.faults if done.result else ():
            known = fault.id in _NO_FORM or fault.severity < Severity.SPEAK
            if not known and (done.exercise.id, fault.id) != praised and not done.exercise.opt_in:
                lasted[number, fault.id] += fault.end_s - fault.start_s
    worst = max(lasted, key=lambda each: (_severity(sets[each[0]], each[1]), lasted[each]), default=None)
    return None if worst is None else (sets[worst[0]], worst[1])


def _severity(done: DoneSet, fault: str) -> int:
    return max(each.severity for each in done.result.faults if each.id == fault) if done.result else 0


def _cue(done: DoneSet, fault: str) -> str:
    """Return what was said to a fault, else what its exercise has to say to it."""
    said = [each.text for each in done.result.cues if each.fault == fault] if done.result else []
    if said:
        return said[-1]
    primary = done.exercise.primary
    if primary is not None and fault == primary.cap_fault:
        return primary.cap_cue
    found = next((each.cue for each in done.exercise.checks if each.fault == fault), "")
    return found or message("Watch this: {what}.", what=fault_meaning(fault))


def _not_judged(sets: Sequence[DoneSet]) -> Message | None:
    for each in sets:
        result = each.result
        guided = each.exercise.dose.counts is Counted.TIME
        if result is not None and not result.scored and result.reason and not guided:
            return message("{exercise} was not scored. {reason}", exercise=each.title, reason=result.reason)
    return None
