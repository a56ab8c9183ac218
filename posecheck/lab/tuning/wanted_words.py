"""Which clips would decide most, and how much of a difference this program can see at all, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posecheck.lab.tuning.limit_words import (
    bare_words,
    measured_words,
    span_words,
    title_words,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.exercise import Exercise
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class _Wish:
    """A wanted clip of a limit, with the share by which it narrows what cannot be told apart."""

    limit: Mapping[str, Any]
    wanted: Mapping[str, Any]
    gain: float


def wanted_words(limit: Mapping[str, Any], exercise: Exercise, language: Language) -> str:
    """Return which clips would decide a limit, as one sentence; empty when none would.

    Parameters
    ----------
    limit
        As ``posecheck tune --json`` tells it.
    exercise
        What was tuned.
    language
        In which it is said.
    """
    wishes = [_clip_words(wanted, limit, exercise, language) for wanted in limit["wanted"]]
    if not wishes or not tells(limit):
        return ""  # without a trace of it every clip is wanted, which is said already
    say, decides = language.translate, limit["decided_by_wanted"]
    if len(wishes) == 1:
        places = {"clip": wishes[0]}
        told = (
            say("{clip} would decide it.", **places) if decides else say("{clip} would tell more.", **places)
        )
    else:
        places = {"clip": wishes[0], "other": wishes[1]}
        told = (
            say("{clip}, and {other}, would decide it.", **places)
            if decides
            else say("{clip}, and {other}, would tell more.", **places)
        )
    return told[:1].upper() + told[1:]


def most_wanted(
    limits: Sequence[Mapping[str, Any]], exercise: Exercise, language: Language
) -> tuple[str, ...]:
    """Return which clips would tell most of all limits, a sentence each, the one that helps most first.

    A clip of somebody who does everything well serves every limit that lacks one, so it is told once.

    Parameters
    ----------
    limits
        As ``posecheck tune --json`` tells them.
    exercise
        What was tuned.
    language
        In which it is said.
    """
    wishes = [
        _Wish(limit, wanted, _gain(limit, wanted))
        for limit in limits
        if tells(limit)
        for wanted in limit["wanted"]
    ]
    if len({wish.limit["address"] for wish in wishes}) <= 1:
        return ()  # which the limit says itself
    good = [wish for wish in wishes if wish.wanted["shows"] is False]
    ranked = [
        (wish.gain, _alone(wish, limits, exercise, language))
        for wish in wishes
        if wish.wanted["shows"] is not False
    ]
    if good:
        ranked.append((sum(wish.gain for wish in good), _done_well(good, limits, exercise, language)))
    return tuple(words for _, words in sorted(ranked, key=lambda each: -each[0]))


def tells(limit: Mapping[str, Any]) -> bool:
    """Return whether the clips say anything of a limit: its fault is marked, or told where it is not."""
    at = limit["values"].index(limit["value"])
    return bool(limit["hits"][at] + limit["misses"][at] + limit["false"][at] + limit["false_cues"][at])


def _gain(limit: Mapping[str, Any], wanted: Mapping[str, Any]) -> float:
    """Return by which share it narrows the run of values that do equally well."""
    low, high = limit["equal"]
    return 1.0 - wanted["narrows_to"] / (high - low) if high > low else 0.0


def _clip_words(
    wanted: Mapping[str, Any], limit: Mapping[str, Any], exercise: Exercise, language: Language
) -> str:
    """Return a wanted clip as it stands inside a sentence."""
    say = language.translate
    span = span_words(wanted["from"], wanted["to"], limit["unit"], language)
    where = f" ({measured_words(limit, exercise, language)} {span})" if span else ""
    if wanted["shows"] is None:
        return say("a clip of a further person marked as you see it{where}", where=where)
    if wanted["people"] > 1:
        if wanted["shows"]:
            return say("clips of two people who show it{where}", where=where)
        return say("clips of two people without it{where}", where=where)
    if wanted["shows"]:
        return say("a clip of a second person who shows it{where}", where=where)
    return say("a clip of a second person without it{where}", where=where)


def _alone(wish: _Wish, limits: Sequence[Mapping[str, Any]], exercise: Exercise, language: Language) -> str:
    title = title_words(wish.limit, limits, exercise, language)
    return f"{title}: {_clip_words(wish.wanted, wish.limit, exercise, language)}."


def _done_well(
    wishes: Sequence[_Wish], limits: Sequence[Mapping[str, Any]], exercise: Exercise, language: Language
) -> str:
    if len(wishes) == 1:
        return _alone(wishes[0], limits, exercise, language)
    names = dict.fromkeys(title_words(wish.limit, limits, exercise, language) for wish in wishes)
    return language.translate(
        "{what}: a clip of a further person who does all of this well.", what=language.listed(list(names))
    )


# --- how much of a difference can be seen -------------------------------------------------------------------


def apart_words(limit: Mapping[str, Any], exercise: Exercise, language: Language) -> str:
    """Return how far good and faulty holds lie apart, and how much of that is this program's own error.

    Empty where one of the two is missing. With a suggestion it is said of the change instead: whether the
    program can tell the two values apart at all.

    Parameters
    ----------
    limit
        As ``posecheck tune --json`` tells it.
    exercise
        What was tuned.
    language
        In which it is said.
    """
    say, unit = language.translate, limit["unit"]
    measure = measured_words(limit, exercise, language)
    if limit["suggestion"] is not None:
        difference = abs(limit["suggestion"] - limit["value"])
        first = say("The change is {amount}.", amount=value_words(difference, unit, language))
        return f"{first} {_error_words(difference, limit, language)}".strip()
    good, faulty = limit["good_to"], limit["faulty_from"]
    if good is None or faulty is None:
        return ""
    places = {
        "good": value_words(good, unit, language),
        "faulty": bare_words(faulty, unit, language),
        "measure": measure,
    }
    difference = abs(faulty - good)
    if limit["sign"] * (faulty - good) <= 0:
        return say(
            "Holds without it reach {good} ({measure}), and one that you marked shows only {faulty}: no "
            "limit tells them all apart.",
            **places,
        )
    strictest = limit["values"][0 if limit["sign"] > 0 else -1]
    if good == strictest and limit["sign"] > 0:
        first = say(
            "Holds without it stay below {good} ({measure}), those that you marked begin at {faulty}.",
            **places,
        )
    elif good == strictest:
        first = say(
            "Holds without it stay above {good} ({measure}), those that you marked begin at {faulty}.",
            **places,
        )
    else:
        first = say(
            "Holds without it reach {good} ({measure}), those that you marked begin at {faulty}.", **places
        )
    return f"{first} {_error_words(difference, limit, language)}".strip()


def _error_words(difference: float, limit: Mapping[str, Any], language: Language) -> str:
    say, error = language.translate, limit["error"]
    if error is None:
        return say("How exactly this program reads it was never measured in this exercise.")
    amount = bare_words(error, limit["unit"], language)
    if difference <= error:
        return say(
            "This program reads it to within {error} (95 of 100 pictures), so all of that lies within its "
            "own error.",
            error=amount,
        )
    return say(
        "This program reads it to within {error} (95 of 100 pictures); the difference is larger than that.",
        error=amount,
    )
