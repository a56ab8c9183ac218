"""Text for people in lines that fit their terminal, and in one line where a program reads it."""

from __future__ import annotations

import sys

import pytest
from fixtures.cases import each_of

from posecheck.cli.paragraphs import fitted

TEXT = "  Lie on your back. " + "Hold one leg behind the thigh or in a strap. " * 4


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))


def test_in_a_pipe_it_stays_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert fitted(TEXT, hanging=8) == TEXT


@each_of("columns, widest", [(60, 60), (20, 40), (300, 100)])
def test_lines_fit_the_terminal_but_are_neither_tiny_nor_hard_to_read(
    monkeypatch: pytest.MonkeyPatch, columns: int, widest: int
) -> None:
    on_a_terminal(monkeypatch, columns)
    lines = fitted(TEXT).splitlines()
    assert widest - 12 < max(map(len, lines)) <= widest
    assert " ".join(line.strip() for line in lines) == TEXT.strip()


def test_the_indent_is_kept_and_later_lines_may_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch, 60)
    first, *others = fitted(TEXT, hanging=6).splitlines()
    assert first.startswith("  Lie")
    assert all(line.startswith(" " * 6 + line.strip()[0]) for line in others)
    assert fitted(TEXT).splitlines()[1].startswith("  " + fitted(TEXT).splitlines()[1].strip()[0])


def test_a_word_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch, 40)
    path = "/a/very-long-folder/" + "x" * 60
    assert path in fitted(f"The details are in {path}.").replace("\n", " ").split(" ")[-1]
