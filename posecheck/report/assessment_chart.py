"""The chart of one test on one side: every time it was taken, and the error of measuring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.assessment.change import smallest_change
from posecheck.assessment.wording import shown
from posecheck.report import drawing
from posecheck.report.drawing import Axes
from posecheck.report.scales import scale_of
from posecheck.report.wording import SCALE_WORDS

if TYPE_CHECKING:
    from markupsafe import Markup

    from posecheck.assessment.change import AssessmentTrend
    from posecheck.report.wording import Words

_MOST_TICKS = 6
_GREY = "#e6e9ed"
#: The mark of a mean is between the single repetitions, which are drawn thinner.
_REPETITION = "#7d95a8"


def assessment_chart(trend: AssessmentTrend, title: str, words: Words) -> Markup:
    """Return the means of a trend with their repetitions; grey is what is no change against the first one.

    Without a measured error there is no grey.
    """
    means = [(record.taken_at.date().toordinal(), _shown(record.mean, trend)) for record in trend.records]
    single = [
        (record.taken_at.date().toordinal(), _shown(value, trend))
        for record in trend.records
        for value in record.trials
        if value is not None
    ]
    first = means[0][1]
    around = 0.0
    if trend.error is not None:
        before, now = trend.records[0], trend.records[-1]
        around = _shown(smallest_change(trend.error.sem, before.trials, now.trials), trend)
    values = [value for _, value in (*means, *single)] + [first - around, first + around]
    pad = max(0.08 * (max(values) - min(values)), 1.0)
    days = [day for day, _ in means]
    axes = Axes(days[0] - 3, max(days[-1] + 3, days[0] + 11), min(values) - pad, max(values) + pad)
    ticks = _ticks(trend, words)
    unit = scale_of(trend.measure, trend.unit).unit
    parts: list[Markup] = [drawing.band(axes, first - around, first + around, _GREY)] if around else []
    parts += drawing.frame(
        axes, words.told(SCALE_WORDS.get(unit, unit)), words.say("day"), ticks, words.short_number
    )
    parts += [_tick(axes, day, value) for day, value in single]
    parts.append(drawing.curve(axes, means, drawing.LINE))
    parts += [drawing.dot(axes.x(day), axes.y(value), drawing.LINE) for day, value in means]
    told = "; ".join(
        f"{words.day(record.taken_at.date())} {words.amount(value, unit)}"
        for record, (_, value) in list(zip(trend.records, means, strict=True))[-_MOST_TICKS:]
    )
    return drawing.picture(parts, words.say("{title}, on average: {told}.", title=title, told=told))


def _tick(axes: Axes, day: float, value: float) -> Markup:
    x, y = axes.x(day), axes.y(value)
    return drawing.line((x - 7, y), (x + 7, y), _REPETITION)


def _shown(value: float | None, trend: AssessmentTrend) -> float:
    assert value is not None
    return shown(value, trend.unit)


def _ticks(trend: AssessmentTrend, words: Words) -> list[tuple[float, str]]:
    days = list(dict.fromkeys(record.taken_at.date() for record in trend.records))
    every = -(-len(days) // _MOST_TICKS)
    return [(day.toordinal(), words.day(day)) for day in days[::every]]
