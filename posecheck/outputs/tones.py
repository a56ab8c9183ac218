"""Plays tones for what needs no words, when the computer can."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Self

from posecheck.outputs.sound_setup import portaudio_setup, sound_output_setup
from posecheck.outputs.tone_set import SAMPLE_RATE_HZ, Samples, Tone, tone

#: For so long a sound output may be looked for before the session goes on without knowing.
_START_S = 2.0

Player = Callable[[Samples, int], None]


def sounddevice_player() -> Player:
    """Return a player of the default sound output.

    Raises
    ------
    OSError
        When PortAudio is missing or there is no sound output.
    """
    try:
        import sounddevice  # noqa: PLC0415 - needs PortAudio, which may be missing
    except OSError as error:
        raise OSError(portaudio_setup()) from error
    try:
        sounddevice.query_devices(kind="output")
    except (sounddevice.PortAudioError, ValueError) as error:
        raise OSError(sound_output_setup()) from error

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

    def play(self, name: Tone) -> None:
        """Play a tone soon; left out while another one still waits."""
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
            self.problem = _silent(error)
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
                self.problem = _silent(error)
                player = None


def _silent(error: Exception) -> str:
    """Return why nothing can be heard, as one sentence."""
    reason = str(error).rstrip(".")
    if reason.startswith(("The ", "No ")):  # goes on after the colon
        reason = reason[0].lower() + reason[1:]
    return f"Tones are silent: {reason}."
