"""What the whole history amounts to, without its single sessions: range of motion, pain, what improved."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from posecheck.history.calendar import minutes_by_day
from posecheck.report.accuracy import published_errors
from posecheck.report.assessments_part import trends_of
from posecheck.report.content import Content, is_ranged
from posecheck.report.goal_course import better_words
from posecheck.report.trend import CHANGE_DEG, trends
from posecheck.report.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from posecheck.exercise import Exercise, Primary
    from posecheck.history.records import PainRecord
    from posecheck.history.store import History
    from posecheck.report.trend import Trend
    from posecheck.support.language import Language

#: On a scale of 0 to 10 people feel a difference of two points; less is no change.
CHANGE_OF_PAIN = 2
#: So many of the first sessions are compared with as many of the last ones.
_COMPARED = 3


def overview(
    history: History,
    exercises: Iterable[str],
    catalogue: Mapping[str, Exercise],
    made: datetime,
    language: Language,
) -> Content:
    """Return what is compared over time of `exercises`, by their ids; the content has no sessions."""
    ids = list(dict.fromkeys(exercises))
    over_time = [
        trend
        for exercise in ids
        if is_ranged(catalogue.get(exercise))
        for trend in trends(history.held_values(exercise), history.baselines(exercise))
    ]
    days = {each.id: each.started_at.date() for each in history.sessions()}
    told = tuple((days[each.session_id], each) for each in history.pain())
    errors = {key: error for key, error in published_errors().items() if key in ids}
    return Content(
        (),
        tuple(over_time),
        told,
        errors,
        catalogue,
        made,
        Words(language),
        {},
        assessments=trends_of(history),
        goals=tuple(history.course.goals()),
        trained=minutes_by_day(history.summaries()),
    )


def improvements(content: Content) -> list[str]:
    """Return a sentence about each thing that became better by more than the error of telling it."""
    found = [_further(each, content) for each in content.trends]
    found += [better_words(each, content.words) for each in content.goals]
    found.append(_less_pain([each for _, each in content.pain], content.words))
    return [each for each in found if each]


def _further(trend: Trend, content: Content) -> str:
    exercise = content.catalogue.get(trend.exercise)
    if not trend.changed or trend.change is None or exercise is None or exercise.primary is None:
        return ""
    words, primary = content.words, exercise.primary
    what = words.sided(content.title_of(trend.exercise), trend.side)
    newest = trend.weeks[-1].value
    by = words.amount(abs(trend.change), trend.unit)
    if primary.strict:  # what counts there is a position, not how far one goes
        nearer = _away(newest - trend.change, primary) - _away(newest, primary)
        return (
            words.say("{what}: {by} nearer to a good position.", what=what, by=by)
            if nearer >= CHANGE_DEG
            else ""
        )
    further = (trend.change < 0) == primary.decreasing
    too_far = newest < min(primary.ok) if primary.decreasing else newest > max(primary.ok)
    return (
        words.say("{what}: {by} further than at first.", what=what, by=by) if further and not too_far else ""
    )


def _away(value: float, primary: Primary) -> float:
    """Return how far a value is from the interval that is good."""
    return max(min(primary.good) - value, value - max(primary.good), 0.0)


def _less_pain(pain: list[PainRecord], words: Words) -> str:
    before = [each.level for each in pain if each.moment == "before"]
    if len(before) < 2 * _COMPARED:
        return ""
    then, now = median(before[:_COMPARED]), median(before[-_COMPARED:])
    if then - now < CHANGE_OF_PAIN:
        return ""
    return words.say(
        "Pain before a session: {then} of 10 at first, {now} lately.",
        then=words.short_number(then),
        now=words.short_number(now),
    )
