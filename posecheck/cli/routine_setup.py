"""Before a routine: everything is asked, and the plan is fitted to the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.exercise import Exercise
    from posecheck.history.sink import KeptSession
    from posecheck.history.store import History
    from posecheck.profiles import Profile
    from posecheck.routines.asymmetry import Balance, Stiffer
    from posecheck.routines.fitting import Fitting
    from posecheck.routines.plan import Plan
    from posecheck.routines.resuming import Interrupted
    from posecheck.routines.routine import Routine
    from posecheck.routines.screening import Screening
    from posecheck.session.schedule import ScheduledSet
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is known before the first turn.

    Parameters
    ----------
    plan
        What will be done.
    turns
        The turns to go through: all of the plan, or those that are left of a session that is resumed.
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
    """

    plan: Plan
    turns: Sequence[ScheduledSet]
    balance: Balance
    profile: str
    offered: Callable[[str], Exercise | None]
    kept: KeptSession | None = None
    resumed: bool = False

    def keep_plan(self, source: str) -> None:
        """Keep the plan, or go on with the session that has it."""
        from posecheck.routines.recorder import planned

        if self.kept is None:
            return
        if self.resumed:
            self.kept.resume()
        else:
            self.kept.plan([planned(turn) for turn in self.plan.turns], source)


def prepare(
    name: str,
    history: History,
    language: Language,
    profile: Profile,
    *,
    walked: bool | None,
    pain: int | None,
    resume: bool,
    rehearsal: bool,
    keep: bool,
) -> Preparation:
    """Ask what has to be asked and return the plan; in a `rehearsal` nobody exercises and nothing is asked.

    With `keep`, pain is in the history as soon as it was told; without, no answer is kept.

    Raises
    ------
    InputError
        The answers forbid it, nobody can be asked, or there is nothing to resume.
    """
    from posecheck.cli.asking import can_ask
    from posecheck.cli.routine_level import ease_after_flare
    from posecheck.cli.routine_questions import (
        ask_next_day,
        ask_or_recall_screening,
        require_warning_over,
    )
    from posecheck.history.sink import KeptSession
    from posecheck.routines.resuming import interrupted_routine
    from posecheck.routines.routine_files import find_routine

    interrupted = interrupted_routine(history) if resume else None
    routine = find_routine(interrupted.routine if interrupted else name)
    screening = ask_or_recall_screening(history, language, rehearsal=rehearsal, keep=keep)
    if not rehearsal:
        require_warning_over(history, language)
    if keep and not rehearsal and can_ask() and ask_next_day(history, language):
        ease_after_flare(history, language)
    number = interrupted.session if interrupted else None
    kept = KeptSession(history, "routine", routine=routine.name, number=number) if keep else None
    try:
        return _prepared(
            routine,
            history,
            language,
            profile,
            screening,
            interrupted,
            kept,
            walked=walked,
            pain=pain,
            rehearsal=rehearsal,
        )
    except BaseException:
        if kept is not None and interrupted is None:
            kept.end("stopped")  # no further than the questions; what was told of pain stays
        raise


def _prepared(  # noqa: PLR0917 - all that was found out so far
    routine: Routine,
    history: History,
    language: Language,
    profile: Profile,
    screening: Screening | None,
    interrupted: Interrupted | None,
    kept: KeptSession | None,
    *,
    walked: bool | None,
    pain: int | None,
    rehearsal: bool,
) -> Preparation:
    from posecheck.cli.asking import ask_yes, can_ask
    from posecheck.cli.routine_level import kept_step
    from posecheck.cli.routine_questions import ask_pain_before, in_pain, pain_rose
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.profiles import apply_profile
    from posecheck.routines.asymmetry import Balance
    from posecheck.routines.fitting import Fitting
    from posecheck.routines.plan import warmed_again

    pain = ask_pain_before(language, pain, kept, rehearsal=rehearsal)
    may_repeat = not pain_rose(history, pain)
    begins_cold = interrupted is None or interrupted.is_cold(datetime.now().astimezone())
    if walked is None and begins_cold:
        question = language.translate("Have you walked for five minutes?")
        # Where nobody can be asked it is safer to warm up.
        walked = rehearsal or (can_ask() and ask_yes(question, language))
    exercises = {name: apply_profile(each, profile) for name, each in all_exercises().items()}
    fitting = Fitting(exercises, screening, kept_step(history), in_pain=in_pain(pain))
    plan = _plan(
        routine,
        exercises,
        fitting,
        _stiffer(history, exercises),
        interrupted,
        walked=interrupted.walked if interrupted else bool(walked),
        may_repeat=may_repeat,
    )
    balance = Balance(allowed=may_repeat)
    turns = plan.turns if interrupted is None else interrupted.turns_left(plan, balance, fitting.offered)
    if interrupted is not None and begins_cold and not walked:
        turns = warmed_again(turns, exercises)
    resumed = interrupted is not None
    return Preparation(plan, turns, balance, profile.name, fitting.offered, kept, resumed)


def _stiffer(history: History, exercises: dict[str, Exercise]) -> dict[str, Stiffer]:
    from posecheck.routines.asymmetry import comparable, stiffer_side

    now = datetime.now().astimezone()
    found = {
        name: stiffer_side(each, history.held_values(name), now)
        for name, each in exercises.items()
        if comparable(each)
    }
    return {name: each for name, each in found.items() if each is not None}


def _plan(
    routine: Routine,
    exercises: dict[str, Exercise],
    fitting: Fitting,
    stiffer: dict[str, Stiffer],
    interrupted: Interrupted | None,
    *,
    walked: bool,
    may_repeat: bool,
) -> Plan:
    from posecheck.routines.plan import plan_routine
    from posecheck.support.errors import InputError

    plan = plan_routine(
        routine,
        exercises,
        walked=walked,
        fit=fitting.fit,
        level=fitting.dosed,
        first=interrupted.first_sides if interrupted else None,
        stiffer=stiffer,
        may_repeat=may_repeat,
    )
    if not plan.turns:
        raise InputError("After your answers nothing of this routine is left; choose another one.")
    return plan
