"""Tones are soft, start and end in silence, and never make anybody wait."""

from __future__ import annotations

import queue
import threading

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.outputs.tones import SAMPLE_RATE_HZ, TONE_NAMES, Player, Samples, Tones, tone

SOON_S = 10.0


@each_of("name", TONE_NAMES)
def test_a_tone_is_short_soft_and_without_a_click(name: str) -> None:
    samples = tone(name)
    assert 0.1 < samples.size / SAMPLE_RATE_HZ < 1.5
    assert np.abs(samples).max() == pytest.approx(0.22, abs=0.01)
    assert abs(samples[0]) < 1e-3
    assert abs(samples[-1]) < 1e-3
    # the steepest step of a sine of the highest pitch and its overtone at that loudness
    assert np.abs(np.diff(samples)).max() < 0.22 * 2 * np.pi * 784 * 1.4 / SAMPLE_RATE_HZ


def test_the_tones_differ() -> None:
    assert set(TONE_NAMES) == {"start", "tick", "target", "attention", "end"}
    assert len({tone(name).tobytes() for name in TONE_NAMES}) == len(TONE_NAMES)


def test_a_name_that_no_tone_has_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected one of start, tick"):
        tone("gong")


def test_a_tone_is_handed_to_the_player() -> None:
    played: queue.Queue[tuple[Samples, int]] = queue.Queue()
    with Tones(lambda: lambda samples, rate: played.put((samples, rate))) as tones:
        tones.play("target")
        samples, rate_hz = played.get(timeout=SOON_S)
    assert samples is tone("target")
    assert rate_hz == SAMPLE_RATE_HZ


def test_nobody_waits_for_a_player_that_hangs() -> None:
    sounding, go_on = threading.Event(), threading.Event()
    count = []

    def play(_samples: Samples, _rate_hz: int) -> None:
        count.append(1)
        sounding.set()
        go_on.wait(SOON_S)

    tones = Tones(lambda: play)
    tones.play("start")
    assert sounding.wait(SOON_S)
    for _ in range(50):
        tones.play("tick")  # would hang here
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
        tones.play("start")


def test_a_sound_output_that_goes_away_is_silence_with_a_reason() -> None:
    tried = threading.Event()

    def play(_samples: Samples, _rate_hz: int) -> None:
        tried.set()
        raise OSError("device unplugged")

    tones = Tones(lambda: play)
    tones.play("start")
    assert tried.wait(SOON_S)
    tones.close(SOON_S)
    assert tones.problem == "Tones are silent: device unplugged."


def test_muted_tones_are_not_played() -> None:
    played: list[Samples] = []
    tones = Tones(lambda: lambda samples, _rate_hz: played.append(samples))
    tones.muted = True
    tones.play("start")
    tones.close(SOON_S)
    assert played == []
