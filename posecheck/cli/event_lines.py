"""Events as lines on standard error, for a session without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.outputs.console import EventLines, standard_error
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from posecheck.engine.events import Event, Step
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.support.language import Language


class EventLinesSink:
    """Prints what happens as it happens."""

    name = "the terminal"

    def __init__(self, language: Language = ENGLISH) -> None:
        self._lines = EventLines(standard_error(), language)

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Print the events of one step."""
        self._lines.show(step.events)

    def close(self, last: tuple[Event, ...]) -> None:
        """Print the closing events."""
        self._lines.show(last)
