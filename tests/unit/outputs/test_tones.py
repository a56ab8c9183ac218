"""Tones are played, and never make anybody wait."""

from __future__ import annotations

import queue
import threading

from fixtures.cases import each_of

from posecheck.outputs.tone_set import SAMPLE_RATE_HZ, Samples, Tone, tone
from posecheck.outputs.tones import Player, Tones

SOON_S = 10.0


def test_a_tone_is_handed_to_the_player() -> None:
    played: queue.Queue[tuple[Samples, int]] = queue.Queue()
    with Tones(lambda: lambda samples, rate: played.put((samples, rate))) as tones:
        tones.play(Tone.TIME)
        samples, rate_hz = played.get(timeout=SOON_S)
    assert samples is tone(Tone.TIME)
    assert rate_hz == SAMPLE_RATE_HZ


def test_nobody_waits_for_a_player_that_hangs() -> None:
    sounding, go_on = threading.Event(), threading.Event()
    count = []

    def play(_samples: Samples, _rate_hz: int) -> None:
        count.append(1)
        sounding.set()
        go_on.wait(SOON_S)

    tones = Tones(lambda: play)
    tones.play(Tone.IN_POSITION)
    assert sounding.wait(SOON_S)
    for _ in range(50):
        tones.play(Tone.COUNTED)  # would hang here
    go_on.set()
    tones.close(SOON_S)
    assert len(count) == 2, "of those that came while it hung, one waits"


def test_the_search_for_an_output_is_over_before_anybody_prints() -> None:
    """It sends standard error to nowhere meanwhile: the first lines of a session would be lost."""
    found = []

    def find() -> Player:
        threading.Event().wait(0.05)
        found.append(1)
        raise OSError("PortAudio library not found")

    with Tones(find):
        assert found == [1]


@each_of("error", [OSError("PortAudio library not found"), ImportError("no module")])
def test_without_a_sound_output_there_is_silence_with_a_reason(error: Exception) -> None:
    def find() -> Player:
        raise error

    with Tones(find) as tones:
        assert tones.checked(SOON_S) == f"Tones are silent: {error}."
        tones.play(Tone.IN_POSITION)


def test_a_sound_output_that_goes_away_is_silence_with_a_reason() -> None:
    tried = threading.Event()

    def play(_samples: Samples, _rate_hz: int) -> None:
        tried.set()
        raise OSError("device unplugged")

    tones = Tones(lambda: play)
    tones.play(Tone.IN_POSITION)
    assert tried.wait(SOON_S)
    tones.close(SOON_S)
    assert tones.problem == "Tones are silent: device unplugged."


def test_muted_tones_are_not_played() -> None:
    played: list[Samples] = []
    tones = Tones(lambda: lambda samples, _rate_hz: played.append(samples))
    tones.muted = True
    tones.play(Tone.IN_POSITION)
    tones.close(SOON_S)
    assert played == []
