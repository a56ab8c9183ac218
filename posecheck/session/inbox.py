"""What other threads have for the one voice: events that may be told now, and sentences of their own.

What counts is announced once it is kept, in the thread that waits for the disk; the loop takes it from here
with its next frame, so that one place alone decides what is said.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.engine.events import Event, Step
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame


class Inbox:
    """Is told things by any thread, and emptied by one.

    As a sink it takes the events of an exercise.
    """

    name = "voice"

    def __init__(self) -> None:
        self._waiting: deque[Event | str] = deque()

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Take the events of one step."""
        self._waiting.extend(step.events)

    def close(self, last: tuple[Event, ...]) -> None:
        """Take the closing events."""
        self._waiting.extend(last)

    def say(self, text: str) -> None:
        """Have a sentence said, in English or a message, when nothing more urgent is."""
        self._waiting.append(text)

    def empty(self) -> Iterator[Event | str]:
        """Yield what came since, each once."""
        while self._waiting:
            yield self._waiting.popleft()
