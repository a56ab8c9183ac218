"""When one side of a test is over: three held ends, or it is ended for the person's sake."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from posecheck.assessment.test import REPETITIONS
from posecheck.engine.events import HoldEnded, SetEnded
from posecheck.session.schedule import SetDone

if TYPE_CHECKING:
    from posecheck.engine.events import Step
    from posecheck.pose import Side
    from posecheck.session.schedule import News


class TrialProgress:
    """Follows the repetitions of one side."""

    def __init__(self) -> None:
        self._done = 0
        self._news: deque[News] = deque()
        #: Three were held.
        self.complete = False
        #: It was ended for the person's sake.
        self.stopped = False

    def set_in_hand(self, _side: Side) -> tuple[int, int] | None:
        """Return which repetition of how many is in hand."""
        return min(self._done + 1, REPETITIONS), REPETITIONS

    def news(self) -> list[News]:
        """Return what there is to tell, each once."""
        told = list(self._news)
        self._news.clear()
        return told

    def take(self, step: Step) -> bool:
        """Take a step; return whether it is over."""
        for event in step.events:
            if isinstance(event, SetEnded):
                self.stopped = True
            elif isinstance(event, HoldEnded) and event.counted:
                self._done += 1
                if self._done < REPETITIONS:
                    self._news.append(SetDone(event.side, self._done, REPETITIONS))
        self.complete = self._done >= REPETITIONS
        return self.complete or self.stopped
