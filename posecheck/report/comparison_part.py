"""What the report compares: left with right, and the weeks with the person's own baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.report.charts import trend_chart
from posecheck.report.content import is_ranged
from posecheck.report.findings import sides_compared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from posecheck.report.content import Content
    from posecheck.report.trend import Trend
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class TrendPart:
    """How an exercise on one side went over the weeks, and what that amounts to."""

    title: str
    chart: Markup
    verdict: str


def side_rows(content: Content) -> list[tuple[str, tuple[str, ...]]]:
    """Return each exercise that was held on both sides with its row: name, left, right, apart, verdict."""
    words = content.words
    compared = sides_compared(part.record for each in content.sessions for part in each.exercises)
    return [
        (
            each.exercise,
            (
                content.title_of(each.exercise),
                words.amount(each.left, each.unit),
                words.amount(each.right, each.unit),
                words.amount(abs(each.left - each.right), each.unit),
                words.say("they differ") if each.differ else words.say("alike"),
            ),
        )
        for each in compared
        if is_ranged(content.catalogue.get(each.exercise))
    ]


def caveats(content: Content, exercises: Iterable[str]) -> list[str]:
    """Return what has to be said about the measures that lead these exercises, each once."""
    known = [content.catalogue.get(exercise) for exercise in exercises]
    said = [each.primary.measure.caveat for each in known if each is not None and each.primary is not None]
    return [content.words.say(text) for text in dict.fromkeys(said) if text]


def trend_parts(content: Content) -> list[TrendPart]:
    """Return every trend with its chart."""
    words = content.words
    titles = [words.sided(content.title_of(each.exercise), each.side) for each in content.trends]
    return [
        TrendPart(title, trend_chart(each, title, words), trend_words(each, words))
        for title, each in zip(titles, content.trends, strict=True)
    ]


def trend_words(trend: Trend, words: Words) -> str:
    """Return what a trend amounts to."""
    if trend.baseline is None or trend.change is None:
        return words.say("No baseline yet: it takes three counted holds.")
    told = words.say(
        "Baseline {baseline} ({source}), last week {newest}.",
        baseline=words.amount(trend.baseline, trend.unit),
        source=(
            words.say("as you measured it")
            if trend.measured
            else words.say("the median of your first three holds")
        ),
        newest=words.amount(trend.weeks[-1].value, trend.unit),
    )
    if trend.unit != "deg":
        return f"{told} {words.say('No verdict: the error of measuring is not known for this unit.')}"
    if trend.changed:
        return f"{told} {words.say('A change of {change}°.', change=f'{trend.change:+.0f}')}"
    return f"{told} {words.say('No change beyond the error of measuring.')}"
