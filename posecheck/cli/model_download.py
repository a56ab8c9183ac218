"""The pose model with its download shown, when one is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from posecheck.cli.frame_progress import ShareLines, is_share_told
from posecheck.estimator.model import cached_model, fetch_model, is_known, model_path
from posecheck.outputs.console import standard_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from posecheck.estimator.networks import Network


class _DownloadBar:
    """How far it is, on standard error: a bar for whoever watches, else a line for each thing that is done.

    It appears with the first byte and not before.
    """

    def __init__(self) -> None:
        self._console = standard_error()
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("", visible=True)
        self._doing = ""
        self._lines = ShareLines() if is_share_told() else None

    def __call__(self, doing: str, done_bytes: int, total_bytes: int) -> None:
        """Show how far `doing` is; a total of 0 is unknown."""
        if self._lines is not None:
            self._lines.tell(done_bytes, total_bytes)
            return
        if not self._doing and self._console.is_terminal:
            self._bar.start()
        if doing != self._doing:
            self._doing = doing
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task(doing, total=None)
            if not self._console.is_terminal:
                self._console.print(f"{doing} …", markup=False, soft_wrap=True)
        self._bar.update(self._task, completed=done_bytes, total=total_bytes or None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._doing:
            if self._console.is_terminal:
                self._bar.stop()
            if error is None:
                self._console.print("The pose model is here now.", markup=False)


def _with_bar(find: Callable[[_DownloadBar], Path]) -> Path:
    with _DownloadBar() as bar:
        return find(bar)


def fetched_model(network: Network) -> Path:
    """Return the path of the pose model after fetching it, unless it is here already."""
    return cached_model(network) or _with_bar(lambda bar: fetch_model(bar, network=network))


def chosen_model(explicit: Path | None, configured: Path | None, network: Network | None = None) -> Path:
    """Return the path of the pose model to use; it is fetched when none is named and none is here.

    One that is named and is none of the known is used, and said to be unknown.
    """
    path = _with_bar(lambda bar: model_path(explicit, configured, network=network, progress=bar))
    if network is None and (explicit or configured) is not None and not is_known(path):
        typer.echo(
            f"Note: {path} is none of the models that posecheck is measured with; it may err more often.",
            err=True,
        )
    return path
