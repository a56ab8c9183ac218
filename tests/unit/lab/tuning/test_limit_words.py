"""Limits in plain words: titles instead of ids, and parts of a length instead of ratios."""

from __future__ import annotations

from typing import Any

from fixtures.cases import each_of

from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.tuning.limit_words import (
    limit_words,
    measured_words,
    now_words,
    span_words,
    title_words,
    value_words,
)
from posecheck.lab.tuning.limits import limits_of
from posecheck.lab.tuning.tuning_json import limit_content
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH, find_language


@each_of(
    "value, unit, words",
    [
        (22.5, "deg", "22.5°"),
        (20.0, "deg", "20°"),
        (0.16, "torso lengths", "16 % of the length of the trunk"),
        (0.095, "torso lengths", "9.5 % of the length of the trunk"),
        (0.6, "thigh lengths", "60 % of the length of the thigh"),
        (-0.3, "leg lengths", "-30 % of the length of the leg"),
        (0.1, "chord lengths", "10 % of the length of the back"),
        (0.9, "ratio", "90\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_length_is_a_part_of_a_hundred_with_no_more_digits_than_it_needs(value, unit, words) -> None:
    assert value_words(value, unit, ENGLISH) == words


def test_german_has_its_own_point() -> None:
    assert value_words(22.5, "deg", find_language("de")) == "22,5°"


@each_of(
    "low, high, words",
    [
        (18.0, 27.0, "between 18° and 27°"),
        (None, 27.0, "below 27°"),
        (18.0, None, "above 18°"),
        (18.0, 18.0, "about 18°"),
        (None, None, ""),
    ],
)
def test_a_span_has_the_ends_that_are_known(low, high, words: str) -> None:
    assert span_words(low, high, "deg", ENGLISH) == words


def test_the_unit_of_a_span_is_said_once() -> None:
    assert span_words(0.04, 0.09, "torso lengths", ENGLISH) == "between 4 and 9 % of the length of the trunk"


@each_of(
    "severity, sign, words, sentence",
    [
        (1, 1, "shown from 20°", "Leg: now shown from 20°."),
        (1, -1, "shown below 20°", "Leg: now shown below 20°."),
        (3, 1, "corrects from 20°", "Leg: now corrects from 20°."),
        (2, -1, "corrects below 20°", "Leg: now corrects below 20°."),
    ],
)
def test_a_limit_says_from_where_on_it_speaks_up(severity: int, sign: int, words: str, sentence: str) -> None:
    limit = {"severity": severity, "sign": sign, "value": 20.0, "unit": "deg"}
    assert limit_words(limit, "20°", ENGLISH) == words
    assert now_words(limit, "Leg", ENGLISH) == sentence


def contents(exercise: str) -> list[dict[str, Any]]:
    found = find_exercise(exercise)
    return [limit_content(found, limit) for limit in limits_of(found)]


def titles(exercise: str) -> dict[str, str]:
    limits = contents(exercise)
    found = find_exercise(exercise)
    return {each["address"].split(".", 1)[1]: title_words(each, limits, found, ENGLISH) for each in limits}


def test_the_cap_of_an_exercise_is_too_deep() -> None:
    assert titles("supine-hamstring")["primary.cap"] == "Too deep"


def test_limits_of_one_fault_are_told_apart_by_what_is_measured() -> None:
    named = titles("bird-dog")
    assert named["primary.cap"] == "Leg too high (leg against the trunk line)"
    assert named["leg-too-high.ok"] == "Leg too high (thigh against the trunk line)"
    assert named["knee-bent.ok"] == "Knee bent"


def test_the_side_that_rests_is_named() -> None:
    limit = {"measure": "knee bend", "address": "standing-hamstring.knee-bent-other.ok_high"}
    said = measured_words(limit, find_exercise("standing-hamstring"), ENGLISH)
    assert said == "knee bend, side that rests"


def test_no_address_and_no_ratio_is_in_the_words_of_any_limit() -> None:
    for exercise in all_exercises().values():
        try:
            limits = [limit_content(exercise, limit) for limit in limits_of(exercise)]
        except InputError:
            continue  # nothing of it is tuned
        for limit in limits:
            said = now_words(limit, title_words(limit, limits, exercise, ENGLISH), ENGLISH)
            assert not any(each in said for each in ("primary", "cap", "lengths", ".ok", limit["address"])), (
                said
            )
