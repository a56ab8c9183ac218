"""The system's own voice: one calm utterance at a time, never in the way, never an error.

Speaking runs in a process of its own, watched by a thread. There is no queue: while something is
being said, only the newest thing that came in is kept, since an old cue is a wrong cue. Something urgent
interrupts. The text is handed over on the standard input, never through a shell.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from posecheck.support.powershell import powershell_path

#: An utterance that lasts longer than this hangs, and is ended.
LONGEST_S = 30.0
#: Slower than people speak to each other.
_RATE_WPM = 145


class Utterance(Protocol):
    """Something being said."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return the exit code; raise ``subprocess.TimeoutExpired`` before."""

    def terminate(self) -> None:
        """Ask it to stop."""

    def kill(self) -> None:
        """Make it stop."""


Start = Callable[[Sequence[str], str], Utterance]


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that speaks what it reads from its standard input.

    Parameters
    ----------
    name
        For people, as `doctor` shows it.
    command
        The program and its arguments.
    stop
        What else has to be run to silence it, when ending the program does not.
    """

    name: str
    command: tuple[str, ...]
    stop: tuple[str, ...] = ()


def start_process(command: Sequence[str], text: str) -> Utterance:
    """Start `command`, hand it `text` on its standard input, and return without waiting."""
    hidden = 0x0800_0000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
    process = subprocess.Popen(  # noqa: S603 - fixed programs, the text is data on stdin
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=hidden,
    )
    if process.stdin is not None:
        with contextlib.suppress(OSError):  # it ended before reading; its exit code tells
            process.stdin.write(text.encode())
            process.stdin.close()
    return process


_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Rate = -2; "
    "$match = $voice.GetInstalledVoices() | Where-Object "
    "{{ $_.Enabled -and $_.VoiceInfo.Culture.Name -like '{language}*' }}; "
    "if ($match) {{ $voice.SelectVoice(@($match)[0].VoiceInfo.Name) }}; "
    "$voice.Speak([Console]::In.ReadToEnd())"
)


def find_engines(
    language: str = "en",
    *,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> tuple[Engine, ...]:
    """Return the engines of this computer that can be tried, the best first.

    Parameters
    ----------
    language
        Two letters, such as ``"en"`` or ``"de"``.
    platform
        As :data:`sys.platform`.
    which
        Finds a program; engines whose program is not found are left out.
    """
    if not (language.isascii() and language.isalpha()):
        message = f"expected a language code such as 'en', but got {language!r}"
        raise ValueError(message)
    wanted: tuple[Engine, ...]
    if platform == "darwin":
        named = ("-v", _MAC_VOICES[language]) if language in _MAC_VOICES else ()
        rate = ("-r", str(_RATE_WPM))
        chosen = Engine("say", ("say", *named, *rate, "-f", "-"))
        plain = Engine("say (default voice)", ("say", *rate, "-f", "-"))
        wanted = (chosen, plain) if named else (plain,)
    elif platform == "win32":
        script = _SAPI.format(language=language)
        wanted = (
            Engine("Windows voice", (powershell_path(), "-NoProfile", "-NonInteractive", "-Command", script)),
        )
    else:
        wanted = (
            Engine(
                "speech-dispatcher",
                ("spd-say", "--wait", "--pipe-mode", "--rate", "-15", "--language", language),
                stop=("spd-say", "--cancel"),
            ),
            *(
                Engine(program, (program, "-s", str(_RATE_WPM), "-v", language, "--stdin"))
                for program in ("espeak-ng", "espeak")
            ),
        )
    return tuple(engine for engine in wanted if which(engine.command[0]))


_MAC_VOICES = {"en": "Samantha", "de": "Anna", "fr": "Thomas", "es": "Mónica", "it": "Alice"}


class Voice:
    """Says cues aloud without ever making the caller wait.

    Parameters
    ----------
    language
        Two letters, such as ``"en"`` or ``"de"``.
    engines
        What to speak with, the best first; by default those of this computer.
    start
        Starts a program with a text on its standard input.
    longest_s
        An utterance that lasts longer hangs: it is ended and its engine given up.

    Attributes
    ----------
    problem
        Why nothing can be heard, as a sentence, or ``None``.
    """

    def __init__(
        self,
        language: str = "en",
        *,
        engines: Sequence[Engine] | None = None,
        start: Start = start_process,
        longest_s: float = LONGEST_S,
    ) -> None:
        self._engines = list(find_engines(language) if engines is None else engines)
        self._start = start
        self._longest_s = longest_s
        self.problem: str | None = None if self._engines else _no_engine()
        self._changed = threading.Condition()
        self._waiting: str | None = None
        self._current: Utterance | None = None
        self._urgent = False  # what waits is urgent
        self._interrupted = False  # what is being said was ended by us
        self._muted = False
        self._closed = False
        self._taken = False  # something is being said, or about to be
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def speaking(self) -> bool:
        """Whether something is being said or about to be."""
        with self._changed:
            return self._taken or self._waiting is not None

    @property
    def muted(self) -> bool:
        """Whether nothing is to be heard; setting it ends what is being said."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        with self._changed:
            self._muted = muted
            if muted:
                self._waiting, self._urgent = None, False
                self._interrupt()

    @property
    def engine(self) -> str | None:
        """Name of what speaks, or ``None``."""
        return self._engines[0].name if self._engines else None

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - the agreed interface
        """Say `text` as soon as nothing else is being said; at once when `urgent`.

        A text that still waits is replaced by this one, unless that one is urgent and this one is not.
        """
        text = " ".join(text.split())
        with self._changed:
            if not text or self._muted or self._closed or not self._engines:
                return
            if self._urgent and not urgent:
                return  # something urgent is just about to be said
            self._waiting = text
            self._urgent = urgent
            if urgent:
                self._interrupt()
            self._changed.notify_all()

    def close(self, finish_s: float = 0.0) -> None:
        """Stop speaking and end the process and the thread.

        Parameters
        ----------
        finish_s
            How long what is being said may still go on.
        """
        with self._changed:
            if finish_s > 0:
                self._changed.wait_for(lambda: not self._taken and self._waiting is None, finish_s)
            self._closed = True
            self._waiting, self._urgent = None, False
            self._interrupt()
            self._changed.notify_all()
        self._thread.join(timeout=5)

    def _interrupt(self) -> None:
        """End what is being said. The lock is held."""
        if self._current is None:
            return
        self._interrupted = True
        with contextlib.suppress(OSError):
            self._current.terminate()
            if self._engines and self._engines[0].stop:
                self._start(self._engines[0].stop, "")

    # --- the voice's thread -------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._waiting is not None)
                if self._closed:
                    return
                text, self._waiting = self._waiting or "", None
                self._urgent = self._interrupted = False
                self._taken = True
            self._utter(text)
            with self._changed:
                self._taken = False
                self._changed.notify_all()

    def _utter(self, text: str) -> None:
        """Say `text` with the first engine that can; give up those that cannot."""
        while True:
            # starting takes a while: not under the lock, where the caller of `say` would wait for it
            try:
                utterance = self._start(self._engines[0].command, text)
            except OSError:
                utterance = None
            with self._changed:
                self._current = utterance
                if self._muted or self._closed or self._urgent:  # it came while starting
                    self._interrupt()
            code = 1 if utterance is None else _ended(utterance, self._longest_s)
            with self._changed:
                self._current = None
                if code == 0:
                    self.problem = None
                if code == 0 or self._interrupted or self._closed:
                    return
                if len(self._engines) == 1:
                    # kept: headphones may be plugged in again
                    name = self._engines[0].name
                    self.problem = f"{name} cannot speak here; check the sound output, or use --no-voice."
                    return
                self._engines.pop(0)


def _ended(utterance: Utterance, longest_s: float) -> int:
    """Wait for an utterance and return its exit code; one that hangs is killed and counts as failed."""
    try:
        return utterance.wait(timeout=longest_s)
    except subprocess.TimeoutExpired:
        utterance.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            utterance.wait(timeout=5)
        return 1


def _no_engine() -> str:
    """Return what to do when the computer has no voice."""
    if sys.platform.startswith("linux"):
        return "No voice is installed; install espeak-ng (for example `sudo apt install espeak-ng`)."
    return "This computer offers no voice."
