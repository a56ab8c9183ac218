"""What of an exercise a prescription has judged or said otherwise, in words and without addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.lab.tuning.limit_words import limit_words, short_number, value_words
from posecheck.lab.tuning.limits import limits_of
from posecheck.outputs.wording import fault_words
from posecheck.profiles.threshold_parts import DOSE, PACE, named_checks, named_primaries
from posecheck.profiles.thresholds import addresses
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.exercise import Exercise
    from posecheck.lab.tuning.limits import Limit
    from posecheck.prescription.prescription import PrescribedExercise
    from posecheck.profiles.thresholds import Threshold
    from posecheck.report.wording import Words

_UNIT_OF_PACE = "deg/s"


def own_limits(prescribed: PrescribedExercise, words: Words) -> list[str]:
    """Return every limit that differs beside the usual one, and every correction in other words.

    Parameters
    ----------
    prescribed
        The exercise as it is prescribed.
    words
        In which they are told.
    """
    exercise = all_exercises()[prescribed.exercise]
    known, limits = addresses(exercise), _limits(exercise)
    told: list[str] = []
    for address, value in prescribed.limits.items():
        whole = f"{exercise.id}.{address}"
        usual = known[whole]
        now, then = (_value(float(each), usual.unit, words) for each in (value, usual.value))
        what = _what(exercise, usual.part, limits.get(whole), words)
        sentence = _sentence(exercise, usual, limits.get(whole), now, words)
        told.append(words.say("{what}: {limit}, usually {usual}", what=what, limit=sentence, usual=then))
    return [*told, *_cues(prescribed, exercise, words)]


def _limits(exercise: Exercise) -> dict[str, Limit]:
    """Return the limits beyond which something is corrected, by their addresses."""
    try:
        return {each.address: each for each in limits_of(exercise)}
    except InputError:  # what has no position to hold has none
        return {}


def _value(value: float, unit: str, words: Words) -> str:
    language = words.language
    if unit == _UNIT_OF_PACE:
        return words.say("{number}° a second", number=short_number(value, language))
    if unit in ("", "s"):
        return f"{short_number(value, language)} {unit}".strip()
    return value_words(value, unit, language)


def _what(exercise: Exercise, part: str, limit: Limit | None, words: Words) -> str:
    """Return what a part of an exercise is called: its fault, else what is measured."""
    if limit is not None:
        return words.told(fault_words(limit.fault))
    if part == PACE:
        return words.say("Pace")
    if part == DOSE:
        return words.say("How much")
    primary = named_primaries(exercise).get(part)
    if primary is not None:
        return words.told(primary.measure.title)
    return words.told(fault_words(named_checks(exercise)[part].fault))


def _sentence(exercise: Exercise, threshold: Threshold, limit: Limit | None, value: str, words: Words) -> str:
    """Return what begins or ends at the value."""
    if limit is not None:
        told = {"severity": limit.severity, "sign": limit.sign}
        return limit_words(told, value, words.language)
    upward = {
        "zone": words.say("counts from {value}", value=value),
        "credit_s": words.say("counts from {value}", value=value),
        "good_low": words.say("good from {value}", value=value),
        "good_high": words.say("good up to {value}", value=value),
        "good_deg_s": words.say("good up to {value}", value=value),
        "stop_deg_s": words.say("too fast from {value}", value=value),
        "ok": words.say("more is asked for below {value}", value=value),
    }
    edge, primary = threshold.edge, named_primaries(exercise).get(threshold.part)
    if primary is not None and primary.decreasing and edge == "ok":
        return words.say("more is asked for above {value}", value=value)
    check = named_checks(exercise).get(threshold.part)
    if check is not None and edge == "good":
        return upward["good_high" if check.band.ok_high < float("inf") else "good_low"]
    return upward.get(edge, value)


def _cues(prescribed: PrescribedExercise, exercise: Exercise, words: Words) -> Iterator[str]:
    for address, said in prescribed.cues.items():
        sentence = said if isinstance(said, str) else " ".join(said)
        what = _what(exercise, address.split(".")[0], None, words)
        yield words.say("{what}: says “{words}”", what=what, words=sentence)
