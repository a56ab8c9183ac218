"""What a person can ask for during a session, by a key, a sign of the hands, or a click."""

from __future__ import annotations

from enum import StrEnum

from posecheck.outputs.window import Key


class Command(StrEnum):
    """What is asked for."""

    PAUSE = "pause"
    NEXT = "next"
    MUTE = "mute"
    SIDE = "side"
    REPEAT = "repeat"
    EASIER = "easier"
    #: to be asked again before it counts, as from somebody whose hands are only seen
    ASK_NEXT = "ask-next"
    ASK_STOP = "ask-stop"
    STOP = "stop"
    HELP = "help"


#: What the keys of a window ask for.
KEYS: dict[Key, Command] = {
    Key.PAUSE: Command.PAUSE,
    Key.NEXT: Command.NEXT,
    Key.MUTE: Command.MUTE,
    Key.SIDE: Command.SIDE,
    Key.REPEAT: Command.REPEAT,
    Key.EASIER: Command.EASIER,
    Key.QUIT: Command.STOP,
    Key.HELP: Command.HELP,
}
