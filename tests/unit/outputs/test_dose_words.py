"""Dose, score and words agree: how much was done, and what a score says of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest

from posecheck.exercise import Circles, Guided, Hold, Reps, Steps
from posecheck.outputs.dose_words import dose_done, score_band, score_words, time_words, with_target
from posecheck.support.language import find_language


@dataclass
class Held:
    held_s: float | None
    counted: bool = True


@dataclass
class Rep:
    start_s: float
    end_s: float


def reps(count: int, each_s: float = 1.0) -> list[Rep]:
    return [Rep(number * each_s, (number + 1) * each_s) for number in range(count)]


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (100.0, "great"),
        (85.0, "great"),
        (84.9, "good"),
        (70.0, "good"),
        (69.9, "keep practising"),
        (50.0, "keep practising"),
        (49.9, "let's simplify"),
        (0.0, "let's simplify"),
    ],
)
def test_every_score_has_kind_words(score: float, words: str) -> None:
    assert score_band(score) == words


@pytest.mark.parametrize(
    ("dose", "holds", "done", "words", "share", "worked_s"),
    [
        (Hold(30, 2), [Held(30.2), Held(12.0, counted=False)], [],
         "Held once, for 30 seconds; a full dose is 2 times 30 seconds", 0.5, 30.2),
        (Hold(30, 1), [Held(29.0)], [], "Held once, for 29 seconds: the full dose", 29 / 30, 29.0),
        (Hold(10, 3), [Held(40.0)], [],
         "Held once, for 40 seconds; a full dose is 3 times 10 seconds", 1 / 3, 40.0),
        (Hold(60, 1), [Held(None)], [], "Held once, for 0 seconds; a full dose is 1 minute", 0.0, 0.0),
        (Hold(90, 1), [], [], "No hold counted; a full dose is 1 minute 30", 0.0, 0.0),
        (Reps(8), [], reps(2, 5.0), "2 of 8 repetitions", 0.25, 10.0),
        (Circles(16), [], reps(20, 2.0), "20 of 16 circles", 1.0, 40.0),
        (Steps(60, (50, 110)), [], reps(9), "9 steps in 9 seconds; a full dose is 1 minute", 0.15, 9.0),
        (Steps(60, (50, 110)), [], reps(1, 60.0), "1 step in 1 minute: the full dose", 1.0, 60.0),
        (Steps(60, (50, 110)), [], [], "No step counted; a full dose is 1 minute", 0.0, 0.0),
    ],
)  # fmt: skip
def test_what_was_done_of_a_dose(dose, holds, done, words: str, share: float, worked_s: float) -> None:
    found = dose_done(dose, holds, done)
    assert found.words == words
    assert found.share == pytest.approx(share)
    assert found.worked_s == pytest.approx(worked_s)
    assert found.complete == (share > 0.95)


def test_what_is_followed_along_has_no_share_and_says_nothing_of_a_score() -> None:
    found = dose_done(Guided(60), [], [])
    assert math.isnan(found.share)
    assert not found.complete
    assert not found.telling


def test_nine_steps_of_a_march_are_not_called_great() -> None:
    few = dose_done(Steps(60, (50, 110)), [], reps(9))
    assert score_words(100.0, 100.0, few) == "Form 100 of 100 in the part that was done"
    half = dose_done(Steps(60, (50, 110)), [], reps(30))
    assert score_words(91.0, 100.0, half) == "Score 91 of 100: great"
    assert score_words(91.0, 100.0, half, judged=False) == "Score 91 of 100"


def test_one_set_of_a_routine_is_one_hold_and_another_target_is_heeded() -> None:
    assert dose_done(Hold(30, 2), [Held(30.0)], [], sets=1).complete
    assert dose_done(with_target(Hold(30, 1), 5.0), [Held(5.0)], []).complete
    assert with_target(Reps(8), 5.0) == Reps(8)


def test_times_are_whole_words_in_the_language_of_the_reader() -> None:
    german = find_language("de").translate
    assert german(time_words(1.2)) == "1 Sekunde"
    assert german(time_words(150)) == "2 Minuten 30"
    done = dose_done(Hold(30, 2), [Held(30.0), Held(31.0)], [])
    assert german(done.words) == "2-mal gehalten, zusammen 1 Minute 1: die volle Dosis"
