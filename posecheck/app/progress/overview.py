"""What the page of the progress shows: the weeks at a glance, what improved, range of motion, sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.history.calendar import minutes_by_day, streak, weeks
from posecheck.history.stills import count_stills
from posecheck.report.charts import pain_chart
from posecheck.report.comparison_part import caveats, trend_parts
from posecheck.report.goals_part import goals_part
from posecheck.report.overview import improvements, overview
from posecheck.report.trend import CHANGE_DEG
from posecheck.report.wording import STATUS_WORDS
from posecheck.routines.session_titles import Titles, what_words
from posecheck.support.language import find_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from markupsafe import Markup

    from posecheck.history.records import SessionLine
    from posecheck.history.store import History
    from posecheck.report.accuracy import PublishedError
    from posecheck.report.comparison_part import TrendPart
    from posecheck.report.content import Content
    from posecheck.report.goals_part import GoalsPart
    from posecheck.report.trend import Trend
    from posecheck.report.wording import Words

#: The calendar goes back so far, the figures beside it so many days.
_WEEKS, _LATELY = 12, 28
#: From so many minutes on the mark of a day is so large.
_SIZES = ((20.0, 4), (10.0, 3), (5.0, 2), (0.01, 1))
#: So many sessions are listed before one asks for all.
LISTED = 15
_SHORT = "EEEEE"
_LONG = "EEEE"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar.

    Parameters
    ----------
    minutes
        What is written on it; empty on a day of rest.
    size
        Of its mark, 0 to 4.
    spoken
        What it says to those who hear the page.
    today
        It is today.
    """

    minutes: str
    size: int
    spoken: str
    today: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the calendar; a day is ``None`` as long as it has not come."""

    begins: str
    days: tuple[Day | None, ...]
    sum: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    number: str
    what: str


@dataclass(frozen=True, slots=True)
class RangePart:
    """How far somebody goes in one exercise, each side in its line and its chart.

    Parameters
    ----------
    id, title
        The exercise.
    lines
        (side or exercise, baseline, last week, whether that is a change) of each.
    charts
        Of each week by week; none of what was done in a single week.
    error
        How exact it is, in a sentence; empty where it was not measured.
    """

    id: str
    title: str
    lines: tuple[tuple[str, str, str, bool], ...]
    charts: tuple[TrendPart, ...]
    error: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the list."""

    id: int
    day: str
    time: str
    what: str
    lasted: str
    score: str
    status: str
    pain: str
    pictures: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The page."""

    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[Week, ...]
    figures: tuple[Figure, ...]
    streak: str
    better: tuple[str, ...]
    ranges: tuple[RangePart, ...]
    caveats: tuple[str, ...]
    change: str
    goals: GoalsPart | None
    pain: Markup | None
    sessions: tuple[SessionRow, ...]
    more: int
    pictures: int


def overview_page(history: History, words: Words, now: datetime, *, every: bool) -> Overview | None:
    """Return what the page shows, ``None`` while there is nothing.

    Parameters
    ----------
    history
        Whose progress it is.
    words
        Says it.
    now
        The moment that it is shown.
    every
        List every session, not only the newest.
    """
    lines = history.summaries()
    if not lines:
        return None
    minutes, today = minutes_by_day(lines), now.date()
    names = dict.fromkeys(name for each in lines if each.session.kind != "replay" for name in each.names)
    content = overview(history, names, all_exercises(), now, find_language(words.code))
    listed = lines if every else lines[:LISTED]
    return Overview(
        weekdays=_weekdays(words, today),
        weeks=_calendar(minutes, today, words),
        figures=_figures(minutes, today, words),
        streak=_streak(minutes, today, words),
        better=tuple(improvements(content)),
        ranges=_ranges(content),
        caveats=tuple(caveats(content, (each.exercise for each in content.trends))),
        change=words.number(CHANGE_DEG),
        goals=goals_part(content),
        pain=pain_chart(content.pain, words) if content.pain else None,
        sessions=_rows(history, listed, words),
        more=len(lines) - len(listed),
        pictures=sum(count_stills(history.path, each.session.id) for each in lines),
    )


# ---- the weeks


def _weekdays(words: Words, today: date) -> tuple[tuple[str, str], ...]:
    """Return the days of the week, as briefly as the calendar has them and as they are read aloud."""
    language = find_language(words.code)
    days = [today + timedelta(days=day - today.weekday()) for day in range(7)]
    return tuple((language.date(day, _SHORT), language.date(day, _LONG)) for day in days)


def _calendar(minutes: Mapping[date, float], today: date, words: Words) -> tuple[Week, ...]:
    first = today - timedelta(days=today.weekday(), weeks=_WEEKS - 1)
    shown = []
    for number, week in enumerate(weeks(minutes, today, _WEEKS)):
        monday = first + timedelta(weeks=number)
        days = tuple(
            None if done is None else _day(monday + timedelta(days=weekday), done, today, words)
            for weekday, done in enumerate(week)
        )
        whole = sum(done or 0.0 for done in week)
        shown.append(Week(words.day(monday), days, words.duration(60 * round(whole)) if whole else ""))
    return tuple(reversed(shown))


def _day(day: date, minutes: float, today: date, words: Words) -> Day:
    whole = max(1, round(minutes)) if minutes else 0
    told = words.count(whole, "{day}: 1 minute", "{day}: {count} minutes", day=words.day(day))
    size = next((size for least, size in _SIZES if minutes >= least), 0)
    rest = words.say("{day}: rest", day=words.day(day))
    return Day(str(whole) if whole else "", size, told if whole else rest, day == today)


def _figures(minutes: Mapping[date, float], today: date, words: Words) -> tuple[Figure, ...]:
    lately = [done for day, done in minutes.items() if today - timedelta(days=_LATELY) < day <= today]
    say, days = words.say, len(lately)
    return (
        Figure(
            str(days), words.count(days, "day of training in four weeks", "days of training in four weeks")
        ),
        Figure(str(round(sum(lately))), say("minutes in four weeks")),
        Figure(str(len(minutes)), say("days of training in all")),
    )


def _streak(minutes: Mapping[date, float], today: date, words: Words) -> str:
    now = streak(minutes, today)
    if not now.days:
        return words.say("No streak at present.")
    return words.count(
        now.days,
        "Streak: 1 day.",
        "Streak: {count} days, with exercise on {trained}.",
        trained=str(now.trained),
    )


# ---- range of motion


def _ranges(content: Content) -> tuple[RangePart, ...]:
    """Return the exercises with the changed ones first, then those with the longest story."""
    pairs = list(zip(content.trends, trend_parts(content), strict=True))
    parts = [(list(pair), exercise) for exercise, pair in groupby(pairs, key=lambda each: each[0].exercise)]
    parts.sort(key=lambda each: _rank([trend for trend, _ in each[0]]))
    return tuple(_range(exercise, each, content) for each, exercise in parts)


def _rank(trends: Sequence[Trend]) -> tuple[bool, int]:
    return not any(each.changed for each in trends), -max(len(each.weeks) for each in trends)


def _range(exercise: str, parts: Sequence[tuple[Trend, TrendPart]], content: Content) -> RangePart:
    words = content.words
    error = content.errors.get(exercise)
    return RangePart(
        id=exercise,
        title=content.title_of(exercise),
        lines=tuple(
            (
                words.told(trend.side) if trend.side in ("left", "right") else "",
                "" if trend.baseline is None else words.amount(trend.baseline, trend.unit),
                words.amount(trend.weeks[-1].value, trend.unit),
                trend.changed,
            )
            for trend, _ in parts
        ),
        charts=tuple(part for trend, part in parts if len(trend.weeks) > 1),
        error="" if error is None else _error(error, words),
    )


def _error(error: PublishedError, words: Words) -> str:
    return words.say(
        "On clips whose true angles are known this is off by {typical} as a rule, and 95 of 100 times by "
        "less than {most}.",
        typical=words.amount(error.median, error.unit, 1),
        most=words.amount(error.within_95, error.unit, 1),
    )


# ---- the sessions


def _rows(history: History, lines: Sequence[SessionLine], words: Words) -> tuple[SessionRow, ...]:
    titles, language = Titles.known(), find_language(words.code)
    return tuple(
        SessionRow(
            id=each.session.id,
            day=words.plain_date(each.session.started_at),
            time=f"{each.session.started_at:%H:%M}",
            what=what_words(each, titles, language),
            lasted=words.duration(60 * max(1, round(each.duration_s / 60))),
            score="" if each.score is None else words.say("{score} of 100", score=words.number(each.score)),
            status=_status(history, each, words),
            pain=_pain(each, words),
            pictures=count_stills(history.path, each.session.id),
        )
        for each in lines
    )


def _status(history: History, line: SessionLine, words: Words) -> str:
    if history.is_running(line.session.id):
        return words.say("It is going on now.")
    status = line.session.status
    return "" if status == "done" else words.told(STATUS_WORDS[status])


def _pain(line: SessionLine, words: Words) -> str:
    before, after = line.pain_before, line.pain_after
    if before is not None and after is not None:
        return words.say("Pain {before}, then {after}", before=str(before), after=str(after))
    if before is not None:
        return words.say("Pain {level} before", level=str(before))
    return "" if after is None else words.say("Pain {level} after", level=str(after))
