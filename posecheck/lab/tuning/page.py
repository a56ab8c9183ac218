"""What tuning found, as one page that holds everything within itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.lab.tuning.plots import clip_picture, pair_picture, threshold_picture
from posecheck.lab.tuning.report import (
    left_out_table,
    number,
    pair_table,
    rate_table,
    reason_table,
    short,
    summary,
    threshold_table,
)
from posecheck.pages.pictures import PagePicture, data_address
from posecheck.pages.rendering import render

if TYPE_CHECKING:
    from posecheck.lab.tuning.evidence import ThresholdEvidence
    from posecheck.lab.tuning.tune import Tuning

Pictures = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class ThresholdSection:
    """What the page shows of one threshold.

    Parameters
    ----------
    name
        Its address without the exercise.
    evidence
        What the clips say of it.
    plot
        How it does from value to value.
    clips
        Before and after in each clip, those that have the fault first; none when they show nothing of it.
    """

    name: str
    evidence: ThresholdEvidence
    plot: PagePicture
    clips: tuple[PagePicture, ...]


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
    silent = [each for each in tuning.evidence if not _worth_showing(each)]
    telling = [each for each in tuning.evidence if _worth_showing(each)]
    telling.sort(key=lambda each: each.suggestion is None)
    return render(
        "lab/tuning/page.html.j2",
        title=f"Tuning of {tuning.exercise.id}",
        summary=summary(tuning),
        number=number,
        thresholds=threshold_table(tuning),
        rates=rate_table(tuning),
        reasons=reason_table(tuning),
        telling=[_threshold(tuning, each, pictures) for each in telling],
        silent=[_threshold(tuning, each, pictures) for each in silent],
        pairs=pair_table(tuning),
        pair_plots=[_plot(pictures[name], name) for name in pictures if name.startswith("pair-")],
        left_out=left_out_table(tuning),
    )


def _threshold(tuning: Tuning, each: ThresholdEvidence, pictures: Pictures) -> ThresholdSection:
    name = short(each.limit.address)
    file = name.replace(".", "-")
    plot = _plot(pictures[f"{file}.png"], f"{name}: precision and recall, distribution, sensitivity")
    if not _worth_showing(each):
        return ThresholdSection(name, each, plot, ())
    with_fault = (each.counts.hits + each.counts.misses)[:, 0] > 0
    names = [tuning.clips[at].clip.name for at in np.argsort(~with_fault, kind="stable")]
    clips = (_plot(pictures[f"{file}-{clip.replace('/', '-')}.png"], f"{name} in {clip}") for clip in names)
    return ThresholdSection(name, each, plot, tuple(clips))


def _worth_showing(each: ThresholdEvidence) -> bool:
    """Return whether the clips have anything to show of a threshold: the fault, labelled or told."""
    counts = each.counts
    now = each.at(each.limit.value)
    return bool((counts.hits + counts.misses).any() or counts.false[:, now].any())


def _plot(png: bytes, what: str) -> PagePicture:
    return PagePicture(data_address(png, "png"), what)
