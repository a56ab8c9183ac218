"""Ctrl-C and its like that never fall into the middle of a frame, so that what was counted can be kept."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType, TracebackType


class Interruption:
    """Takes Ctrl-C, and the system's wish that the program ends, while it is entered.

    Waiting for a picture is interrupted at once with ``KeyboardInterrupt``; inside :meth:`held_back` the
    wish is only noted in `requested`, and a second Ctrl-C there gets through all the same. Outside the main
    thread, where Python delivers no signals, it does nothing.

    Parameters
    ----------
    outlives_terminal
        A terminal that is closed does not end the program; `hung_up` tells of it. Where that was ignored
        already, as under ``nohup``, it stays so.
    ends_with_terminal
        A terminal that is closed is a wish to end like the others, so that what is underway can be cleared
        away; by default the system ends the program on the spot.
    """

    def __init__(self, *, outlives_terminal: bool = False, ends_with_terminal: bool = False) -> None:
        self.requested = False
        #: The terminal was closed.
        self.hung_up = False
        self._on_closed = (
            self._on_hangup if outlives_terminal else self._on_signal if ends_with_terminal else None
        )
        self._held_back = False
        self._active = False
        self._previous: dict[int, object] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._previous[number] = signal.signal(number, self._on_signal)
            hangup = getattr(signal, "SIGHUP", None)  # which Windows does not have
            if self._on_closed and hangup and signal.getsignal(hangup) is not signal.SIG_IGN:
                self._previous[hangup] = signal.signal(hangup, self._on_closed)
            self._active = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._active:
            for number, previous in self._previous.items():
                signal.signal(number, previous)  # type: ignore[arg-type]  # what signal() gave us
            self._active = False

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        again = self.requested
        self.requested = True
        if again or not self._held_back:
            raise KeyboardInterrupt

    def _on_hangup(self, _number: int, _frame: FrameType | None) -> None:
        self.hung_up = True

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Hold back the first Ctrl-C until the end of the block, where `requested` tells of it."""
        self._held_back = True
        try:
            yield
        finally:
            self._held_back = False
