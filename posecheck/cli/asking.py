"""Questions in the terminal; where nobody can answer, the sentence says what to do instead."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from posecheck.cli.paragraphs import fitted
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from posecheck.support.language import Language


def can_ask() -> bool:
    """Return whether somebody sits at the terminal."""
    return sys.stdin.isatty()


def ask_yes(question: str, language: Language = ENGLISH, *, default: bool | None = None) -> bool:
    """Return whether the answer is yes; `question` is in `language` already.

    Raises
    ------
    InputError
        The answers came to an end, as of a pipe.
    """
    say = language.translate
    hint = {None: say("[y/n]"), True: say("[Y/n]"), False: say("[y/N]")}[default]
    while True:
        answer = _line(f"{question} {hint} ").lower()
        if answer in ("y", "yes", "j", "ja"):
            return True
        if answer in ("n", "no", "nein"):
            return False
        if not answer and default is not None:
            return default
        typer.echo(say("Please answer y or n."), err=True)


def ask_pain(question: str, language: Language = ENGLISH) -> int | None:
    """Return pain of 0 to 10, ``None`` when nothing was answered; `question` is in `language` already."""
    say = language.translate
    while True:
        answer = _line(f"{question} {say('[0 to 10, Enter to leave it out]')} ")
        if not answer:
            return None
        if answer.isdecimal() and int(answer) <= 10:  # noqa: PLR2004 - the scale itself
            return int(answer)
        typer.echo(say("Please answer with a number from 0 (none) to 10 (worst)."), err=True)


def _line(prompt: str) -> str:
    typer.echo(f"{fitted(prompt.rstrip(), err=True)} ", nl=False, err=True)
    try:
        return input().strip()
    except EOFError as error:
        raise InputError("There is nobody to answer; run this in a terminal.") from error
