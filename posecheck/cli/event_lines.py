"""Events as lines on standard error, for a session without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.events import Cue, SetEnded, ViewChanged
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
        self._lines = EventLines(standard_error())
        self._language = language

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Print the events of one step."""
        self._lines.show(self._translated(step.events))

    def close(self, last: tuple[Event, ...]) -> None:
        """Print the closing events."""
        self._lines.show(self._translated(last))

    def _translated(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Return the events with what is said and seen in the language."""
        return tuple(_translated(event, self._language) for event in events)


def _translated(event: Event, language: Language) -> Event:
    match event:
        case Cue():
            return replace(event, text=language.translate(event.text))
        case ViewChanged() | SetEnded():
            return replace(event, reason=language.translate(event.reason))
        case _:
            return event
