"""One evaluation as a Markdown page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.lab.evaluation.tables import (
    Table,
    change_table,
    failure_table,
    group_table,
    headline_table,
    headlines_side_by_side,
    markdown,
    measure_table,
    recognition_table,
)
from posecheck.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.lab.evaluation.document import Document

POSES = {
    "landmarker": "the pose landmarker on the pictures as they are",
    "webcam": "the pose landmarker on pictures as an ordinary webcam gives them by lamplight",
    "poor": "the pose landmarker on pictures of a poor camera (¾ size, dim, soft, 12 frames/s)",
    "harsh": "the pose landmarker on pictures of a bad one (half size, dark, blurred, 8 frames/s)",
    "truth": "the true poses, so that what is left is the error of the rules",
}


def made_with(found: Document) -> str:
    """Return with which versions the evaluation was made."""
    versions = ", ".join(f"{name} {number}" for name, number in found["made_with"].items())
    commit = f", commit {found['commit']}" if found["commit"] else ""
    return f"posecheck {found['posecheck']}{commit}, {versions}"


def all_tables(found: Document, before: Document | None = None) -> list[Table]:
    """Return every table of an evaluation, the most important first."""
    return [
        headline_table(found),
        *_recognition({"value": found}),
        *([change_table(before, found)] if before else []),
        *_set_tables(found),
    ]


def tables_of_sets(documents: Mapping[str, Document]) -> list[Table]:
    """Return the headlines of every set beside each other, and then every table of each."""
    each = [
        replace(table, title=f"{name}: {table.title[0].lower()}{table.title[1:]}")
        for name, found in documents.items()
        for table in _set_tables(found)
    ]
    return [headlines_side_by_side(documents, "Headlines"), *_recognition(documents), *each]


def _recognition(documents: Mapping[str, Document]) -> list[Table]:
    table = recognition_table(documents)
    return [table] if table.rows else []


def _set_tables(found: Document) -> list[Table]:
    summary = found["summary"]
    return [
        failure_table(found),
        group_table(summary["exercise"] | {"overall": summary["overall"]}, "By exercise", "exercise"),
        group_table(summary["posture"], "By posture", "posture"),
        group_table(summary["view"], "By view", "view"),
        measure_table(summary["measures"], degrees=True, title="Angles in the plateaus"),
        measure_table(summary["measures"], degrees=False, title="Other measures in the plateaus"),
    ]


def markdown_page(found: Document, before: Document | None = None) -> str:
    """Return the evaluation of one set, or of several beside each other, as a page."""
    return render(
        "lab/evaluation/page.md.j2",
        poses=POSES[found["poses"]],
        made_with=made_with(found),
        complete=found["complete"],
        tables=page_tables(found, before),
        markdown=markdown,
    )


def page_tables(found: Document, before: Document | None = None) -> list[Table]:
    """Return the tables of a page about one set or several."""
    return tables_of_sets(found["sets"]) if "sets" in found else all_tables(found, before)
