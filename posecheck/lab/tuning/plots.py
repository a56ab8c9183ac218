"""Pictures of tuning, as PNG."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from posecheck.lab.evaluation.figures import new_figure
from posecheck.lab.tuning.decisions import holds_of
from posecheck.lab.tuning.objective import rates, score
from posecheck.lab.tuning.report import number, short
from posecheck.lab.tuning.sweep import told_faults, total
from posecheck.profiles.threshold_parts import named_checks, named_primaries

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from posecheck.exercise import Measure
    from posecheck.lab.tuning.evidence import ThresholdEvidence
    from posecheck.lab.tuning.limits import Limit
    from posecheck.lab.tuning.readings import Array
    from posecheck.lab.tuning.tune import Pair, Tuning

_DPI = 110
#: Colours that people with any colour vision tell apart (Okabe and Ito).
GOOD, FAULTY, NOW, THEN = "#0072B2", "#D55E00", "#555555", "#009E73"
_GOOD_BAND, _OK_BAND = "#009E7322", "#F0E44244"
_SMALL = 8


def threshold_picture(tuning: Tuning, evidence: ThresholdEvidence) -> bytes:
    """Return precision and recall, the measure's distribution, and the sensitivity for one threshold."""
    figure = new_figure(12.6, 3.7)
    left, middle, right = figure.subplots(1, 3)
    _precision_recall(left, tuning, evidence)
    _distribution(middle, tuning, evidence)
    _sensitivity(right, tuning, evidence)
    return _png(figure)


def clip_picture(tuning: Tuning, evidence: ThresholdEvidence, clip_number: int) -> bytes:
    """Return the measure over one clip with the label, and what is told now and with the suggestions."""
    clip, limit = tuning.clips[clip_number], evidence.limit
    measure = _measure(tuning, limit)
    reading = clip.reading.parts[limit.part]
    time_s = clip.reading.time_s
    figure = new_figure(12.6, 3.1)
    axes, lanes = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1.4))
    axes.plot(time_s, reading.value, color="#bbbbbb", lw=1.0)
    axes.plot(time_s, np.where(reading.due, reading.value, np.nan), color=GOOD, lw=1.6, label=measure.title)
    _bands(axes, tuning, limit, horizontal=True)
    _marks(axes, evidence, horizontal=True)
    _fit_to(axes, reading.value, evidence)
    axes.set_ylabel(measure.unit.value, fontsize=_SMALL)
    axes.legend(fontsize=7, loc="upper right", framealpha=0.8)
    names = ("labelled", "told now", "told then")
    labelled = [
        (fault.start_s, fault.end_s)
        for fault in clip.clip.label.faults
        if limit.fault in (fault.id, *fault.also)
    ]
    told = [
        [(fault.start_s, fault.end_s) for fault in traces[clip_number].faults if fault.id == limit.fault]
        for traces in (tuning.before, tuning.after)
    ]
    for lane, (spans, colour) in enumerate(zip((labelled, *told), (FAULTY, NOW, THEN), strict=True)):
        lanes.barh(
            [lane] * len(spans),
            [max(end_s - start_s, 0.05) for start_s, end_s in spans],
            left=[start_s for start_s, _ in spans],
            height=0.62,
            color=colour,
        )
    for plateau in clip.clip.label.plateaus:
        axes.axvspan(plateau.start_s, plateau.end_s, color="#00000010", lw=0)
    lanes.set_yticks(range(3), names, fontsize=_SMALL)
    lanes.set_ylim(2.6, -0.6)
    lanes.set_xlim(0.0, clip.clip.label.duration_s)
    lanes.set_xlabel(
        f"seconds of {clip.clip.name} ({clip.subject or 'unnamed'}); grey: labelled holds", fontsize=_SMALL
    )
    for part in (axes, lanes):
        part.tick_params(labelsize=7)
    return _png(figure)


def pair_picture(tuning: Tuning, pair: Pair) -> bytes:
    """Return what every setting of two limits is worth."""
    figure = new_figure(5.4, 4.0)
    axes = figure.subplots()
    drawn = axes.pcolormesh(pair.second, pair.first, pair.worth, cmap="viridis", shading="nearest")
    figure.colorbar(drawn, ax=axes, label=tuning.objective.value)
    axes.plot(pair.limits[1].value, pair.limits[0].value, "x", color="white", ms=9, mew=2.5, label="now")
    axes.plot(pair.best[1], pair.best[0], "o", mfc="none", mec=FAULTY, ms=12, mew=2.0, label="best")
    axes.set_ylabel(short(pair.limits[0].address), fontsize=_SMALL)
    axes.set_xlabel(short(pair.limits[1].address), fontsize=_SMALL)
    axes.legend(fontsize=7)
    axes.tick_params(labelsize=7)
    return _png(figure)


def _precision_recall(axes: Axes, tuning: Tuning, evidence: ThresholdEvidence) -> None:
    found = rates(total(evidence.counts), tuning.beta)
    told = (found.precision + found.recall) > 0.0
    axes.plot(found.recall[told], found.precision[told], "-", color=GOOD, lw=1.2, marker=".", ms=5, alpha=0.8)
    for name, value, colour, marker in (
        ("now", evidence.limit.value, NOW, "X"),
        ("suggested", evidence.suggestion, THEN, "o"),
    ):
        if value is None:
            continue
        at = evidence.at(value)
        axes.plot(
            found.recall[at], found.precision[at], marker, color=colour, ms=10, ls="none", mec="white",
            label=f"{name}: {number(value)}", clip_on=False, zorder=5,
        )  # fmt: skip
    axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04))
    axes.set_title("Precision and recall, a point for each value", fontsize=9)
    axes.set_xlabel("recall", fontsize=_SMALL)
    axes.set_ylabel("precision", fontsize=_SMALL)
    _finish(axes, below=True)


def _distribution(axes: Axes, tuning: Tuning, evidence: ThresholdEvidence) -> None:
    limit = evidence.limit
    measure = _measure(tuning, limit)
    good, faulty = _in_holds(tuning, limit)
    both = np.concatenate([good, faulty])
    if len(both):
        bins = np.linspace(both.min(), both.max() + 1e-9, 40)
        for values, colour, name in ((good, GOOD, "holds without it"), (faulty, FAULTY, "holds with it")):
            if len(values):
                share = np.full(len(values), 100.0 / len(values)).tolist()
                label = f"{name} ({len(values)} frames)"
                axes.hist(values, bins.tolist(), weights=share, color=colour, alpha=0.65, label=label)
    _bands(axes, tuning, limit, horizontal=False)
    _marks(axes, evidence, horizontal=False)
    _fit_to(axes, both, evidence, horizontal=False)
    axes.set_title(f"{measure.title}; bands as they are now", fontsize=9)
    axes.set_xlabel(measure.unit.value, fontsize=_SMALL)
    axes.set_ylabel("% of frames", fontsize=_SMALL)
    _finish(axes)


def _sensitivity(axes: Axes, tuning: Tuning, evidence: ThresholdEvidence) -> None:
    summed = total(evidence.counts)
    worth = score(summed, tuning.objective, tuning.beta)
    cues = summed.false_cues / summed.minutes
    axes.axvspan(evidence.low, evidence.high, color="#0072B220", lw=0, label="95 % interval")
    axes.plot(evidence.values, worth, color=GOOD, lw=1.8, label=tuning.objective.value)
    axes.plot([], [], color=FAULTY, lw=1.2, ls="--", label="false cues/min")
    second = axes.twinx()
    second.plot(evidence.values, cues, color=FAULTY, lw=1.2, ls="--")
    second.set_ylabel("false cues/min (of this fault alone)", fontsize=7, color=FAULTY)
    second.set_ylim(0.0, max(1.0, float(cues.max()) * 1.05))
    second.tick_params(labelsize=7)
    _marks(axes, evidence, horizontal=False)
    axes.set_ylim(min(0.0, float(worth.min())) - 0.04, 1.06)
    axes.set_title(f"Sensitivity of {tuning.objective.value}", fontsize=9)
    axes.set_xlabel(short(evidence.limit.address), fontsize=_SMALL)
    axes.set_ylabel(tuning.objective.value, fontsize=_SMALL)
    _finish(axes)


def _bands(axes: Axes, tuning: Tuning, limit: Limit, *, horizontal: bool) -> None:
    """Shade the good and the acceptable interval as they are now."""
    primary = named_primaries(tuning.exercise).get(limit.part)
    if primary is not None:
        good, ok = sorted(primary.good), sorted(primary.ok)
    else:
        band = named_checks(tuning.exercise)[limit.part].band
        good, ok = [band.good_low, band.good_high], [band.ok_low, band.ok_high]
    far = 1e4
    shade = axes.axhspan if horizontal else axes.axvspan
    shade(max(good[0], -far), min(good[1], far), color=_GOOD_BAND, lw=0)
    for low, high in ((ok[0], good[0]), (good[1], ok[1])):
        if np.isfinite(low) and np.isfinite(high) and high > low:
            shade(low, high, color=_OK_BAND, lw=0)


def _marks(axes: Axes, evidence: ThresholdEvidence, *, horizontal: bool) -> None:
    draw = axes.axhline if horizontal else axes.axvline
    draw(evidence.limit.value, color=NOW, lw=1.3, ls=":", label=f"now {number(evidence.limit.value)}")
    if evidence.suggestion is not None:
        draw(evidence.suggestion, color=THEN, lw=1.5, label=f"suggested {number(evidence.suggestion)}")


def _fit_to(axes: Axes, values: Array, evidence: ThresholdEvidence, *, horizontal: bool = True) -> None:
    """Show all values and both thresholds, and not the far ends of open bands."""
    marks = [evidence.limit.value, *([] if evidence.suggestion is None else [evidence.suggestion])]
    shown = np.concatenate([values[np.isfinite(values)], marks])
    margin = 0.06 * max(float(np.ptp(shown)), 0.02)
    low, high = float(shown.min()) - margin, float(shown.max()) + margin
    (axes.set_ylim if horizontal else axes.set_xlim)(low, high)


def _in_holds(tuning: Tuning, limit: Limit) -> tuple[Array, Array]:
    """Return the values that were judged in holds without and with the fault."""
    found: dict[bool, list[Array]] = {False: [], True: []}
    for clip in tuning.clips:
        part, time_s = clip.reading.parts[limit.part], clip.reading.time_s
        holds = holds_of(clip.clip.label, limit.fault, told_faults(tuning.exercise))
        for number_, plateau in enumerate(sorted(clip.clip.label.plateaus, key=lambda each: each.start_s)):
            if not holds.counted[number_]:
                continue
            within = (time_s >= plateau.start_s) & (time_s <= plateau.end_s)
            values = part.value[within & part.due]
            found[bool(holds.faulty[number_])].append(values[np.isfinite(values)])
    empty = [np.zeros(0)]
    return np.concatenate(found[False] or empty), np.concatenate(found[True] or empty)


def _measure(tuning: Tuning, limit: Limit) -> Measure:
    primary = named_primaries(tuning.exercise).get(limit.part)
    return primary.measure if primary else named_checks(tuning.exercise)[limit.part].measure


def _finish(axes: Axes, *, below: bool = False) -> None:
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=7, loc="lower center" if below else "best", framealpha=0.85)
    axes.grid(color="#00000012")


def _png(figure: Figure) -> bytes:
    packed = io.BytesIO()
    FigureCanvasAgg(figure).print_figure(packed, format="png", dpi=_DPI)
    return packed.getvalue()
