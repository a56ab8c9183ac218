"""Pictures of an evaluation, as PNG in the form that a page can hold within itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from posecheck.lab.evaluation.agreement import agreement, errors
from posecheck.lab.evaluation.figures import new_figure
from posecheck.pages.pictures import data_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from posecheck.lab.evaluation.agreement import Pairs
    from posecheck.lab.evaluation.outcome import JudgedClip

_DPI = 100
#: Colours that people with any colour vision tell apart (Okabe and Ito).
TRUTH, JUDGED, RAW, FAULT, TOLD = "#000000", "#0072B2", "#999999", "#D55E00", "#009E73"
#: More points than this show nothing more; the limits are those of all of them.
_POINTS = 1500


def bland_altman(compared: Sequence[Pairs], title: str) -> str:
    """Return the Bland-Altman plot of one measure as the address of a picture.

    Error against the mean of value and truth, in the plateaus: posecheck in colour with its bias and
    limits of agreement, the raw landmarker grey behind it.
    """
    unit = compared[0].unit
    truth, judged, raw = (
        np.concatenate([getattr(each, name)[each.in_plateau] for each in compared])
        for name in ("truth", "judged", "raw")
    )
    figure = new_figure(4.6, 3.2)
    axes = figure.subplots()
    for values, colour, name in ((raw, RAW, "raw landmarker"), (judged, JUDGED, "posecheck")):
        error = errors(values, truth, unit)
        known = np.flatnonzero(np.isfinite(error))
        shown = known[:: max(1, len(known) // _POINTS)]
        axes.plot(
            truth[shown] + error[shown] / 2.0, error[shown], ".", ms=3, alpha=0.5, color=colour, label=name
        )
        found = agreement(error)
        if found is not None and colour == JUDGED:
            axes.axhline(found.bias, color=colour, lw=1.2)
            for limit in (found.low, found.high):
                axes.axhline(limit, color=colour, lw=1.0, ls="--")
    axes.axhline(0.0, color="black", lw=0.6)
    axes.set_title(title, fontsize=9)
    axes.set_xlabel(f"mean of value and truth ({unit})", fontsize=8)
    axes.set_ylabel(f"value minus truth ({unit})", fontsize=8)
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=7, markerscale=2, loc="best", framealpha=0.7)
    return _address(figure)


def timeline(judged: JudgedClip) -> str | None:
    """Return how a clip went as the address of a picture: leading measure, holds, faults and cues.

    ``None`` for a clip whose exercise has no leading measure.
    """
    outcome, course = judged.outcome, judged.course
    if course is None:
        return None
    figure = new_figure(9.2, 3.0)
    axes, lanes = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    axes.plot(course.time_s, course.truth, color=TRUTH, lw=1.2, ls=":", label="truth")
    axes.plot(course.time_s, course.judged, color=JUDGED, lw=1.2, label="posecheck")
    axes.set_ylabel(f"{course.measure}\n({course.unit})", fontsize=8)
    axes.legend(fontsize=7, loc="upper right")
    _lanes(lanes, judged)
    lanes.set_xlabel("seconds", fontsize=8)
    lanes.set_xlim(0.0, outcome.duration_s)
    for part in (axes, lanes):
        part.tick_params(labelsize=7)
    return _address(figure)


def _lanes(axes: Axes, judged: JudgedClip) -> None:
    """Draw one lane each for labelled and told positions, labelled and told faults, and cues."""
    outcome = judged.outcome
    names = ("position, labelled", "position, told", "fault, labelled", "fault, told", "cues")
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_ylim(len(names) - 0.4, -0.6)
    labelled = [(p.start_s, p.end_s) for p in outcome.positions.labelled]
    told = [(interval.start_s, interval.end_s) for interval in outcome.told]
    for lane, spans, colour in ((0, labelled, TRUTH), (1, told, JUDGED)):
        for start_s, end_s in spans:
            axes.barh(lane, max(end_s - start_s, 0.05), left=start_s, height=0.6, color=colour)
    known = [(fault.start_s, fault.end_s, fault.id) for fault in outcome.faults]
    found = [(fault.start_s, fault.end_s, fault.id) for fault in outcome.told_faults]
    for lane, faults, colour in ((2, known, FAULT), (3, found, TOLD)):
        for start_s, end_s, name in faults:
            axes.barh(lane, max(end_s - start_s, 0.1), left=start_s, height=0.6, color=colour, alpha=0.5)
            axes.text(start_s, lane, f" {name}", fontsize=6, va="center", clip_on=True)
    for cue in outcome.cues:
        axes.plot(cue.time_s, 4, "v", ms=4, color=FAULT if cue.false else TOLD)
        axes.text(cue.time_s, 4, f"  {cue.text}", fontsize=5.5, va="center", clip_on=True)


def _address(figure: Figure) -> str:
    """Return `figure` as a data address, small because a page holds a hundred of them."""
    packed = io.BytesIO()
    FigureCanvasAgg(figure).print_figure(packed, format="png", dpi=_DPI)
    return data_address(packed.getvalue(), "png")
