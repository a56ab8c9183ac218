"""The rows of the tuning page: a limit each, with what the clips say of every value that it may have."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from posecheck.exercise import Unit
from posecheck.lab.tuning.effect_words import change_words, effect_words, suggestion_words, tally_at
from posecheck.lab.tuning.limit_words import limit_words, measured_words, value_words
from posecheck.lab.tuning.missing_words import missing_words
from posecheck.lab.tuning.wanted_words import apart_words, tells, wanted_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.tuning.effect_words import Tally
    from posecheck.report.wording import Words

#: People move a slider in whole degrees or hundredths; the run tries finer steps.
_STEP = {Unit.DEG.value: 1.0}
_STEP_OTHERWISE = 0.01
_PERCENT = 100.0
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the strip below a slider in which values do equally well: from where, how wide, and how."""

    start: int
    width: int
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A limit on the page.

    Parameters
    ----------
    address, fault
        Which limit of which fault.
    title, measured, now_words
        The fault in words, what is measured, and from where on it speaks up now.
    values
        Those that can be chosen, from strict to lenient.
    words
        From where on it speaks up, for each of these.
    effects, changes
        What each does, and what would be other than now; both in words.
    now, suggested
        Places of the present value, and of the suggested one, which is ``None`` without a suggestion.
    advice
        What the suggested value would have done, in a sentence; empty without one.
    missing, apart, wanted
        What the clips lack and what mends it, how far good and faulty holds lie apart, and which clips would
        decide it; each may be empty.
    strip
        How the values do, for the eye.
    tells
        Whether the clips have anything to say of it: the fault, marked or found.
    figures
        Rows of a table: what, and precision, recall and F of the present value, the best one, and both on
        people who were left out.
    interval, best
        The values that the clips cannot tell from the best, and the best, in words.
    clips
        Rows of a table: clip, person, how often marked, found now, found with the best, wrongly found.
    """

    address: str
    fault: str
    title: str
    measured: str
    now_words: str
    values: tuple[float, ...]
    words: tuple[str, ...]
    effects: tuple[str, ...]
    changes: tuple[str, ...]
    now: int
    suggested: int | None
    advice: str
    missing: str
    apart: str
    wanted: str
    strip: tuple[Stretch, ...]
    tells: bool
    figures: tuple[tuple[str, ...], ...]
    interval: str
    best: str
    clips: tuple[tuple[str, ...], ...]

    @property
    def suggestion(self) -> str:
        """From where on it speaks up with the suggested value."""
        return "" if self.suggested is None else self.words[self.suggested]


def rows_of(
    found: Mapping[str, Any], exercise: Exercise, titles: Mapping[str, str], words: Words
) -> list[Row]:
    """Return the rows of what was found, those of which the clips have something to say first.

    Parameters
    ----------
    found
        As ``posecheck tune --json`` tells it.
    exercise
        What was tuned.
    titles
        Name of a clip there → how it is called on pages.
    words
        The language.
    """
    rows = [_row(limit, found, exercise, titles, words) for limit in found["limits"]]
    return sorted(rows, key=lambda row: (row.suggested is None, not row.tells))


def _row(
    limit: Mapping[str, Any],
    found: Mapping[str, Any],
    exercise: Exercise,
    titles: Mapping[str, str],
    words: Words,
) -> Row:
    places = _places(limit)
    values = [float(limit["values"][at]) for at in places]
    tallies = [tally_at(limit, at) for at in places]
    now = values.index(float(limit["value"]))
    language = words.language
    said = [limit_words(limit, value_words(value, limit["unit"], language), language) for value in values]
    suggestion = limit["suggestion"]
    low, high = (value_words(value, limit["unit"], language) for value in limit["interval"])
    return Row(
        address=limit["address"],
        fault=limit["fault"],
        title=words.fault(limit["fault"]),
        measured=measured_words(limit, exercise, language),
        now_words=said[now],
        values=tuple(values),
        words=tuple(said),
        effects=tuple(effect_words(each, found["minutes"], language) for each in tallies),
        changes=tuple(
            "" if at == now else change_words(tallies[now], each, language) for at, each in enumerate(tallies)
        ),
        now=now,
        suggested=None if suggestion is None else values.index(float(suggestion)),
        advice=suggestion_words(limit, found["clips"], language),
        missing=missing_words(limit, found["clips"], language),
        apart=apart_words(limit, exercise, language),
        wanted=wanted_words(limit, exercise, language),
        strip=_strip(tallies),
        tells=tells(limit),
        figures=_figures(limit, words),
        interval=words.say("{low} to {high}", low=low, high=high),
        best=value_words(float(limit["best"]), limit["unit"], language),
        clips=_clips(limit, found["clips"], titles, words),
    )


def _places(limit: Mapping[str, Any]) -> list[int]:
    """Return which of the tried values can be chosen, from strict to lenient."""
    step = _STEP.get(limit["unit"], _STEP_OTHERWISE)
    kept = (limit["value"], limit["suggestion"])
    values = limit["values"]
    places = [at for at, value in enumerate(values) if value in kept or _is_step(value, step)]
    return places if limit["sign"] > 0 else places[::-1]


def _is_step(value: float, step: float) -> bool:
    return abs(value - step * round(value / step)) < _ROUNDING


def _strip(tallies: Sequence[Tally]) -> tuple[Stretch, ...]:
    found, start = [], 0
    for kind, group in groupby(_kind(each) for each in tallies):
        width = len(list(group))
        found.append(Stretch(start, width, kind))
        start += width
    return tuple(found)


def _kind(tally: Tally) -> str:
    """Return how a value does: right, too strict, too lenient, or both; unknown where nothing is marked."""
    wrong = bool(tally.false or tally.cues)
    if not tally.marked and not wrong:
        return "unknown"
    if wrong:
        return "both" if tally.misses else "strict"
    return "lenient" if tally.misses else "right"


def _figures(limit: Mapping[str, Any], words: Words) -> tuple[tuple[str, ...], ...]:
    named = {
        "now": words.say("Now"),
        "then": words.say("Best value"),
        "held_out_now": words.say("Now, on people left out"),
        "held_out_then": words.say("Best value of the others, on people left out"),
    }
    return tuple(
        (
            name,
            *(
                f"{words.number(_PERCENT * limit[key][each])}\N{NO-BREAK SPACE}%"
                for each in ("precision", "recall", "f1")
            ),
        )
        for key, name in named.items()
        if limit[key] is not None
    )


def _clips(
    limit: Mapping[str, Any], clips: Sequence[Mapping[str, Any]], titles: Mapping[str, str], words: Words
) -> tuple[tuple[str, ...], ...]:
    rows = []
    for clip, decided in zip(clips, limit["clips"], strict=True):
        now, then = decided["now"], decided["then"]
        rows.append(
            (
                titles.get(clip["name"], clip["name"]),
                clip["subject"] or words.say("not named"),
                *map(
                    str, (now["hits"] + now["misses"], now["hits"], then["hits"], now["false"], then["false"])
                ),
            )
        )
    return tuple(rows)
