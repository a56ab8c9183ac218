"""The one who speaks in a live session: its voice and tones, and the answers to what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from posecheck.engine.events import HoldStarted, RepDone, SetEnded, TargetReached, ViewChanged, ViewState
from posecheck.outputs.confirmations import CONFIRMATIONS, Confirmed
from posecheck.outputs.tone_set import Tone
from posecheck.session.attention import Inattention
from posecheck.session.narration import Wishes
from posecheck.session.speech_queue import Line, Urgency

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.engine.events import Event
    from posecheck.session.attention import Attentive
    from posecheck.session.inbox import Inbox
    from posecheck.session.narration import Narration
    from posecheck.session.speech_queue import SpeechQueue

_TONES: dict[type, Tone] = {
    HoldStarted: Tone.IN_POSITION,
    TargetReached: Tone.TIME,
    RepDone: Tone.COUNTED,
    SetEnded: Tone.STOP,
}


class TonePlayer(Protocol):
    """The part of the tones that a session uses."""

    muted: bool

    def play(self, name: Tone) -> None:
        """Play a tone soon."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What a session is heard with, and how the person is spoken to.

    Parameters
    ----------
    queue, tones
        The one voice, and the tones.
    inbox
        What may be told comes through it.
    wishes
        Countdown and counting.
    known
        Says whether the person knows an exercise by its id and needs only the short form.
    attention
        Reads the person's hands, and notices when they are gone.
    hints
        What somebody new to it hears after the first introduction, as how to make signs.
    """

    queue: SpeechQueue
    tones: TonePlayer
    inbox: Inbox
    wishes: Wishes = field(default_factory=Wishes)
    known: Callable[[str], bool] = lambda _exercise: False
    attention: Attentive = field(default_factory=Inattention)
    hints: tuple[str, ...] = ()


class Announcer:
    """Speaks and plays; `now_s`, the time of the source, is set with every frame.

    Parameters
    ----------
    contact
        With what.
    """

    def __init__(self, contact: Contact) -> None:
        self._tones = contact.tones
        self._inbox = contact.inbox
        self.queue = contact.queue
        self.now_s = 0.0
        #: Speaks of the set in hand, and of the last one until the next begins.
        self.narration: Narration | None = None

    def say(self, text: str, urgency: Urgency = Urgency.SCRIPT, topic: str = "") -> None:
        """Have a sentence said when it is its turn."""
        self.queue.put(Line(text, urgency, topic), self.now_s)

    def answer(self, text: str) -> None:
        """Have something said that answers the person."""
        self.say(text, Urgency.ANSWER)

    def confirm(self, asked: Confirmed) -> None:
        """Let it be heard that a command was taken."""
        self.play(CONFIRMATIONS[asked].tone)
        self.answer(CONFIRMATIONS[asked].words)

    def refuse(self, asked: Confirmed) -> str:
        """Say, and return, that a command cannot be carried out here."""
        self.answer(CONFIRMATIONS[asked].refused)
        return CONFIRMATIONS[asked].refused

    def play(self, tone: Tone) -> None:
        """Play a tone."""
        self._tones.play(tone)

    def mute(self) -> None:
        """Turn voice and tones off, or on again; the tone that confirms it is heard in both cases."""
        muted = not self.queue.muted
        if not muted:
            self.queue.muted = self._tones.muted = False
        self.confirm(Confirmed.MUTE if muted else Confirmed.UNMUTE)
        self.queue.muted = self._tones.muted = muted

    def hear(self) -> None:
        """Take what other threads have: what may be told now, and sentences of their own."""
        for each in self._inbox.empty():
            if isinstance(each, str):
                self.answer(each)
                continue
            tone = _tone_of(each)
            if tone is not None:
                self.play(tone)
            if self.narration is not None:
                self.narration.hear(each, self.now_s)

    def tick(self) -> None:
        """Let speaking go on."""
        self.queue.tick(self.now_s)

    @property
    def silent_s(self) -> float:
        """For how long nothing has been said."""
        return self.queue.silent_s(self.now_s)


def _tone_of(event: Event) -> Tone | None:
    if isinstance(event, ViewChanged):
        return Tone.LOST_SIGHT if event.state is ViewState.BLOCK else None
    return _TONES.get(type(event))
