"""How long it is from an event to its first sound: by voice with espeak-ng, whose sound goes to a file.

What the sound card and its driver add is not in it. Not part of the test suite: `make bench` runs it and
prints the figures for docs/performance.md.
"""

from __future__ import annotations

import math
import queue
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from posecheck.outputs.speech import Voice
from posecheck.outputs.speech_engines import find_engines

LIMIT_S = 0.5
HEADER_BYTES = 44
RATE_HZ = 22_050
#: A hundredth of full scale: 25 dB below where speech is, and above nothing at all.
SILENCE = 0.01

TEXTS = {
    "en": (
        "Hold.",
        "Stop here. Come out of it slowly.",
        "Push your heel to the ceiling.",
        "Ten seconds.",
        "That was one of two. Now the other leg.",
        "Lie on your back with your knees bent and your feet on the floor, and look at the ceiling.",
    ),
    "de": (
        "Halten.",
        "Stopp. Komm langsam heraus.",
        "Schieb die Ferse zur Decke.",
        "Zehn Sekunden.",
        "Das war eins von zwei. Jetzt das andere Bein.",
        "Leg dich auf den Rücken, die Knie gebeugt, die Füße am Boden, und schau zur Decke.",
    ),
}


class SoundFile:
    """An utterance whose sound goes to a file as it comes; keeps when its first sound would be heard."""

    def __init__(self, command: Sequence[str], text: str, path: Path) -> None:
        self.first_sound_s = float("nan")
        self._path = path
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._process.stdin.write(text.encode())
        self._process.stdin.close()
        self._thread = threading.Thread(target=self._keep)
        self._thread.start()

    def _keep(self) -> None:
        came_s = None
        with self._path.open("wb") as file:
            while part := self._process.stdout.read1(4096):
                file.write(part)
                if came_s is None and file.tell() > HEADER_BYTES:
                    came_s = time.perf_counter()  # a sound card begins here, with the silence before the word
        samples = np.frombuffer(self._path.read_bytes()[HEADER_BYTES:], "<i2") / 32_768
        loud = np.flatnonzero(np.abs(samples) > SILENCE)
        if loud.size:  # not when it was interrupted before
            self.first_sound_s = came_s + loud[0] / RATE_HZ

    def wait(self, timeout: float | None = None) -> int:
        self._thread.join(timeout)
        return self._process.wait(timeout)

    def terminate(self) -> None:
        self._process.terminate()

    kill = terminate


class SoundFiles:
    """Starts utterances whose sound goes to files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self.begun: queue.Queue[SoundFile] = queue.Queue()

    def start(self, command: Sequence[str], text: str) -> SoundFile:
        self._count += 1
        file = SoundFile(command, text, self._folder / f"{self._count}.wav")
        self.begun.put(file)
        return file


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("case", ["into-silence", "interrupting"])
def test_the_first_sound_comes_within_half_a_second(case: str, tmp_path: Path) -> None:
    files = SoundFiles(tmp_path)
    waits_s = []
    for language, texts in TEXTS.items():
        (found,) = find_engines(
            language, platform="linux", which=lambda name: name if name == "espeak-ng" else None
        )
        engine = replace(found, command=(*found.command, "--stdout"))
        for text in texts * 4:
            with Voice(engines=[engine], start=files.start) as voice:
                if case == "interrupting":
                    voice.say(" ".join(texts))
                    files.begun.get(timeout=30)
                asked_s = time.perf_counter()
                voice.say(text, urgent=case == "interrupting")
                file = files.begun.get(timeout=30)
                file.wait(30)
            waits_s.append(file.first_sound_s - asked_s)
    assert all(map(math.isfinite, waits_s))
    print(f"\n{case}: median {statistics.median(waits_s):.3f} s, longest {max(waits_s):.3f} s")
    assert max(waits_s) <= LIMIT_S
