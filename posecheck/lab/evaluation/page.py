"""``docs/accuracy.md``: the published accuracy, made of the evaluations in one folder.

``python -m posecheck.lab.evaluation.page docs/accuracy docs/accuracy.md`` reads what ``posecheck evaluate
--json`` wrote and writes the page. ``SET.json`` is of the clips of a set as they are, ``SET-webcam.json``,
``SET-poor.json`` and ``SET-harsh.json`` of their pictures degraded, ``SET-truth.json`` of their true poses.
The samples must be there; whatever else is missing leaves its column out. ``make accuracy`` does it all.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posecheck.lab.assessments.tables import read_assessments, tables_of
from posecheck.lab.evaluation.document import read_document
from posecheck.lab.evaluation.levels import Level
from posecheck.lab.evaluation.markdown import made_with
from posecheck.lab.evaluation.tables import (
    Table,
    failure_table,
    group_table,
    headlines_side_by_side,
    markdown,
    measure_table,
    number,
    percent,
    recognition_rows,
)
from posecheck.lab.evaluation.targets import HEADLINES, worse_than_raw
from posecheck.pages.rendering import render
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from posecheck.lab.evaluation.document import Document
    from posecheck.lab.evaluation.targets import Headline

#: The line that says with which commit and versions the page was made begins like this; a test leaves it out.
MADE_WITH = "Made with "
REQUIRED = ("samples",)
#: Every set of clips with its title on the page.
SETS = {
    "samples": "samples",
    "dev": "validation",
    "second": "second validation",
    "real": "real people",
}
#: What was made of a set beside its clips as they are, with its title.
VARIANTS = {**{level.value: level.value for level in Level}, "truth": "true poses"}
NAMES = tuple(name for each in SETS for name in (each, *(f"{each}-{variant}" for variant in VARIANTS)))

#: What makes a smoothed value worse than a raw one.
_SMOOTHING = (
    "Smoothing lags behind what moves quickly, as a bouncing knee does; and where the landmarks jump, as "
    "those of a hidden far leg do, neither value is near the truth and their order is chance."
)


@dataclass(frozen=True, slots=True)
class WorseningLadder:
    """One set beside what was made of it: worse pictures, and the true poses."""

    headlines: Table
    more: Table


@dataclass(frozen=True, slots=True)
class MissedTarget:
    """A headline that misses its target on clean pictures: why, in words, or the clips that it is owed to."""

    title: str
    why: str
    clips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorsePicture:
    """What is not seen and not judged of a set at one level of worse pictures."""

    set: str
    level: str
    without_pose: str
    not_judged: str


def accuracy_page(documents: dict[str, Document], assessments: Mapping[str, Any] | None = None) -> str:
    """Return the page made of `documents`, by their names, and of what was measured of the assessments."""
    sets = {name: documents[name] for name in SETS if name in documents}
    shown = {_with_count(SETS[name], found): found for name, found in sets.items()}
    titles = {name: SETS[name].capitalize() for name in sets}
    return render(
        "lab/evaluation/accuracy.md.j2",
        markdown=markdown,
        sets=sets,
        titles=titles,
        made_with_line=f"{MADE_WITH}{made_with(documents['samples'])}.",
        headlines=headlines_side_by_side(shown, "Headlines"),
        more=_more(shown, "More figures"),
        ladders=_ladders(documents, titles),
        missed_targets={name: _missed(found, documents.get(f"{name}-truth")) for name, found in sets.items()},
        worse_pictures=_worse_pictures(documents, sets),
        noise=_noise(),
        assessments=tables_of(assessments, sets) if assessments is not None else (),
        tables=[each for name in sets for each in _tables(documents, name, titles[name]) if each.rows],
    )


def _with_count(title: str, found: Document) -> str:
    return f"{title}, n = {found['summary']['overall']['clips']}"


def _ladders(documents: dict[str, Document], titles: dict[str, str]) -> list[WorseningLadder]:
    """Return the ladder of each set that was measured in more than one way."""
    ladders = []
    for name, of in titles.items():
        found = {title: documents.get(f"{name}-{variant}") for variant, title in VARIANTS.items()}
        rungs = {title: each for title, each in found.items() if each}
        if rungs:
            shown = {"as they are": documents[name], **rungs}
            title = f"{of}: worse pictures, and the rules alone"
            ladders.append(WorseningLadder(headlines_side_by_side(shown, title), _more(shown, title)))
    return ladders


def _more(shown: dict[str, Document], title: str) -> Table:
    overall = [found["summary"]["overall"] for found in shown.values()]
    rows = (
        ("clips", *(str(each["clips"]) for each in overall)),
        ("frames", *(str(each["frames"]) for each in overall)),
        ("frames without a pose", *(percent(each["frames_without_pose"]) for each in overall)),
        ("frames that were judged", *(percent(each["frames_judged"]) for each in overall)),
        (
            "leading angle, all grades: median error",
            *(number(e["primary_error_deg"], 1, "°") for e in overall),
        ),
        ("… of the raw landmarker", *(number(e["raw_primary_error_deg"], 1, "°") for e in overall)),
        ("… 95th percentile", *(number(each["primary_p95_deg"], 1, "°") for each in overall)),
        ("holds: mean IoU", *(number(each["iou"], 2) for each in overall)),
        ("holds found", *(percent(each["positions_found"]) for each in overall)),
        ("holds told twice or where there is none", *(str(each["positions_extra"]) for each in overall)),
        ("faults labelled", *(str(each["faults"]) for each in overall)),
        ("faults found", *(str(each["faults_found"]) for each in overall)),
        ("false faults", *(str(each["faults_false"]) for each in overall)),
        ("… on correct clips", *(str(each["faults_false_on_correct"]) for each in overall)),
        ("precision", *(number(each["fault_precision"], 2) for each in overall)),
        ("recall", *(number(each["fault_recall"], 2) for each in overall)),
        ("told after, median", *(number(each["detection_s"], 1, " s") for each in overall)),
        ("κ, strictly", *(number(each["kappa_strict"], 2) for each in overall)),
        (
            "trouble with the view told a minute, correct clips",
            *(number(e["view_cues_per_min"]) for e in overall),
        ),
        ("clips of something else: runs", *(str(each["negative_runs"]) for each in overall)),
        ("… false faults", *(str(each["negative_false_faults"]) for each in overall)),
        ("… false cues a minute", *(number(e["negative_false_cues_per_min"], 2) for e in overall)),
        ("… with a score", *(str(each["negative_scored"]) for each in overall)),
        ("wrong view: clips", *(str(each["wrong_view_clips"]) for each in overall)),
        ("… holds told", *(str(each["wrong_view_holds"]) for each in overall)),
        ("… with a score", *(str(each["wrong_view_scored"]) for each in overall)),
        ("empty room: frames with a raw pose", *(percent(e["empty_frames_with_pose"]) for e in overall)),
    )
    return Table(title, ("figure", *shown), rows + recognition_rows(overall))


def _missed(found: Document, truth: Document | None) -> list[MissedTarget]:
    """Return what is behind every headline that misses its target on clean pictures."""
    missed = [
        headline for headline in HEADLINES if headline.met(found["headlines"].get(headline.key)) is False
    ]
    return [_missed_target(headline, found, truth) for headline in missed]


def _missed_target(headline: Headline, found: Document, truth: Document | None) -> MissedTarget:
    if headline.key == "exercises_worse_than_raw":
        rows = found["summary"]["exercise"]
        worse = {name: rows[name] for name in worse_than_raw(found["summary"])}
        figures = "; ".join(
            f"{name} {row['primary_error_deg']:.1f}° against {row['raw_primary_error_deg']:.1f}°"
            for name, row in worse.items()
        )
        return MissedTarget(headline.title, f"{figures}. {_SMOOTHING}")
    rules = {(row["clip"], each) for row in (truth or {"clips": []})["clips"] for each in _stems(row)}
    clips = []
    for row in found["clips"]:
        about = [each for each in row["failures"] if _concerns(headline.key, each)]
        if about:
            by_rule = truth is not None and all((row["clip"], _stem(each)) in rules for each in about)
            cause = "" if truth is None else " *[rule]*" if by_rule else " *[landmarks]*"
            clips.append(f"{row['clip']}: {', '.join(about)}{cause}")
    return MissedTarget(headline.title, "" if clips else "see the tables", tuple(clips))


def _worse_pictures(documents: dict[str, Document], sets: Iterable[str]) -> list[WorsePicture]:
    found = []
    for name in sets:
        for level in Level:
            worse = documents.get(f"{name}-{level.value}")
            if worse is not None:
                overall = worse["summary"]["overall"]
                found.append(
                    WorsePicture(
                        set=name,
                        level=level.value,
                        without_pose=percent(overall["frames_without_pose"]),
                        not_judged=percent(1.0 - overall["frames_judged"]),
                    )
                )
    return found


def _concerns(key: str, failure: str) -> bool:
    words = {
        "count_exact": ("counted", "told"),
        "positions_within_1s": ("counted",),
        "negative_holds": ("told",),
        "fault_f1": ("missed", "false "),
        "kappa": ("missed", "false ", "counted"),
        "false_praises": ("false praise",),
        "false_cues_per_min": ("false cue",),
    }.get(key, ())
    cue = failure.startswith(("false cue", "false praise"))
    return failure.startswith(words) and (cue == key.startswith("false_")) if words else False


def _stems(row: Document) -> list[str]:
    return [_stem(each) for each in row["failures"]]


def _stem(failure: str) -> str:
    """Return a failure without its time, by which it is the same one elsewhere."""
    return failure.rsplit(" at ", 1)[0]


def _noise() -> Table:
    rows = tuple(
        (
            headline.title,
            f"{headline.noise:g}" if headline.unit != "%" else f"{100 * headline.noise:g} points",
        )
        for headline in HEADLINES
    )
    return Table("Noise", ("figure", "noise"), rows)


def _tables(documents: dict[str, Document], name: str, title: str) -> list[Table]:
    """Return every table of one set."""
    found = documents[name]
    summary = found["summary"]
    tables = [
        failure_table(found, f"{title}: clips with something wrong"),
        group_table(
            summary["exercise"] | {"overall": summary["overall"]}, f"{title}: by exercise", "exercise"
        ),
        group_table(summary["posture"], f"{title}: by posture", "posture"),
        group_table(summary["view"], f"{title}: by view", "view"),
        measure_table(summary["measures"], degrees=True, title=f"{title}: angles in the plateaus"),
        measure_table(summary["measures"], degrees=False, title=f"{title}: other measures in the plateaus"),
    ]
    webcam = documents.get(f"{name}-{Level.WEBCAM.value}")
    if webcam is not None:
        groups = webcam["summary"]["exercise"] | {"overall": webcam["summary"]["overall"]}
        tables.append(group_table(groups, f"{title}, webcam: by exercise", "exercise"))
        tables.append(failure_table(webcam, f"{title}, webcam: clips with something wrong"))
    return tables


def read_documents(folder: Path) -> dict[str, Document]:
    """Read the evaluations in `folder`, the required ones and those others that are there.

    Raises
    ------
    InputError
        One is missing or cannot be used.
    """
    names = [name for name in NAMES if name in REQUIRED or (folder / f"{name}.json").exists()]
    return {name: read_document(folder / f"{name}.json") for name in names}


def main(arguments: list[str]) -> int:
    """Write the page; returns the exit code."""
    if len(arguments) != 2:  # noqa: PLR2004 - the folder and the page
        sys.stderr.write("Give the folder of the evaluations and the page to write.\n")
        return 2
    try:
        folder = Path(arguments[0])
        page = accuracy_page(read_documents(folder), read_assessments(folder))
        Path(arguments[1]).write_text(page, encoding="utf-8", newline="\n")
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
