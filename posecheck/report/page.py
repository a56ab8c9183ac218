"""The report as one page that holds everything within itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.report.charts import pain_chart, trend_chart
from posecheck.report.findings import best_position, done_against_plan, most_useful_cue, sides_compared
from posecheck.report.markup import Markup, element, figure, listed, table
from posecheck.report.session_part import done_words, exercise_part, plan_words
from posecheck.report.stills_part import stills_note
from posecheck.report.style import STYLE
from posecheck.report.trend import CHANGE_DEG
from posecheck.report.wording import (
    DONE_COLUMNS,
    ERROR_COLUMNS,
    KIND_WORDS,
    SIDES_COLUMNS,
    STATUS_WORDS,
)
from posecheck.screening_questions import DISCLAIMER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.history.records import SessionRecord
    from posecheck.report.content import Content, ReportedSession
    from posecheck.report.trend import Trend
    from posecheck.report.wording import Words


def report_page(content: Content) -> str:
    """Return the report as HTML."""
    words = content.words
    title = _title(content)
    body = element(
        "main",
        element("h1", title),
        stills_note(content),
        *(_session(content, each, number) for number, each in enumerate(content.sessions, start=1)),
        _sides(content),
        _trends(content),
        _pain(content),
        _accuracy(content),
    )
    made = words.say(
        "Made by posecheck on {date}, {time}. This page loads nothing.",
        date=words.plain_date(content.made),
        time=f"{content.made:%H:%M}",
    )
    foot = element("footer", element("p", words.told(DISCLAIMER)), element("p", made, class_="quiet"))
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{element('title', f'posecheck: {title}')}<style>{STYLE}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="{words.code}"><head>{head}</head>\n<body>{body}{foot}</body></html>\n'
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


def _session(content: Content, reported: ReportedSession, number: int) -> Markup:
    words = content.words
    session = reported.session
    records = [each.record for each in reported.exercises]
    done = done_against_plan(session.plan, records)
    rows = [
        [
            words.sided(content.title_of(each.exercise), each.side),
            plan_words(each, words),
            done_words(each, words, guided=content.is_guided(each.exercise)),
        ]
        for each in done
    ]
    parts = [element("p", _lead(content, reported), class_="lead"), _highlights(content, reported)]
    if rows:
        columns = [words.say(each) for each in DONE_COLUMNS]
        parts.append(table(words.say("Done against the plan"), columns, rows))
    parts += [exercise_part(each, f"{number}-{each.record.position}", words) for each in reported.exercises]
    single = len(content.sessions) == 1
    heading = words.say("What you did") if single else words.full_date(session.started_at)
    return element("section", element("h2", heading), *parts)


def _lead(content: Content, reported: ReportedSession) -> str:
    """Return what the session was, when, how long, and how it went."""
    words, session = content.words, reported.session
    lead = f"{_what(content, session)}, {session.started_at:%H:%M}"
    if session.ended_at is not None:
        lead += f", {words.duration((session.ended_at - session.started_at).total_seconds())}"
    lead += f". {words.told(STATUS_WORDS[session.status])}"
    scores = [each.record.score for each in reported.exercises if each.record.score is not None]
    if scores:
        mean = sum(scores) / len(scores)
        lead += " " + words.say(
            "Mean score {score}: {band}.", score=words.number(mean), band=words.band(mean)
        )
    return lead


def _what(content: Content, session: SessionRecord) -> str:
    words = content.words
    if session.routine:
        name = words.told(content.routines.get(session.routine, session.routine))
        return f"{words.say('Routine')} {name}"
    return words.told(KIND_WORDS.get(session.kind, session.kind))


def _highlights(content: Content, reported: ReportedSession) -> Markup:
    words = content.words
    records = [each.record for each in reported.exercises]
    items = []
    best = best_position(records)
    if best is not None:
        item = words.say(
            "Best: {exercise}, {score} of 100",
            exercise=words.sided(content.title_of(best.exercise), best.side),
            score=words.number(best.score),
        )
        if best.held_s:
            item += ", " + words.say("held {held}", held=words.duration(best.held_s))
        items.append(f"{item}.")
    cue = most_useful_cue(records)
    if cue is not None:
        items.append(
            words.say(
                "Most useful cue: “{cue}” Said {times}, put right {helped} of {said}.",
                cue=words.told(cue.text),
                times=words.count(cue.said, "once", "{count} times"),
                helped=str(cue.helped),
                said=str(cue.said),
            )
        )
    items += [
        f"{each.title(words)}: {words.say('ended early.')} {words.told(each.record.stop_reason)}"
        for each in reported.exercises
        if each.record.stop_reason
    ]
    return listed(items) if items else Markup("")


def _sides(content: Content) -> Markup:
    words = content.words
    compared = sides_compared(part.record for each in content.sessions for part in each.exercises)
    if not compared:
        return Markup("")
    rows = [
        [
            content.title_of(each.exercise),
            words.amount(each.left, each.unit),
            words.amount(each.right, each.unit),
            words.amount(abs(each.left - each.right), each.unit),
            words.say("they differ") if each.differ else words.say("alike"),
        ]
        for each in compared
    ]
    limit = words.say("A difference is told from more than 10° or more than 15 %; less may be the camera.")
    caption = words.say("The position held, median of each side")
    columns = [words.say(each) for each in SIDES_COLUMNS]
    return element(
        "section",
        element("h2", words.say("Left and right")),
        element("p", limit),
        *_caveats(content, (each.exercise for each in compared)),
        table(caption, columns, rows),
    )


def _caveats(content: Content, exercises: Iterable[str]) -> list[Markup]:
    """Return what has to be said about the measures that lead these exercises, each once."""
    known = [content.catalogue.get(exercise) for exercise in exercises]
    said = [each.primary.measure.caveat for each in known if each is not None and each.primary is not None]
    return [element("p", content.words.say(text)) for text in dict.fromkeys(said) if text]


def _trends(content: Content) -> Markup:
    words = content.words
    if not content.trends:
        return Markup("")
    intro = words.say(
        "Against your own baseline, week by week. Less than {change}° either way (grey) is within the error "
        "of measuring and is not called a change.",
        change=words.number(CHANGE_DEG),
    )
    parts: list[str] = [element("h2", words.say("Range of motion")), element("p", intro)]
    parts += _caveats(content, (each.exercise for each in content.trends))
    for each in content.trends:
        title = words.sided(content.title_of(each.exercise), each.side)
        chart = figure(trend_chart(each, title, words), trend_words(each, words))
        parts.append(element("article", element("h3", title), chart))
    return element("section", *parts)


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


def _pain(content: Content) -> Markup:
    words = content.words
    if not content.pain:
        return Markup("")
    caption = words.say(
        "As you told it, 0 none to 10 worst. From 4 on do less; ask for advice if it stays or spreads."
    )
    return element(
        "section", element("h2", words.say("Pain")), figure(pain_chart(content.pain, words), caption)
    )


def _accuracy(content: Content) -> Markup:
    words = content.words
    rows = [
        [
            content.title_of(exercise),
            words.amount(error.median, error.unit, 1),
            words.amount(error.within_95, error.unit, 1),
        ]
        for exercise, error in content.errors.items()
    ]
    parts: list[str] = [
        element("h2", words.say("How exact is this?")),
        element(
            "p",
            words.say(
                "One camera estimates joints; it does not measure them. On real people expect errors of "
                "about 7°, at times 10° and more: with loose clothes, a camera that looks from an angle, or "
                "limbs that hide one another. Compare yourself with yourself, filmed from the same place."
            ),
        ),
    ]
    if rows:
        measured = words.say(
            "Measured on posecheck's own rendered clips, whose true angles are known, while held:"
        )
        columns = [words.say(each) for each in ERROR_COLUMNS]
        parts += [
            element("p", measured),
            table(words.say("Error of the leading measure"), columns, rows),
        ]
    return element("section", *parts)
