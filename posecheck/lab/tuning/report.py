"""The numbers behind what tuning found, as tables of text for the terminal and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.lab.evaluation.tables import Table
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from posecheck.lab.tuning.evidence import Figures, ThresholdEvidence
    from posecheck.lab.tuning.tune import Tuning
    from posecheck.support.language import Language

_NOTHING = "-"


def number(value: float | None) -> str:
    """Return a threshold for people."""
    return _NOTHING if value is None else f"{value:.4g}"


def short(address: str) -> str:
    """Return an address without its exercise."""
    return address.split(".", 1)[1]


def threshold_table(tuning: Tuning, language: Language = ENGLISH) -> Table:
    """Return for each threshold its value, the suggestion, how sure it is, and what it costs."""
    rows = []
    for each in tuning.evidence:
        cues_now, cues_then = tuning.false_cues_per_min[each.limit.address]
        rows.append(
            (
                short(each.limit.address),
                number(each.limit.value),
                number(each.suggestion),
                _NOTHING
                if _says_nothing(each)
                else language.translate("{low} to {high}", low=number(each.low), high=number(each.high)),
                f"{cues_now:.2f}",
                _NOTHING if cues_then is None else f"{cues_then:.2f}",
            )
        )
    say = language.translate
    columns = (
        say("threshold"),
        say("now"),
        say("suggested"),
        say("95 % interval"),
        say("false cues/min"),
        say("then"),
    )
    return Table(say("Thresholds"), columns, tuple(rows))


def rate_table(tuning: Tuning, language: Language = ENGLISH) -> Table:
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
    say = language.translate
    columns = (say("threshold"), say("now"), say("at best"), say("unseen now"), say("unseen then"))
    return Table(say("Precision / recall / F of holds in %"), columns, rows)


def pair_table(tuning: Tuning, language: Language = ENGLISH) -> Table:
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
    say, worth = language.translate, tuning.objective.value
    columns = (
        say("pair"),
        say("now"),
        say("{worth} now", worth=worth),
        say("best"),
        say("{worth} best", worth=worth),
    )
    return Table(say("Limits that interact"), columns, rows)


def left_out_table(tuning: Tuning, language: Language = ENGLISH) -> Table:
    """Return which thresholds were not swept, and why."""
    say = language.translate
    rows = tuple((short(address), say(reason)) for address, reason in tuning.not_swept.items())
    return Table(say("Not swept"), (say("threshold"), say("because")), rows, words=(1,))


def objective_words(tuning: Tuning, language: Language = ENGLISH) -> str:
    """Return what was made as large as possible, and on how much, in a sentence."""
    minutes = sum(clip.clip.label.duration_s for clip in tuning.clips) / 60.0
    worth = tuning.objective.value + (f", beta {tuning.beta:g}" if tuning.beta != 1.0 else "")
    return language.translate(
        "{minutes} min; as large as possible: {worth}.", minutes=language.number(minutes, 1), worth=worth
    )


def _says_nothing(each: ThresholdEvidence) -> bool:
    """Return whether no value is better than another."""
    return bool(each.low <= each.values[0] and each.high >= each.values[-1])


def _figures(figures: Figures | None) -> str:
    if figures is None:
        return _NOTHING
    return "/".join(f"{100.0 * share:.0f}" for share in (figures.precision, figures.recall, figures.f1))
