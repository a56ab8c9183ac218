"""How it goes with what is hard for the person, as dialogues: how well today, and naming it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.routines.dialogue import Dialogue, Kind, Question
from posecheck.routines.goals import HIGHEST, LOWEST, GoalAnswers
from posecheck.support.message import Message, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.history.course_records import GoalRecord
    from posecheck.routines.dialogue import Script

#: What the ends of the scale mean, as its authors have them.
ENDS = (message("not at all"), message("as before the trouble"))
_HEARD = message("From 0, not at all, to 10, as before the trouble.")
_TOMORROW = message("Ask me tomorrow")
_ANOTHER = message("Is there another thing? In a few words.")
_WHAT = message("What is hard for you because of your back? In a few words, as: lifting my grandchild.")


class GoalLevelsDialogue(Dialogue[GoalAnswers]):
    """Asks how well each goal goes today; who leaves the first one out is asked tomorrow.

    Parameters
    ----------
    goals
        Those to ask for, at least one.
    """

    def __init__(self, goals: Sequence[GoalRecord]) -> None:
        def script() -> Script[GoalAnswers]:
            levels: dict[int, int] = {}
            for place, goal in enumerate(goals):
                told = yield _how_well(f"goal-{goal.id}", goal.text, first=place == 0)
                if told is None and place == 0:
                    break
                if told is not None:
                    levels[goal.id] = int(told)
            return GoalAnswers(levels)

        super().__init__(script)


class GoalNameDialogue(Dialogue[str]):
    """Has something named that is hard; empty when there is nothing more.

    Parameters
    ----------
    first
        Nothing has been named before it.
    """

    def __init__(self, *, first: bool) -> None:
        def script() -> Script[str]:
            named = yield Question("name", _WHAT if first else _ANOTHER, Kind.TEXT, optional=True)
            return str(named or "")

        super().__init__(script)


def _how_well(name: str, text: str, *, first: bool) -> Question:
    own = Message(text, "", {})  # somebody's own words are translated in no language
    return Question(
        name,
        message("How well does this go today: {what}?", what=own),
        Kind.NUMBER,
        heard=_HEARD if first else "",
        lowest=LOWEST,
        highest=HIGHEST,
        ends=ENDS,
        optional=True,
        leaving_out=_TOMORROW if first else "",
    )
