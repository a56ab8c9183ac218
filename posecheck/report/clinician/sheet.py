"""The report in words: sections with tables and sentences, which the page and the plain PDF both show.

What stands on the sheet is cut to one page; the JSON has all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.report.clinician.charts import pain_chart, weeks_chart
from posecheck.report.clinician.exactness import exactness_lines
from posecheck.report.clinician.glance import glance_lines
from posecheck.report.clinician.rows import (
    correction_rows,
    exercise_rows,
    goal_rows,
    pain_rows,
    range_rows,
    stop_lines,
    unseen_lines,
)
from posecheck.support.disclaimer import DISCLAIMER

if TYPE_CHECKING:
    from markupsafe import Markup

    from posecheck.report.clinician.document import ClinicianReport
    from posecheck.report.wording import Words

#: So many rows of each table are on the sheet.
MOST_EXERCISES, MOST_RANGES, MOST_GOALS, MOST_CORRECTIONS, MOST_UNSEEN = 10, 10, 4, 5, 4


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table; its first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A part of the sheet.

    Parameters
    ----------
    id
        Names it on the page.
    heading
        Its title.
    lines
        Sentences below it.
    table
        ``None`` without one.
    items
        A list.
    chart
        A picture with words of its own; empty without one. The plain PDF has none.
    chart_words
        What stands below it.
    notes
        Small sentences at its end.
    half
        It needs no more than half of the width.
    """

    id: str
    heading: str
    lines: tuple[str, ...] = ()
    table: SheetTable | None = None
    items: tuple[str, ...] = ()
    chart: Markup | str = ""
    chart_words: str = ""
    notes: tuple[str, ...] = ()
    half: bool = False


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture of the person, as JPEG in base64, and what it shows."""

    jpeg: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet: `facts` are pairs of name and value, `glance` is what matters most."""

    title: str
    facts: tuple[tuple[str, str], ...]
    glance_heading: str
    glance: tuple[str, ...]
    sections: tuple[SheetSection, ...]
    pictures_heading: str
    pictures: tuple[SheetPicture, ...]
    exactness_heading: str
    exactness: tuple[str, ...]
    foot: str


def report_sheet(report: ClinicianReport, words: Words) -> Sheet:
    """Return what the sheet says of a report, in a language."""
    say = words.say
    sections = [_done(report, words), _ranges(report, words), _pain(report, words), _goals(report, words)]
    sections += [_corrected(report, words), _unseen(report, words), _stops(report, words)]
    if report.screening is not None:
        sections.append(_screening(report, words))
    return Sheet(
        title=say("Training at home: report for a clinician"),
        facts=_facts(report, words),
        glance_heading=say("At a glance"),
        glance=glance_lines(report, words),
        sections=tuple(sections),
        pictures_heading=say("Pictures, with the person's permission"),
        pictures=tuple(
            SheetPicture(
                each.jpeg, f"{words.sided(words.told(each.title), each.side)}, {words.plain_date(each.on)}"
            )
            for each in report.pictures
        ),
        exactness_heading=say("How exact is this?"),
        exactness=exactness_lines(report, words),
        foot=words.told(DISCLAIMER),
    )


def _facts(report: ClinicianReport, words: Words) -> tuple[tuple[str, str], ...]:
    say, period = words.say, report.period
    facts = [
        (say("Patient"), report.name or say("no name given")),
        (
            say("Period"),
            say(
                "{first} to {last}", first=words.plain_date(period.first), last=words.plain_date(period.last)
            ),
        ),
    ]
    asked = report.prescription
    if asked is None:
        facts.append((say("Prescription"), say("none")))
    else:
        told = say(
            "{title}, by {prescriber}, {date}",
            title=asked.title,
            prescriber=asked.prescriber,
            date=words.plain_date(asked.written_on),
        )
        facts.append((say("Prescription"), told))
    facts.append((say("Made"), words.plain_date(report.made_at)))
    return tuple(facts)


def _cut(
    rows: tuple[tuple[str, ...], ...], most: int, words: Words
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return as many rows as fit, and a note about those that are left out."""
    more = len(rows) - most
    if more <= 0:
        return rows, ()
    return rows[:most], (
        words.count(more, "1 more row is in the JSON file.", "{count} more rows are in the JSON file."),
    )


def _done(report: ClinicianReport, words: Words) -> SheetSection:
    say = words.say
    rows, notes = _cut(exercise_rows(report, words), MOST_EXERCISES, words)
    columns = (
        say("Exercise"),
        say("Prescribed a day"),
        say("Days done"),
        say("Sets"),
        say("Whole dose"),
        say("Nothing counted"),
    )
    if not rows:
        return SheetSection(
            "done", say("Prescribed and done"), lines=(say("Nothing was done in this period."),)
        )
    if any(each.sets_uncounted for each in report.exercises):
        notes += (say("Nothing counted: sets that were begun and not done, not far enough, or not seen."),)
    return SheetSection(
        "done",
        say("Prescribed and done"),
        table=SheetTable(columns, rows),
        chart=weeks_chart(report, words),
        chart_words=say("Days trained of those prescribed, week by week")
        if report.days_asked is not None
        else say("Days trained, week by week"),
        notes=notes,
    )


def _ranges(report: ClinicianReport, words: Words) -> SheetSection:
    say = words.say
    rows, notes = _cut(range_rows(report, words), MOST_RANGES, words)
    if not rows:
        return SheetSection(
            "range", say("Range of motion"), lines=(say("No range was measured in this period."),)
        )
    columns = (
        say("Measured"),
        say("First"),
        say("Last"),
        say("Best"),
        say("Times"),
        say("Error"),
        say("How it changed"),
    )
    return SheetSection(
        "range",
        say("Range of motion"),
        table=SheetTable(columns, rows),
        notes=(
            *notes,
            say("A change is called one only where it is larger than two values may differ by error alone."),
        ),
    )


def _pain(report: ClinicianReport, words: Words) -> SheetSection:
    say = words.say
    if not report.pain:
        return SheetSection(
            "pain",
            say("Pain, 0 to 10"),
            lines=(say("No pain was told: that is not the same as none."),),
            half=True,
        )
    columns = (say("When"), say("Answers"), say("At first"), say("Lately"), say("Worst"), say("Course"))
    return SheetSection(
        "pain",
        say("Pain, 0 to 10"),
        table=SheetTable(columns, pain_rows(report, words)),
        chart=pain_chart(report.pain, words),
        notes=(say("At first and lately: medians of three answers. From two points on it is a change."),),
        half=True,
    )


def _goals(report: ClinicianReport, words: Words) -> SheetSection:
    say = words.say
    heading = say("What is hard for the person")
    rows, notes = _cut(goal_rows(report, words), MOST_GOALS, words)
    if not rows:
        return SheetSection("goals", heading, lines=(say("Nothing was named."),), half=True)
    columns = (say("In their words"), say("First"), say("Last"), say("How it changed"))
    return SheetSection(
        "goals",
        heading,
        table=SheetTable(columns, rows),
        notes=(
            *notes,
            say(
                "0 cannot do it, 10 as before the trouble (Patient-Specific Functional Scale, Stratford "
                "1995). From three points on it is a change."
            ),
        ),
        half=True,
    )


def _corrected(report: ClinicianReport, words: Words) -> SheetSection:
    say = words.say
    heading = say("What was corrected")
    rows, notes = _cut(correction_rows(report, words), MOST_CORRECTIONS, words)
    if not rows:
        return SheetSection(
            "corrected",
            heading,
            lines=(say("Nothing was corrected in what the camera could see."),),
            half=True,
        )
    columns = (say("What"), say("Sets with it"), say("Earlier half"), say("Later half"), say("Course"))
    return SheetSection("corrected", heading, table=SheetTable(columns, rows), notes=notes, half=True)


def _unseen(report: ClinicianReport, words: Words) -> SheetSection:
    say = words.say
    lines = unseen_lines(report, words, MOST_UNSEEN)
    return SheetSection(
        "unseen",
        say("What the camera could not see"),
        items=lines,
        notes=(say("Unknown is not good: what was not seen is neither praised nor counted."),),
        half=True,
    )


def _stops(report: ClinicianReport, words: Words) -> SheetSection:
    return SheetSection("stops", words.say("Ended for safety"), items=stop_lines(report, words), half=True)


def _screening(report: ClinicianReport, words: Words) -> SheetSection:
    say, told = words.say, report.screening
    assert told is not None
    yes = tuple(say("Yes: {what}", what=words.told(each.text)) for each in told.yes)
    lines = (words.told(told.agreement),) if told.agreement else ()
    return SheetSection(
        "screening",
        say("Questions about health, answered {date}", date=words.plain_date(told.told_on)),
        lines=lines if yes else (say("None was answered with yes."), *lines),
        items=yes,
        half=True,
    )
