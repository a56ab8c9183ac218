"""What tuning found, as tables of text for the terminal and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.lab.evaluation.tables import Table

if TYPE_CHECKING:
    from posecheck.lab.tuning.evidence import Figures, ThresholdEvidence
    from posecheck.lab.tuning.tune import Tuning

_NOTHING = "-"


def number(value: float | None) -> str:
    """Return a threshold for people."""
    return _NOTHING if value is None else f"{value:.4g}"


def short(address: str) -> str:
    """Return an address without its exercise."""
    return address.split(".", 1)[1]


def threshold_table(tuning: Tuning) -> Table:
    """Return for each threshold its value, the suggestion, how sure it is, and what it costs."""
    rows = []
    for each in tuning.evidence:
        cues_now, cues_then = tuning.false_cues_per_min[each.limit.address]
        rows.append(
            (
                short(each.limit.address),
                number(each.limit.value),
                number(each.suggestion),
                _NOTHING if _says_nothing(each) else f"{number(each.low)} to {number(each.high)}",
                f"{cues_now:.2f}",
                _NOTHING if cues_then is None else f"{cues_then:.2f}",
            )
        )
    columns = ("threshold", "now", "suggested", "95 % interval", "false cues/min", "then")
    return Table("Thresholds", columns, tuple(rows))


def rate_table(tuning: Tuning) -> Table:
    """Return how every threshold that the labels speak of does, now and at the best value."""
    rows = tuple(
        (
            short(each.limit.address),
            _figures(each.now),
            _figures(each.then),
            _figures(each.held_out_now),
            _figures(each.held_out_then),
        )
        for each in tuning.evidence
        if (each.counts.hits + each.counts.misses).any()
    )
    columns = ("threshold", "now", "at best", "unseen now", "unseen then")
    return Table("Precision / recall / F of holds in %", columns, rows)


def reason_table(tuning: Tuning) -> Table:
    """Return why each threshold keeps its value."""
    rows = tuple((short(each.limit.address), each.thin) for each in tuning.evidence if each.thin)
    return Table("Nothing is suggested for", ("threshold", "because"), rows, words=(1,))


def pair_table(tuning: Tuning) -> Table:
    """Return what changing two limits of one fault together would bring."""
    rows = tuple(
        (
            " + ".join(short(limit.address) for limit in pair.limits),
            " / ".join(number(limit.value) for limit in pair.limits),
            f"{pair.now:.2f}",
            " / ".join(number(value) for value in pair.best),
            f"{pair.worth.max():.2f}",
        )
        for pair in tuning.pairs
    )
    worth = tuning.objective.value
    return Table("Limits that interact", ("pair", "now", f"{worth} now", "best", f"{worth} best"), rows)


def left_out_table(tuning: Tuning) -> Table:
    """Return which thresholds were not swept, and why."""
    rows = tuple((short(address), reason) for address, reason in tuning.not_swept.items())
    return Table("Not swept", ("threshold", "because"), rows, words=(1,))


def summary(tuning: Tuning) -> str:
    """Return what it was tuned on, in a sentence."""
    people = len({clip.subject for clip in tuning.clips})
    minutes = sum(clip.clip.label.duration_s for clip in tuning.clips) / 60.0
    holds = sum(len(clip.clip.label.plateaus) for clip in tuning.clips)
    return (
        f"{tuning.exercise.title}: {len(tuning.clips)} clips of {people} people, {holds} holds, "
        f"{minutes:.1f} min; as large as possible: {tuning.objective.value}"
        + (f" with beta {tuning.beta:g}." if tuning.beta != 1.0 else ".")
    )


def _says_nothing(each: ThresholdEvidence) -> bool:
    """Return whether no value is better than another."""
    return bool(each.low <= each.values[0] and each.high >= each.values[-1])


def _figures(figures: Figures | None) -> str:
    if figures is None:
        return _NOTHING
    return "/".join(f"{100.0 * share:.0f}" for share in (figures.precision, figures.recall, figures.f1))
