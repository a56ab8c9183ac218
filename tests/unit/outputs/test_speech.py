"""The voice says the newest thing, lets urgent words through, and never makes anybody wait."""

from __future__ import annotations

import queue
import shutil
import subprocess
import threading
import wave
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from fixtures.cases import each_of

from posecheck.outputs.speech import Voice
from posecheck.outputs.speech_engines import Engine, find_engines, start_process

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ENGINE = Engine("test", ("speak",))
SOON_S = 10.0


def at_once(_text: str) -> float:
    """Expect each text to be over at once, as those of the tests are."""
    return 0.0


class _Utterance:
    """Something being said until the test or the voice ends it."""

    def __init__(self, command: Sequence[str], text: str) -> None:
        self.command, self.text = tuple(command), text
        self.terminated = False
        self.code = 0
        self._over = threading.Event()

    def finish(self, code: int = 0) -> None:
        self.code = code
        self._over.set()

    def wait(self, timeout: float | None = None) -> int:
        if not self._over.wait(timeout):
            raise subprocess.TimeoutExpired(self.command, timeout or 0)
        return self.code

    def terminate(self) -> None:
        self.terminated = True
        self.finish(-15)

    def kill(self) -> None:
        self.finish(-9)


class _Programs:
    """Starts utterances and hands them to the test."""

    def __init__(self) -> None:
        self.started: queue.Queue[_Utterance] = queue.Queue()
        self.missing: set[str] = set()

    def start(self, command: Sequence[str], text: str) -> _Utterance:
        if command[0] in self.missing:
            raise FileNotFoundError(command[0])
        utterance = _Utterance(command, text)
        self.started.put(utterance)
        return utterance

    def next(self) -> _Utterance:
        return self.started.get(timeout=SOON_S)


@pytest.fixture
def programs() -> _Programs:
    return _Programs()


@pytest.fixture
def voice(programs: _Programs) -> Iterator[Voice]:
    with Voice(engines=[ENGINE], start=programs.start, estimate=at_once) as each:
        yield each


def test_a_text_is_said(voice: Voice, programs: _Programs) -> None:
    voice.say("Push your heel\n to the ceiling.")
    said = programs.next()
    assert said.text == "Push your heel to the ceiling."
    assert said.command == ("speak",), "the text is not an argument"


def test_only_the_newest_of_what_waits_is_said(voice: Voice, programs: _Programs) -> None:
    voice.say("one")
    first = programs.next()
    for text in ("two", "three", "four"):
        voice.say(text)
    first.finish()
    last = programs.next()
    last.finish()
    assert (first.text, last.text) == ("one", "four")
    assert not first.terminated
    voice.close()
    assert programs.started.empty()


def test_something_urgent_interrupts(voice: Voice, programs: _Programs) -> None:
    voice.say("one")
    first = programs.next()
    voice.say("Stop here.", urgent=True)
    assert programs.next().text == "Stop here."
    assert first.terminated


def test_something_urgent_that_waits_is_not_replaced_by_chatter(programs: _Programs) -> None:
    """While the urgent text waits for the end of the one before, nothing else takes its place."""

    class Slow(_Utterance):
        def terminate(self) -> None:
            """Take its time."""

    first: queue.Queue[_Utterance] = queue.Queue()

    def start(command: Sequence[str], text: str) -> _Utterance:
        if text != "one":
            return programs.start(command, text)
        slow = Slow(command, text)
        first.put(slow)
        return slow

    with Voice(engines=[ENGINE], start=start) as voice:
        voice.say("one")
        slow = first.get(timeout=SOON_S)
        voice.say("Stop here.", urgent=True)
        voice.say("Nice and slow.")
        slow.finish()
        said = programs.next()
        said.finish()
        assert said.text == "Stop here."


def test_saying_does_not_wait_for_a_program_that_starts_slowly(programs: _Programs) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def start(command: Sequence[str], text: str) -> _Utterance:
        begun.set()
        assert go_on.wait(SOON_S)
        return programs.start(command, text)

    voice = Voice(engines=[ENGINE], start=start)
    voice.say("one")
    assert begun.wait(SOON_S)
    voice.say("two", urgent=True)  # would hang here
    go_on.set()
    assert programs.next().terminated, "the urgent word came while the first was being started"
    assert programs.next().text == "two"
    voice.close()


def test_muting_ends_what_is_said_and_drops_what_comes(voice: Voice, programs: _Programs) -> None:
    voice.say("one")
    first = programs.next()
    voice.muted = True
    assert first.terminated
    voice.say("two")
    voice.muted = False
    voice.say("three")
    assert programs.next().text == "three"


def test_closing_ends_the_process_and_the_thread(voice: Voice, programs: _Programs) -> None:
    voice.say("one")
    first = programs.next()
    voice.close()
    assert first.terminated
    voice.say("two")
    assert programs.started.empty()
    assert not voice.speaking
    assert "voice" not in {thread.name for thread in threading.enumerate()}


def test_closing_may_let_the_last_word_end(voice: Voice, programs: _Programs) -> None:
    voice.say("one")
    first = programs.next()
    threading.Timer(0.05, first.finish).start()
    voice.close(finish_s=SOON_S)
    assert not first.terminated


def test_an_engine_that_fails_is_replaced_by_the_next_which_says_it(programs: _Programs) -> None:
    engines = [Engine("first", ("absent",)), Engine("second", ("broken",)), Engine("third", ("works",))]
    programs.missing = {"absent"}
    with Voice(engines=engines, start=programs.start) as voice:
        voice.say("one")
        programs.next().finish(1)
        said = programs.next()
        assert (said.command, said.text) == (("works",), "one")
        assert voice.problem is None
        assert voice.engine == "third"


def test_a_dead_voice_is_silence_with_a_reason_and_may_come_back(voice: Voice, programs: _Programs) -> None:
    voice.say("one")
    programs.next().finish(1)
    while voice.speaking:
        pass
    assert voice.problem == "test cannot speak here; check the sound output, or use --no-voice."
    voice.say("two")
    programs.next().finish(0)
    while voice.speaking:
        pass
    assert voice.problem is None


def test_without_any_engine_there_is_silence_with_a_reason() -> None:
    with Voice(engines=[]) as voice:
        voice.say("one", urgent=True)
        assert voice.problem
        assert voice.engine is None
        assert not voice.speaking


def test_an_utterance_that_hangs_is_ended(programs: _Programs) -> None:
    with Voice(engines=[ENGINE], start=programs.start, estimate=at_once, start_up_s=0.01) as voice:
        voice.say("one")
        assert programs.next().wait(SOON_S) == -9


def test_ending_speech_dispatcher_takes_a_command_of_its_own(programs: _Programs) -> None:
    engine = Engine("dispatcher", ("spd-say", "--wait"), stop=("spd-say", "--cancel"))
    voice = Voice(engines=[engine], start=programs.start)
    voice.say("one")
    programs.next()
    voice.close()
    assert programs.next().command == ("spd-say", "--cancel")


@each_of(
    "platform, names",
    [
        ("darwin", ["say", "say (default voice)"]),
        ("win32", ["Windows voice"]),
        ("linux", ["speech-dispatcher", "espeak-ng", "espeak"]),
    ],
)
@each_of("language", ["en", "de"])
def test_each_system_has_its_own_engines(platform: str, names: list[str], language: str) -> None:
    engines = find_engines(language, platform=platform, which=lambda program: program)
    assert [engine.name for engine in engines] == names
    assert all(language in " ".join(engine.command) for engine in engines) or platform == "darwin"


def test_windows_speaks_with_its_own_powershell_and_not_with_one_of_the_current_folder() -> None:
    (engine,) = find_engines("en", platform="win32", which=lambda program: program)
    assert PureWindowsPath(engine.command[0]).is_absolute()


def test_engines_that_are_not_installed_are_left_out() -> None:
    found = find_engines(platform="linux", which=lambda program: program if program == "espeak" else None)
    assert [engine.name for engine in found] == ["espeak"]


@each_of("language", ["", "e'n", "-v", "en; rm"])
def test_a_language_cannot_smuggle_in_a_command(language: str) -> None:
    with pytest.raises(ValueError, match="language"):
        find_engines(language)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@each_of("language", ["en", "de"])
def test_espeak_speaks_what_it_is_given(language: str, tmp_path: Path) -> None:
    (engine,) = find_engines(
        language, platform="linux", which=lambda name: name if name == "espeak-ng" else None
    )
    lengths_s = []
    for text in ("Ja.", "-w $(id) `id` Push your heel to the ceiling, größer."):
        file = tmp_path / "said.wav"
        assert start_process([*engine.command, "-w", str(file)], text).wait(timeout=60) == 0
        with wave.open(str(file)) as sound:
            lengths_s.append(sound.getnframes() / sound.getframerate())
    assert 0.2 < lengths_s[0] < lengths_s[1]
