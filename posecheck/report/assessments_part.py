"""What a page shows of the assessments: what came of each test and side, its error, what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.change import assessment_trends
from posecheck.assessment.errors import Basis, measured_errors
from posecheck.assessment.wording import amount, change_words, remark_words, sided_title
from posecheck.pose import Side
from posecheck.report.assessment_chart import assessment_chart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from posecheck.assessment.change import AssessmentTrend, Change
    from posecheck.history.store import History
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class AssessmentPart:
    """One test on one side.

    Parameters
    ----------
    title
        Its name with the side.
    told
        What came of it last, and what has changed.
    known
        How far it may be off, and what the camera does not see of it.
    chart
        Every time it was taken; ``None`` after the first.
    """

    title: str
    told: tuple[str, ...]
    known: tuple[str, ...]
    chart: Markup | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it."""
        return self.told + self.known


def trends_of(history: History, last: date | None = None) -> tuple[AssessmentTrend, ...]:
    """Return the trends of what was taken up to the day `last`, all of it without one."""
    records = [each for each in history.course.assessments() if last is None or each.taken_at.date() <= last]
    return tuple(
        assessment_trends(records, {each.id: each.larger_is_better for each in ASSESSMENTS.values()})
    )


def assessment_parts(trends: Sequence[AssessmentTrend], words: Words) -> list[AssessmentPart]:
    """Return what a page shows of the trends, in the order of the tests."""
    order = list(ASSESSMENTS)
    return [
        _part(each, words) for each in sorted(trends, key=lambda each: (order.index(each.test), each.side))
    ]


def _part(trend: AssessmentTrend, words: Words) -> AssessmentPart:
    test = ASSESSMENTS[trend.test]
    title = words.told(sided_title(test, Side(trend.side)))
    several = len(trend.records) > 1
    caveat = test.measured.caveat
    return AssessmentPart(
        title,
        tuple(each for each in (*_last(trend, words), *_changes(trend, words)) if each),
        (
            error_words(trend.test, trend.unit, words),
            *(words.say("Not seen: {what}", what=words.told(each)) for each in test.not_seen),
            *((words.told(caveat),) if caveat else ()),
        ),
        assessment_chart(trend, title, words) if several else None,
    )


def _last(trend: AssessmentTrend, words: Words) -> tuple[str, ...]:
    newest = trend.records[-1]
    assert newest.mean is not None
    assert newest.best is not None
    told = words.say(
        "{day}: {mean} on average, {best} at best.",
        day=words.plain_date(newest.taken_at.date()),
        mean=words.told(amount(newest.mean, trend.unit)),
        best=words.told(amount(newest.best, trend.unit)),
    )
    if not newest.remarks:
        return (told,)
    listed = "; ".join(words.told(remark_words(each)) for each in newest.remarks)
    return told, words.say("Less sure than usual: {why}.", why=listed)


def error_words(test: str, unit: str, words: Words) -> str:
    """Return how far a value of a test may be off."""
    found = measured_errors().get(test)
    if found is None:
        return words.say("How far this program is off here has not been measured.")
    error = words.told(amount(found.within_95, unit))
    if found.basis is Basis.SIMULATED:
        return words.say(
            "Of 100 single values, 95 are off by no more than {error}, in a simulation only.", error=error
        )
    return words.say("Of 100 single values, 95 are off by no more than {error}.", error=error)


def _changes(trend: AssessmentTrend, words: Words) -> list[str]:
    changes = [trend.from_first]
    if trend.from_last is not None and len(trend.records) > 2:  # noqa: PLR2004 - else they are the same
        changes.append(trend.from_last)
    return [_change(each, trend.unit, words) for each in changes if each is not None]


def _change(change: Change, unit: str, words: Words) -> str:
    said = change_words(change, unit)
    if not said:
        return ""
    day = words.plain_date(change.since.taken_at.date())
    return words.say("Since {day}: {change}", day=day, change=words.told(said))
