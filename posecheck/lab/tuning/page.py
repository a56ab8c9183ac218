"""What tuning found, as one page that holds everything within itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.lab.tuning.plots import clip_picture, pair_picture, threshold_picture
from posecheck.lab.tuning.report import (
    left_out_table,
    number,
    objective_words,
    pair_table,
    rate_table,
    short,
    threshold_table,
)
from posecheck.pages.pictures import PagePicture, data_address
from posecheck.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.lab.tuning.evidence import ThresholdEvidence
    from posecheck.lab.tuning.plain_report import PlainLimit, PlainReport
    from posecheck.lab.tuning.tune import Tuning
    from posecheck.support.language import Language

Pictures = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class ThresholdSection:
    """What the page shows of one threshold.

    Parameters
    ----------
    name
        Its address without the exercise.
    plain
        What is said of it without statistics.
    evidence
        What the clips say of it, in numbers.
    plot
        How it does from value to value.
    clips
        Before and after in each clip, those that have the fault first; none when they show nothing of it.
    """

    name: str
    plain: PlainLimit
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


def html_page(tuning: Tuning, plain: PlainReport, pictures: Pictures, language: Language) -> str:
    """Return the page: plain words first, the numbers and `pictures` behind what unfolds.

    Parameters
    ----------
    tuning, plain
        What was found, in numbers and in words.
    pictures
        Those of :func:`pictures_of`.
    language
        Of the page; `plain` is in it already.
    """
    say = language.translate
    evidence = {each.limit.address: each for each in tuning.evidence}

    def sections(limits: Iterable[PlainLimit]) -> list[ThresholdSection]:
        return [_threshold(tuning, each, evidence[each.address], pictures) for each in limits]

    return render(
        "lab/tuning/page.html.j2",
        language=language.code,
        say=say,
        title=f"{say(tuning.exercise.title)}: {say('Too strict or too lenient?')}",
        plain=plain,
        telling=sections(plain.telling),
        silent=sections(plain.silent),
        number=number,
        objective=objective_words(tuning, language),
        thresholds=threshold_table(tuning, language),
        rates=rate_table(tuning, language),
        pairs=pair_table(tuning, language),
        pair_plots=[_plot(pictures[name], name) for name in pictures if name.startswith("pair-")],
        left_out=left_out_table(tuning, language),
    )


def _threshold(
    tuning: Tuning, plain: PlainLimit, each: ThresholdEvidence, pictures: Pictures
) -> ThresholdSection:
    name = short(each.limit.address)
    file = name.replace(".", "-")
    plot = _plot(pictures[f"{file}.png"], f"{name}: precision and recall, distribution, sensitivity")
    if not _worth_showing(each):
        return ThresholdSection(name, plain, each, plot, ())
    with_fault = (each.counts.hits + each.counts.misses)[:, 0] > 0
    names = [tuning.clips[at].clip.name for at in np.argsort(~with_fault, kind="stable")]
    clips = (_plot(pictures[f"{file}-{clip.replace('/', '-')}.png"], f"{name} in {clip}") for clip in names)
    return ThresholdSection(name, plain, each, plot, tuple(clips))


def _worth_showing(each: ThresholdEvidence) -> bool:
    """Return whether the clips have anything to show of a threshold: the fault, labelled or told."""
    counts = each.counts
    now = each.at(each.limit.value)
    return bool((counts.hits + counts.misses).any() or counts.false[:, now].any())


def _plot(png: bytes, what: str) -> PagePicture:
    return PagePicture(data_address(png, "png"), what)
