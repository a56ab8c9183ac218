"""Three things that are hard for the person, in their own words: how they are named, and when they are asked.

It is the Patient-Specific Functional Scale (Stratford, Gill, Westaway, Binkley: Assessing disability and
change on individual patients: a report of a patient specific measure. Physiotherapy Canada 47 (1995)
258-263): up to three activities, each from 0, not at all, to 10, as before the trouble. What a
change amounts to says :mod:`posecheck.report.goal_course`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.history.course_records import GoalRecord
    from posecheck.history.store import History

#: So many things are asked for at once; the scale has three.
MOST = 3
#: The ends of the scale.
LOWEST, HIGHEST = 0, 10
#: They are asked for again so many days after they were told.
ASK_AGAIN = timedelta(days=14)
#: Who does not want to name anything is left in peace for so long.
OFFER_AGAIN = timedelta(days=14)
#: The longest that one may be called, in letters: it is read from the mat, on a card beside the scale.
LONGEST = 60
#: Settings of the history: the day on which it was put off, and when naming was offered.
_PUT_OFF, _OFFERED = "goals-put-off", "goals-offered"


@dataclass(frozen=True, slots=True)
class GoalAnswers:
    """What was told of the goals: number → 0 to 10, none for what was left out."""

    levels: Mapping[int, int]

    @property
    def put_off(self) -> bool:
        """Nothing was told, so that it is asked again tomorrow."""
        return not self.levels


def due(goals: Sequence[GoalRecord], now: datetime, put_off: date | None = None) -> tuple[GoalRecord, ...]:
    """Return the goals that are to be asked for now, none when it is not time.

    They are asked together, so that they can be compared, 14 days after any of them was told, counted in
    days where the person is. One that was named since and never told is asked for at once. None is asked for
    twice on one day.

    Parameters
    ----------
    goals
        Those that are asked for, in their order.
    now
        With its time zone.
    put_off
        The day on which it was put off last, till tomorrow.
    """
    today = now.date()
    if _waits(put_off, today):
        return ()
    newest = [each.levels[-1].told_at for each in goals if each.levels]
    last = max(newest, default=None)
    # What was told while the clock was wrong may lie ahead, and nobody would be asked until then.
    if last is None or abs(today - _day(last, now)) >= ASK_AGAIN:
        return tuple(goals)
    return tuple(each for each in goals if not each.levels and each.begun_at > last)


def next_time(goals: Sequence[GoalRecord], now: datetime, put_off: date | None = None) -> date | None:
    """Return the day from which on they are asked for, today or later; ``None`` without any."""
    if not goals:
        return None
    today = now.date()
    newest = [_day(each.levels[-1].told_at, now) for each in goals if each.levels]
    if due(goals, now):
        return put_off + timedelta(days=1) if put_off is not None and _waits(put_off, today) else today
    return max(newest) + ASK_AGAIN


def goals_due(history: History, now: datetime) -> tuple[GoalRecord, ...]:
    """Return the goals of a history that are to be asked for now."""
    return due(history.course.goals(), now, put_off_on(history))


def put_off_on(history: History) -> date | None:
    """Return the day on which it was put off last."""
    kept = history.setting(_PUT_OFF)
    return date.fromisoformat(kept) if kept else None


def keep(history: History, answers: GoalAnswers, now: datetime) -> None:
    """Keep what was told in place of what was told earlier today, or that it was put off till tomorrow."""
    if answers.put_off:
        history.set_setting(_PUT_OFF, now.date().isoformat())
    else:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        history.course.add_goal_levels(answers.levels, told=now, replacing=midnight)


def offers_naming(history: History, now: datetime) -> bool:
    """Return whether somebody who follows nothing may be asked (again) whether they want to."""
    every = history.course.goals(ended=True)
    if any(each.ended_at is None for each in every):
        return False
    offered = history.setting(_OFFERED)
    asked = [datetime.fromisoformat(offered)] if offered else []
    asked += [each.ended_at for each in every if each.ended_at is not None]
    return not asked or now - max(asked) >= OFFER_AGAIN


def keep_offered(history: History, now: datetime) -> None:
    """Remember that naming was offered."""
    history.set_setting(_OFFERED, now.isoformat())


def add_goal(history: History, text: str, now: datetime, level: int | None = None) -> int:
    """Keep something that is hard, with how well it goes where that was told; return its number.

    Raises
    ------
    InputError
        It cannot be called so, is there already, or there are three.
    """
    named = goal_name(text, history.course.goals())
    number = history.course.add_goal(named, begun=now)
    if level is not None:
        history.course.add_goal_levels({number: level}, told=now)
    return number


def goal_name(text: str, others: Sequence[GoalRecord]) -> str:
    """Return the words of a new goal beside the `others` that are asked for.

    Raises
    ------
    InputError
        It cannot be called so, is there already, or there are three.
    """
    if len(others) >= MOST:
        raise InputError(message("Three things are followed already; end one of them first."))
    return checked_words(text, others)


def checked_words(text: str, others: Sequence[GoalRecord] = ()) -> str:
    """Return what something that is hard is called, without what steers a terminal.

    Raises
    ------
    InputError
        There are no words, too many, or one of the `others` has the same.
    """
    words = " ".join(text.split())
    whole = words.encode("utf-8", "ignore").decode() == words  # else bytes of a terminal that are no letters
    if not words or not whole or words != printable(words):
        raise InputError(message("Say in a few words what is hard for you."))
    if len(words) > LONGEST:
        raise InputError(message("Say it in fewer words: at most 60 letters."))
    if any(each.text.casefold() == words.casefold() for each in others):
        raise InputError(message("That is there already."))
    return words


def find_goal(history: History, number: int, *, ended: bool = False) -> GoalRecord:
    """Return the goal of a number among those that are asked for, with `ended` also among the others.

    Raises
    ------
    InputError
        There is none.
    """
    found = next((each for each in history.course.goals(ended=ended) if each.id == number), None)
    if found is None:
        raise InputError(message("This is not followed any more."))
    return found


def _waits(put_off: date | None, today: date) -> bool:
    """Return whether it was put off till tomorrow: today, or in a place that is a day ahead."""
    return put_off is not None and 0 <= (put_off - today).days <= 1


def _day(moment: datetime, now: datetime) -> date:
    """Return the day of a moment where the person is now."""
    return moment.astimezone(now.tzinfo).date()
