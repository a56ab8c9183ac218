"""What a page shows of the things that are hard for the person: sentences, and the chart beside training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.report.goal_chart import goal_chart
from posecheck.report.goal_course import goal_words, note_words, together_words

if TYPE_CHECKING:
    from markupsafe import Markup

    from posecheck.report.content import Content


@dataclass(frozen=True, slots=True)
class GoalsPart:
    """What a page shows: a sentence about each, one about all three, the chart, and what is called a change.

    `chart` is ``None`` as long as nothing was told twice.
    """

    sentences: tuple[str, ...]
    together: str
    chart: Markup | None
    note: str


def goals_part(content: Content) -> GoalsPart | None:
    """Return what a page shows of the goals, ``None`` without any that was told."""
    goals, words = [each for each in content.goals if each.levels], content.words
    if not goals:
        return None
    sentences = tuple(goal_words(each, words, content.made) for each in goals)
    spoken = " ".join(sentences)
    note = note_words(words)
    chart = None
    if any(len(each.levels) > 1 for each in goals):
        chart = goal_chart(goals, content, spoken)
        note += " " + words.say("Grey in the picture: about the same as the first time.")
    return GoalsPart(sentences, together_words(goals, words), chart, note)
