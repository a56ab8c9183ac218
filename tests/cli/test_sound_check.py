"""``posecheck doctor --sound``: what is heard, in which order, and what is said where nothing is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from posecheck.cli import doctor
from posecheck.cli.sound_check import GREETING, play_samples
from posecheck.outputs.speech import Voice
from posecheck.outputs.speech_engines import Engine
from posecheck.outputs.tone_set import TONE_MEANINGS, Samples, Tone, tone
from posecheck.outputs.tones import Player
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH, find_language

NO_OUTPUT = "No sound output was found; plug in a loudspeaker."


class Spoken:
    """A program that has spoken, with an exit code."""

    def __init__(self, code: int) -> None:
        self._code = code

    def wait(self, timeout: float | None = None) -> int:
        return self._code

    def terminate(self) -> None:
        """Be over already."""

    kill = terminate


class Room:
    """Where voice and tones are heard, and what was."""

    def __init__(self, *, voice_code: int = 0, tones: str = "") -> None:
        self.heard: list[str] = []
        self.shown: list[str] = []
        self._voice_code, self._tones = voice_code, tones

    def start(self, command: Sequence[str], text: str) -> Spoken:
        if self._voice_code == 0:
            self.heard.append(text)
        return Spoken(self._voice_code)

    def find_player(self) -> Player:
        if self._tones == "absent":
            raise OSError(NO_OUTPUT)
        return self.play

    def play(self, samples: Samples, rate_hz: int) -> None:
        if self._tones == "unplugged":
            raise OSError("device unplugged")
        (name,) = (each for each in Tone if tone(each) is samples)
        self.heard.append(name)

    def listen(self, language=ENGLISH, *, engines: Sequence[Engine] = (Engine("test", ("speak",)),)) -> None:
        with Voice(engines=engines, start=self.start, estimate=lambda _: 0.0) as voice:
            play_samples(voice, self.find_player, language, self.shown.append)


def test_each_tone_is_heard_after_what_it_means() -> None:
    room = Room()
    room.listen()
    pairs = [each for name, meaning in TONE_MEANINGS.items() for each in (meaning, name)]
    assert room.heard == [GREETING, *pairs]
    assert room.shown == [GREETING, *TONE_MEANINGS.values()]
    assert set(TONE_MEANINGS) == set(Tone)


def test_it_speaks_the_language_that_is_set() -> None:
    german = find_language("de")
    room = Room()
    room.listen(german)
    assert room.heard[0] == german.translate(GREETING) != GREETING
    assert not set(room.heard) & set(TONE_MEANINGS.values())


def test_without_a_sound_output_one_sentence_says_what_to_do() -> None:
    room = Room(voice_code=1, tones="absent")
    with pytest.raises(InputError) as error:
        room.listen()
    assert str(error.value) == NO_OUTPUT
    assert room.heard == []


def test_without_tones_the_voice_is_heard_and_then_told_why() -> None:
    room = Room(tones="absent")
    with pytest.raises(InputError, match="No sound output was found"):
        room.listen()
    assert room.heard == [GREETING]


def test_without_a_voice_the_tones_are_heard_and_their_meaning_is_read() -> None:
    room = Room()
    with pytest.raises(InputError, match="voice"):
        room.listen(engines=())
    assert room.heard == list(TONE_MEANINGS)
    assert room.shown == [GREETING, *TONE_MEANINGS.values()]


def test_an_output_that_goes_away_ends_it_with_a_sentence() -> None:
    room = Room(tones="unplugged")
    with pytest.raises(InputError) as error:
        room.listen()
    assert str(error.value) == "The tones cannot be played: device unplugged; check the sound output."


def test_sound_cannot_be_had_as_json() -> None:
    with pytest.raises(InputError, match="give one of them"):
        doctor.doctor(as_json=True, sound=True)
