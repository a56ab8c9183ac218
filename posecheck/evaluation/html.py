"""One evaluation as a page that holds everything within itself, plots included."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING

from posecheck.evaluation.document import failures
from posecheck.evaluation.markdown import POSES, made_with, page_tables
from posecheck.evaluation.plots import bland_altman, timeline
from posecheck.labels import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.evaluation.agreement import Pairs
    from posecheck.evaluation.document import Document
    from posecheck.evaluation.outcome import Judged
    from posecheck.evaluation.tables import Table

_STYLE = """
:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.2 } h2 { margin-top: 2.5rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: 0.86rem }
th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid #8886; text-align: right; white-space: nowrap }
th:first-child, td:first-child, .words { text-align: left } .words { white-space: normal; min-width: 11rem }
th { position: sticky; top: 0; background: Canvas }
.met { color: #008a5e; font-weight: 600 } .not-met { color: #d55e00; font-weight: 600 }
.plots { display: flex; flex-wrap: wrap; gap: 0.6rem }
img { max-width: 100%; height: auto; background: white; border-radius: 4px }
details { margin: 0.4rem 0 } summary { cursor: pointer } .wrong { color: #d55e00 }
"""
_MARKS = {"met": "met", "better": "met", "not met": "not-met", "worse": "not-met"}


def html_page(found: Document, judged: Mapping[str, Sequence[Judged]], before: Document | None = None) -> str:
    """Return the evaluation as a page.

    Parameters
    ----------
    found
        The figures, of one set or of several.
    judged
        What they are of, by the name of the set, for the plots.
    before
        An earlier evaluation to show beside them.
    """
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Evaluation of posecheck</title><style>{_STYLE}</style></head><body>",
        "<h1>Evaluation of posecheck</h1>",
        f"<p>Poses: {escape(POSES[found['poses']])}.</p>",
        f"<p>Made with {escape(made_with(found))}.</p>",
    ]
    if not found["complete"]:
        parts.append('<p class="wrong">Interrupted: not every clip was judged.</p>')
    parts += [_table(table) for table in page_tables(found, before)]
    for name, each in judged.items():
        of = f"{escape(name)}: " if "sets" in found else ""
        parts += [f"<h2>{of}Agreement of the measures (Bland and Altman)</h2>", _bland_altman_plots(each)]
        parts += [f"<h2>{of}Clips</h2>", *_timelines(each)]
    return "\n".join([*parts, "</body></html>", ""])


def _table(table: Table) -> str:
    if not table.rows:
        return f"<h2>{escape(table.title)}</h2><p>Nothing.</p>"
    head = "".join(f"<th{_class(table, n, '')}>{escape(name)}</th>" for n, name in enumerate(table.columns))
    rows = "".join(
        "<tr>"
        + "".join(f"<td{_class(table, n, cell)}>{escape(cell)}</td>" for n, cell in enumerate(row))
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<h2>{escape(table.title)}</h2><div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _class(table: Table, column: int, cell: str) -> str:
    names = ["words"] if column in table.words else []
    names += [_MARKS[cell]] if cell in _MARKS else []
    return f' class="{" ".join(names)}"' if names else ""


def _bland_altman_plots(judged: Sequence[Judged]) -> str:
    groups: dict[tuple[str, str], list[Pairs]] = defaultdict(list)
    for one in judged:
        for each in one.pairs:
            comparable = (
                each.in_plateau.any() and (each.truth[each.in_plateau] == each.truth[each.in_plateau]).any()
            )
            if comparable:
                groups[one.outcome.exercise, each.measure].append(each)
    plots = [
        f'<img loading="lazy" alt="{escape(f"{exercise}: {measure}")}" '
        f'src="{bland_altman(groups[exercise, measure], f"{exercise}: {measure}")}">'
        for exercise, measure in sorted(groups)
    ]
    return f'<div class="plots">{"".join(plots)}</div>'


def _timelines(judged: Sequence[Judged]) -> list[str]:
    parts = []
    for one in sorted(judged, key=lambda each: (each.outcome.clip, each.outcome.exercise)):
        outcome = one.outcome
        wrong = failures(outcome)
        # A clip of something else is judged as every exercise; those that were right show nothing.
        picture = None if outcome.kind == Kind.NEGATIVE.value and not wrong else timeline(one)
        if picture is None:
            continue
        said = f' <span class="wrong">{escape("; ".join(wrong))}</span>' if wrong else ""
        parts.append(
            f"<details{' open' if wrong else ''}><summary><b>{escape(outcome.clip)}</b> "
            f"({escape(outcome.exercise)}, {escape(outcome.kind)}){said}</summary>"
            f'<img loading="lazy" alt="{escape(outcome.clip)}" src="{picture}"></details>'
        )
    return parts
