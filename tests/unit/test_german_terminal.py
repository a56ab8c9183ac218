"""The terminal in German: nothing is just printed, and what is put together is German as a whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import posecheck
from posecheck.book.picture import picture
from posecheck.exercise.catalogue import all_exercises
from posecheck.routines.progression import LADDER, SessionOutcome, advise
from posecheck.support.extraction import KEYWORDS
from posecheck.support.language import ENGLISH, find_language

PACKAGE = Path(posecheck.__file__).parent
#: Modules that print for people.
MODULES = sorted(
    [
        *PACKAGE.glob("cli/routine*.py"),
        *PACKAGE.glob("cli/plan*.py"),
        *(
            PACKAGE / "cli" / f"{name}.py"
            for name in (
                "asking",
                "event_lines",
                "history",
                "label",
                "label_people",
                "replay",
                "screening",
                "tune",
                "tune_printing",
            )
        ),
        PACKAGE / "outputs" / "console.py",
        PACKAGE / "routines" / "screening.py",
    ]
)
GERMAN = find_language("de")
#: What shows what it is given.
SHOWING = ("echo", "print", "add_column", "ask_yes", "ask_pain", "Text")


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def unsaid_in(path: Path) -> list[str]:
    """Return the words that a module shows without saying them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node) for name, call in called(tree) if name in (*KEYWORDS, "suppress") for node in ast.walk(call)
    }
    return [
        node.value
        for name, call in called(tree)
        if name in SHOWING
        for argument in call.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        if re.search("[A-Za-z]{2}", node.value)
    ]


def test_nothing_is_printed_that_was_not_said() -> None:
    """A text that is shown comes out of a saying call; what is put together from such has no words itself."""
    allowed = {"bold", "score", "skip"}
    shown = {(path.name, text) for path in MODULES for text in unsaid_in(path) if text not in allowed}
    assert shown == set()


START = datetime(2026, 3, 1, tzinfo=UTC)


def advised() -> Iterator[str]:
    """Yield what is advised after all kinds of sessions, on every rung."""

    def session(day: float, form: float | None = 90.0, *pain: int | None) -> SessionOutcome:
        before, after, next_day = (*pain, None, None, None)[:3] if pain else (1, 1, 1)
        return SessionOutcome(START + timedelta(days=day), form, before, after, next_day)

    good = [session(2.0 * number) for number in range(8)]
    histories: tuple[list[SessionOutcome], ...] = (
        *([], good[:1], good[:2], good[:3], good),
        *([*good, session(20, 90.0, *pain)] for pain in ((1, 2), (4, 4), (1, 1, 3), (None,))),
        *([session(0, 50.0), session(2, 50.0)], [*good, session(20, 70.0)], [session(0, 90.0, 3, 3)] * 3),
    )
    for step in range(len(LADDER)):
        for sessions in histories:
            yield advise(step, START, sessions).reason


ENGLISH_WORDS = re.compile(r"\b(the|of|and|was|you|here|is|step|stretches|strength|level|day)\b")


def test_what_the_levels_advise_has_no_english_left() -> None:
    said = {GERMAN.translate(text) for text in advised()}
    assert len(said) > 10
    assert {text for text in said if ENGLISH_WORDS.search(text)} == set()


def test_the_picture_of_a_place_has_no_english_left() -> None:
    left = {}
    for name, exercise in all_exercises().items():
        if exercise.opt_in:
            continue
        words, english = (
            re.findall(
                r">([^<>]*[A-Za-z]{2}[^<>]*)<", re.sub("<style>.*?</style>", "", picture(exercise, language))
            )
            for language in (GERMAN, ENGLISH)
        )
        assert len(words) == len(english) >= 4
        same = set(words) & set(english) - {exercise.title}
        left[name] = same | set(re.findall(r"\b(?:the|from|nearer|high|leg)\b", " ".join(words)))
    assert {name: words for name, words in left.items() if words} == {}
