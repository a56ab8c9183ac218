"""Ctrl-C that never falls into the middle of a frame, so that what was counted can be kept."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType, TracebackType


class Interruption:
    """Takes Ctrl-C while it is entered.

    Waiting for a picture is interrupted at once with ``KeyboardInterrupt``; inside :meth:`held_back` the
    wish is only noted in `requested`, and a second Ctrl-C there gets through all the same. Outside the main
    thread, where Python delivers no signals, it does nothing.
    """

    def __init__(self) -> None:
        self.requested = False
        self._held_back = False
        self._active = False
        self._previous: object = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._previous = signal.signal(signal.SIGINT, self._on_signal)
            self._active = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._active:
            signal.signal(signal.SIGINT, self._previous)  # type: ignore[arg-type]  # what signal() gave us
            self._active = False

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        again = self.requested
        self.requested = True
        if again or not self._held_back:
            raise KeyboardInterrupt

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Hold back the first Ctrl-C until the end of the block, where `requested` tells of it."""
        self._held_back = True
        try:
            yield
        finally:
            self._held_back = False
