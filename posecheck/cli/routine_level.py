"""The person's level: kept in the history, applied to the plan, and judged after a session."""

from __future__ import annotations

from datetime import datetime
from statistics import mean
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from posecheck.history.store import History
    from posecheck.routines.progression import SessionOutcome
    from posecheck.support.language import Language

_STEP, _SINCE = "level-step", "level-since"


def kept_step(history: History) -> int | None:
    """Return the rung of the ladder the person is on, ``None`` when no level was chosen."""
    step = history.setting(_STEP)
    return int(step) if step is not None else None


def choose_level(history: History, level: int) -> None:
    """Begin with the first rung of `level`, unless the person is on that level already."""
    from posecheck.routines.progression import LADDER, first_step

    step = kept_step(history)
    if step is None or LADDER[step].level != level:
        _keep(history, first_step(level))


def _keep(history: History, step: int) -> None:
    history.set_setting(_STEP, step)
    # No finer than the history's own times: a session that begins at once would be earlier than its level.
    history.set_setting(_SINCE, datetime.now().astimezone().isoformat(timespec="milliseconds"))


def judge_level(history: History, language: Language, *, ask: bool, finished: bool = True) -> None:
    """Say which rung is right after what was done, and why; it is changed only when the person agrees.

    After a session that was not `finished` it is said only when it has to be easier.
    """
    from posecheck.cli.asking import ask_yes
    from posecheck.routines.progression import LADDER, advise

    step = kept_step(history)
    if step is None:
        return
    since = datetime.fromisoformat(history.setting(_SINCE))
    advice = advise(step, since, sessions_of(history))
    if not finished and advice.step >= step:
        return
    say = language.translate
    typer.echo(say("Level {level}. {reason}", level=LADDER[step].level, reason=say(advice.reason)))
    if advice.step != step and ask and ask_yes(say("Change to that from the next session on?"), language):
        _keep(history, advice.step)


def ease_after_flare(history: History, language: Language) -> None:
    """Say what follows when the day after the last session was worse than the session: one level down.

    It is judged before the next session, which is the one that has to be easier. Who has no level yet is
    offered the first one. Nothing is changed unless the person agrees.
    """
    from posecheck.cli.asking import ask_yes
    from posecheck.routines.progression import LADDER, advise

    sessions = sessions_of(history)
    if not sessions or not max(sessions, key=lambda each: each.when).flared:
        return
    say, step = language.translate, kept_step(history)
    if step is None:
        typer.echo(say("The next day was worse: better take the doses of level 1."))
        easier = 0
    else:
        advice = advise(step, datetime.fromisoformat(history.setting(_SINCE)), sessions)
        typer.echo(say("Level {level}. {reason}", level=LADDER[step].level, reason=say(advice.reason)))
        easier = advice.step
        if easier >= step:
            return
    if ask_yes(say("Change to that from now on?"), language):
        _keep(history, easier)


def sessions_of(history: History) -> list[SessionOutcome]:
    """Return what the routines say about the level, those that were broken off too."""
    from posecheck.routines.progression import SessionOutcome

    pain: dict[int, dict[str, int]] = {}
    for each in history.pain():
        pain.setdefault(each.session_id, {})[each.moment] = each.level
    sessions = []
    for session in history.sessions():
        if session.kind != "routine":
            continue
        finished = session.status == "done"
        scores = [each.score for each in history.exercises(session.id) if each.score is not None]
        told = pain.get(session.id, {})
        form = mean(scores) if scores and finished else None
        pains = told.get("before"), told.get("after"), told.get("next-day")
        sessions.append(SessionOutcome(session.started_at, form, *pains, finished=finished))
    return sessions
