"""The figures of an evaluation as tables: rows of text that any output can lay out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posecheck.lab.evaluation.compare import changes
from posecheck.lab.evaluation.targets import HEADLINES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.lab.evaluation.document import Document
    from posecheck.lab.evaluation.targets import Headline

_UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text.

    Parameters
    ----------
    title
        What it shows.
    columns
        Their headings; the first column is of names, the others of figures unless `words` says so.
    rows
        One text a column.
    words
        Indices of further columns that hold words.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = ()


def percent(share: float | None) -> str:
    """Return a share in per cent."""
    return _UNKNOWN if share is None else f"{100.0 * share:.0f} %"


def number(value: float | None, digits: int = 1, unit: str = "") -> str:
    """Return a number with its unit."""
    if value is None:
        return _UNKNOWN
    text = f"{value:.{digits}f}"
    if text.strip("-0.") == "":
        text = text.lstrip("-")
    return f"{text}{unit}"


def headline_table(found: Document, title: str = "Headlines") -> Table:
    """Return every headline with its target and whether it is met."""
    rows = []
    for headline in HEADLINES:
        value = found["headlines"].get(headline.key)
        met = {True: "met", False: "not met", None: _UNKNOWN}[headline.met(value)]
        rows.append((headline.title, headline.shown(value), _target(headline), met))
    return Table(title, ("figure", "value", "target", ""), tuple(rows), words=(3,))


def headlines_side_by_side(documents: Mapping[str, Document], title: str) -> Table:
    """Return every headline with its target and one column for each of `documents`."""
    rows = []
    for headline in HEADLINES:
        values = [found["headlines"].get(headline.key) for found in documents.values()]
        shown = [
            headline.shown(value) + ("" if headline.met(value) in (True, None) else " ✗") for value in values
        ]
        rows.append((headline.title, _target(headline), *shown))
    return Table(title, ("figure", "target", *documents), tuple(rows))


def recognition_table(documents: Mapping[str, Document], title: str = "No exercise named") -> Table:
    """Return what is recognised in each of `documents`, no rows where nobody asked."""
    overall = [found["summary"]["overall"] for found in documents.values()]
    rows = recognition_rows(overall) if any("recognised" in each for each in overall) else ()
    return Table(title, ("figure", *documents), rows)


def recognition_rows(overall: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of what is recognised when no exercise is named, a column for each of `overall`."""
    return (
        (
            "clips recognised as their exercise",
            *(_of(each.get("recognised"), each.get("recognition_clips")) for each in overall),
        ),
        ("… as another", *(_count(each.get("recognised_as_another")) for each in overall)),
        (
            "clips of something else that were recognised",
            *(_part(each.get("negatives_recognised"), each.get("negative_clips")) for each in overall),
        ),
        (
            "… in which something counted",
            *(_count(each.get("negatives_counted_unnamed")) for each in overall),
        ),
    )


def _of(share: float | None, whole: int | None) -> str:
    return _UNKNOWN if share is None else f"{percent(share)} of {whole}"


def _part(part: int | None, whole: int | None) -> str:
    return _UNKNOWN if part is None else f"{part} of {whole}"


def _count(count: int | None) -> str:
    return _UNKNOWN if count is None else str(count)


def _target(headline: Headline) -> str:
    bound = "≥ " if headline.at_least else "≤ " if headline.target else ""
    return f"{bound}{headline.shown(headline.target)}"


def group_table(groups: Mapping[str, Mapping[str, Any]], title: str, name: str) -> Table:
    """Return the figures of each of `groups`."""
    columns = (
        name,
        "clips",
        "angle error",
        "raw",
        "exact",
        "start",
        "end",
        "IoU",
        "faults found",
        "false",
        "F1",
        "told after",
        "κ",
        "no pose",
        "false cues/min",
    )
    rows = [
        (
            key,
            str(found["clips"]),
            number(found["primary_error_deg"], 1, "°"),
            number(found["raw_primary_error_deg"], 1, "°"),
            percent(found["count_exact"]),
            number(found["start_error_s"], 2, " s"),
            number(found["end_error_s"], 2, " s"),
            number(found["iou"], 2),
            f"{found['faults_found']} of {found['faults']}" if found["faults"] else _UNKNOWN,
            str(found["faults_false"]),
            number(found["fault_f1"], 2),
            number(found["detection_s"], 1, " s"),
            number(found["kappa"], 2),
            percent(found["frames_without_pose"]),
            number(found["false_cues_per_min"], 1),
        )
        for key, found in groups.items()
    ]
    return Table(title, columns, tuple(rows))


def brief_group_table(groups: Mapping[str, Mapping[str, Any]], title: str, name: str) -> Table:
    """Return the most telling figures of each of `groups`, narrow enough for a terminal."""
    columns = (name, "n", "angle", "raw", "exact", "start", "end", "found", "false", "κ")
    rows = [
        (
            key,
            str(found["clips"]),
            number(found["primary_error_deg"], 1, "°"),
            number(found["raw_primary_error_deg"], 1, "°"),
            percent(found["count_exact"]),
            number(found["start_error_s"], 2),
            number(found["end_error_s"], 2),
            f"{found['faults_found']}/{found['faults']}",
            str(found["faults_false"]),
            number(found["kappa"], 2),
        )
        for key, found in groups.items()
    ]
    return Table(title, columns, tuple(rows))


def measure_table(measures: Sequence[Mapping[str, Any]], *, degrees: bool, title: str) -> Table:
    """Return the agreement of the measures in degrees, or of all others, in the plateaus."""
    digits, mark = (1, "°") if degrees else (3, "")
    rows = []
    for row in measures:
        ours, raw = row["plateaus"], row["plateaus_raw"]
        if (row["unit"] == "deg") is not degrees or ours is None:
            continue
        whole = row["all"]
        rows.append(
            (
                row["exercise"],
                row["measure"] + (" (leading)" if row["primary"] else "") + _unit(row["unit"]),
                str(ours["count"]),
                number(ours["median"], digits, mark),
                number(ours["p95"], digits, mark),
                number(ours["bias"], digits, mark),
                f"{number(ours['low'], digits, mark)} to {number(ours['high'], digits, mark)}",
                number(raw["median"], digits, mark),
                number(raw["p95"], digits, mark),
                number(whole["median"], digits, mark),
                number(whole["p95"], digits, mark),
            )
        )
    columns = (
        "exercise",
        "measure",
        "frames",
        "median",
        "95 %",
        "bias",
        "limits of agreement",
        "raw median",
        "raw 95 %",
        "whole clip median",
        "whole clip 95 %",
    )
    return Table(title, columns, tuple(rows), words=(1,))


def _unit(unit: str) -> str:
    return "" if unit == "deg" else f", {unit}"


def failure_table(found: Document, title: str = "Clips with something wrong") -> Table:
    """Return every clip whose verdict is not right, and why."""
    rows = [
        (row["clip"], row["exercise"], "; ".join(row["failures"]))
        for row in found["clips"]
        if row["failures"]
    ]
    return Table(title, ("clip", "judged as", "what is wrong"), tuple(rows), words=(1, 2))


def change_table(before: Document, now: Document) -> Table:
    """Return every headline before and now."""
    rows = [
        (
            change.headline.title,
            change.headline.shown(change.before),
            change.headline.shown(change.now),
            change.verdict,
        )
        for change in changes(before, now)
    ]
    return Table("Against the earlier evaluation", ("figure", "before", "now", ""), tuple(rows), words=(3,))


def markdown(table: Table, *, heading: str = "##") -> str:
    """Return `table` as Markdown, with its title as a heading unless `heading` is empty."""
    figures = [
        "---" if column == 0 or column in table.words else "--:" for column in range(len(table.columns))
    ]
    lines = [
        _line(table.columns),
        _line(figures),
        *(_line(row) for row in table.rows),
    ]
    title = [f"{heading} {table.title}", ""] if heading else []
    return "\n".join([*title, *(lines if table.rows else ["Nothing."]), ""])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
