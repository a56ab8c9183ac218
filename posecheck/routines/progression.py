"""Levels: when the dose grows or shrinks, one variable at a time, with the reason (catalogue §11).

Pure functions over what the history holds. Nothing is ever made harder when pain rose.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from posecheck.exercise import Counted, Folder
from posecheck.support.message import counted, message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from posecheck.exercise import Exercise, Ladder

#: Level 1 is left after so many good sessions, the others after so much time with at least as many.
GOOD_SESSIONS = 3
GOOD_TIME = timedelta(weeks=2)
GOOD_FORM, POOR_FORM = 80.0, 60.0
MOST_PAIN, TOO_MUCH_PAIN = 3, 4

_STRETCHES = (Folder.HAMSTRING, Folder.GLUTE, Folder.BACK)


@dataclass(frozen=True, slots=True)
class LevelStep:
    """One rung: its level and dose. Neighbouring rungs differ in one variable, which `change` names.

    Parameters
    ----------
    level
        1 to 3.
    change
        What is new against the rung below.
    stretch_sets, stretch_hold_s
        The dose of a stretch, one variable together.
    strength
        Exercises for strength up to this level are done; each says its own.
    strength_hold_s
        Seconds of a hold in them.
    """

    level: int
    change: str
    stretch_sets: int
    stretch_hold_s: float
    strength: int
    strength_hold_s: float


LADDER: tuple[LevelStep, ...] = (
    LevelStep(1, "short stretches, the bridge for strength", 3, 10, 1, 5),
    LevelStep(2, "stretches of 2 x 20 s", 2, 20, 1, 5),
    LevelStep(2, "bird-dog, side plank and dead bug for strength", 2, 20, 2, 5),
    LevelStep(2, "stretches of 2 x 30 s", 2, 30, 2, 5),
    LevelStep(3, "strength held for 10 s", 2, 30, 2, 10),
    LevelStep(3, "the front plank", 2, 30, 3, 10),
)


@dataclass(frozen=True, slots=True)
class SessionOutcome:
    """What a session says about the level; ``None`` is not known.

    Parameters
    ----------
    when
        When it began.
    form
        Mean score, 0 to 100.
    before, after, next_day
        Pain, 0 to 10.
    finished
        It was done to its end. Only then does it count towards the next step; its pain counts in any case.
    """

    when: datetime
    form: float | None
    before: int | None = None
    after: int | None = None
    next_day: int | None = None
    finished: bool = True

    @property
    def worst_pain(self) -> int | None:
        """The worst pain that was told."""
        return max(
            (pain for pain in (self.before, self.after, self.next_day) if pain is not None), default=None
        )

    @property
    def pain_rose(self) -> bool:
        """Whether it was worse after the session, or on the next day, than before."""
        later = [pain for pain in (self.after, self.next_day) if pain is not None]
        return self.before is not None and any(pain > self.before for pain in later)

    @property
    def flared(self) -> bool:
        """Whether the next day was worse than both before and after."""
        told = [pain for pain in (self.before, self.after) if pain is not None]
        return self.next_day is not None and bool(told) and self.next_day > max(told)


@dataclass(frozen=True, slots=True)
class LevelAdvice:
    """Which rung is right now, and why, in a sentence."""

    step: int
    reason: str


def advise(step: int, since: datetime, sessions: Sequence[SessionOutcome]) -> LevelAdvice:
    """Return the rung for the next session.

    Parameters
    ----------
    step
        The rung now, a place in :data:`LADDER`.
    since
        When it was begun; earlier sessions say nothing about it.
    sessions
        In any order.
    """
    done = sorted((each for each in sessions if each.when >= since), key=lambda each: each.when)
    trouble = _trouble(done)
    if trouble:
        lower = _level_below(step)
        if lower == step:
            return LevelAdvice(
                step,
                message(
                    "{trouble}. You are on the first level; do less of it, and ask for advice.",
                    trouble=trouble,
                ),
            )
        return LevelAdvice(
            lower,
            message("{trouble}: one level down, to {change}.", trouble=trouble, change=LADDER[lower].change),
        )
    if step == len(LADDER) - 1:
        return LevelAdvice(step, "This is the last step: keep it up on two or three days a week.")
    missing = _missing(step, done)
    if missing:
        return LevelAdvice(step, missing)
    change = LADDER[step + 1].change
    return LevelAdvice(step + 1, message("Good form and little pain: one step up, {change}.", change=change))


def _trouble(done: Sequence[SessionOutcome]) -> str:
    """Return why it has to be easier, empty when it has not."""
    if not done:
        return ""
    last = done[-1]
    if last.flared:
        return message("The next day was worse")
    if last.worst_pain is not None and last.worst_pain >= TOO_MUCH_PAIN:
        return message("Pain of {pain}", pain=last.worst_pain)
    forms = [each.form for each in done if each.form is not None][-2:]
    if len(forms) == 2 and all(form < POOR_FORM for form in forms):  # noqa: PLR2004 - "twice" in the table
        return message("The form was below 60 twice")
    return ""


def _missing(step: int, done: Sequence[SessionOutcome]) -> str:
    """Return what still speaks against the next rung, empty when nothing does."""
    by_count = LADDER[step].level == 1
    finished = [each for each in done if each.finished]
    recent = finished[-GOOD_SESSIONS:] if by_count else _of_two_weeks(finished)
    left = GOOD_SESSIONS - len(recent)
    # What was broken off between them, or after them, tells of pain too.
    hurt = [each for each in done if recent and each.when >= recent[0].when]
    pains = [each.worst_pain for each in hurt]
    against: tuple[tuple[bool, str], ...] = (
        (
            left > 0,
            counted(
                "Stay here: 1 more session before the next step.",
                "Stay here: {count} more sessions before the next step.",
                left,
            ),
        ),
        (any(each.pain_rose for each in hurt), "Stay here: pain rose in one of the last sessions."),
        (
            any(each.worst_pain is None for each in recent),
            "Stay here: tell your pain before and after, so that the next step can be judged.",
        ),
        (any(pain is not None and pain > MOST_PAIN for pain in pains), "Stay here: there was pain above 3."),
        (
            any(each.form is None or each.form < GOOD_FORM for each in recent),
            "Stay here until the form is 80 or better each time.",
        ),
        (
            not by_count and bool(finished) and finished[-1].when - finished[0].when < GOOD_TIME,
            "Stay here until it has gone well for two weeks.",
        ),
    )
    return next((reason for true, reason in against if true), "")


def _of_two_weeks(done: Sequence[SessionOutcome]) -> list[SessionOutcome]:
    """Return the sessions of the two weeks that end with the last one."""
    return [each for each in done if done[-1].when - each.when <= GOOD_TIME]


def _level_below(step: int) -> int:
    """Return the last rung of the level below, the first one where there is none."""
    lower = [place for place, each in enumerate(LADDER) if each.level < LADDER[step].level]
    return max(lower, default=0)


def first_step(level: int) -> int:
    """Return the first rung of a level."""
    return next(place for place, each in enumerate(LADDER) if each.level == level)


def with_level(exercise: Exercise, step: int) -> Exercise:
    """Return `exercise` with the dose of a rung; movements and warm-ups stay as they are."""
    rung, dose, ladder = LADDER[step], exercise.dose, exercise.ladder
    held = dose.counts is Counted.HOLDS
    if held and exercise.folder in _STRETCHES:
        hold_s = max(dose.credit_s, rung.stretch_hold_s)
        return replace(exercise, dose=dose.asked(hold_s=hold_s, sets=rung.stretch_sets))
    if ladder.hold_s is not None or (held and exercise.folder is Folder.STRENGTH):
        return replace(exercise, dose=dose.held_for(_ladder_hold_s(ladder, rung)))
    return exercise


def _ladder_hold_s(ladder: Ladder, rung: LevelStep) -> float:
    """Return the seconds of a hold on a rung, as the exercise has it."""
    if ladder.before is not None and ladder.level > rung.strength:
        return ladder.before_hold_s
    shortest_s, longest_s = ladder.hold_s or (0.0, math.inf)
    return min(max(rung.strength_hold_s, shortest_s), longest_s)


def too_early(exercise: Exercise, step: int) -> str:
    """Return why an exercise is not done on a rung yet, empty when it is."""
    if exercise.ladder.level <= LADDER[step].strength:
        return ""
    first = next(each.level for each in LADDER if exercise.ladder.level <= each.strength)
    return message("it comes with level {level}", level=first)
