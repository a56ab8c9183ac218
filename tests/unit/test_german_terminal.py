"""What the terminal says is in the catalogue: every text that the code says, and none is just printed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import posecheck
from posecheck.book.picture import picture
from posecheck.cli import history
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.exercise.contraindications import CONTRAINDICATIONS
from posecheck.exercise.faults import FAULTS
from posecheck.exercise.texts import texts_of
from posecheck.outputs.console import score_band
from posecheck.routines import asymmetry as sides
from posecheck.routines import plan, screening, screening_questions
from posecheck.routines import regressions as easier
from posecheck.routines.progression import LADDER, Session, advise
from posecheck.routines.routine import Part
from posecheck.routines.routine_files import find_routine, routine_paths
from posecheck.support.language import find_language, languages

PACKAGE = Path(posecheck.__file__).parent
#: Modules that print for people.
MODULES = sorted(
    [
        *PACKAGE.glob("cli/routine*.py"),
        *(
            PACKAGE / "cli" / f"{name}.py"
            for name in ("asking", "event_lines", "history", "replay", "screening")
        ),
        PACKAGE / "outputs" / "console.py",
        PACKAGE / "routines" / "screening.py",
    ]
)
OTHERS = [code for code in languages() if code != "en"]
#: What takes an English text to say it, and what shows what it is given.
SAYING, SHOWING = (
    ("say", "translate"),
    ("echo", "print", "add_column", "ask_yes", "ask_pain", "Text"),
)


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def texts_in(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an argument can be: itself, both ends of a choice, what stands in for nothing."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from texts_in(body)
            yield from texts_in(other)
        case ast.BoolOp(values=values):
            for value in values:
                yield from texts_in(value)
        case ast.Call(func=ast.Name(id="str"), args=[inside]):  # as in say(str(reason or "…"))
            yield from texts_in(inside)


def said() -> list[str]:
    """Return every text that the code says."""
    return [
        text
        for path in MODULES
        for name, call in called(ast.parse(path.read_text(encoding="utf-8")))
        if name in SAYING and call.args
        for text in texts_in(call.args[0])
        if re.search("[A-Za-z]", text)
    ]


def words_of(module: object) -> Iterator[str]:
    """Yield the texts among a module's public constants, in whatever they lie."""
    for name, value in vars(module).items():
        if name.isupper() and not name.startswith("_"):
            yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, screening_questions.Question):
        yield value.text


def reasons() -> Iterator[str]:
    """Yield why exercises are left out, and what a rung of the levels is."""
    yield from (text for each in all_exercises().values() for text in texts_of(each))
    yield from CONTRAINDICATIONS.values()
    yield from screening_questions.EASED.values()
    yield from ("it comes with level {level}", plan.NOT_WALKED, plan.TO_GET_WARM)
    yield from (rung.change for rung in LADDER)


def listed() -> list[str]:
    """Return the texts that stand in tables, not in calls."""
    routines = [find_routine(name) for name in routine_paths()]
    spoken = [text for module in (easier, sides) for text in words_of(module) if " " in text]
    return [
        *(text for text in words_of(screening_questions) if " " in text),
        *screening.LIGHT_WORDS.values(),
        *screening.LIGHT_WORDS_AFTER.values(),
        screening.S_STOP,
        *reasons(),
        *spoken,
        *(part.value for part in Part),
        *(text for each in routines for text in (each.title, each.description)),
        *(each.title for each in all_exercises().values()),
        *(text for text in history._STATUS.values() if text),
        *history._WEEKDAYS,
        *("No.", "Began", "What", "Min", "Sets", "Holds", "Reps", "Score", "Pain", "live", "replay"),
        *("Result", "Frames", "Annotated video", "Landmark recording"),
        *FAULTS.values(),
        *(score_band(score) for score in (90.0, 75.0, 55.0, 10.0)),
    ]


EVERYTHING = list(dict.fromkeys([*said(), *listed()]))


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("text", EVERYTHING)
def test_what_the_terminal_says_is_translated(code: str, text: str) -> None:
    language = find_language(code)
    found = language.texts.get(text, "").strip() or (language.translate(text) if "{" not in text else "")
    assert found
    assert found != text or text in language.texts, "add it to the catalogue"


def test_the_walk_finds_what_is_said() -> None:
    for text in (
        "{done} of {planned} sets done, {complete} with their full dose.",
        "Streak: {days} days, with exercise on {trained}.",
        "Please answer y or n.",
        "Score {score} of 100: {band}",
        "Do you have chest pain?",
        "your back gets worse with bending",
        "The camera saw too little.",
        "Not seen well enough.",
        "An easier version: one knee at a time.",
        "strength",
    ):
        assert text in EVERYTHING


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_is_printed_that_was_not_said(path: Path) -> None:
    """A text that is shown comes out of a saying call; what is put together from such has no words itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    translated = {
        id(node) for name, call in called(tree) if name in (*SAYING, "suppress") for node in ast.walk(call)
    }
    shown = [
        node.value
        for name, call in called(tree)
        if name in SHOWING
        for argument in call.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in translated
    ]
    allowed = {"bold", "score", "skip"}
    words = [text for text in shown if re.search("[A-Za-z]{2}", text) and text not in allowed]
    assert words == []


START = datetime(2026, 3, 1, tzinfo=UTC)


def advised() -> Iterator[str]:
    """Yield what is advised after all kinds of sessions, on every rung."""

    def session(day: float, form: float | None = 90.0, *pain: int | None) -> Session:
        before, after, next_day = (*pain, None, None, None)[:3] if pain else (1, 1, 1)
        return Session(START + timedelta(days=day), form, before, after, next_day)

    good = [session(2.0 * number) for number in range(8)]
    histories: tuple[list[Session], ...] = (
        *([], good[:1], good[:2], good[:3], good),
        *([*good, session(20, 90.0, *pain)] for pain in ((1, 2), (4, 4), (1, 1, 3), (None,))),
        *([session(0, 50.0), session(2, 50.0)], [*good, session(20, 70.0)], [session(0, 90.0, 3, 3)] * 3),
    )
    for step in range(len(LADDER)):
        for sessions in histories:
            yield advise(step, START, sessions).reason


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("text", dict.fromkeys(advised()))
def test_what_the_levels_advise_has_no_english_left(code: str, text: str) -> None:
    found = find_language(code).translate(text)
    assert not re.search(r"\b(the|of|and|was|you|here|is|step|stretches|strength|level|day)\b", found), found


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", [name for name, each in all_exercises().items() if not each.opt_in])
def test_the_picture_of_a_place_has_no_english_left(code: str, name: str) -> None:
    exercise, language = find_exercise(name), find_language(code)
    words = re.findall(r">([^<>]*[A-Za-z]{2}[^<>]*)<", picture(exercise, language))
    english = re.findall(r">([^<>]*[A-Za-z]{2}[^<>]*)<", picture(exercise))
    assert len(words) == len(english) >= 4
    assert set(words) & set(english) <= {exercise.title}
    assert not re.search(r"\b(the|from|nearer|high|leg)\b", " ".join(words))
