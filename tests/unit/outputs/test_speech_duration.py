"""How long a text takes is estimated slowly enough, and as the voice that is ours really takes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import wave
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import posecheck
from posecheck.outputs.speech_duration import FASTEST_WORDS_PER_S, spoken_s
from posecheck.outputs.speech_engines import find_engines

CATALOGUE = Path(posecheck.__file__).parent / "locale" / "de" / "messages.po"


#: What stands in these is read on a page and not said.
PAGES = [
    each.read_text(encoding="utf-8")
    for folder in ("app", "report", "pages")
    for each in (Path(posecheck.__file__).parent / folder).rglob("*.*")
    if each.suffix in (".py", ".j2")
]


def sentences() -> dict[str, list[str]]:
    """Return whole sentences without places that are said, in each language."""
    with CATALOGUE.open("rb") as file:
        pairs = [
            (entry.id, str(entry.string))
            for entry in read_po(file, locale="de")
            if isinstance(entry.id, str)
            and entry.string
            and re.fullmatch(r"[A-Z][^\n{}<>_]*[.!?]", entry.id)
            and not any(entry.id in page for page in PAGES)
        ]
    return {"en": [english for english, _ in pairs], "de": [german for _, german in pairs]}


SENTENCES = sentences()


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_nothing_is_expected_to_be_said_at_more_than_three_words_a_second(language: str) -> None:
    texts = SENTENCES.get(language, SENTENCES["en"])
    assert len(texts) > 300
    for text in [*texts, "a b c d e f g h"]:
        assert spoken_s(text, language) >= len(text.split()) / FASTEST_WORDS_PER_S, text


def test_more_takes_longer() -> None:
    texts = [
        "Hold.",
        "Hold it.",
        "Hold it, please.",
        "Hold it, please. And breathe.",
        "Hold it, please. And breathe 12.",
    ]
    lengths_s = [spoken_s(text) for text in texts]
    assert lengths_s == sorted(set(lengths_s))


@pytest.mark.parametrize("text", ["", "  ", "..."])
def test_what_has_no_words_takes_no_time(text: str) -> None:
    assert spoken_s(text) == 0


def test_a_language_that_was_not_measured_is_given_more_time() -> None:
    for text in ("Hold.", "Push your heel to the ceiling, and hold."):
        assert spoken_s(text, "fr") >= max(spoken_s(text, "en"), spoken_s(text, "de"))
    assert spoken_s("Halten.", "de-AT") == spoken_s("Halten.", "de")


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("language", ["en", "de"])
def test_espeak_says_our_sentences_calmly_and_in_the_time_estimated(language: str) -> None:
    """Its own output, measured: the rate of the engines and the estimate belong together."""
    (engine,) = find_engines(
        language, platform="linux", which=lambda name: name if name == "espeak-ng" else None
    )
    chosen = [text for text in SENTENCES[language] if len(text.split()) > 1][::8]
    shares = []
    for text in chosen:
        said = subprocess.run(
            [*engine.command, "--stdout"], input=text.encode(), capture_output=True, check=True, timeout=60
        ).stdout
        with wave.open(io.BytesIO(said)) as sound:
            # the header of a pipe does not know the length
            length_s = (len(said) - 44) / sound.getframerate() / sound.getsampwidth()
        assert len(text.split()) / length_s <= FASTEST_WORDS_PER_S, text
        shares.append(length_s / spoken_s(text, language))
    shares.sort()
    tenth = len(shares) // 10
    assert len(shares) > 30
    assert 0.95 < shares[len(shares) // 2] < 1.05
    assert 0.8 < shares[tenth] < shares[-tenth] < 1.2
