"""What the person says with their hands, and whether they are still there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.perception import AbsenceWatch, Gesture, GestureReader
from posecheck.session.commands import Command

if TYPE_CHECKING:
    from posecheck.perception import Absence
    from posecheck.perception.observation import Observation

#: What a gesture asks for, in the words that stand beside it while it is made.
GESTURE_WORDS: dict[Gesture, str] = {
    Gesture.PAUSE: "Pause or go on",
    Gesture.NEXT: "Next",
    Gesture.STOP: "Stop",
}
#: Gesture → what it asks for. A hand may have meant something else: to stop is asked for twice.
COMMANDS: dict[Gesture, Command] = {
    Gesture.PAUSE: Command.PAUSE,
    Gesture.NEXT: Command.ASK_NEXT,
    Gesture.STOP: Command.ASK_STOP,
}
#: How the gestures are made, one after the other, for those who do not know them.
HOW_TO: tuple[str, ...] = (
    "You can tell me with one hand.",
    "Wave from side to side: pause, or go on.",
    "Let it go round: next.",
    "Pat up and down: stop.",
)


@dataclass(frozen=True, slots=True)
class Attended:
    """What the person says in one frame.

    Parameters
    ----------
    command
        What is asked for just now.
    shown
        What the gesture that is being made asks for, in English; empty while that is not clear.
    progress
        How much of a gesture there is, 0 to 1.
    absence
        The person has gone or does not move; on every frame while it lasts.
    """

    command: Command | None = None
    shown: str = ""
    progress: float = 0.0
    absence: Absence | None = None


class Attentive(Protocol):
    """Looks whether the person says something."""

    def take(self, observation: Observation, *, expected_still: bool) -> Attended:
        """Take the next observation; `expected_still` when nobody wonders that somebody lies still."""


class Attention:
    """Reads gestures and notices absence, in every frame of a session, paused or not."""

    def __init__(self) -> None:
        self._reader = GestureReader()
        self._watch = AbsenceWatch()

    def take(self, observation: Observation, *, expected_still: bool) -> Attended:
        """Return what the person says in this frame."""
        state = self._reader.take(observation)
        absence = self._watch.take(observation, expected_still=expected_still)
        command = COMMANDS[state.fired] if state.fired is not None else None
        shown = GESTURE_WORDS[state.gesture] if state.gesture is not None else ""
        return Attended(command, shown, state.progress, absence)


class Inattention:
    """Where nobody looks: clips that are gone through have nobody in front of the camera."""

    @staticmethod
    def take(_observation: Observation, *, expected_still: bool) -> Attended:  # noqa: ARG004 - nobody looks
        """Return that nothing is said."""
        return Attended()
