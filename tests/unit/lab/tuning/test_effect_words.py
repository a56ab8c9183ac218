"""What a value of a limit does, and what another one would, in sentences without statistics."""

from __future__ import annotations

from typing import Any

from fixtures.cases import each_of

from posecheck.lab.tuning.effect_words import Tally, change_words, effect_words, suggestion_words
from posecheck.support.language import ENGLISH


@each_of(
    "tally, minutes, sentences",
    [
        (
            Tally(7, 1, 0, 12, 0),
            2.0,
            "Catches 7 of the 8 times you marked it. Silent in all 12 holds without it.",
        ),
        (Tally(5, 0, 0, 1, 0), 2.0, "Catches all 5 times you marked it. Silent in the one hold without it."),
        (Tally(0, 1, 2, 10, 0), 2.0, "Misses the one time you marked it. Finds it wrongly in 2 of 12 holds"),
        (Tally(0, 0, 0, 3, 0), 2.0, "You have marked it nowhere. Silent in all 3"),
        (Tally(2, 0, 0, 0, 0), 2.0, "It is marked in every hold, so nobody can say where it would be wrong."),
        (Tally(1, 0, 1, 1, 2), 30.0, "Corrects wrongly about once in 15 min."),
        (Tally(1, 0, 1, 1, 2), 1.5, "Corrects wrongly 2 times in 1 min 30 s."),
        (Tally(1, 0, 1, 1, 1), 0.5, "Corrects wrongly once in 30 s."),
    ],
)
def test_what_a_value_does_is_said_without_statistics(tally: Tally, minutes: float, sentences: str) -> None:
    assert sentences in effect_words(tally, minutes, ENGLISH)


NOW = Tally(5, 0, 3, 9, 4)


@each_of(
    "then, sentences",
    [
        (
            Tally(5, 0, 0, 12, 0),
            "It would be silent in 3 more holds without it than now. It would still catch all that it",
        ),
        (
            Tally(4, 1, 2, 10, 0),
            "It would be silent in one more hold without it than now. It would miss one that it catches now.",
        ),
        (Tally(5, 0, 4, 8, 4), "It would be wrong in one more hold without it than now."),
        (Tally(5, 0, 3, 9, 1), "It would correct wrongly less often than now."),
        (Tally(5, 0, 3, 9, 4), "In your clips that makes no difference."),
    ],
)
def test_another_value_is_compared_with_the_present_one(then: Tally, sentences: str) -> None:
    assert change_words(NOW, then, ENGLISH).startswith(sentences)


def test_what_is_missed_now_and_would_be_caught_is_said() -> None:
    assert (
        change_words(Tally(0, 3, 0, 6, 0), Tally(3, 0, 0, 6, 0), ENGLISH)
        == "It would catch 3 that it misses now."
    )


# --- what is suggested


def suggested(now: tuple[int, ...], then: tuple[int, ...], **changes: Any) -> dict[str, Any]:
    """Return a limit of 20° with 26° suggested; of each, hits, misses, false and passed."""
    names = ("hits", "misses", "false", "passed")
    clip = {"now": {"false": now[2]}, "then": {"false": then[2]}}
    return {
        "value": 20.0,
        "suggestion": 26.0,
        "values": [20.0, 26.0],
        "unit": "deg",
        "sign": 1,
        "false_cues": [0, 0],
        "clips": [clip],
        **{name: list(pair) for name, pair in zip(names, zip(now, then, strict=True), strict=True)},
        **changes,
    }


GOOD_CLIP = [{"kind": "correct"}]


@each_of(
    "now, then, sentence",
    [
        (
            (5, 0, 3, 4),
            (5, 0, 0, 7),
            "would have been silent in 3 holds you marked good, and still caught all 5 you marked with it.",
        ),
        (
            (1, 0, 1, 4),
            (1, 0, 0, 5),
            "From 26° it would have been silent in one hold you marked good, and still caught the one you",
        ),
        ((5, 0, 3, 4), (4, 1, 0, 7), "3 holds you marked good, but missed one that it catches now."),
        ((4, 1, 3, 4), (4, 1, 0, 7), "3 holds you marked good, and caught 4 of the 5 you marked with it."),
        (
            (0, 3, 0, 2),
            (3, 0, 0, 2),
            "From 26° it would have caught all 3 you marked with it (now 0), and been wrong no more often",
        ),
        (
            (0, 3, 0, 2),
            (2, 1, 1, 1),
            "caught 2 of the 3 you marked with it (now 0), but wrong in one more hold without it.",
        ),
    ],
)
def test_a_suggestion_is_one_sentence_of_what_it_would_have_done(now, then, sentence: str) -> None:
    assert sentence in suggestion_words(suggested(now, then), GOOD_CLIP, ENGLISH)


def test_a_hold_of_a_clip_with_another_fault_was_not_marked_good() -> None:
    limit = suggested((5, 0, 3, 4), (5, 0, 0, 7))
    said = suggestion_words(limit, [{"kind": "faulty"}], ENGLISH)
    assert "silent in 3 holds that you did not mark with it, and still caught" in said


def test_a_limit_from_below_is_said_to_speak_up_below_its_value() -> None:
    limit = suggested((5, 0, 3, 4), (5, 0, 0, 7), sign=-1)
    assert suggestion_words(limit, GOOD_CLIP, ENGLISH).startswith("Below 26° it would have been silent")


def test_nothing_is_said_without_a_suggestion() -> None:
    limit = suggested((5, 0, 3, 4), (5, 0, 0, 7), suggestion=None)
    assert suggestion_words(limit, GOOD_CLIP, ENGLISH) == ""
