"""The report as one page that holds everything within itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.report.charts import amount, pain_chart, trend_chart
from posecheck.report.findings import best_position, done_against_plan, most_useful_cue, sides_compared
from posecheck.report.markup import Markup, element, figure, listed, table
from posecheck.report.session_part import done_words, exercise_part, plan_words
from posecheck.report.style import STYLE
from posecheck.report.trend import CHANGE_DEG
from posecheck.report.wording import STATUS_WORDS, band_words, duration_words, side_words
from posecheck.screening_questions import DISCLAIMER

if TYPE_CHECKING:
    from posecheck.report.content import Content, ReportedSession
    from posecheck.report.trend import Trend


def report_page(content: Content) -> str:
    """Return the report as HTML."""
    single = len(content.sessions) == 1
    first, last = content.sessions[0].session, content.sessions[-1].session
    title = (
        f"Session of {first.started_at:%A, %d %B %Y}"
        if single
        else f"{len(content.sessions)} sessions, {first.started_at:%d %B} to {last.started_at:%d %B %Y}"
    )
    body = element(
        "main",
        element("h1", title),
        *(_session(content, each, number) for number, each in enumerate(content.sessions, start=1)),
        _sides(content),
        _trends(content),
        _pain(content),
        _accuracy(content),
    )
    foot = element(
        "footer",
        element("p", DISCLAIMER),
        element(
            "p",
            f"Made by posecheck on {content.made:%d %B %Y, %H:%M}. This page loads nothing.",
            class_="quiet",
        ),
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{element('title', f'posecheck: {title}')}<style>{STYLE}</style>"
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{body}{foot}</body></html>\n'


def _session(content: Content, reported: ReportedSession, number: int) -> Markup:
    session = reported.session
    records = [each.record for each in reported.exercises]
    what = (
        f"Routine {session.routine}"
        if session.routine
        else {"live": "Live session", "replay": "Replay of a video"}.get(session.kind, session.kind)
    )
    scores = [each.score for each in records if each.score is not None]
    lead = f"{what}, {session.started_at:%H:%M}"
    if session.ended_at is not None:
        lead += f", {duration_words((session.ended_at - session.started_at).total_seconds())}"
    lead += f". {STATUS_WORDS[session.status]}"
    if scores:
        mean = sum(scores) / len(scores)
        lead += f" Mean score {mean:.0f}: {band_words(mean)}."
    done = done_against_plan(session.plan, records)
    rows = [
        [content.title_of(each.exercise), side_words(each.side), plan_words(each), done_words(each)]
        for each in done
    ]
    parts = [element("p", lead, class_="lead"), _highlights(content, reported)]
    if rows:
        parts.append(table("Done against the plan", ["Exercise", "Side", "Planned", "Done"], rows))
    parts += [exercise_part(each, f"{number}-{each.record.position}") for each in reported.exercises]
    heading = "What you did" if len(content.sessions) == 1 else f"{session.started_at:%A, %d %B %Y}"
    return element("section", element("h2", heading), *parts)


def _highlights(content: Content, reported: ReportedSession) -> Markup:
    records = [each.record for each in reported.exercises]
    items = []
    best = best_position(records)
    if best is not None:
        held = f", held {duration_words(best.held_s)}" if best.held_s else ""
        side = f" ({best.side})" if best.side in ("left", "right") else ""
        items.append(f"Best: {content.title_of(best.exercise)}{side}, {best.score:.0f} of 100{held}.")
    cue = most_useful_cue(records)
    if cue is not None:
        times = "once" if cue.said == 1 else f"{cue.said} times"
        items.append(f"Most useful cue: “{cue.text}” Said {times}, put right {cue.helped} of {cue.said}.")
    items += [
        f"{each.title}: ended early. {each.record.stop_reason}"
        for each in reported.exercises
        if each.record.stop_reason
    ]
    return listed(items) if items else Markup("")


def _sides(content: Content) -> Markup:
    compared = sides_compared(part.record for each in content.sessions for part in each.exercises)
    if not compared:
        return Markup("")
    rows = [
        [
            content.title_of(each.exercise),
            amount(each.left, each.unit),
            amount(each.right, each.unit),
            amount(abs(each.left - each.right), each.unit),
            "they differ" if each.differ else "alike",
        ]
        for each in compared
    ]
    return element(
        "section",
        element("h2", "Left and right"),
        element("p", "A difference is told from more than 10° or more than 15 %; less may be the camera."),
        table(
            "The position held, median of each side", ["Exercise", "Left", "Right", "Apart", "Verdict"], rows
        ),
    )


def _trends(content: Content) -> Markup:
    if not content.trends:
        return Markup("")
    parts: list[str] = [
        element("h2", "Range of motion"),
        element(
            "p",
            f"Against your own baseline, week by week. Less than {CHANGE_DEG:.0f}° either way (grey) "
            "is within the error of measuring and is not called a change.",
        ),
    ]
    for each in content.trends:
        side = side_words(each.side)
        title = content.title_of(each.exercise) + (f", {side}" if side else "")
        parts += [element("h3", title), figure(trend_chart(each, title), trend_words(each))]
    return element("section", *parts)


def trend_words(trend: Trend) -> str:
    """Return what a trend amounts to."""
    if trend.baseline is None or trend.change is None:
        return "No baseline yet: it takes three counted holds."
    source = "as you measured it" if trend.measured else "the median of your first three holds"
    newest = amount(trend.weeks[-1].value, trend.unit)
    words = f"Baseline {amount(trend.baseline, trend.unit)} ({source}), last week {newest}. "
    if trend.unit != "deg":
        return words + "No verdict: the error of measuring is not known for this unit."
    if trend.changed:
        return words + f"A change of {trend.change:+.0f}°."
    return words + "No change beyond the error of measuring."


def _pain(content: Content) -> Markup:
    if not content.pain:
        return Markup("")
    caption = "As you told it, 0 none to 10 worst. From 4 on do less; ask for advice if it stays or spreads."
    return element("section", element("h2", "Pain"), figure(pain_chart(content.pain), caption))


def _accuracy(content: Content) -> Markup:
    rows = [
        [
            content.title_of(exercise),
            amount(error.median, error.unit, 1),
            amount(error.within_95, error.unit, 1),
        ]
        for exercise, error in content.errors.items()
    ]
    parts: list[str] = [
        element("h2", "How exact is this?"),
        element(
            "p",
            "One camera estimates joints; it does not measure them. On real people expect errors of about "
            "7°, at times 10° and more: with loose clothes, a camera that looks from an angle, or limbs that "
            "hide one another. Compare yourself with yourself, filmed from the same place.",
        ),
    ]
    if rows:
        parts += [
            element(
                "p", "Measured on posecheck's own rendered clips, whose true angles are known, while held:"
            ),
            table("Error of the leading measure", ["Exercise", "Typical", "95 of 100 within"], rows),
        ]
    return element("section", *parts)
