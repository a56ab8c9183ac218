"""One who says sentences on the session's own clock: heard through a voice, or rehearsed without a sound.

A session asks when a sentence has ended. Where nothing is to be heard (a clip that is played through, a
muted session, no voice on this computer), a sentence takes as long as it would to say it: its words can be
read, and the session goes the same way.
"""

from __future__ import annotations

import math
from typing import NamedTuple, Protocol

from posecheck.outputs.speech_duration import spoken_s


class SpokenText(NamedTuple):
    """What was said, from when to when, and whether something urgent cut it off."""

    start_s: float
    end_s: float
    text: str
    interrupted: bool


class Speaker(Protocol):
    """Says one text at a time."""

    muted: bool

    def say(self, text: str, now_s: float, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as the voice
        """Say `text` as soon as nothing else is being said; at once when `urgent`."""

    def speaking(self, now_s: float) -> bool:
        """Return whether something is being said, or waits to be."""


class PlayableVoice(Protocol):
    """The part of :class:`posecheck.outputs.speech.Voice` that is spoken through."""

    muted: bool
    problem: str | None

    @property
    def speaking(self) -> bool:
        """Whether something is being said or about to be."""

    @property
    def last_interrupted(self) -> bool:
        """Whether what was said last was cut off."""

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as the voice has it
        """Say `text` soon."""


class RehearsedVoice:
    """A voice that is not heard: each text takes as long as :func:`spoken_s` says, on a clock that is given.

    It takes texts as :class:`posecheck.outputs.speech.Voice` does: of those that come while one is being said
    the newest is kept, and something urgent interrupts. Time must not go back.

    Parameters
    ----------
    language
        That the texts are in.

    Attributes
    ----------
    muted
        Changes nothing: it is silent anyway, and what would be said can be read.
    """

    def __init__(self, language: str = "en") -> None:
        self.muted = False
        self._language = language
        self._said: list[SpokenText] = []
        self._waiting = ""

    @property
    def transcript(self) -> tuple[SpokenText, ...]:
        """What was said, in its order; of what is being said now, the end is when it will be over."""
        return tuple(self._said)

    def say(self, text: str, now_s: float, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
        """Say `text` as soon as nothing else is being said; at once when `urgent`."""
        text = " ".join(text.split())
        if not text:
            return
        speaking = self.speaking(now_s)
        if urgent and speaking:
            self.end(now_s, interrupted=True)
        elif speaking:
            self._waiting = text
            return
        self._begin(text, now_s)

    def speaking(self, now_s: float) -> bool:
        """Return whether something is being said at that time."""
        if self._waiting and self._end_s <= now_s:
            self._begin(self._waiting, self._end_s)
        return now_s < self._end_s

    def end(self, now_s: float, *, interrupted: bool = False) -> None:
        """End what is being said, and drop what waits: it was over sooner or later than was reckoned with."""
        self._waiting = ""
        if self._said:
            last = self._said[-1]
            self._said[-1] = last._replace(end_s=max(now_s, last.start_s), interrupted=interrupted)

    @property
    def _end_s(self) -> float:
        return self._said[-1].end_s if self._said else -math.inf

    def _begin(self, text: str, start_s: float) -> None:
        self._waiting = ""
        self._said.append(
            SpokenText(start_s, start_s + spoken_s(text, self._language), text, interrupted=False)
        )


class HeardVoice:
    """A voice that is heard where it can be; where it cannot, time passes as if it were.

    Parameters
    ----------
    voice
        Speaks.
    language
        That the texts are in.
    """

    def __init__(self, voice: PlayableVoice, language: str = "en") -> None:
        self._voice = voice
        self._rehearsal = RehearsedVoice(language)
        self._aloud = False  # what is being said is heard, and its end as well

    @property
    def muted(self) -> bool:
        """Whether nothing is heard; what is being said then goes on in silence."""
        return self._voice.muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._voice.muted = muted

    @property
    def transcript(self) -> tuple[SpokenText, ...]:
        """What was said, as :attr:`RehearsedVoice.transcript`, with the ends that were heard."""
        return self._rehearsal.transcript

    def say(self, text: str, now_s: float, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
        """Say `text` as soon as nothing else is being said; at once when `urgent`."""
        if self.speaking(now_s) and urgent:
            self._rehearsal.end(now_s, interrupted=True)
        self._rehearsal.say(text, now_s, urgent)
        self._voice.say(text, urgent=urgent)
        self._aloud = self._voice.speaking

    def speaking(self, now_s: float) -> bool:
        """Return whether something is being said at that time."""
        if self._voice.speaking:
            return True
        if self._aloud:
            self._aloud = False
            if not self._voice.muted and self._voice.problem is None:
                self._rehearsal.end(now_s, interrupted=self._voice.last_interrupted)
        return self._rehearsal.speaking(now_s)
