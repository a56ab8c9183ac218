"""What somebody answered about their health, and when, to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from posecheck.routines.screening import VALID, Screening, is_current
from posecheck.routines.screening_dialogue import agreement_words
from posecheck.routines.screening_kept import INVERSION, SCREENING, what_changes
from posecheck.routines.screening_questions import BY_ID, INVERSION_GATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from posecheck.history.store import History
    from posecheck.report.wording import Words
    from posecheck.routines.screening_questions import ScreeningQuestion

_GATE = {question.id: question for question in INVERSION_GATE}


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as they are shown.

    Parameters
    ----------
    when
        On which day they were given.
    until
        How long they hold; empty when they hold no longer.
    yes
        The questions that were answered with yes.
    comes_to
        What they lead to, in a sentence.
    left_out
        (title, reason) of each exercise that is left out or changed.
    stops
        Nothing may be done at present.
    """

    when: str
    until: str
    yes: tuple[str, ...]
    comes_to: str
    left_out: tuple[tuple[str, str], ...] = ()
    stops: bool = False


def screening_answers(history: History, words: Words) -> Answers | None:
    """Return what was answered about health, ``None`` when nothing was."""
    kept = history.last_answers(SCREENING)
    if kept is None:
        return None
    answers = Screening.from_answers(kept.answers)
    forbids = words.told(answers.forbids())
    changed = () if forbids else what_changes(answers)
    comes_to = forbids or (
        words.count(
            len(changed),
            "1 exercise is left out or done otherwise.",
            "{count} exercises are left out or done otherwise.",
        )
        if changed
        else words.say("Nothing is left out.")
    )
    if answers.agreement is not None and not forbids:
        comes_to = f"{words.told(agreement_words(answers.agreement))} {comes_to}"
    return Answers(
        *_days(kept.told_at, words),
        _questions(answers.yes, BY_ID, words),
        comes_to,
        tuple((words.told(each.title), words.told(fitted.reason)) for each, fitted in changed),
        stops=bool(forbids),
    )


def inversion_answers(history: History, words: Words) -> Answers | None:
    """Return what was answered about the inversion table, ``None`` when nothing was."""
    kept = history.last_answers(INVERSION)
    if kept is None:
        return None
    yes = kept.answers.get("yes", ())
    agreed = bool(kept.answers.get("consent")) and not yes
    comes_to = (
        words.say("You agreed that posecheck watches it.") if agreed else words.say("It is not watched.")
    )
    return Answers(*_days(kept.told_at, words), _questions(yes, _GATE, words), comes_to, stops=not agreed)


def _days(told_at: datetime, words: Words) -> tuple[str, str]:
    now = datetime.now().astimezone()
    local = told_at.astimezone()
    until = words.plain_date(local + VALID) if is_current(told_at, now) else ""
    return words.plain_date(local), until


def _questions(yes: Iterable[str], known: Mapping[str, ScreeningQuestion], words: Words) -> tuple[str, ...]:
    return tuple(words.told(each.text) for name, each in known.items() if name in set(yes))
