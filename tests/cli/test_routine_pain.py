"""Pain that was told to a routine is kept at once, whatever happens afterwards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posecheck.history.store import History

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminal")
COMMAND = Path(sys.executable).with_name("posecheck")


class Terminal:
    """The command in a terminal of its own."""

    def __init__(self, arguments: list[str], environment: dict[str, str], folder: Path) -> None:
        self._near, far = os.openpty()
        self.process = subprocess.Popen(
            [COMMAND, *arguments], stdin=far, stdout=far, stderr=far, env=environment, cwd=folder
        )
        os.close(far)
        self.seen = ""

    def read_until(self, words: str) -> None:
        """Read what is printed until it has `words`."""
        end_s = time.monotonic() + 60
        while not re.search(words, self.seen):
            assert time.monotonic() < end_s, self.seen
            try:
                self.seen += os.read(self._near, 4096).decode()
            except OSError:  # the other end is closed
                assert re.search(words, self.seen), self.seen

    def type(self, line: str) -> None:
        os.write(self._near, f"{line}\n".encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._near)


@pytest.fixture
def begin(places: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Return a function that begins a routine in a terminal, after a screening without any yes."""
    terminals: list[Terminal] = []
    with History(tmp_path / "data" / "history.sqlite3") as history:
        history.add_answers("screening", {"yes": [], "consent": True})

    def run(*arguments: str) -> Terminal:
        terminals.append(Terminal(["routine", *arguments], places, tmp_path))
        return terminals[-1]

    yield run
    for terminal in terminals:
        terminal.close()


def told(tmp_path: Path) -> list[tuple[str, int]]:
    with History(tmp_path / "data" / "history.sqlite3") as history:
        return [(each.moment, each.level) for each in history.pain()]


def test_pain_before_is_kept_when_the_next_question_is_killed(begin, tmp_path: Path) -> None:
    terminal = begin("five-minutes", "--no-window", "--no-voice")
    terminal.read_until("How much pain do you have now")
    terminal.type("2")
    terminal.read_until("walked for five minutes")
    terminal.process.kill()
    terminal.process.wait()
    assert told(tmp_path) == [("before", 2)]
    with History(tmp_path / "data" / "history.sqlite3") as history:
        assert history.unfinished() is None, "there is nothing to go on with"


def test_pain_that_forbids_a_session_is_kept_and_the_session_is_over(begin, tmp_path: Path) -> None:
    terminal = begin("five-minutes", "--no-window", "--no-voice")
    terminal.read_until("How much pain do you have now")
    terminal.type("7")
    terminal.read_until("Not today")
    assert terminal.process.wait(timeout=60) == 2
    assert told(tmp_path) == [("before", 7)]
    with History(tmp_path / "data" / "history.sqlite3") as history:
        (session,) = history.sessions()
        assert (session.status, history.exercises(session.id)) == ("stopped", [])


def test_a_private_session_keeps_no_pain_either(begin, tmp_path: Path) -> None:
    terminal = begin("five-minutes", "--private", "--no-window", "--no-voice")
    terminal.read_until("How much pain do you have now")
    terminal.type("2")
    terminal.read_until("walked for five minutes")
    assert told(tmp_path) == []
