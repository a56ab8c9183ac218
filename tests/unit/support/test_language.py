"""Words in every language: what stands in the places of a message is said in it too."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError
from fixtures.cases import each_of

from posecheck.support.language import ENGLISH, find_language, read_language
from posecheck.support.message import counted, joined, listed, message

GERMAN = find_language("de")


def test_german_is_in_the_friendly_imperative() -> None:
    for text in GERMAN.texts.values():
        assert not re.search(r"\b(Sie|Ihr|Ihre|Ihren|Ihnen)\b", text), text


NOT_SEEN = "I can't see your {joints}. {advice}"


@each_of(
    "said, english, german",
    [
        (
            message(
                NOT_SEEN, joints=listed(["left knee", "left ankle"]), advice="Move back or turn the camera."
            ),
            "I can't see your left knee and left ankle. Move back or turn the camera.",
            "Ich sehe dein linkes Knie und deinen linken Knöchel nicht. Geh zurück oder dreh die Kamera.",
        ),
        (
            message(
                "I can't see your {joints}.",
                joints=message(
                    "{joints} and {number} more",
                    joints=listed(["left knee", "left hip", "left foot"], ", "),
                    number=2,
                ),
            ),
            "I can't see your left knee, left hip, left foot and 2 more.",
            "Ich sehe dein linkes Knie, deine linke Hüfte und deinen linken Fuß und 2 weitere nicht.",
        ),
        (
            message("{title} · {side}", title="Supine hamstring stretch", side="left"),
            "Supine hamstring stretch · left",
            "Beinrückseite im Liegen · links",
        ),
        (message("of {number}", number="30 s"), "of 30 s", "von 30 s"),
        (message("Hold for {seconds} seconds.", seconds=7.5), "Hold for 7.5 seconds.", "Halt 7,5 Sekunden."),
        (message("Hold for {seconds} seconds.", seconds=30.0), "Hold for 30 seconds.", "Halt 30 Sekunden."),
        (
            message(
                "{trouble}: one level down, to {change}.",
                trouble=message("Pain of {pain}", pain=5),
                change="the front plank",
            ),
            "Pain of 5: one level down, to the front plank.",
            "Schmerz von 5: eine Stufe zurück (der Unterarmstütz).",
        ),
        (counted("1 step", "{count} steps", 1), "1 step", "1 Schritt"),
        (counted("1 step", "{count} steps", 3), "3 steps", "3 Schritte"),
        (joined(["Glute bridge", "", "Hold."]), "Glute bridge. Hold.", "Brücke. Halten."),
        (listed(["left knee"]), "left knee", "dein linkes Knie"),
        ("7", "7", "7"),
        ("", "", ""),
    ],
)
def test_a_message_is_said_as_a_whole(said: str, english: str, german: str) -> None:
    assert said == english
    assert ENGLISH.translate(said) == english
    assert GERMAN.translate(said) == german


def test_a_sentence_that_only_looks_like_a_message_is_left_alone() -> None:
    """A profile or an exercise of somebody's own may say it."""
    own = "I can't see your strap. Move it."
    assert GERMAN.translate(own) == own


def test_what_no_catalogue_knows_stays_as_it_is_in_its_place() -> None:
    said = message(NOT_SEEN, joints=listed(["strap"]), advice="Move it.")
    assert said == "I can't see your strap. Move it."
    assert find_language("xx").translate(said) == said
    assert GERMAN.translate(message("Not in any {what}.", what="catalogue")) == "Not in any catalogue."


def test_a_place_that_is_filled_at_the_edge_may_be_a_message() -> None:
    place = message(NOT_SEEN, joints=listed(["left hip"]), advice="Move back or turn the camera.")
    assert GERMAN.translate("Camera: {place}", place=place) == f"Kamera: {GERMAN.translate(place)}"


def test_a_number_of_things_takes_the_form_of_the_language() -> None:
    assert [GERMAN.plural("once", "{count} times", each) for each in (1, 2)] == ["einmal", "2-mal"]
    assert [ENGLISH.plural("once", "{count} times", each) for each in (0, 1)] == ["0 times", "once"]


def test_numbers_and_dates_are_as_the_language_writes_them() -> None:
    day = date(2026, 4, 6)
    assert [each.number(2.25, 1) for each in (ENGLISH, GERMAN)] == ["2.2", "2,2"]
    assert [each.date(day, "d MMM") for each in (ENGLISH, GERMAN)] == ["6 Apr", "6. Apr."]


def test_english_and_unknown_languages_are_the_text_itself() -> None:
    assert ENGLISH.translate("Hold.") == find_language("xx").translate("Hold.") == "Hold."
    assert find_language("de-AT").translate("Hold.") == "Halten."


def test_several_sentences_are_one_breath() -> None:
    assert GERMAN.sentences("Glute bridge", "", "Hold.") == "Brücke. Halten."


def test_a_damaged_catalogue_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text('msgid "One"\nmsgstr "Eins"\nnonsense\n', encoding="utf-8")
    with pytest.raises(PoFileError) as found:
        read_language("de", path)
    assert "nonsense" in str(found.value.line)


def test_what_is_not_translated_or_only_guessed_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text(
        'msgid "A "\n"b"\nmsgstr "\\"C\\""\n\nmsgid "D"\nmsgstr ""\n\n#, fuzzy\nmsgid "E"\nmsgstr "F"\n',
        encoding="utf-8",
    )
    assert read_language("de", path).texts == {"A b": '"C"'}
