"""Trouble with the history is told at once, aloud and as a line, in every language."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.cli.trouble import ELSEWHERE, IN_MEMORY, PRINTED, SPOKEN, teller
from posecheck.history.writing import Trouble
from posecheck.session.inbox import Inbox
from posecheck.support.language import ENGLISH, find_language, languages

HISTORY, FOLDER = Path("history.sqlite3"), Path("unwritten")


@each_of("trouble", Trouble)
def test_it_is_said_and_printed(trouble: Trouble, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = Inbox()
    teller(HISTORY, ENGLISH, inbox)(trouble, FOLDER)
    assert list(inbox.empty()) == [SPOKEN[trouble]]
    (line,) = capsys.readouterr().err.splitlines()
    assert str(HISTORY) in line
    assert (str(FOLDER) in line) == (trouble is not Trouble.OVER)


def test_what_only_memory_has_is_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    teller(HISTORY, ENGLISH)(Trouble.FULL, None)
    assert "memory alone" in capsys.readouterr().err


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_every_language_has_the_words(code: str) -> None:
    language = find_language(code)
    for text in (*SPOKEN.values(), *PRINTED.values(), ELSEWHERE, IN_MEMORY):
        assert language.texts[text] != text


def test_a_line_that_nobody_reads_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr("sys.stderr", Closed())
    inbox = Inbox()
    teller(HISTORY, ENGLISH, inbox)(Trouble.FULL, FOLDER)
    assert list(inbox.empty())
