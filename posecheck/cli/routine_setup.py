"""Before a routine: everything is asked, and the plan is fitted to the answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.history.store import History
    from posecheck.profiles import Profile
    from posecheck.routines.preparation import Preparation
    from posecheck.routines.prescribed import ChosenRoutine
    from posecheck.support.language import Language


def prepare(
    chosen: ChosenRoutine,
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
    from posecheck.cli.goal_questions import ask_when_due
    from posecheck.cli.routine_level import ease_after_flare
    from posecheck.cli.routine_questions import (
        ask_next_day,
        ask_or_recall_screening,
        ask_pain_before,
        require_warning_over,
    )
    from posecheck.history.sink import KeptSession
    from posecheck.routines.preparation import BeforeSession, prepared
    from posecheck.routines.resuming import interrupted_routine

    interrupted = interrupted_routine(history) if resume else None
    routine = chosen.routine
    screening = ask_or_recall_screening(history, language, rehearsal=rehearsal, keep=keep)
    if not rehearsal:
        require_warning_over(history, language)
    if keep and not rehearsal and can_ask() and ask_next_day(history, language):
        ease_after_flare(history, language)
    number = interrupted.session if interrupted else None
    kept = KeptSession(history, "routine", routine=routine.name, number=number) if keep else None
    now = datetime.now().astimezone()
    try:
        pain = ask_pain_before(language, pain, kept, rehearsal=rehearsal)
        if keep and not rehearsal:
            ask_when_due(history, language)
        if walked is None and (interrupted is None or interrupted.is_cold(now)):
            walked = rehearsal or _ask_walked(language)
        told = BeforeSession(screening, pain, bool(walked))
        return prepared(
            routine,
            history,
            profile,
            told,
            now,
            interrupted=interrupted,
            kept=kept,
            prescription=chosen.prescription,
        )
    except BaseException:
        if kept is not None and interrupted is None:
            kept.end("stopped")  # no further than the questions; what was told of pain stays
        raise


def _ask_walked(language: Language) -> bool:
    """Return whether the person is warm; where nobody can be asked it is safer to warm up."""
    from posecheck.cli.asking import ask_yes, can_ask

    return can_ask() and ask_yes(language.translate("Have you walked for five minutes?"), language)
