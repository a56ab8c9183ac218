"""The system's own voice: one calm utterance at a time, never in the way, never an error.

Speaking runs in a process of its own, watched by a thread. There is no queue: while something is
being said, only the newest thing that came in is kept, since an old cue is a wrong cue. Something urgent
interrupts. The text is handed over on the standard input, never through a shell.

The end of what is said is known: it is the end of the process, unless that comes sooner than anybody can
have spoken (a client whose server speaks, a sound output that swallows everything). Then the end is when
speaking would be over by :func:`posecheck.outputs.speech_duration.spoken_s`. A process that hangs is ended.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Self

from posecheck.outputs.sound_setup import voice_setup
from posecheck.outputs.speech_duration import spoken_s
from posecheck.outputs.speech_engines import find_engines, start_process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.outputs.speech_engines import Engine, Start, Utterance

#: An engine that is done in less than this share of the estimate has not spoken: that would be six words a
#: second and more, at a rate of two to three.
_SOONEST = 0.4
#: An engine that takes longer than this many times the estimate hangs; slow voices take twice as long.
_LONGEST = 3.0
#: What an engine may take besides, until it begins: Windows compiles its voice on first use.
START_UP_S = 10.0


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
    estimate
        How long a text takes to be said, in seconds; by default :func:`spoken_s` in `language`.
    start_up_s
        How long an engine may take until it begins. One that takes this and three times the estimate hangs:
        it is ended and given up.

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
        estimate: Callable[[str], float] | None = None,
        start_up_s: float = START_UP_S,
    ) -> None:
        self._engines = list(find_engines(language) if engines is None else engines)
        self._start = start
        self._estimate = partial(spoken_s, language=language) if estimate is None else estimate
        self._start_up_s = start_up_s
        self.problem: str | None = None if self._engines else voice_setup()
        self._changed = threading.Condition()
        self._waiting: str | None = None
        self._current: Utterance | None = None
        self._urgent = False  # what waits is urgent
        self._interrupted = False  # what is being said was ended by us
        self._last_interrupted = False
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
        """Whether something is being said or about to be; false once its end was to be heard."""
        with self._changed:
            return self._taken or self._waiting is not None

    @property
    def last_interrupted(self) -> bool:
        """Whether what was said last was cut off before its end."""
        with self._changed:
            return self._last_interrupted

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

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end of what is being said, and return whether it came in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._taken and self._waiting is None, timeout_s)

    def close(self, finish_s: float = 0.0) -> None:
        """Stop speaking and end the process and the thread.

        Parameters
        ----------
        finish_s
            How long what is being said may still go on.
        """
        if finish_s > 0:
            self.wait(finish_s)
        with self._changed:
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
        self._changed.notify_all()
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
                self._last_interrupted = self._interrupted
                self._changed.notify_all()

    def _utter(self, text: str) -> None:
        """Say `text` with the first engine that can; give up those that cannot."""
        estimate_s = self._estimate(text)
        while True:
            engine = self._engines[0]
            began_s = time.monotonic()
            # starting takes a while: not under the lock, where the caller of `say` would wait for it
            try:
                utterance = self._start(engine.command, text)
            except OSError:
                utterance = None
            with self._changed:
                self._current = utterance
                if self._muted or self._closed or self._urgent:  # it came while starting
                    self._interrupt()
            code = 1 if utterance is None else _ended(utterance, self._start_up_s + _LONGEST * estimate_s)
            took_s = time.monotonic() - began_s
            with self._changed:
                if code == 0:
                    self.problem = None
                    if took_s < _SOONEST * estimate_s:
                        self._sit_out(estimate_s - took_s, engine)
                self._current = None
                if code == 0 or self._interrupted or self._closed:
                    return
                if len(self._engines) == 1:
                    # kept: headphones may be plugged in again
                    self.problem = (
                        f"{engine.name} cannot speak here; check the sound output, or use --no-voice."
                    )
                    return
                self._engines.pop(0)

    def _sit_out(self, rest_s: float, engine: Engine) -> None:
        """Wait as long as speaking would go on, for the engine did not. The lock is held."""
        if not (engine.is_client or self._interrupted):
            self.problem = f"{engine.name} ended before it can have been heard; check the sound output."
        self._changed.wait_for(lambda: self._interrupted or self._closed, rest_s)


def _ended(utterance: Utterance, longest_s: float) -> int:
    """Wait for an utterance and return its exit code; one that hangs is killed and counts as failed."""
    try:
        return utterance.wait(timeout=longest_s)
    except subprocess.TimeoutExpired:
        utterance.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            utterance.wait(timeout=5)
        return 1
