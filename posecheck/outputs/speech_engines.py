"""The programs of each system that speak, the best first, all at one calm rate."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from posecheck.support.powershell import powershell_path

#: At most three words a second of every sentence of the catalogue, English and German, as espeak-ng says them
#: with the gap below; without it the short words of English come in at up to 3.8.
_RATE_WPM = 140
#: Between words, in the hundredths of a second that espeak counts in.
_WORD_GAP = 2
#: The same rate for speech-dispatcher, whose 0 is 170 words a minute and whose -100 is 80.
_DISPATCHER_RATE = -33
#: The same for Windows, whose steps are a tenth of the way to a third of the normal rate: 0.72 of about 190.
_SAPI_RATE = -3


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
    is_client
        Another program speaks for it, and may still do so when this one has ended.
    """

    name: str
    command: tuple[str, ...]
    stop: tuple[str, ...] = ()
    is_client: bool = False


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
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Rate = {rate}; "
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
        script = _SAPI.format(language=language, rate=_SAPI_RATE)
        wanted = (
            Engine("Windows voice", (powershell_path(), "-NoProfile", "-NonInteractive", "-Command", script)),
        )
    else:
        rate = ("--rate", str(_DISPATCHER_RATE))
        dispatcher = ("spd-say", "--wait", "--pipe-mode", *rate, "--language", language)
        espeak = ("-s", str(_RATE_WPM), "-g", str(_WORD_GAP), "-v", language, "--stdin")
        wanted = (
            Engine("speech-dispatcher", dispatcher, stop=("spd-say", "--cancel"), is_client=True),
            Engine("espeak-ng", ("espeak-ng", *espeak)),
            Engine("espeak", ("espeak", *espeak)),
        )
    return tuple(engine for engine in wanted if which(engine.command[0]))


_MAC_VOICES = {"en": "Samantha", "de": "Anna", "fr": "Thomas", "es": "Mónica", "it": "Alice"}
