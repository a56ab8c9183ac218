"""One evaluation as a page that holds everything within itself, plots included."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.lab.evaluation.document import failures
from posecheck.lab.evaluation.markdown import POSES, made_with, page_tables
from posecheck.lab.evaluation.plots import bland_altman, timeline
from posecheck.lab.labels import Kind
from posecheck.pages.pictures import PagePicture
from posecheck.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.lab.evaluation.agreement import Pairs
    from posecheck.lab.evaluation.document import Document
    from posecheck.lab.evaluation.outcome import JudgedClip, Outcome

#: What a cell that says so looks like.
_MARKS = {"met": "good", "better": "good", "not met": "bad", "worse": "bad"}


@dataclass(frozen=True, slots=True)
class ClipTimeline:
    """How one clip went, and what is wrong with what was told of it."""

    outcome: Outcome
    wrong: list[str]
    picture: PagePicture


@dataclass(frozen=True, slots=True)
class PlottedSet:
    """The plots of one set of clips."""

    name: str
    agreement: list[PagePicture]
    timelines: list[ClipTimeline]


def html_page(
    found: Document, judged: Mapping[str, Sequence[JudgedClip]], before: Document | None = None
) -> str:
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
    return render(
        "lab/evaluation/page.html.j2",
        poses=POSES[found["poses"]],
        made_with=made_with(found),
        complete=found["complete"],
        tables=page_tables(found, before),
        marks=_MARKS,
        several="sets" in found,
        sets=[PlottedSet(name, _agreement(each), _timelines(each)) for name, each in judged.items()],
    )


def _agreement(judged: Sequence[JudgedClip]) -> list[PagePicture]:
    groups: dict[tuple[str, str], list[Pairs]] = defaultdict(list)
    for one in judged:
        for each in one.pairs:
            comparable = (
                each.in_plateau.any() and (each.truth[each.in_plateau] == each.truth[each.in_plateau]).any()
            )
            if comparable:
                groups[one.outcome.exercise, each.measure].append(each)
    titles = {key: ": ".join(key) for key in sorted(groups)}
    return [PagePicture(bland_altman(groups[key], title), title) for key, title in titles.items()]


def _timelines(judged: Sequence[JudgedClip]) -> list[ClipTimeline]:
    found = []
    for one in sorted(judged, key=lambda each: (each.outcome.clip, each.outcome.exercise)):
        wrong = failures(one.outcome)
        # A clip of something else is judged as every exercise; those that were right show nothing.
        picture = None if one.outcome.kind == Kind.NEGATIVE.value and not wrong else timeline(one)
        if picture is not None:
            found.append(ClipTimeline(one.outcome, wrong, PagePicture(picture, one.outcome.clip)))
    return found
