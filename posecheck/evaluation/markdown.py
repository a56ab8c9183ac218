"""One evaluation as a Markdown page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.evaluation.tables import (
    Table,
    change_table,
    failure_table,
    group_table,
    headline_table,
    markdown,
    measure_table,
)

if TYPE_CHECKING:
    from posecheck.evaluation.document import Document

POSES = {
    "landmarker": "the pose landmarker on the pictures as they are",
    "degraded": "the pose landmarker on degraded pictures (half size, dark, blurred, compressed, 8 frames/s)",
    "truth": "the true poses, so that what is left is the error of the rules",
}


def made_with(found: Document) -> str:
    """Return with which versions the evaluation was made."""
    versions = ", ".join(f"{name} {number}" for name, number in found["made_with"].items())
    commit = f", commit {found['commit']}" if found["commit"] else ""
    return f"posecheck {found['posecheck']}{commit}, {versions}"


def all_tables(found: Document, before: Document | None = None) -> list[Table]:
    """Return every table of an evaluation, the most important first."""
    summary = found["summary"]
    return [
        headline_table(found),
        *([change_table(before, found)] if before else []),
        failure_table(found),
        group_table(summary["exercise"] | {"overall": summary["overall"]}, "By exercise", "exercise"),
        group_table(summary["posture"], "By posture", "posture"),
        group_table(summary["view"], "By view", "view"),
        measure_table(summary["measures"], degrees=True, title="Angles in the plateaus"),
        measure_table(summary["measures"], degrees=False, title="Other measures in the plateaus"),
    ]


def markdown_page(found: Document, before: Document | None = None) -> str:
    """Return the evaluation as a page."""
    incomplete = [] if found["complete"] else ["", "**Interrupted: not every clip was judged.**"]
    head = ["# Evaluation", "", f"Poses: {POSES[found['poses']]}.", "", f"Made with {made_with(found)}."]
    tables = "\n".join(markdown(table) for table in all_tables(found, before))
    return "\n".join([*head, *incomplete, "", tables])
