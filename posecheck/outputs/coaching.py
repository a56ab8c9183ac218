"""What the person hears: cues by voice, and tones for what needs no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.engine.events import Cue, CueKind, HoldStarted, RepDone, SetEnded, TargetReached
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from posecheck.engine.events import Event, Step
    from posecheck.outputs.speech import Voice
    from posecheck.outputs.tones import Tones
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.support.language import Language

_TONE: dict[type, str] = {HoldStarted: "start", TargetReached: "target", RepDone: "tick", SetEnded: "end"}


class Interpreter:
    """A voice that is told English and speaks another language.

    Parameters
    ----------
    voice
        Speaks.
    language
        What it speaks.
    """

    def __init__(self, voice: Voice, language: Language) -> None:
        self._voice = voice
        self._language = language

    @property
    def muted(self) -> bool:
        """Whether nothing is said."""
        return self._voice.muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._voice.muted = muted

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as the voice has it
        """Say `text` soon, in the language."""
        self._voice.say(self._language.translate(text), urgent=urgent)


class CoachingSink:
    """Speaks cues and plays tones as they come.

    Parameters
    ----------
    voice, tones
        Stay open: a session may go through several exercises.
    language
        Of the voice.
    """

    name = "voice"

    def __init__(self, voice: Voice, tones: Tones, language: Language = ENGLISH) -> None:
        self._language = language
        self._voice = voice
        self._tones = tones

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Let the events of one step be heard."""
        for event in step.events:
            self._hear(event)

    def close(self, last: tuple[Event, ...]) -> None:
        """Let the closing events be heard."""
        for event in last:
            self._hear(event)

    def _hear(self, event: Event) -> None:
        if isinstance(event, Cue):
            self._voice.say(self._language.translate(event.text), urgent=event.kind is CueKind.STOP)
        elif type(event) in _TONE:
            self._tones.play(_TONE[type(event)])
