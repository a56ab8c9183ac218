"""The end of what is said is known, also with an engine that ends at once, or never."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from collections.abc import Sequence

import pytest

from posecheck.outputs.speech import Voice
from posecheck.outputs.speech_engines import Engine, Utterance

SOON_S = 10.0
LONG_S = 600.0


class Program:
    """Something that ends at once with a code, or not before it is ended."""

    def __init__(self, text: str, code: int | None) -> None:
        self.text, self.code = text, code
        self.over = threading.Event()
        if code is not None:
            self.over.set()

    def wait(self, timeout: float | None = None) -> int:
        if not self.over.wait(timeout):
            raise subprocess.TimeoutExpired(self.text, timeout or 0)
        return -15 if self.code is None else self.code

    def terminate(self) -> None:
        self.over.set()

    kill = terminate


class Computer:
    """Starts programs, all of one kind, and keeps what was started."""

    def __init__(self, code: int | None) -> None:
        self.code = code
        self.started: queue.Queue[tuple[tuple[str, ...], str]] = queue.Queue()

    def start(self, command: Sequence[str], text: str) -> Utterance:
        self.started.put((tuple(command), text))
        return Program(text, self.code)


CLIENT = Engine("server", ("say-it",), stop=("hush",), is_client=True)
PLAIN = Engine("test", ("speak",))


def test_an_engine_that_returns_at_once_is_speaking_until_that_would_be_over() -> None:
    computer = Computer(0)
    with Voice(engines=[CLIENT], start=computer.start, estimate=lambda _: 0.3) as voice:
        began_s = time.monotonic()
        voice.say("Hold.")
        assert voice.wait(SOON_S)
        assert time.monotonic() - began_s >= 0.3
        assert not voice.speaking
        assert not voice.last_interrupted
        assert voice.problem is None, "its server may be speaking"


def test_an_engine_that_plays_by_itself_and_returns_at_once_was_not_heard() -> None:
    with Voice(engines=[PLAIN], start=Computer(0).start, estimate=lambda _: 0.1) as voice:
        voice.say("Hold.")
        assert voice.wait(SOON_S)
        assert voice.problem == "test ended before it can have been heard; check the sound output."


@pytest.mark.parametrize("end", ["urgent", "muted", "closed"])
def test_what_a_server_still_says_is_silenced(end: str) -> None:
    computer = Computer(0)
    voice = Voice(engines=[CLIENT], start=computer.start, estimate=lambda _: LONG_S)
    voice.say("Hold.")
    assert computer.started.get(timeout=SOON_S) == (("say-it",), "Hold.")
    if end == "urgent":
        voice.say("Stop.", urgent=True)
    elif end == "muted":
        voice.muted = True
    else:
        voice.close()
    assert computer.started.get(timeout=SOON_S)[0] == ("hush",)
    voice.close()


def test_it_is_known_whether_the_last_words_were_cut_off() -> None:
    computer = Computer(None)
    with Voice(engines=[PLAIN], start=computer.start) as voice:
        voice.say("Hold.")
        computer.started.get(timeout=SOON_S)
        voice.muted = True
        assert voice.wait(SOON_S)
        assert voice.last_interrupted
        computer.code, voice.muted = 0, False
        voice.say("Go.")
        assert voice.wait(SOON_S)
        assert not voice.last_interrupted


def test_how_long_an_engine_may_take_follows_from_the_text() -> None:
    waited: queue.Queue[float | None] = queue.Queue()

    class Hanging(Program):
        def wait(self, timeout: float | None = None) -> int:
            waited.put(timeout)
            raise subprocess.TimeoutExpired(self.text, timeout or 0)

    with Voice(
        engines=[PLAIN], start=lambda _, text: Hanging(text, None), estimate=lambda _: 2.0, start_up_s=4.0
    ) as voice:
        voice.say("Hold.")
        assert waited.get(timeout=SOON_S) == 10.0
        assert voice.wait(SOON_S)
        assert voice.problem == "test cannot speak here; check the sound output, or use --no-voice."
