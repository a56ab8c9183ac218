"""What is heard when a command was taken, so that nobody has to look whether it was.

A command comes from a key, a gesture or a spoken word; it is confirmed alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posecheck.outputs.tone_set import Tone


class Command(StrEnum):
    """What somebody asks of a session."""

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
    Command.PAUSE: Confirmation(Tone.PAUSED, "Paused."),
    Command.RESUME: Confirmation(Tone.RESUMED, "We go on."),
    # before it is muted; a word would be the opposite of what was asked for
    Command.MUTE: Confirmation(Tone.UNDERSTOOD),
    Command.UNMUTE: Confirmation(Tone.UNDERSTOOD, "You hear me again."),
    Command.SIDE: Confirmation(Tone.UNDERSTOOD, "The other side.", "This exercise has no sides."),
    Command.SKIP: Confirmation(Tone.UNDERSTOOD, "The next exercise.", "This is the last exercise."),
    Command.EASIER: Confirmation(Tone.UNDERSTOOD, "We make it easier.", "This is as easy as it gets."),
    Command.REPEAT: Confirmation(Tone.UNDERSTOOD, "Once more."),
    Command.STOP: Confirmation(Tone.STOP, "We stop here."),
}
