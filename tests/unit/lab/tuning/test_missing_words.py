"""Why nothing is suggested: what the clips lack, in one sentence, and the command that mends it."""

from __future__ import annotations

from typing import Any

from fixtures.cases import each_of

from posecheck.lab.tuning.evidence import Thin
from posecheck.lab.tuning.missing_words import mending_command, missing_words
from posecheck.support.language import ENGLISH

PEOPLE = [{"name": "a", "subject": "Anna"}, {"name": "b", "subject": "Ben"}]
NAMELESS = [{"name": "a", "subject": ""}, {"name": "b", "subject": ""}]
FILES = {"a": "clips/a.mp4", "b": "my clips/b.mp4"}
LABEL_ONE = "posecheck label CLIP --exercise supine-hamstring --subject NAME"


def decided(marked: int, unmarked: int) -> dict[str, dict[str, int]]:
    return {"now": {"hits": 0, "misses": marked, "false": 0, "passed": unmarked}}


def limit(thin: Thin | None, *clips: dict[str, dict[str, int]]) -> dict[str, Any]:
    return {"thin": None if thin is None else thin.name.lower(), "clips": clips}


@each_of(
    "limit, clips, sentence, command",
    [
        (limit(None), PEOPLE, "", ""),
        (limit(Thin.ONE_CLIP), PEOPLE[:1], "There is one clip only; label a clip of another", LABEL_ONE),
        (limit(Thin.ONE_PERSON), PEOPLE, "All 2 clips show the same person; label a clip", LABEL_ONE),
        (
            limit(Thin.ONE_PERSON),
            NAMELESS,
            "In none of the 2 clips is it said who is in it, so they count as one person; name the people",
            "posecheck label clips/a.mp4 'my clips/b.mp4' --subject NAME --no-window",
        ),
        (limit(Thin.NO_FAULT), PEOPLE, "It is marked in no clip; label a clip that shows it", LABEL_ONE),
        (limit(Thin.NO_GOOD), PEOPLE, "It is marked in every hold; label a clip without it", LABEL_ONE),
        (limit(Thin.WITHIN), PEOPLE, "there is no reason to change it.", ""),
        (
            limit(Thin.NO_BETTER),
            PEOPLE,
            "is no better for others; leave it, or label more people.",
            LABEL_ONE,
        ),
        (
            limit(Thin.ONE_CLASS, decided(1, 0), decided(0, 1)),
            PEOPLE,
            "Only Anna shows it and only Ben does not; label a clip of a further person of each.",
            LABEL_ONE,
        ),
        (
            limit(Thin.ONE_CLASS, decided(1, 1), decided(0, 1)),
            PEOPLE,
            "Only Anna shows it; label a",
            LABEL_ONE,
        ),
        (limit(Thin.ONE_CLASS, decided(1, 0), decided(1, 1)), PEOPLE, "Only Ben is without it;", LABEL_ONE),
    ],
)
def test_what_the_clips_lack_is_one_sentence_with_the_command_that_mends_it(
    limit, clips, sentence: str, command: str
) -> None:
    said = missing_words(limit, clips, ENGLISH)
    assert sentence in said
    assert bool(said) is bool(sentence)
    assert said.count(".") == bool(sentence)
    found = {"exercise": "supine-hamstring", "clips": clips}
    assert mending_command(limit, found, FILES, ENGLISH) == command


def test_every_reason_has_its_sentence() -> None:
    clips = [decided(1, 0), decided(0, 1)]
    assert all(missing_words(limit(thin, *clips), PEOPLE, ENGLISH) for thin in Thin)


def test_labels_that_the_command_does_not_write_are_in_no_command() -> None:
    found = {"exercise": "supine-hamstring", "clips": NAMELESS}
    assert mending_command(limit(Thin.ONE_PERSON), found, {"a": "a.mp4"}, ENGLISH) == ""
