"""One voice, one sentence at a time: what is said next, and what is not said any more.

Nothing is cut off but by what protects the person. What waits is said in the order of its urgency, then of
its coming; what would come too late is not said, since an old word is a wrong word. What was cut off and
still matters is said again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from posecheck.outputs.speech_duration import spoken_s
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from posecheck.outputs.speaker import Speaker
    from posecheck.support.language import Language

#: Between two sentences one takes a breath.
BREATH_S = 0.3


class Urgency(IntEnum):
    """What goes first."""

    ASIDE = 0
    SCRIPT = 1
    COUNT = 2
    CORRECTION = 3
    ANSWER = 4
    SAFETY = 5


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say.

    Parameters
    ----------
    text
        English text or message.
    urgency
        What goes first; safety cuts off what is being said.
    topic
        What it is about; lines of a topic can be dropped together.
    within_s
        When it has not begun after so many seconds it is not said any more.
    alone
        Lines of its topic that still wait are dropped for it: only the newest one is true.
    """

    text: str
    urgency: Urgency = Urgency.SCRIPT
    topic: str = ""
    within_s: float = math.inf
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    line: Line
    put_s: float


class SpeechQueue:
    """Hands one sentence after the other to what speaks.

    Times are those of the source, in seconds, and never go back.

    Parameters
    ----------
    speaker
        Speaks.
    language
        Of what is said.
    """

    def __init__(self, speaker: Speaker, language: Language = ENGLISH) -> None:
        self._speaker = speaker
        self._language = language
        self._waiting: list[_Waiting] = []
        self._said: Line | None = None
        self._heard_until_s = -math.inf

    @property
    def language(self) -> Language:
        """Of what is said."""
        return self._language

    @property
    def saying(self) -> str:
        """What is being said, in the language; empty in silence."""
        return self._language.translate(self._said.text) if self._said is not None else ""

    @property
    def idle(self) -> bool:
        """Whether nothing is being said and nothing waits."""
        return self._said is None and not self._waiting

    @property
    def muted(self) -> bool:
        """Whether nothing is to be heard."""
        return self._speaker.muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._speaker.muted = muted

    def silent_s(self, now_s: float) -> float:
        """Return for how long nothing has been said, 0 while something is."""
        return 0.0 if not self.idle else now_s - self._heard_until_s

    def left_s(self) -> float:
        """Return roughly how long it takes to say all that waits, with what is being said."""
        lines = [each.line for each in self._waiting]
        if self._said is not None:
            lines.append(self._said)
        texts = [self._language.translate(each.text) for each in lines]
        return sum(spoken_s(text, self._language.code) + BREATH_S for text in texts)

    def put(self, line: Line, now_s: float) -> None:
        """Have a line said as soon as it is its turn; empty text is none."""
        if not line.text:
            return
        if math.isinf(self._heard_until_s):
            self._heard_until_s = now_s - BREATH_S
        if line.alone:
            self.drop(line.topic)
        self._waiting.append(_Waiting(line, now_s))
        if line.urgency is Urgency.SAFETY:
            self.tick(now_s)

    def drop(self, *topics: str) -> None:
        """Say nothing of these topics any more; what is being said is said to its end."""
        self._waiting = [each for each in self._waiting if each.line.topic not in topics]

    def clear(self) -> None:
        """Say nothing of all that waits."""
        self._waiting.clear()

    def tick(self, now_s: float) -> None:
        """Go on; called often."""
        speaking = self._speaker.speaking(now_s)
        if self._said is not None and not speaking:
            self._said = None
            self._heard_until_s = now_s
        self._waiting = [each for each in self._waiting if now_s - each.put_s <= each.line.within_s]
        if not self._waiting:
            return
        following = max(self._waiting, key=lambda each: (each.line.urgency, -each.put_s))
        urgent = following.line.urgency is Urgency.SAFETY
        if urgent and self._said is not None and self._said.urgency is Urgency.SAFETY:
            return  # one warning after the other
        if not urgent and (speaking or now_s - self._heard_until_s < BREATH_S):
            return
        self._waiting.remove(following)
        if urgent and self._said is not None and math.isinf(self._said.within_s):
            # what was cut off and still matters is said again, before what came after it
            self._waiting.insert(0, _Waiting(self._said, -math.inf))
        self._said = following.line
        self._speaker.say(self._language.translate(following.line.text), now_s, urgent)
