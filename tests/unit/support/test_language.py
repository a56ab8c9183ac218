"""Words in every language: nothing that is spoken or drawn is missing, and patterns find their parts."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import posecheck
from posecheck.engine.events import Phase
from posecheck.exercise import Exercise
from posecheck.exercise.catalogue import all_exercises
from posecheck.exercise.faults import FAULTS
from posecheck.exercise.texts import texts_of
from posecheck.outputs.wording import KEY_HELP, ROUTINE_KEY_HELP, fault_words
from posecheck.pose import Joint
from posecheck.profiles.cue_texts import wordings
from posecheck.routines.loop import announcement
from posecheck.routines.plan import plan_routine
from posecheck.routines.routine_files import find_routine, routine_paths
from posecheck.support.language import ENGLISH, find_language, languages, read_po

PACKAGE = Path(posecheck.__file__).parent
#: Modules whose sentences are spoken or drawn, wherever in them they stand.
SPEAKING = (
    "engine/coach",
    "engine/trainer",
    "engine/sight",
    "engine/view",
    "engine/performers/positions",
    "engine/performers/guided",
    "engine/performers/stepping",
    "engine/performers/circles",
    "engine/performers/inversion",
    "engine/judging",
    "engine/seen",
    "engine/performers/holds",
    "perception/picture_quality",
    "outputs/wording",
    "routines/loop",
)
OTHERS = [code for code in languages() if code != "en"]
GERMAN = find_language("de")


def sentences(module: str) -> Iterator[str]:
    """Yield the sentences in a module's code, which are no docstrings and no messages for programmers."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for raised in (node for node in ast.walk(tree) if isinstance(node, ast.Raise)):
        silent |= {id(node) for node in ast.walk(raised)}
    for joined in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        silent |= {id(node) for node in ast.walk(joined)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in silent else None
        if isinstance(text, str) and re.match(r"[A-Z][^\n]*[.!?]$", text):
            yield text


def of_exercise(exercise: Exercise) -> Iterator[str]:
    yield from texts_of(exercise)
    for said in wordings(exercise).values():
        yield from (text for text in ((said,) if isinstance(said, str) else said) if text)


def phase_texts() -> Iterator[str]:
    from posecheck.outputs import wording

    yield from (wording._PHASES[phase] for phase in Phase)
    yield from ("Keep marching", "Keep going", "Follow along", "Well held", "Paused", "Camera?", "Show me")


def spoken() -> list[str]:
    texts = itertools.chain(
        *(of_exercise(each) for each in all_exercises().values()),
        *(sentences(module) for module in SPEAKING),
        phase_texts(),
        *KEY_HELP,
        *ROUTINE_KEY_HELP,
        (fault_words(fault) for fault in FAULTS),
        ("left", "right", "both", "step", "steps"),
    )
    return list(dict.fromkeys(texts))


def announced() -> list[str]:
    plans = [plan_routine(find_routine(name), all_exercises()) for name in routine_paths()]
    said = (text for plan in plans for turn in plan.turns for text in announcement(turn) if text)
    return list(dict.fromkeys(said))


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("text", [*spoken(), *announced()])
def test_what_is_spoken_or_drawn_is_translated(code: str, text: str) -> None:
    language = find_language(code)
    if text in language.texts:
        assert language.texts[text].strip()
    else:
        assert language.translate(text) != text, "add it to the catalogue"


def test_the_walk_finds_the_sentences_of_the_engine() -> None:
    found = spoken()
    for text in (
        "Hold.",
        "Time. Come out slowly.",
        "Well done. That is all.",
        "Turn to face the camera.",
        "All right?",
        "Push your heel to the ceiling.",
        "Breathe in.",
        "Over arched",
    ):
        assert text in found


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_nothing_that_english_does_not_have_the_places_of(code: str) -> None:
    for english, translated in find_language(code).texts.items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", translated))
        if english.endswith((".", "!", "?")):
            assert translated[-1] in ".!?}", english


def test_german_is_in_the_friendly_imperative() -> None:
    for text in GERMAN.texts.values():
        assert not re.search(r"\b(Sie|Ihr|Ihre|Ihren|Ihnen)\b", text), text


@pytest.mark.parametrize("joint", Joint)
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_joint_that_is_not_seen_has_a_name(side: str, joint: Joint) -> None:
    from posecheck.engine.sight import _NAMES

    assert f"{side} {_NAMES.get(joint.value, joint.value)}" in GERMAN.texts


@pytest.mark.parametrize(
    ("text", "german"),
    [
        (
            "I can't see your left knee and left ankle. Move back or turn the camera.",
            "Ich sehe dein linkes Knie und deinen linken Knöchel nicht. Geh zurück oder dreh die Kamera.",
        ),
        ("I can't see your right hip.", "Ich sehe deine rechte Hüfte nicht."),
        (
            "I can't see your left knee, left hip, left foot and 2 more.",
            "Ich sehe dein linkes Knie, deine linke Hüfte und deinen linken Fuß und 2 weitere nicht.",
        ),
        (
            "I can't see your left knee. Turn around so that your left leg is nearer to me.",
            "Ich sehe dein linkes Knie nicht. Dreh dich um, sodass dein linkes Bein näher bei mir ist.",
        ),
        ("Supine hamstring stretch · left", "Beinrückseite im Liegen · links"),
        ("of 8", "von 8"),
        ("of 30 s", "von 30 s"),
        ("7", "7"),
        ("", ""),
    ],
)
def test_a_text_with_places_is_recognised(text: str, german: str) -> None:
    assert GERMAN.translate(text) == german


def test_english_and_unknown_languages_are_the_text_itself() -> None:
    assert ENGLISH.translate("Hold.") == find_language("xx").translate("Hold.") == "Hold."
    assert find_language("de-AT").translate("Hold.") == "Halten."


def test_several_sentences_are_one_breath() -> None:
    assert GERMAN.sentences("Glute bridge", "", "Hold.") == "Brücke. Halten."


def test_a_damaged_catalogue_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text('msgid "One"\nmsgstr "Eins"\nnonsense\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read_po(path)
    path.write_text('# note\nmsgid "A "\n"b"\nmsgstr "\\"C\\""\nmsgid "D"\nmsgstr ""\n', encoding="utf-8")
    assert read_po(path) == {"A b": '"C"'}
