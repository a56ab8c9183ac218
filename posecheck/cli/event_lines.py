"""Events as lines on standard error, for a session without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.language import ENGLISH
from posecheck.outputs.console import EventLines, standard_error

if TYPE_CHECKING:
    from posecheck.events import Event, Step
    from posecheck.frame import Frame
    from posecheck.language import Language
    from posecheck.pose import Pose


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
