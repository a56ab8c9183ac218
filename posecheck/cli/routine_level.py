"""What is said of the person's level, and asked before it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.history.store import History
    from posecheck.routines.progression import LevelAdvice
    from posecheck.support.language import Language


def judge_level(history: History, language: Language, *, ask: bool, finished: bool = True) -> None:
    """Say which rung is right after what was done, and why; it is changed only when the person agrees.

    After a session that was not `finished` it is said only when it has to be easier.
    """
    from posecheck.cli.asking import ask_yes, let_know
    from posecheck.routines.level import advised, keep_step, kept_step

    step = kept_step(history)
    if step is None:
        return
    advice = advised(history, step)
    if not finished and advice.step >= step:
        return
    let_know(_level_words(advice, language))
    question = language.translate("Change to that from the next session on?")
    if advice.step != step and ask and ask_yes(question, language):
        keep_step(history, advice.step)


def ease_after_flare(history: History, language: Language) -> None:
    """Say what follows when the day after the last session was worse than the session: one level down.

    It is judged before the next session, which is the one that has to be easier. Who has no level yet is
    offered the first one. Nothing is changed unless the person agrees.
    """
    from posecheck.cli.asking import ask_yes, let_know
    from posecheck.routines.level import advised, has_flared, keep_step, kept_step

    if not has_flared(history):
        return
    step = kept_step(history)
    if step is None:
        let_know(language.translate("The next day was worse: better take the doses of level 1."))
        easier = 0
    else:
        advice = advised(history, step)
        let_know(_level_words(advice, language))
        easier = advice.step
        if easier >= step:
            return
    if ask_yes(language.translate("Change to that from now on?"), language):
        keep_step(history, easier)


def _level_words(advice: LevelAdvice, language: Language) -> str:
    from posecheck.routines.progression import LADDER

    say = language.translate
    return say("Level {level}. {reason}", level=LADDER[advice.step].level, reason=say(advice.reason))
