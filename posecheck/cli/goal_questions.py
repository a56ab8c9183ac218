"""How it goes with what is hard for the person: asked before a session when it is time, and naming it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from posecheck.cli.paragraphs import fitted
from posecheck.support.message import message

if TYPE_CHECKING:
    from posecheck.history.course_records import GoalRecord
    from posecheck.history.store import History
    from posecheck.support.language import Language

#: Asked once of who follows nothing, after a session, where they can type.
FOLLOW = message(
    "I can ask you every two weeks about up to three things that are hard for you. "
    "Do you want to name some now?"
)


def ask_when_due(history: History, language: Language) -> None:
    """Ask how well each goal goes, if it is time for that and somebody can answer, and keep it at once."""
    from posecheck.cli.asking import can_ask
    from posecheck.routines.goals import goals_due

    goals = goals_due(history, datetime.now().astimezone())
    if goals and can_ask():
        ask_levels(history, goals, language)


def ask_when_due_alone(language: Language, *, keep: bool) -> None:
    """Ask it before a session without a routine, where a history is kept already."""
    from posecheck.history.store import History
    from posecheck.support.paths import history_path

    if keep and history_path().exists():  # looking must not make one
        with History() as history:
            ask_when_due(history, language)


def ask_levels(history: History, goals: tuple[GoalRecord, ...], language: Language) -> None:
    """Ask how well these go today, and keep what was told, or that it was put off till tomorrow.

    A history that cannot be written at the moment is told, and stands in nobody's way.
    """
    from posecheck.cli.asking import ask
    from posecheck.history.database import HistoryError
    from posecheck.routines.goal_questions import GoalLevelsDialogue
    from posecheck.routines.goals import keep

    answers = ask(GoalLevelsDialogue(goals), language)
    try:
        keep(history, answers, datetime.now().astimezone())
    except HistoryError as error:
        typer.echo(fitted(str(error), err=True), err=True)


def offer_naming(history: History, language: Language, *, ask: bool) -> None:
    """Ask somebody who follows nothing whether they want to, where they can type; then have it named.

    Without `ask` nobody is asked.
    """
    from posecheck.cli.asking import ask_yes, asks_aloud, can_ask
    from posecheck.routines.goals import keep_offered, offers_naming

    now = datetime.now().astimezone()
    if not ask or asks_aloud() or not can_ask() or not offers_naming(history, now):
        return
    keep_offered(history, now)
    if ask_yes(language.translate(FOLLOW), language):
        ask_names(history, language)


def ask_names(history: History, language: Language) -> None:
    """Have things named that are hard, as long as there is room, each with how well it goes today."""
    from posecheck.cli.asking import ask
    from posecheck.routines.goal_questions import GoalNameDialogue
    from posecheck.routines.goals import MOST, add_goal, find_goal
    from posecheck.support.errors import InputError

    while len(named := history.course.goals()) < MOST:
        text = ask(GoalNameDialogue(first=not named), language)
        if not text:
            return
        try:
            number = add_goal(history, text, datetime.now().astimezone())
        except InputError as error:  # said otherwise, it can be kept
            typer.echo(language.translate(str(error)), err=True)
            continue
        ask_levels(history, (find_goal(history, number),), language)
