"""Before and after a routine: screening, pain, walking, the plan, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.cli.routine_rounds import RoutineRounds
    from posecheck.exercise import Exercise
    from posecheck.history.sink import KeptSession
    from posecheck.history.store import History
    from posecheck.language import Language
    from posecheck.profiles import Profile
    from posecheck.programme.plan import Plan
    from posecheck.programme.routine import Routine
    from posecheck.screening import Fitted, Screening

#: Pain of the next day is asked from this time on after a session, until that.
_NEXT_DAY = (timedelta(hours=12), timedelta(days=3))


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is known before the first turn.

    Parameters
    ----------
    plan
        What will be done.
    profile
        Name of the profile.
    first
        The turn to begin with, later than 0 when a session is resumed.
    session
        Number of the session that is resumed.
    pain
        Before, 0 to 10; ``None`` when it was not told.
    """

    plan: Plan
    profile: str
    first: int = 0
    session: int | None = None
    pain: int | None = None


def list_routines() -> None:
    """Print every routine with its estimated duration."""
    from posecheck.catalogue import all_exercises
    from posecheck.programme.plan import plan_routine
    from posecheck.programme.routine_files import find_routine, routine_paths

    for name in routine_paths():
        found = find_routine(name)
        minutes = round(plan_routine(found, all_exercises()).duration_s / 60)
        typer.echo(f"{name:<18} about {minutes} min  {found.description}")


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
) -> Preparation:
    """Ask what has to be asked and return the plan; in a `rehearsal` nobody exercises and nothing is asked.

    Raises
    ------
    InputError
        The answers forbid it, nobody can be asked, or there is nothing to resume.
    """
    from posecheck.cli.asking import ask_yes, can_ask
    from posecheck.cli.routine_level import kept_step

    unfinished_session, first, plan_name = None, 0, name
    if resume:
        unfinished_session, first, plan_name, walked_then = _unfinished(history)
        walked = walked_then if walked is None else walked
    from posecheck.programme.routine_files import find_routine

    routine = find_routine(plan_name)
    screening = _screening(history, language, rehearsal=rehearsal)
    if not rehearsal and can_ask():
        _ask_next_day(history, language)
    pain = _pain_before(language, pain, rehearsal=rehearsal)
    if walked is None:
        question = language.translate("Have you walked for five minutes?")
        walked = rehearsal or not can_ask() or ask_yes(question)
    plan = _plan(routine, profile, screening, pain, kept_step(history), walked=walked)
    if unfinished_session is not None:
        _require_same(plan, history.session(unfinished_session).plan)
    return Preparation(plan, profile.name, first, unfinished_session, pain)


def _require_same(plan: Plan, begun: Sequence[dict[str, Any]]) -> None:
    """Raise ``InputError`` when the plan is another one than that of the session to go on with."""
    from posecheck.errors import InputError

    now = [(turn.exercise.id, turn.side.value, turn.set_number) for turn in plan.turns]
    if now != [(step.get("exercise"), step.get("side"), step.get("set")) for step in begun]:
        raise InputError(
            "Your answers or the routine have changed since; begin anew with `posecheck routine`."
        )


def _unfinished(history: History) -> tuple[int, int, str, bool]:
    """Return the session to resume, its next turn, its routine, and whether the person had walked."""
    from posecheck.errors import InputError
    from posecheck.programme.plan import WARMING_MARCH_S

    found = history.unfinished()
    if found is None or found.session.kind != "routine" or not found.session.routine:
        raise InputError("There is no interrupted routine to go on with; run `posecheck routine`.")
    over = [int(each.planned.get("turn", -1)) for each in found.completed]
    first = max(over, default=-1) + 1
    plan = found.session.plan
    if first >= len(plan):
        raise InputError("The last routine was done to its end; run `posecheck routine`.")
    extended = plan[0].get("exercise") == "march" and plan[0].get("hold_s") == WARMING_MARCH_S
    return found.session.id, first, found.session.routine, not extended


def _screening(history: History, language: Language, *, rehearsal: bool) -> Screening | None:
    from posecheck.cli.asking import can_ask
    from posecheck.cli.screening import ask_screening, current_screening, require_screening
    from posecheck.errors import InputError

    told = current_screening(history)
    if told is None:
        if rehearsal:
            return None
        if not can_ask():
            raise InputError("Some questions come first; run `posecheck screening` in a terminal.")
        told = ask_screening(history, language)
    require_screening(told, language)
    return told


def _ask_next_day(history: History, language: Language) -> None:
    from posecheck.cli.asking import ask_pain

    last = history.last_session()
    if last is None or last.kind != "routine" or last.ended_at is None:
        return
    since = datetime.now().astimezone() - last.ended_at
    told = {each.moment for each in history.pain(last.id)}
    if _NEXT_DAY[0] <= since <= _NEXT_DAY[1] and "next-day" not in told:
        level = ask_pain(language.translate("How much pain did you have on the day after the last session?"))
        if level is not None:
            history.add_pain(last.id, "next-day", level)


def _pain_before(language: Language, pain: int | None, *, rehearsal: bool) -> int | None:
    from posecheck.cli.asking import ask_pain, can_ask
    from posecheck.errors import InputError
    from posecheck.screening import LIGHT_WORDS, Light, pain_light

    if pain is None and not rehearsal and can_ask():
        pain = ask_pain(language.translate("How much pain do you have now?"))
    if pain is None:
        return None
    light = pain_light(pain)
    if light is Light.RED:
        raise InputError(language.translate(LIGHT_WORDS[light]))
    if light is Light.AMBER:
        typer.echo(language.translate(LIGHT_WORDS[light]), err=True)
    return pain


def _plan(
    routine: Routine,
    profile: Profile,
    screening: Screening | None,
    pain: int | None,
    step: int | None,
    *,
    walked: bool,
) -> Plan:
    from posecheck.catalogue import all_exercises
    from posecheck.errors import InputError
    from posecheck.levels import too_early, with_level
    from posecheck.profiles import apply_profile
    from posecheck.programme.dose import with_reduced_range
    from posecheck.programme.plan import plan_routine
    from posecheck.screening import Fitted, Light, fit, pain_light

    exercises: dict[str, Exercise] = {
        name: apply_profile(each, profile) for name, each in all_exercises().items()
    }
    amber = pain is not None and pain_light(pain) is Light.AMBER

    def fitted(exercise: Exercise, taken: frozenset[str]) -> Fitted:
        early = too_early(exercise, step) if step is not None else ""
        if early:
            return Fitted(None, early)
        return fit(exercise, taken, screening, exercises) if screening is not None else Fitted(exercise)

    def dosed(exercise: Exercise) -> Exercise:
        levelled = exercise if step is None else with_level(exercise, step)
        return with_reduced_range(levelled) if amber else levelled

    plan = plan_routine(routine, exercises, walked=walked, fit=fitted, level=dosed)
    if not plan.turns:
        raise InputError("After your answers nothing of this routine is left; choose another one.")
    return plan


def warning_signs(language: Language) -> bool:
    """Ask whether a warning sign was the reason to stop; if so, say what to do and return true."""
    from posecheck.cli.asking import ask_yes, can_ask
    from posecheck.screening_questions import AFTER_WARNING, WARNING_SIGNS

    if not can_ask() or not ask_yes(language.translate(WARNING_SIGNS)):
        return False
    typer.echo(language.translate(AFTER_WARNING))
    return True


def after_session(
    rounds: RoutineRounds,
    kept: KeptSession | None,
    prepared: Preparation,
    language: Language,
    *,
    finished: bool,
    rehearsal: bool,
) -> None:
    """Ask about pain, keep it, and print what was done of the plan."""
    from posecheck.cli.asking import ask_pain, can_ask
    from posecheck.cli.routine_level import judge_level
    from posecheck.screening import LIGHT_WORDS, pain_light

    number = kept.number if kept is not None and kept.begun else None
    if number is not None and prepared.pain is not None:
        kept_history = kept.history if kept is not None else None
        if kept_history is not None:
            kept_history.add_pain(number, "before", prepared.pain)
    if not rehearsal and can_ask():
        after = ask_pain(language.translate("How much pain do you have now?"))
        if after is not None:
            typer.echo(language.translate(LIGHT_WORDS[pain_light(after)]))
            if number is not None and kept is not None:
                kept.history.add_pain(number, "after", after)
    planned = len(prepared.plan.turns) - prepared.first
    complete = sum(each for _, _, each in rounds.results)
    typer.echo(f"\n{rounds.done} of {planned} sets done, {complete} with their full dose.")
    found = [result["score"] for _, result, _ in rounds.results if result]
    scores = [score for score in found if score is not None]
    if scores:
        typer.echo(f"Mean score {sum(scores) / len(scores):.0f} of 100.")
    if number is not None:
        typer.echo(f"Kept as session {number}; its report: posecheck report {number}")
        if finished and kept is not None:
            judge_level(kept.history, ask=not rehearsal and can_ask())
    if not finished and number is not None:
        typer.echo("Go on later with: posecheck routine --resume")
