"""The person's level, as the history keeps it, and what it is judged by."""

from __future__ import annotations

from datetime import datetime
from statistics import mean
from typing import TYPE_CHECKING

from posecheck.routines.progression import LADDER, SessionOutcome, advise, first_step

if TYPE_CHECKING:
    from posecheck.history.store import History
    from posecheck.routines.progression import LevelAdvice

_STEP, _SINCE = "level-step", "level-since"


def kept_step(history: History) -> int | None:
    """Return the rung of the ladder the person is on, ``None`` when no level was chosen."""
    step = history.setting(_STEP)
    return int(step) if step is not None else None


def choose_level(history: History, level: int) -> None:
    """Begin with the first rung of `level`, unless the person is on that level already."""
    step = kept_step(history)
    if step is None or LADDER[step].level != level:
        keep_step(history, first_step(level))


def keep_step(history: History, step: int) -> None:
    """Keep the rung of the ladder the person is on from now on."""
    history.set_setting(_STEP, step)
    # No finer than the history's own times: a session that begins at once would be earlier than its level.
    history.set_setting(_SINCE, datetime.now().astimezone().isoformat(timespec="milliseconds"))


def advised(history: History, step: int) -> LevelAdvice:
    """Return which rung is right for somebody on `step`, and why."""
    return advise(step, datetime.fromisoformat(history.setting(_SINCE)), sessions_of(history))


def has_flared(history: History) -> bool:
    """Return whether the day after the last session was worse than the session."""
    sessions = sessions_of(history)
    return bool(sessions) and max(sessions, key=lambda each: each.when).flared


def sessions_of(history: History) -> list[SessionOutcome]:
    """Return what the routines say about the level, those that were broken off too."""
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
