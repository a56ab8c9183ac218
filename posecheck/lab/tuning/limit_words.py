"""A limit in plain words: its name, what is measured for it, and from where on it speaks up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from posecheck.exercise import Severity, Unit
from posecheck.outputs.wording import fault_words
from posecheck.profiles.threshold_parts import named_checks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.exercise import Exercise
    from posecheck.support.language import Language

_PERCENT = 100.0
_ROUNDING = 1e-6


def value_words(value: float, unit: str, language: Language) -> str:
    """Return a value of a threshold with its unit, lengths and shares as a part of a hundred.

    Parameters
    ----------
    value, unit
        As ``posecheck tune --json`` tells them.
    language
        In which it is said.
    """
    if unit == Unit.DEG.value:
        return f"{short_number(value, language)}°"
    if unit == Unit.PER_MINUTE.value:
        return f"{short_number(value, language)} {language.translate(unit)}"
    number = short_number(_PERCENT * value, language)
    lengths = {
        Unit.TORSO.value: language.translate("{number} % of the length of the trunk", number=number),
        Unit.THIGH.value: language.translate("{number} % of the length of the thigh", number=number),
        Unit.LEG.value: language.translate("{number} % of the length of the leg", number=number),
        Unit.CHORD.value: language.translate("{number} % of the length of the back", number=number),
    }
    return lengths.get(unit, f"{number}\N{NO-BREAK SPACE}%")


def bare_words(value: float, unit: str, language: Language) -> str:
    """Return a value whose unit was said just before: in degrees, or as a part of a hundred."""
    if unit == Unit.DEG.value:
        return value_words(value, unit, language)
    if unit == Unit.PER_MINUTE.value:
        return short_number(value, language)
    return f"{short_number(_PERCENT * value, language)}\N{NO-BREAK SPACE}%"


def short_number(value: float, language: Language) -> str:
    """Return a number with one digit after the point, and none where it needs none."""
    rounded = round(value, 1)
    return language.number(rounded, 0 if abs(rounded - round(rounded)) < _ROUNDING else 1)


def span_words(low: float | None, high: float | None, unit: str, language: Language) -> str:
    """Return between which values something lies; empty when both ends are open."""
    if low is not None and high is not None:
        if value_words(low, unit, language) == value_words(high, unit, language):
            return language.translate("about {value}", value=value_words(low, unit, language))
        # the unit is said once: "between 4 and 9 % of the length of the trunk"
        return language.translate(
            "between {low} and {high}",
            low=bare_words(low, unit, language).removesuffix("\N{NO-BREAK SPACE}%"),
            high=value_words(high, unit, language),
        )
    if high is not None:
        return language.translate("below {value}", value=value_words(high, unit, language))
    if low is not None:
        return language.translate("above {value}", value=value_words(low, unit, language))
    return ""


def limit_words(limit: Mapping[str, Any], value: str, language: Language) -> str:
    """Return from where on a limit speaks up, of a value in words."""
    say = language.translate
    if limit["severity"] <= Severity.SHOW:
        said = say("shown from {value}", value=value), say("shown below {value}", value=value)
    else:
        said = say("corrects from {value}", value=value), say("corrects below {value}", value=value)
    return said[0 if limit["sign"] > 0 else 1]


def now_words(limit: Mapping[str, Any], title: str, language: Language) -> str:
    """Return the sentence that begins what is said of a limit: what it is, and from where on it speaks up."""
    say, value = language.translate, value_words(limit["value"], limit["unit"], language)
    if limit["severity"] <= Severity.SHOW:
        said = (
            say("{what}: now shown from {value}.", what=title, value=value),
            say("{what}: now shown below {value}.", what=title, value=value),
        )
    else:
        said = (
            say("{what}: now corrects from {value}.", what=title, value=value),
            say("{what}: now corrects below {value}.", what=title, value=value),
        )
    return said[0 if limit["sign"] > 0 else 1]


def measured_words(limit: Mapping[str, Any], exercise: Exercise, language: Language) -> str:
    """Return what is measured for a limit, and on which side where that is not the one that works."""
    measure = language.translate(limit["measure"])
    check = named_checks(exercise).get(limit["address"].split(".")[1])
    if check is not None and check.side == "other":
        return language.translate("{measure}, side that rests", measure=measure)
    return measure


def title_words(
    limit: Mapping[str, Any], limits: Sequence[Mapping[str, Any]], exercise: Exercise, language: Language
) -> str:
    """Return what a limit is called: its fault, with what is measured where another limit has the same."""
    title = language.translate(fault_words(limit["fault"]))
    measured = measured_words(limit, exercise, language)
    others = (each for each in limits if each["fault"] == limit["fault"])
    if any(measured_words(each, exercise, language) != measured for each in others):
        return f"{title} ({measured})"
    return title
