"""The chart of what is hard for the person: each thing over time, above pain and the minutes of each week.

One above the other over the same days, so that one sees what went with what; nothing is claimed of why.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING

from posecheck.report import drawing
from posecheck.report.drawing import Axes
from posecheck.report.goal_course import DETECTABLE_SINGLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from markupsafe import Markup

    from posecheck.history.course_records import GoalRecord
    from posecheck.report.content import Content
    from posecheck.report.wording import Words

#: Of each panel: room for its words above it, and its own height, in the units of the picture.
_ABOVE, _HIGH, _GAP = 26.0, 88.0, 16.0
#: Room for the days below the last one.
_BELOW = 44.0
_TOP_LEVEL = 10
#: Less time than this would draw two answers of one week as a long way apart.
_LEAST_DAYS = 28
#: Longer words would stick out of the picture in the large writing of a phone; they stand below it whole.
_LONGEST = 38
_MOST_TICKS = 5
#: Within this of the first time it is called about the same.
_GREY = "#e6e9ed"
_WEEK = timedelta(days=7)


def goal_chart(goals: Sequence[GoalRecord], content: Content, spoken: str) -> Markup:
    """Return a panel for each goal, then pain before the sessions, then minutes a week, over the same days.

    Parameters
    ----------
    goals
        Each told at least once.
    content
        Has what was told of pain, the minutes of exercise by day, and the moment that it is drawn, in whose
        time zone days are told apart.
    spoken
        What is said of the goals to those who cannot see it.
    """
    words, now, pain, trained = content.words, content.made, content.pain, content.trained
    days = [[_day(level.told_at, now) for level in each.levels] for each in goals]
    low = min(day for each in days for day in each) - _WEEK
    last = max([now.date(), *(day for each in days for day in each)])
    high = max(last, low + timedelta(days=_LEAST_DAYS))
    parts: list[Markup] = []
    top = _ABOVE
    for goal, told in zip(goals, days, strict=True):
        axes = _axes(low, high, top, _TOP_LEVEL)
        parts += _level_panel(axes, goal, told, words)
        top = axes.base + _GAP + _ABOVE
    before = _by_week([(day, float(each.level)) for day, each in pain if each.moment == "before"], low, high)
    if before:
        axes = _axes(low, high, top, _TOP_LEVEL)
        parts += _pain_panel(axes, before, words)
        top = axes.base + _GAP + _ABOVE
    weeks = _minutes_by_week(trained, low, high)
    axes = _axes(low, high, top, _round_top(max(weeks.values(), default=0.0)))
    parts += _minutes_panel(axes, weeks, words)
    parts += _days(axes, low, high, words)
    return drawing.picture(parts, " ".join([spoken, *_said(before, weeks, words)]), height=axes.base + _BELOW)


def _axes(low: date, high: date, top: float, most: float) -> Axes:
    return Axes(low.toordinal(), high.toordinal(), 0.0, most, top=top, base=top + _HIGH)


def _level_panel(axes: Axes, goal: GoalRecord, days: Sequence[date], words: Words) -> list[Markup]:
    points = [(day.toordinal(), float(each.level)) for day, each in zip(days, goal.levels, strict=True)]
    first = points[0][1]
    low, high = max(first - DETECTABLE_SINGLE, 0.0), min(first + DETECTABLE_SINGLE, float(_TOP_LEVEL))
    title = goal.text if len(goal.text) <= _LONGEST else f"{goal.text[: _LONGEST - 1].rstrip()}…"
    return [
        drawing.band(axes, low, high, _GREY),
        *_grid(axes, (0, 5, _TOP_LEVEL), f"● {title}", words, drawing.LINE),
        drawing.curve(axes, points, drawing.LINE),
        *(drawing.dot(axes.x(x), axes.y(y), drawing.LINE) for x, y in points),
    ]


def _pain_panel(axes: Axes, weeks: Mapping[date, float], words: Words) -> list[Markup]:
    title = words.say("pain before a session, mean of the week")
    points = [(_middle(monday), level) for monday, level in weeks.items()]
    return [
        *_grid(axes, (0, 5, _TOP_LEVEL), f"■ {title}", words, drawing.SECOND),
        drawing.curve(axes, points, drawing.SECOND),
        *(drawing.dot(axes.x(x), axes.y(y), drawing.SECOND, square=True) for x, y in points),
    ]


def _minutes_panel(axes: Axes, weeks: Mapping[date, float], words: Words) -> list[Markup]:
    ticks = (0, axes.high_y / 2, axes.high_y)
    return [
        *_grid(axes, ticks, words.say("minutes of exercise a week"), words, drawing.INK),
        *(
            drawing.bar(axes, monday.toordinal() + 0.8, monday.toordinal() + 6.2, minutes, drawing.LINE)
            for monday, minutes in weeks.items()
            if minutes
        ),
    ]


def _grid(axes: Axes, values: Sequence[float], title: str, words: Words, colour: str) -> list[Markup]:
    parts = [drawing.text(drawing.LEFT, axes.top - 9, title, colour)]
    for value in values:
        y = axes.y(value)
        parts.append(drawing.line((drawing.LEFT, y), (drawing.RIGHT, y), "#d5dae0"))
        parts.append(drawing.text(drawing.LEFT - 6, y + 4, words.short_number(value), drawing.FAINT, "end"))
    return parts


def _days(axes: Axes, low: date, high: date, words: Words) -> list[Markup]:
    monday = low - timedelta(days=low.weekday())
    mondays = [monday + number * _WEEK for number in range((high - monday).days // 7 + 1)]
    shown = [each for each in mondays if each >= low]
    every = -(-len(shown) // _MOST_TICKS)
    return [
        *(
            drawing.text(axes.x(each.toordinal()), axes.base + 16, words.day(each), drawing.FAINT, "middle")
            for each in shown[::every]
        ),
        drawing.text(drawing.RIGHT, axes.base + 39, words.say("week of"), drawing.FAINT, "end"),
    ]


def _said(before: Mapping[date, float], weeks: Mapping[date, float], words: Words) -> list[str]:
    said = []
    if before:
        levels = list(before.values())
        said.append(
            words.say(
                "Pain before a session, mean of the week: {then} in the first week, {now} in the last.",
                then=words.number(levels[0], 1),
                now=words.number(levels[-1], 1),
            )
        )
    minutes = "; ".join(f"{words.day(monday)} {words.number(each)}" for monday, each in weeks.items())
    return [*said, words.say("Minutes of exercise, week by week: {weeks}.", weeks=minutes)]


def _minutes_by_week(trained: Mapping[date, float], low: date, high: date) -> dict[date, float]:
    """Return the minutes of each week in the picture, weeks of rest too."""
    monday = low - timedelta(days=low.weekday())
    weeks = {monday + number * _WEEK: 0.0 for number in range((high - monday).days // 7 + 1)}
    for day, minutes in trained.items():
        week = day - timedelta(days=day.weekday())
        if week in weeks:
            weeks[week] += minutes
    return {week: minutes for week, minutes in weeks.items() if week >= low or minutes}


def _by_week(told: Sequence[tuple[date, float]], low: date, high: date) -> dict[date, float]:
    """Return the mean of each week in which something was told."""
    found: dict[date, list[float]] = defaultdict(list)
    for day, value in told:
        if low <= day <= high:
            found[day - timedelta(days=day.weekday())].append(value)
    return {monday: fmean(values) for monday, values in sorted(found.items())}


def _round_top(most: float) -> float:
    """Return the end of the scale of minutes: the next half hour."""
    return max(30.0, -(-most // 30.0) * 30.0)


def _middle(monday: date) -> float:
    return monday.toordinal() + 3.5


def _day(moment: datetime, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date()
