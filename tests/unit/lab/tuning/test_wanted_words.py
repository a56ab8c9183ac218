"""Which clips would decide most, and how much of a difference is the program's own error, in plain words."""

from __future__ import annotations

from typing import Any

from fixtures.cases import each_of

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.tuning.wanted_words import apart_words, most_wanted, tells, wanted_words
from posecheck.support.language import ENGLISH

EXERCISE = find_exercise("supine-hamstring")


def wish(*, shows: bool | None = None, **changes: Any) -> dict[str, Any]:
    return {"shows": shows, "people": 1, "others": [], "from": 18.0, "to": 27.0, "narrows_to": 10.0} | changes


def limit(part: str = "knee-bent", **changes: Any) -> dict[str, Any]:
    return {
        "address": f"supine-hamstring.{part}.ok",
        "fault": part,
        "measure": "knee bend",
        "unit": "deg",
        "sign": 1,
        "value": 20.0,
        "values": [10.0, 20.0],
        "hits": [1, 1],
        "misses": [0, 0],
        "false": [0, 0],
        "false_cues": [0, 0],
        "suggestion": None,
        "equal": [10.0, 40.0],
        "wanted": [],
        "decided_by_wanted": True,
        "good_to": 18.0,
        "faulty_from": 27.0,
        "error": 6.4,
    } | changes


TWO_CLIPS = (
    "A clip of a second person who shows it (knee bend between 18° and 27°), and a clip of a second person "
    "without it (knee bend below 18°), would decide it."
)
APART = (
    "Holds without it reach 18° (knee bend), those that you marked begin at 27°. This program reads it to "
    "within 6.4° (95 of 100 pictures); the difference is larger than that."
)
SHOWS, LACKS = wish(shows=True), wish(shows=False, **{"from": None, "to": 18.0})


@each_of(
    "wanted, decides, sentence",
    [
        ([], False, ""),
        (
            [SHOWS, LACKS],
            True,
            TWO_CLIPS,
        ),
        ([SHOWS, LACKS], False, ", would tell more."),
        (
            [SHOWS],
            True,
            "A clip of a second person who shows it (knee bend between 18° and 27°) would decide it.",
        ),
        (
            [wish()],
            False,
            "A clip of a further person marked as you see it (knee bend between 18° and 27°) would tell",
        ),
        (
            [wish(shows=True, people=2, **{"from": None, "to": None})],
            False,
            "Clips of two people who show it would tell more.",
        ),
        ([wish(shows=False, people=2)], True, "Clips of two people without it (knee bend between"),
    ],
)
def test_the_clips_that_would_decide_are_one_sentence(wanted, decides, sentence: str) -> None:
    said = wanted_words(limit(wanted=wanted, decided_by_wanted=decides), EXERCISE, ENGLISH)
    assert sentence in said
    assert bool(said) is bool(sentence)


def test_of_a_limit_without_a_trace_in_the_clips_no_more_is_said() -> None:
    silent = limit(wanted=[SHOWS], hits=[0, 0])
    assert not tells(silent)
    assert wanted_words(silent, EXERCISE, ENGLISH) == ""


def test_a_clip_that_serves_several_limits_is_told_once_and_ranked_by_all_that_it_helps() -> None:
    limits = [
        limit(wanted=[wish(shows=True, narrows_to=9.0), wish(shows=False, narrows_to=15.0)]),
        limit("hips-lifted", wanted=[wish(shows=False, narrows_to=15.0)]),
        limit("shoulders-lifted", wanted=[wish(shows=True, narrows_to=29.0)]),
    ]
    first, second, third = most_wanted(limits, EXERCISE, ENGLISH)
    assert first == "Knee bent and Hips lifted: a clip of a further person who does all of this well."
    assert second.startswith("Knee bent: a clip of a second person who shows it")
    assert third.startswith("Shoulders lifted:")


def test_what_a_single_limit_wants_is_not_said_twice() -> None:
    assert most_wanted([limit(wanted=[SHOWS, LACKS])], EXERCISE, ENGLISH) == ()


@each_of(
    "changes, sentence",
    [
        (
            {},
            APART,
        ),
        ({"error": 9.0}, "so all of that lies within its own error."),
        ({"error": None}, "How exactly this program reads it was never measured in this exercise."),
        (
            {"good_to": 10.0},
            "Holds without it stay below 10° (knee bend), those that you marked begin at 27°.",
        ),
        ({"good_to": 30.0}, "and one that you marked shows only 27°: no limit tells them all apart."),
        ({"sign": -1, "good_to": 27.0, "faulty_from": 18.0}, "those that you marked begin at 18°."),
        (
            {"sign": -1, "good_to": 20.0, "faulty_from": 12.0},
            "Holds without it stay above 20° (knee bend), those",
        ),
        (
            {
                "unit": "torso lengths",
                "good_to": 0.15,
                "faulty_from": 0.25,
                "error": 0.05,
                "values": [0.1, 0.2],
                "value": 0.2,
            },
            "of the length of the trunk (knee bend), those that you marked begin at 25\N{NO-BREAK SPACE}%",
        ),
        ({"good_to": None}, ""),
        ({"faulty_from": None}, ""),
        (
            {"suggestion": 26.0},
            "The change is 6°. This program reads it to within 6.4° (95 of 100 pictures), so",
        ),
        (
            {"suggestion": 52.0},
            "The change is 32°. This program reads it to within 6.4° (95 of 100 pictures); the difference",
        ),
    ],
)
def test_how_far_holds_lie_apart_is_said_with_how_much_of_it_is_error(changes, sentence: str) -> None:
    said = apart_words(limit(**changes), EXERCISE, ENGLISH)
    assert sentence in said
    assert bool(said) is bool(sentence)
