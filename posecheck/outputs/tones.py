"""Soft tones for what needs no words, synthesised here and played when the computer can."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 44_100
_RISE_S = 0.012
_LOUDNESS = 0.22
#: For so long a sound output may be looked for before the session goes on without knowing.
_START_S = 2.0

Samples = npt.NDArray[np.float32]
Player = Callable[[Samples, int], None]


@dataclass(frozen=True, slots=True)
class _Note:
    """One note: when it begins, how high it is, how long it rings."""

    start_s: float
    pitch_hz: float
    length_s: float


#: Consonant intervals, rising for good news; nothing shrill, since it is played beside someone's ear.
_TONES: dict[str, tuple[_Note, ...]] = {
    "start": (_Note(0.0, 392.0, 0.35), _Note(0.16, 523.25, 0.5)),
    "tick": (_Note(0.0, 523.25, 0.12),),
    "target": (_Note(0.0, 523.25, 0.4), _Note(0.14, 659.25, 0.4), _Note(0.28, 783.99, 0.8)),
    "attention": (_Note(0.0, 440.0, 0.3), _Note(0.22, 440.0, 0.35)),
    "end": (_Note(0.0, 523.25, 0.45), _Note(0.2, 392.0, 0.8)),
}

#: The names that :meth:`Tones.play` knows.
TONE_NAMES = tuple(_TONES)


@cache
def tone(name: str) -> Samples:
    """Return the samples of a tone, -1 to 1 at ``SAMPLE_RATE_HZ``, starting and ending in silence.

    Raises
    ------
    ValueError
        When there is no tone of that name.
    """
    if name not in _TONES:
        message = f"expected one of {', '.join(TONE_NAMES)}, but got {name!r}"
        raise ValueError(message)
    notes = _TONES[name]
    total = max(note.start_s + note.length_s for note in notes)
    samples = np.zeros(round(total * SAMPLE_RATE_HZ) + 1)
    for note in notes:
        time_s = np.arange(round(note.length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        # a rounded rise and a decay that reaches exactly zero: no click at either end
        rise = 0.5 - 0.5 * np.cos(np.pi * np.clip(time_s / _RISE_S, 0, 1))
        decay = np.exp(-4 * time_s / note.length_s) * (1 - time_s / note.length_s)
        wave = np.sin(2 * np.pi * note.pitch_hz * time_s) + 0.2 * np.sin(4 * np.pi * note.pitch_hz * time_s)
        first = round(note.start_s * SAMPLE_RATE_HZ)
        samples[first : first + time_s.size] += rise * decay * wave
    loud: Samples = (_LOUDNESS * samples / np.abs(samples).max()).astype(np.float32)
    return loud


def sounddevice_player() -> Player:
    """Return a player of the default sound output.

    Raises
    ------
    OSError
        When PortAudio is missing or there is no sound output.
    """
    import sounddevice  # noqa: PLC0415 - raises OSError where PortAudio is missing

    try:
        sounddevice.query_devices(kind="output")
    except (sounddevice.PortAudioError, ValueError) as error:
        raise OSError("no sound output was found") from error

    def play(samples: Samples, rate_hz: int) -> None:
        try:
            sounddevice.play(samples, rate_hz)
            sounddevice.wait()
        except sounddevice.PortAudioError as error:
            raise OSError(str(error)) from error

    return play


class Tones:
    """Plays named tones without making the caller wait; where nothing can be heard, it is silent.

    Parameters
    ----------
    find_player
        Returns what plays samples at a rate in Hz and comes back when they were heard; raises ``OSError``
        when it cannot.

    Attributes
    ----------
    problem
        Why nothing can be heard, as a sentence, or ``None``.
    """

    def __init__(self, find_player: Callable[[], Player] = sounddevice_player) -> None:
        self._find_player = find_player
        self.problem: str | None = None
        self.muted = False
        # one waiting tone at most: a late tone is a wrong tone
        self._queue: queue.Queue[Samples | None] = queue.Queue(1)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._work, name="tones", daemon=True)
        self._thread.start()
        # While PortAudio starts, sounddevice sends all of standard error to nowhere, also what others print
        # at that moment. It takes milliseconds; a driver that hangs is not waited for.
        self._ready.wait(_START_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def play(self, name: str) -> None:
        """Play a tone of :data:`TONE_NAMES` soon; left out while another one still waits."""
        samples = tone(name)
        if self.muted or self.problem is not None:
            return
        try:
            self._queue.put_nowait(samples)
        except queue.Full:
            return

    def checked(self, timeout_s: float = 5.0) -> str | None:
        """Wait until the sound output was looked for and return `problem`."""
        self._ready.wait(timeout_s)
        return self.problem

    def close(self, finish_s: float = 1.5) -> None:
        """Let what is sounding ring out for up to `finish_s` seconds, and end."""
        try:
            self._queue.put(None, timeout=finish_s)
        except queue.Full:
            return  # the device hangs; the thread is a daemon and dies with the program
        self._thread.join(timeout=finish_s)

    def _work(self) -> None:
        player: Player | None = None
        try:
            player = self._find_player()
        except (OSError, ImportError) as error:
            self.problem = f"Tones are silent: {str(error).rstrip('.')}."
        self._ready.set()
        while True:
            samples = self._queue.get()
            if samples is None:
                return
            if player is None:
                continue
            try:
                player(samples, SAMPLE_RATE_HZ)
            except OSError as error:
                self.problem = f"Tones are silent: {str(error).rstrip('.')}."
                player = None
