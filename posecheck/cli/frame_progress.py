"""A line on standard error that says how far reading a clip is: a bar, or numbers for a program.

A program that runs a command and shows by itself how far it is sets ``POSECHECK_TELL_SHARE=1``: then the
share that is done, from 0 to 1, is a line of its own, a few times a second.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TypeVar

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from posecheck.outputs.console import standard_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

_ASKED = "POSECHECK_TELL_SHARE"
#: No more often than that, so that whoever reads has time for other things.
_EVERY_S = 0.2

Seen = TypeVar("Seen")


def is_share_told() -> bool:
    """Return whether a program reads how far it is, instead of a person."""
    return os.environ.get(_ASKED) == "1"


class ShareLines:
    """Prints the share that is done, for a program."""

    def __init__(self) -> None:
        self._next_s = 0.0

    def tell(self, done: int, total: int | None) -> None:
        """Tell that `done` of `total` are done; nothing where the total is unknown."""
        now_s = time.monotonic()
        if not total or now_s < self._next_s:
            return
        self._next_s = now_s + _EVERY_S
        sys.stderr.write(f"{min(1.0, done / total):.3f}\n")
        sys.stderr.flush()


def told_share(seen: Iterable[Seen], total: int | None) -> Iterator[Seen]:
    """Yield what is `seen`, and tell a program that asked for it how many of `total` that were."""
    lines = ShareLines()
    for done, each in enumerate(seen, 1):
        lines.tell(done, total)
        yield each


class FrameProgress:
    """A progress bar that appears with the first frame."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=standard_error(),
        )
        self._tasks: dict[str, TaskID] = {}
        self._lines = ShareLines() if is_share_told() else None

    def __call__(self, doing: str, done: int, total: int | None) -> None:
        """Show that `done` of `total` frames are through what is being done."""
        if self._lines is not None:
            self._lines.tell(done, total)
            return
        if doing not in self._tasks:
            self._bar.start()
            self._tasks[doing] = self._bar.add_task(doing, total=total)
        self._bar.update(self._tasks[doing], completed=done)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._tasks:
            self._bar.stop()
