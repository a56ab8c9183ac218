"""The report as one page that holds everything within itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.pages.rendering import render
from posecheck.report.assessments_part import assessment_parts
from posecheck.report.charts import pain_chart
from posecheck.report.comparison_part import caveats, side_rows, trend_parts
from posecheck.report.goals_part import goals_part
from posecheck.report.scales import scale_of
from posecheck.report.session_part import session_part
from posecheck.report.stills_part import stills_note
from posecheck.report.trend import CHANGE_DEG
from posecheck.support.disclaimer import DISCLAIMER

if TYPE_CHECKING:
    from posecheck.report.content import Content
    from posecheck.report.wording import Words


def report_page(content: Content) -> str:
    """Return the report as HTML."""
    words = content.words
    sides = side_rows(content)
    return render(
        "report/page.html.j2",
        words=words,
        say=words.say,
        told=words.told,
        count=words.count,
        title=_title(content),
        made=content.made,
        stills_note=stills_note(content),
        sessions=[session_part(content, each, at) for at, each in enumerate(content.sessions, start=1)],
        sides=[row for _, row in sides],
        sides_caveats=caveats(content, (exercise for exercise, _ in sides)),
        change_deg=CHANGE_DEG,
        trends=trend_parts(content),
        trends_caveats=caveats(content, (each.exercise for each in content.trends)),
        assessments=assessment_parts(content.assessments, words),
        goals=goals_part(content),
        pain=pain_chart(content.pain, words) if content.pain else None,
        errors=_errors(content),
        disclaimer=DISCLAIMER,
    )


def _title(content: Content) -> str:
    words = content.words
    first, last = content.sessions[0].session, content.sessions[-1].session
    if len(content.sessions) == 1:
        return words.say("Session of {date}", date=words.full_date(first.started_at))
    if first.started_at.date() == last.started_at.date():
        return words.say(
            "{count} sessions, {date}",
            count=str(len(content.sessions)),
            date=words.plain_date(first.started_at),
        )
    return words.say(
        "{count} sessions, {first} to {last}",
        count=str(len(content.sessions)),
        first=words.plain_date(first.started_at),
        last=words.plain_date(last.started_at),
    )


def _errors(content: Content) -> list[tuple[str, str, str]]:
    """Return the published error of each exercise on the page: typical, and what 95 of 100 stay within."""
    words = content.words
    return [
        (
            content.title_of(exercise),
            _error(error.median, error.unit, words),
            _error(error.within_95, error.unit, words),
        )
        for exercise, error in content.errors.items()
    ]


def _error(value: float, unit: str, words: Words) -> str:
    """Return an error in the scale of its unit."""
    scale = scale_of("", unit)
    return words.amount(scale.factor * value, scale.unit, 1)
