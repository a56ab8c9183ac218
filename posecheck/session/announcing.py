"""What was counted is kept first and announced then: by voice, by tones, as lines.

The picture does not wait for the disk: a thread waits in its place. On an ordinary disk that takes
milliseconds. A disk that does not answer is waited for no longer than `BOUND_S`; then that is said, and the
words come without it.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.engine.events import Cue, CueKind, SetEnded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.engine.events import Event, Step
    from posecheck.history.writing import WritingThread
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.session.session import Sink

#: Longer than a disk that answers needs; what is said later than that is about something else by then.
BOUND_S = 3.0
#: So long the end of an exercise waits for its last words, so that they come before what is said next.
_LAST_WORDS_S = 2.0


class Announcements:
    """Does things in their order, each once what was put until then is kept.

    Parameters
    ----------
    writing
        Keeps.
    bound_s
        How long it is waited for at most.
    """

    def __init__(self, writing: WritingThread, bound_s: float = BOUND_S) -> None:
        self._writing = writing
        self._bound_s = bound_s
        self._changed = threading.Condition()
        self._waiting: deque[tuple[int, float, Callable[[], None]]] = deque()
        self._busy = self._closing = False
        self._thread = threading.Thread(target=self._work, name="announcements", daemon=True)
        self._thread.start()

    def after_kept(self, act: Callable[[], None]) -> None:
        """Do something soon, in another thread; it does not raise."""
        with self._changed:
            self._waiting.append((self._writing.ticket, time.monotonic(), act))
            self._changed.notify_all()

    def settle(self, timeout_s: float) -> bool:
        """Wait until all is done; return false when that takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._busy, timeout_s)

    def close(self) -> None:
        """Do what waits, and end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout=2 * self._bound_s)

    def _work(self) -> None:
        stalled = False
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    return
                ticket, put_s, act = self._waiting.popleft()
                self._busy = True
            left_s = 0.0 if stalled else max(0.0, self._bound_s - (time.monotonic() - put_s))
            kept = self._writing.wait_safe(ticket, left_s)
            if not kept and not stalled:
                self._writing.say_stalled()
            stalled = not kept
            act()
            with self._changed:
                self._busy = False
                self._changed.notify_all()


class KeptFirst:
    """A sink in front of another one that announces: it is told of a step once that is kept.

    What protects the person, a reason to stop, is not waited with, nor is a correction: neither is counted.

    Parameters
    ----------
    announcer
        Announces; it is called in another thread.
    announcements
        Say when.
    """

    def __init__(self, announcer: Sink, announcements: Announcements) -> None:
        self.name = announcer.name
        self._announcer = announcer
        self._announcements = announcements
        self._lock = threading.Lock()
        self._failure: Exception | None = None

    def take(self, _frame: Frame | None, pose: Pose, step: Step) -> None:
        """Announce what happened in a step when it is kept."""
        self._raise_failure()
        if not step.events:
            return
        at_once = tuple(event for event in step.events if _is_urgent(event))
        later = tuple(event for event in step.events if not _is_urgent(event))
        if at_once:
            self._tell(lambda: self._announcer.take(None, pose, replace(step, events=at_once)))
        if later:
            self._announcements.after_kept(
                lambda: self._tell(lambda: self._announcer.take(None, pose, replace(step, events=later)))
            )
        self._raise_failure()

    def close(self, last: tuple[Event, ...]) -> None:
        """Announce the closing events when they are kept."""
        self._announcements.after_kept(lambda: self._tell(lambda: self._announcer.close(last), closing=True))
        self._announcements.settle(_LAST_WORDS_S)
        self._raise_failure()

    def _tell(self, act: Callable[[], None], *, closing: bool = False) -> None:
        with self._lock:
            if self._failure is not None and not closing:
                return  # one that failed is told nothing more until it is closed
            try:
                act()
            except Exception as error:  # noqa: BLE001 - raised where the session hears of it
                self._failure = self._failure or error

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure


def kept_first(announcers: Sequence[Sink], announcements: Announcements | None) -> list[Sink]:
    """Return sinks that announce, each behind what is kept; as they are where nothing is kept."""
    if announcements is None:
        return list(announcers)
    return [KeptFirst(each, announcements) for each in announcers]


def _is_urgent(event: Event) -> bool:
    return isinstance(event, SetEnded) or (
        isinstance(event, Cue) and event.kind in (CueKind.STOP, CueKind.FAULT)
    )
