"""How it went with what is hard for the person: from the first time that it was told to the last.

Three activities in the person's own words, each from 0 (not at all) to 10 (as before the trouble),
are the Patient-Specific Functional Scale (Stratford, Gill, Westaway, Binkley: Assessing disability and change
on individual patients: a report of a patient specific measure. Physiotherapy Canada 47 (1995) 258-263). What
it can detect stands on its form: 3 points in a single activity, 2 in the mean, each at 90 % confidence. Less
is called about the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from posecheck.history.course_records import GoalRecord
    from posecheck.report.wording import Words

#: The smallest change that is more than chance at 90 % confidence, in points of 0 to 10, of one activity and
#: of the mean of three (Stratford and others 1995).
DETECTABLE_SINGLE, DETECTABLE_MEAN = 3, 2
#: The mean is said of so many activities, for which it was published.
_OF_A_MEAN = 3


class Verdict(StrEnum):
    """What a change amounts to."""

    BETTER = "better"
    SAME = "about the same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Change:
    """From the first time to the last, in points of 0 to 10; `detectable` is the least that is a change."""

    first: float
    newest: float
    detectable: float

    @property
    def points(self) -> float:
        """How much more is possible now; less when it is negative."""
        return self.newest - self.first

    @property
    def verdict(self) -> Verdict:
        """Whether that is better, worse, or not more than chance."""
        if abs(self.points) < self.detectable:
            return Verdict.SAME
        return Verdict.BETTER if self.points > 0 else Verdict.WORSE


def change_of(goal: GoalRecord) -> Change | None:
    """Return how one activity changed, ``None`` as long as it was not told twice."""
    if len(goal.levels) < 2:  # noqa: PLR2004 - a change is between two
        return None
    return Change(goal.levels[0].level, goal.levels[-1].level, DETECTABLE_SINGLE)


def mean_change(goals: Sequence[GoalRecord]) -> Change | None:
    """Return how the mean of three changed; ``None`` of another number, or as long as one was told once."""
    changes = [each for each in map(change_of, goals) if each is not None]
    if len(goals) != _OF_A_MEAN or len(changes) != _OF_A_MEAN:
        return None
    first, newest = (fmean(getattr(each, end) for each in changes) for end in ("first", "newest"))
    return Change(first, newest, DETECTABLE_MEAN)


def goal_words(goal: GoalRecord, words: Words, now: datetime) -> str:
    """Return how it went with one: "Lifting my grandchild: 3 on 1 October 2026, 6 today: better."."""
    say, what = words.say, _begun_large(goal.text)
    if not goal.levels:
        return say("{what}: not told yet.", what=what)
    last = goal.levels[-1]
    change = change_of(goal)
    if change is None:
        return say(
            "{what}: {level} {day}.", what=what, level=str(last.level), day=_on(last.told_at, words, now)
        )
    return say(
        "{what}: {then} {then_day}, {level} {day}: {verdict}.",
        what=what,
        then=str(goal.levels[0].level),
        then_day=_on(goal.levels[0].told_at, words, now),
        level=str(last.level),
        day=_on(last.told_at, words, now),
        verdict=verdict_words(change.verdict, words),
    )


def together_words(goals: Sequence[GoalRecord], words: Words) -> str:
    """Return how it went with all three together; empty where that cannot be said."""
    change = mean_change(goals)
    if change is None:
        return ""
    return words.say(
        "All three together: {then} at first, {now} now: {verdict}.",
        then=words.number(change.first, 1),
        now=words.number(change.newest, 1),
        verdict=verdict_words(change.verdict, words),
    )


def verdict_words(verdict: Verdict, words: Words) -> str:
    """Return what a verdict is called."""
    say = words.say
    return {
        Verdict.BETTER: say("better"),
        Verdict.SAME: say("about the same"),
        Verdict.WORSE: say("worse"),
    }[verdict]


def note_words(words: Words) -> str:
    """Return what the numbers mean, and what is called a change, with who says so."""
    return words.say(
        "0: not at all. 10: as before the trouble. Less than {single} points in one thing, or less "
        "than {mean} in the mean of three, may be chance and is called about the same (Patient-Specific "
        "Functional Scale, Stratford and others 1995).",
        single=str(DETECTABLE_SINGLE),
        mean=str(DETECTABLE_MEAN),
    )


def better_words(goal: GoalRecord, words: Words) -> str:
    """Return what became better in one activity by more than chance; empty otherwise."""
    change = change_of(goal)
    if change is None or change.verdict is not Verdict.BETTER:
        return ""
    return words.say(
        "{what}: {then} of 10 at first, {now} now.",
        what=_begun_large(goal.text),
        then=words.short_number(change.first),
        now=words.short_number(change.newest),
    )


def until(goals: Sequence[GoalRecord], day: date, now: datetime) -> tuple[GoalRecord, ...]:
    """Return the goals that were followed on a day, each with what was told until then."""

    def local(moment: datetime) -> date:
        return moment.astimezone(now.tzinfo).date()

    return tuple(
        replace(each, levels=tuple(level for level in each.levels if local(level.told_at) <= day))
        for each in goals
        if local(each.begun_at) <= day and (each.ended_at is None or local(each.ended_at) > day)
    )


def _begun_large(text: str) -> str:
    """Return somebody's own words as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _on(moment: datetime, words: Words, now: datetime) -> str:
    day = moment.astimezone(now.tzinfo).date()
    return words.say("today") if day == now.date() else words.say("on {date}", date=words.plain_date(day))
