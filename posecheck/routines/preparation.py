"""A routine fitted to the person who is about to do it, once everything is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.prescription.layering import prescribed_profile
from posecheck.prescription.telling import literal, told_before
from posecheck.profiles import apply_profile
from posecheck.routines.asymmetry import Balance, Stiffer, comparable, stiffer_side
from posecheck.routines.fitting import Fitting
from posecheck.routines.level import kept_step
from posecheck.routines.pain import in_pain, pain_rose
from posecheck.routines.plan import Plan, plan_routine, planned, warmed_again
from posecheck.routines.prescribed import plan_prescription
from posecheck.support.errors import InputError
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from posecheck.exercise import Exercise
    from posecheck.history.sink import KeptSession
    from posecheck.history.store import History
    from posecheck.prescription.prescription import Prescription
    from posecheck.profiles import Profile
    from posecheck.routines.resuming import Interrupted
    from posecheck.routines.routine import Routine
    from posecheck.routines.screening import Screening
    from posecheck.session.schedule import ScheduledSet
    from posecheck.support.message import Message


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is known before the first set.

    Parameters
    ----------
    plan
        What will be done.
    turns
        The sets to go through: all of the plan, or those that are left of a session that is resumed.
    balance
        Says when the stiffer side is repeated.
    profile
        Name of the profile.
    kept
        The session in the history, ``None`` when nothing is kept.
    resumed
        The session goes on.
    offered
        Gives the exercise of an id for an easier version, ``None`` when this person is not to do it.
    told_first
        What is said before the first set: of a prescription from whom it is, and what to stop for.
    """

    plan: Plan
    turns: Sequence[ScheduledSet]
    balance: Balance
    profile: str
    offered: Callable[[str], Exercise | None]
    kept: KeptSession | None = None
    resumed: bool = False
    told_first: tuple[str, ...] = ()

    def keep_plan(self, source: str) -> None:
        """Keep the plan, or go on with the session that has it."""
        if self.kept is None:
            return
        if self.resumed:
            self.kept.resume()
        else:
            self.kept.plan([planned(turn) for turn in self.plan.turns], source)


@dataclass(frozen=True, slots=True)
class BeforeSession:
    """What the person has told before a session.

    Parameters
    ----------
    screening
        The answers that hold, ``None`` when none were given.
    pain
        Now, 0 to 10; ``None`` when it was not told.
    walked
        They have walked for five minutes.
    """

    screening: Screening | None
    pain: int | None
    walked: bool


def prepared(  # noqa: PLR0913 - a plan is fitted to that much
    routine: Routine,
    history: History,
    profile: Profile,
    told: BeforeSession,
    now: datetime,
    *,
    interrupted: Interrupted | None = None,
    kept: KeptSession | None = None,
    prescription: Prescription | None = None,
) -> Preparation:
    """Return the plan of `routine` for this person, and what is left of it when it was `interrupted`.

    A `prescription` that the routine is made of lies over the profile, and none of it becomes more.

    Raises
    ------
    InputError
        Nothing of it is left after the answers, or there is nothing to resume.
    """
    if prescription is not None:
        profile = prescribed_profile(profile, prescription)
    exercises = {name: apply_profile(each, profile) for name, each in all_exercises().items()}
    step = kept_step(history)
    fitting = Fitting(exercises, told.screening, step, in_pain=in_pain(told.pain))
    may_repeat = prescription is None and not pain_rose(history, told.pain)
    walked = interrupted.walked if interrupted else told.walked
    first = interrupted.first_sides if interrupted else None
    stiffer = stiffer_sides(history, exercises, now)
    if prescription is not None:
        plan = plan_prescription(
            prescription,
            exercises,
            fitting,
            told.screening,
            step,
            walked=walked,
            first=first,
            stiffer=stiffer,
        )
    else:
        plan = plan_routine(
            routine,
            exercises,
            walked=walked,
            fit=fitting.fit,
            level=fitting.dosed,
            first=first,
            stiffer=stiffer,
            may_repeat=may_repeat,
        )
    if not plan.turns:
        raise InputError(_nothing_left(prescription))
    balance = Balance(allowed=may_repeat)
    turns: Sequence[ScheduledSet] = plan.turns
    if interrupted is not None:
        turns = interrupted.turns_left(plan, balance, fitting.offered)
        if interrupted.is_cold(now) and not told.walked:
            turns = warmed_again(turns, exercises)
    resumed = interrupted is not None
    told_first = () if prescription is None else tuple(told_before(prescription))
    return Preparation(plan, turns, balance, profile.name, fitting.offered, kept, resumed, told_first)


def _nothing_left(prescription: Prescription | None) -> Message:
    if prescription is None:
        return message("After your answers nothing of this routine is left; choose another one.")
    return message(
        "After your answers nothing of your prescription is left; ask {whom} about it.",
        whom=literal(prescription.whom_to_ask),
    )


def stiffer_sides(history: History, exercises: Mapping[str, Exercise], now: datetime) -> dict[str, Stiffer]:
    """Return by the ids of exercises which side was stiffer lately, of those of which that is known."""
    found = {
        name: stiffer_side(each, history.held_values(name), now)
        for name, each in exercises.items()
        if comparable(each)
    }
    return {name: each for name, each in found.items() if each is not None}
