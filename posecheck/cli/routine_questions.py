"""What a routine asks before and after: the screening, pain, warning signs. Every answer is kept at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.history.sink import KeptSession
    from posecheck.history.store import History
    from posecheck.routines.screening import Screening
    from posecheck.support.language import Language

#: When a session was stopped because of a warning sign, as a setting of the history.
_WARNED = "warning-sign"
#: It was asked, after a session that was stopped, and not answered.
_OPEN = "warning-sign-open"


def ask_or_recall_screening(
    history: History, language: Language, *, rehearsal: bool, keep: bool
) -> Screening | None:
    """Return the answers that hold, asked when there are none; in a rehearsal there may be none.

    Without `keep` what is answered now is forgotten after the session.

    Raises
    ------
    InputError
        The answers forbid any exercise, or nobody can be asked.
    """
    from posecheck.cli.asking import can_ask
    from posecheck.cli.screening import agreed_since, ask_screening, require_screening
    from posecheck.routines.screening_kept import current_screening
    from posecheck.support.errors import InputError

    told = current_screening(history)
    if told is None:
        if rehearsal:
            return None
        if not can_ask():
            raise InputError("Some questions come first; run `posecheck screening` in a terminal.")
        told = ask_screening(history if keep else None, language)
    elif not rehearsal:
        told = agreed_since(history if keep else None, told, language)
    require_screening(told, language)
    return told


def offers_to_resume(history: History, routine: str, language: Language) -> bool:
    """Offer to go on with a session of `routine` that was interrupted lately; return whether it is wanted."""
    from posecheck.cli.asking import ask_yes, can_ask
    from posecheck.routines.resuming import interrupted_lately

    if not can_ask():
        return False
    interrupted = interrupted_lately(history, datetime.now().astimezone())
    if interrupted is None or interrupted.routine != routine:
        return False
    question = language.translate("Your last session was interrupted. Shall we go on with it?")
    return ask_yes(question, language)


def ask_next_day(history: History, language: Language) -> bool:
    """Ask for the pain of the day after the last routine, once, while it is that day or a little later.

    Returns
    -------
    bool
        Whether it was told.
    """
    from posecheck.cli.asking import ask
    from posecheck.routines.pain import asked_on_next_day
    from posecheck.routines.questions import PainDialogue, PainMoment

    last = asked_on_next_day(history, datetime.now().astimezone())
    if last is None:
        return False
    level = ask(PainDialogue(PainMoment.NEXT_DAY), language).level
    if level is not None:
        history.add_pain(last.id, "next-day", level)
    return level is not None


def ask_pain_before(
    language: Language, pain: int | None, kept: KeptSession | None, *, rehearsal: bool
) -> int | None:
    """Return the pain before, asked unless it was told, and keep it before anything else is asked.

    Raises
    ------
    NotNow
        It is too much for a session today.
    """
    from posecheck.cli.asking import ask, can_ask, let_know
    from posecheck.routines.questions import PainDialogue, PainMoment, pain_answer
    from posecheck.routines.screening import Light
    from posecheck.support.errors import NotNow

    if pain is None and not rehearsal and can_ask():
        pain = ask(PainDialogue(PainMoment.BEFORE), language).level
    if pain is None:
        return None
    told_before = kept is not None and kept.begun and bool(kept.history.pain(kept.number))
    if kept is not None and not told_before:  # of a session that is resumed, the pain at its beginning stays
        kept.tell_pain("before", pain)
    means = pain_answer(PainMoment.BEFORE, pain)
    if means.light is Light.RED:
        raise NotNow(language.translate(means.advice))
    if means.advice:
        let_know(language.translate(means.advice), err=True)
    return pain


def ask_pain_after(language: Language, kept: KeptSession | None) -> None:
    """Ask for the pain after the session, keep it at once, and say what it means."""
    from posecheck.cli.asking import ask, let_know
    from posecheck.routines.questions import PainDialogue, PainMoment

    after = ask(PainDialogue(PainMoment.AFTER), language)
    if after.level is None:
        return
    if kept is not None and kept.begun:
        kept.tell_pain(PainMoment.AFTER.value, after.level)
    let_know(language.translate(after.advice))


def warning_signs(language: Language, history: History | None) -> bool:
    """Ask whether a warning sign was the reason to stop; if so, say what to do and return true.

    It is remembered in `history`, which is ``None`` when nothing is kept.
    """
    from posecheck.cli.asking import ask, can_ask, let_know
    from posecheck.routines.questions import WarningSignsDialogue

    if not can_ask():
        return False
    if history is not None:  # until it is answered; it is asked again before the next session
        history.set_setting(_OPEN, True)
    told = ask(WarningSignsDialogue(), language)
    if history is not None:
        history.set_setting(_OPEN, None)
    if not told.stands:
        return False
    if history is not None:
        history.set_setting(_WARNED, datetime.now().astimezone().isoformat())
    let_know(language.translate(told.advice))
    return True


def require_warning_over(history: History, language: Language) -> None:
    """Let nobody begin on the day of a warning sign, nor later before it has passed.

    Raises
    ------
    NotNow
        It is the same day, it has not passed, or nobody can be asked.
    """
    from posecheck.cli.asking import ask, can_ask
    from posecheck.routines.questions import WarningOverDialogue
    from posecheck.routines.screening_questions import AFTER_WARNING, PROMPT
    from posecheck.support.errors import NotNow

    if history.setting(_OPEN):
        if not can_ask():
            raise NotNow(language.translate(PROMPT))
        if warning_signs(language, history):
            raise NotNow(language.translate(AFTER_WARNING))
    when = history.setting(_WARNED)
    if when is None:
        return
    now = datetime.now().astimezone()
    if datetime.fromisoformat(when).astimezone(now.tzinfo).date() == now.date():
        raise NotNow(language.translate(AFTER_WARNING))
    if not can_ask():
        raise NotNow(language.translate(PROMPT))
    told = ask(WarningOverDialogue(), language)
    if told.stands:
        raise NotNow(language.translate(told.advice))
    history.set_setting(_WARNED, None)


def require_no_warning(language: Language, *, recorded: bool) -> None:
    """Let nobody train alone either on the day of a warning sign; a `recorded` video is nobody's training.

    Raises
    ------
    NotNow
        As :func:`require_warning_over`.
    """
    from posecheck.history.store import History
    from posecheck.support.paths import history_path

    if not recorded and history_path().exists():  # looking must not make one
        with History() as history:
            require_warning_over(history, language)
