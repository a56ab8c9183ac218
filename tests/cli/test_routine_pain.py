"""Pain that was told to a routine is kept at once, whatever happens afterwards."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posecheck.cli.routine_questions import ask_pain_after
from posecheck.history.sink import KeptSession
from posecheck.history.store import History
from posecheck.routines.questions import PainMoment, pain_answer
from posecheck.support.language import ENGLISH

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


def test_without_a_camera_the_session_is_over_and_its_pain_stays(begin, tmp_path: Path) -> None:
    model = tmp_path / "any.task"
    model.write_bytes(b"no model")
    terminal = begin("five-minutes", "--no-window", "--no-voice", "--walked", "--model", str(model))
    terminal.read_until("How much pain do you have now")
    terminal.type("2")
    terminal.read_until("Error:")
    assert terminal.process.wait(timeout=60) == 2
    assert told(tmp_path) == [("before", 2)]
    with History(tmp_path / "data" / "history.sqlite3") as history:
        assert [each.status for each in history.sessions()] == ["stopped"]


def test_a_private_session_keeps_no_pain_either(begin, tmp_path: Path) -> None:
    terminal = begin("five-minutes", "--private", "--no-window", "--no-voice")
    terminal.read_until("How much pain do you have now")
    terminal.type("2")
    terminal.read_until("walked for five minutes")
    assert told(tmp_path) == []


def test_a_session_that_runs_in_another_window_is_neither_resumed_nor_deleted(
    posecheck, tmp_path: Path
) -> None:
    with History(tmp_path / "data" / "history.sqlite3") as history:
        kept = KeptSession(history, "routine", routine="five-minutes", plan=[{"exercise": "bridge"}])
        number = kept.number
        for arguments in (["routine", "--resume"], ["history", "delete", str(number), "--yes"]):
            refused = posecheck(*arguments)
            assert refused.returncode == 2
            assert f"Session {number} runs in another window of posecheck" in refused.stderr
        assert posecheck("history").stdout.splitlines()[1].endswith("running")
        kept.end("interrupted")
    assert posecheck("history", "delete", number, "--yes").returncode == 0


def test_pain_after_is_kept_before_anything_is_said_about_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_text: str, **_: object) -> None:
        raise KeyboardInterrupt

    with History(tmp_path / "data" / "history.sqlite3") as history:
        kept = KeptSession(history, "routine", routine="five-minutes")
        kept.tell_pain("before", 2)
        monkeypatch.setattr("posecheck.cli.asking.typer.echo", killed)
        monkeypatch.setattr("posecheck.cli.asking.ask", lambda *_: pain_answer(PainMoment.AFTER, 3))
        with pytest.raises(KeyboardInterrupt):
            ask_pain_after(ENGLISH, kept)
    assert told(tmp_path) == [("before", 2), ("after", 3)]


@pytest.mark.mediapipe
def test_ctrl_c_is_a_stop_too_and_warning_signs_are_asked_for(begin, samples: Path, model: Path) -> None:
    clip = str(samples / "marching_correct.mp4")
    terminal = begin("five-minutes", "--walked", "--no-window", "--no-voice", "--camera", clip)
    terminal.read_until("How much pain do you have now")
    terminal.type("2")
    terminal.read_until("Stand tall facing the camera")
    terminal.process.send_signal(signal.SIGINT)
    terminal.read_until("Did you stop because of a warning sign")
    terminal.type("y")
    terminal.read_until("that is all for today")
