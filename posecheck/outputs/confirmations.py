"""What is heard when a command was taken, so that nobody has to look whether it was.

A command comes from a key, a gesture or a spoken word; it is confirmed alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posecheck.outputs.tone_set import Tone


class Confirmed(StrEnum):
    """What is confirmed."""

    PAUSE = "pause"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    SIDE = "side"
    SKIP = "skip"
    EASIER = "easier"
    REPEAT = "repeat"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is heard of a command.

    Parameters
    ----------
    tone
        At once, before any word.
    words
        After the tone; empty where the tone says it all.
    refused
        Instead, without the tone, where it cannot be done; empty where it always can.
    """

    tone: Tone
    words: str = ""
    refused: str = ""


CONFIRMATIONS = {
    Confirmed.PAUSE: Confirmation(Tone.PAUSED, "Pause."),
    Confirmed.RESUME: Confirmation(Tone.RESUMED, "On we go."),
    # before it is muted; a word would be the opposite of what was asked for
    Confirmed.MUTE: Confirmation(Tone.UNDERSTOOD),
    Confirmed.UNMUTE: Confirmation(Tone.UNDERSTOOD, "You hear me again."),
    Confirmed.SIDE: Confirmation(Tone.UNDERSTOOD, "The other side.", "There is no other side here."),
    Confirmed.SKIP: Confirmation(Tone.UNDERSTOOD, "We leave this out."),
    Confirmed.EASIER: Confirmation(Tone.UNDERSTOOD, "Something easier.", "This is the easiest version."),
    Confirmed.REPEAT: Confirmation(Tone.UNDERSTOOD, "Once more."),
    Confirmed.STOP: Confirmation(Tone.STOP, "We stop here."),
}
