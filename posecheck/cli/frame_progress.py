"""A line on standard error that says how far reading a clip is."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from types import TracebackType
    from typing import Self


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

    def __call__(self, doing: str, done: int, total: int | None) -> None:
        """Show that `done` of `total` frames are through what is being done."""
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
