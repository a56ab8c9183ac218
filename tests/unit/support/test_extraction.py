"""The catalogues: every text that the code, its data and its templates say, and no other."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from fixtures.cases import each_of

import posecheck
from posecheck.support.extraction import KEYWORDS, compared, extract_code, extract_template, extracted
from posecheck.support.language import find_language, languages

CATALOGUES = sorted((Path(posecheck.__file__).parent / "locale").glob("*/messages.po"))
WANTED = extracted()


def difference(catalogue: Catalog) -> str:
    """Return what is missing (+) and unused (-) in a catalogue, a text a line."""
    missing, unused = compared(catalogue, WANTED)
    return "\n".join([*(f"+ {text}" for text in missing), *(f"- {text}" for text in unused)])


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
def test_a_catalogue_has_what_is_said_and_nothing_else(path: Path) -> None:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        assert difference(read_po(file, abort_invalid=True)) == "", "run `make words`, translate what it adds"


def test_the_difference_names_what_is_missing_empty_or_unused() -> None:
    catalogue = Catalog()
    for text, several in WANTED.items():
        if text != "Hold.":
            catalogue.add((text, several) if several else text, ("x", "y") if several else "x")
    catalogue.add("Nobody says this.", "x")
    catalogue["1 repetition"].string = ("x", "")
    catalogue["Well corrected."].string = ""
    assert sorted(difference(catalogue).splitlines()) == [
        "+ 1 repetition",
        "+ Hold.",
        "+ Well corrected.",
        "- Nobody says this.",
    ]


def test_every_kind_of_text_is_found() -> None:
    samples = {
        "a cue of the engine": "Time. Come out slowly.",
        "a cue of an exercise": "Push your heel to the ceiling.",
        "the title of an exercise": "Glute bridge",
        "the id of a fault": "Over arched",
        "a fault": "the lower back arches too much",
        "a message": "I can't see your {joints}. {advice}",
        "a table": "left foot",
        "a question": "Do you have chest pain?",
        "a rung of the ladder": "the front plank",
        "an enumeration": "strength",
        "a template": "Left and right",
        "an f-string": "Target reached",
        "either end of a choice": "The camera saw too little.",
        "a routine": "Desk break",
    }
    lost = {kind: text for kind, text in samples.items() if text not in WANTED}
    assert lost == {}
    assert WANTED["1 session"] == "{count} sessions"


@each_of(
    "template, found",
    [
        ('{{ say("No such sentence.") }}', [("say", ("No such sentence.",))]),
        ('{{ words.say("Not said {count} times.", count=number) }}', [("say", ("Not said {count} times.",))]),
        ('{{ count(n, "1 thing", "{count} things") }}', [("count", (None, "1 thing", "{count} things"))]),
        (
            '{{ pieces.table(say("Nothing"), (say("More"),), rows) }}',
            [("say", ("Nothing",)), ("say", ("More",))],
        ),
        ('{{ title("No text.") }}', []),
    ],
)
def test_a_sentence_in_a_template_is_found(template: str, found: list) -> None:
    texts = [
        (name, text) for _, name, text, _ in extract_template(BytesIO(template.encode()), KEYWORDS, (), {})
    ]
    assert sorted(texts) == sorted(found)


def test_what_is_no_text_for_people_is_not_taken_for_one() -> None:
    code = b'''"""A docstring. It is long."""
raise ValueError("An error is English.")
say(f"Not {one} constant.")
NAMES = {"key-of-it": "Shown"}
OTHER = "A sentence."
'''
    options = {"tables": ["NAMES"], "sentences": True}
    assert [text for _, name, text, _ in extract_code(BytesIO(code), ("say",), (), options) if not name] == [
        "Shown",
        "A sentence.",
    ]


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_a_translation_has_the_places_and_the_stop_of_its_english(code: str) -> None:
    language, wrong = find_language(code), []
    for english, translated in language.texts.items():
        places = (sorted(re.findall(r"\{\w+\}", text)) for text in (english, translated))
        stops = not english.endswith((".", "!", "?")) or translated[-1] in ".!?}"
        if next(places) != next(places) or not stops:
            wrong.append(english)
    assert wrong == []
