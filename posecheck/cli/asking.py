"""Questions in the terminal; where nobody can answer, the sentence says what to do instead."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

import typer

from posecheck.cli.paragraphs import fitted
from posecheck.routines.dialogue import Dialogue, Kind, Outcome, Question
from posecheck.support.errors import InputError
from posecheck.support.interruption import Interruption
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.routines.dialogue import Answer, Script
    from posecheck.support.language import Language

#: What is typed for yes, for no, and to have the question before again.
_YES, _NO, _BACK = ("y", "yes", "j", "ja"), ("n", "no", "nein"), ("b", "back", "z", "zurück")


class Asker(Protocol):
    """Asks dialogues somewhere else than in the terminal."""

    def ask(self, dialogue: Dialogue[Outcome]) -> Outcome:
        """Return what came of a dialogue."""

    def tell(self, title: str, *lines: str) -> None:
        """Let the person know something."""


_ASKER: ContextVar[Asker | None] = ContextVar("asker", default=None)


@contextmanager
def asked_by(asker: Asker | None) -> Iterator[None]:
    """Have everything asked by `asker` meanwhile, by the terminal where there is none.

    What forbids a session is told there as well: the terminal may be out of sight.
    """
    before = _ASKER.set(asker)
    try:
        # The system's wish that the program ends is Ctrl-C here too, and a closed terminal does not matter.
        with Interruption(outlives_terminal=True) if asker is not None else nullcontext():
            yield
    except InputError as error:
        if asker is not None:
            with suppress(KeyboardInterrupt):  # whoever reads no further still gets the sentence below
                asker.tell(str(error))
        raise
    finally:
        _ASKER.reset(before)


def can_ask() -> bool:
    """Return whether somebody can answer: in the window of a session, or at the terminal."""
    return _ASKER.get() is not None or sys.stdin.isatty()


def asks_aloud() -> bool:
    """Return whether questions are asked in the window of a session."""
    return _ASKER.get() is not None


def tell_aloud(*texts: str) -> None:
    """Tell sentences that are in the language already in the window, where there is one."""
    asker = _ASKER.get()
    if asker is not None and texts:
        asker.tell(*texts)


def let_know(text: str, *, err: bool = False) -> None:
    """Print a sentence that is in the language already, and have it told where the questions are asked."""
    typer.echo(fitted(text, err=err), err=err)
    tell_aloud(text)


def ask(dialogue: Dialogue[Outcome], language: Language) -> Outcome:
    """Ask the questions of a dialogue one after the other, and return what came of them.

    Raises
    ------
    InputError
        The answers came to an end, as of a pipe.
    """
    asker = _ASKER.get()
    if asker is not None:
        return asker.ask(dialogue)
    while (question := dialogue.question) is not None:
        for text in (question.lead, question.scale):
            if text:
                typer.echo(fitted(language.translate(text), err=True), err=True)
        for number, choice in enumerate(question.choices, start=1):
            typer.echo(f"  {number}  {language.translate(choice.text)}", err=True)
        _answer(dialogue, question, language)
    outcome = dialogue.outcome
    assert outcome is not None
    return outcome


def _answer(dialogue: Dialogue[Outcome], question: Question, language: Language) -> None:
    say = language.translate
    hint = _hint(question, language)
    prompt = f"{say(question.text)} {hint} " if hint else f"{say(question.text)} "
    while True:
        typed = _line(prompt)
        if typed.lower() in _BACK:
            dialogue.back()
            return
        value = _value(question, typed)
        if question.admits(value):
            dialogue.answer(value)
            return
        typer.echo(_correction(question, language), err=True)


def _hint(question: Question, language: Language) -> str:
    say = language.translate
    match question.kind:
        case Kind.YES_NO:
            return say("[y/n]")
        case Kind.CHOICE:
            return say("[1 to {count}]", count=len(question.choices))
        case Kind.NUMBER:
            return _hint_of_number(question, language)
        case Kind.TEXT if question.optional:
            return say("[Enter to leave it out]")
        case Kind.TEXT:
            return ""


def _hint_of_number(question: Question, language: Language) -> str:
    say, ends = language.translate, {"lowest": question.lowest, "highest": question.highest}
    if not question.optional:
        return say("[{lowest} to {highest}]", **ends)
    if question.leaving_out:
        return say(
            "[{lowest} to {highest}, Enter: {leaving_out}]", leaving_out=say(question.leaving_out), **ends
        )
    return say("[{lowest} to {highest}, Enter to leave it out]", **ends)


def _value(question: Question, typed: str) -> Answer:
    """Return what was typed as an answer, else text, which a question that wants no text does not admit."""
    if not typed and question.optional:
        return None
    match question.kind:
        case Kind.YES_NO:
            return True if typed.lower() in _YES else False if typed.lower() in _NO else typed
        case Kind.CHOICE if typed.isdecimal() and 0 < int(typed) <= len(question.choices):
            return question.choices[int(typed) - 1].id
        case Kind.NUMBER if typed.isdecimal():
            return int(typed)
        case Kind.TEXT:
            return typed
    return "" if question.kind is Kind.CHOICE else typed


def _correction(question: Question, language: Language) -> str:
    say = language.translate
    match question.kind:
        case Kind.YES_NO:
            return say("Please answer y or n; b goes back to the question before.")
        case Kind.CHOICE:
            return say("Please answer with a number from 1 to {count}.", count=len(question.choices))
        case Kind.NUMBER if question.scale:
            return say(
                "Please answer with a number from {lowest} to {highest}.",
                lowest=question.lowest,
                highest=question.highest,
            )
        case Kind.NUMBER:
            return say("Please answer with a number from 0 (none) to 10 (worst).")
        case Kind.TEXT:
            return say("Please write something.")


def ask_text(question: str, *, default: str = "") -> str:
    """Return what was typed, `default` for nothing; `question` is in its language already.

    Raises
    ------
    InputError
        The answers came to an end, as of a pipe.
    """
    return _line(f"{question} [{default}]:" if default else f"{question}:") or default


def ask_yes(question: str, language: Language = ENGLISH, *, default: bool | None = None) -> bool:
    """Return whether the answer is yes; `question` is in `language` already.

    Raises
    ------
    InputError
        The answers came to an end, as of a pipe.
    """
    asker = _ASKER.get()
    if asker is not None:
        return asker.ask(_yes_or_no(question))
    say = language.translate
    hint = {None: say("[y/n]"), True: say("[Y/n]"), False: say("[y/N]")}[default]
    while True:
        answer = _line(f"{question} {hint} ").lower()
        if answer in _YES:
            return True
        if answer in _NO:
            return False
        if not answer and default is not None:
            return default
        typer.echo(say("Please answer y or n."), err=True)


def _yes_or_no(question: str) -> Dialogue[bool]:
    def script() -> Script[bool]:
        return bool((yield Question("yes-no", question)))

    return Dialogue(script)


def _line(prompt: str) -> str:
    typer.echo(f"{fitted(prompt.rstrip(), err=True)} ", nl=False, err=True)
    try:
        return input().strip()
    except EOFError as error:
        raise InputError("There is nobody to answer; run this in a terminal.") from error
