"""What tuning found, as one page that holds everything within itself."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from posecheck.tuning.plots import clip_picture, pair_picture, threshold_picture
from posecheck.tuning.report import (
    left_out_table,
    number,
    pair_table,
    rate_table,
    reason_table,
    short,
    summary,
    threshold_table,
)

if TYPE_CHECKING:
    from posecheck.evaluation.tables import Table
    from posecheck.tuning.evidence import Evidence
    from posecheck.tuning.tune import Tuning

_STYLE = """
:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 78rem; margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.2 } h2 { margin-top: 2.2rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: 0.86rem }
th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid #8886; text-align: right; vertical-align: bottom }
th:first-child, td:first-child, .words { text-align: left } td { white-space: nowrap }
td.words { white-space: normal }
img { max-width: 100%; height: auto; background: white; border-radius: 4px; display: block; margin: 0.4rem 0 }
details { margin: 0.4rem 0 } summary { cursor: pointer }
.change { color: #008a5e; font-weight: 600 } .keep { color: GrayText }
"""

_NOTE = (
    "<p>Precision, recall and F are of holds with and without the fault. Unseen: each person judged by the "
    "present value, and by the one that the others gave. False cues are those of the trainer itself.</p>"
)

Pictures = dict[str, bytes]


def pictures_of(tuning: Tuning) -> Pictures:
    """Return every picture by the name of a file for it."""
    found: Pictures = {}
    for each in tuning.evidence:
        name = short(each.limit.address).replace(".", "-")
        found[f"{name}.png"] = threshold_picture(tuning, each)
        if _worth_showing(each):
            for at, clip in enumerate(tuning.clips):
                picture = f"{name}-{clip.clip.name.replace('/', '-')}.png"
                found[picture] = clip_picture(tuning, each, at)
    for pair in tuning.pairs:
        names = "-and-".join(short(limit.address).replace(".", "-") for limit in pair.limits)
        found[f"pair-{names}.png"] = pair_picture(tuning, pair)
    return found


def html_page(tuning: Tuning, pictures: Pictures) -> str:
    """Return the page; `pictures` are those of :func:`pictures_of`."""
    title = f"Tuning of {tuning.exercise.id}"
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1><p>{escape(summary(tuning))}</p>",
        _table(threshold_table(tuning)),
        _table(rate_table(tuning)),
        _NOTE,
        _table(reason_table(tuning)),
    ]
    silent = [each for each in tuning.evidence if not _worth_showing(each)]
    spoken = [each for each in tuning.evidence if _worth_showing(each)]
    for each in sorted(spoken, key=lambda each: each.suggestion is None):
        parts += _threshold(tuning, each, pictures)
    if silent:
        names = ", ".join(short(each.limit.address) for each in silent)
        parts.append(f"<details><summary>Of which the clips show nothing: {escape(names)}</summary>")
        for each in silent:
            parts += _threshold(tuning, each, pictures)
        parts.append("</details>")
    if tuning.pairs:
        parts.append(_table(pair_table(tuning)))
        parts += [_image(pictures[name], name) for name in pictures if name.startswith("pair-")]
    parts += [_table(left_out_table(tuning)), "</body></html>", ""]
    return "\n".join(parts)


def _threshold(tuning: Tuning, each: Evidence, pictures: Pictures) -> list[str]:
    name = short(each.limit.address)
    file = name.replace(".", "-")
    if each.suggestion is None:
        verdict = f'<span class="keep">{escape(each.thin)}</span>'
    else:
        verdict = (
            f'<span class="change">Change {number(each.limit.value)} to {number(each.suggestion)}</span> '
            f"(95 % interval {number(each.low)} to {number(each.high)})"
        )
    parts = [
        f"<h2>{escape(name)}</h2><p>{verdict}</p>",
        _image(pictures[f"{file}.png"], f"{name}: precision and recall, distribution, sensitivity"),
    ]
    if _worth_showing(each):
        opened = " open" if each.suggestion is not None else ""
        parts.append(f"<details{opened}><summary>Before and after, by clip</summary>")
        telling = (each.counts.hits + each.counts.misses)[:, 0] > 0
        # The clips that have the fault come first.
        for at in np.argsort(~telling, kind="stable"):
            clip = tuning.clips[at]
            picture = pictures[f"{file}-{clip.clip.name.replace('/', '-')}.png"]
            parts.append(_image(picture, f"{name} in {clip.clip.name}"))
        parts.append("</details>")
    return parts


def _worth_showing(each: Evidence) -> bool:
    """Return whether the clips have anything to show of a threshold: the fault, labelled or told."""
    counts = each.counts
    now = each.at(each.limit.value)
    return bool((counts.hits + counts.misses).any() or counts.false[:, now].any())


def _image(png: bytes, what: str) -> str:
    data = base64.b64encode(png).decode()
    return f'<img loading="lazy" alt="{escape(what)}" src="data:image/png;base64,{data}">'


def _table(table: Table) -> str:
    if not table.rows:
        return ""
    classes = [' class="words"' if number_ in table.words else "" for number_ in range(len(table.columns))]
    head = "".join(f"<th{cls}>{escape(name)}</th>" for cls, name in zip(classes, table.columns, strict=True))
    rows = "".join(
        "<tr>"
        + "".join(f"<td{cls}>{escape(cell)}</td>" for cls, cell in zip(classes, row, strict=True))
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<h2>{escape(table.title)}</h2><div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
