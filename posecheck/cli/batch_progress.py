"""How far many videos are: a line that lives in a terminal, some in a log, numbers for a program."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, Progress, TextColumn

from posecheck.batch.work import Outcome
from posecheck.cli.frame_progress import ShareLines, is_share_told
from posecheck.outputs.console import standard_error

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from posecheck.batch.pace import Pace
    from posecheck.batch.workers import Share
    from posecheck.support.language import Language

#: How often a log gets a line.
_LOG_S = 30.0
_MINUTE_S, _HOUR_S = 60, 3600
_PARTS = 1000


class BatchProgress:
    """Shows what is heard of a batch; a context manager.

    Parameters
    ----------
    pace
        Adds it up.
    language
        Of what is shown.
    portion
        How much of the whole work this is, for a program that asked for its share.
    """

    def __init__(self, pace: Pace, language: Language, portion: float = 1.0) -> None:
        self._pace, self._language, self._portion = pace, language, portion
        self._lines = ShareLines() if is_share_told() else None
        console = standard_error()
        self._is_watched = console.is_terminal and self._lines is None
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=_PARTS)
        self._next_s = time.monotonic() + _LOG_S

    def take(self, heard: Outcome | Share) -> None:
        """Show what is heard of a video."""
        self._pace.take(heard)
        if self._lines is not None:
            self._lines.tell(round(self._pace.share * self._portion * _PARTS), _PARTS)
        elif self._is_watched:
            self._bar.update(
                self._task, completed=self._pace.share * _PARTS, description=self._said(), refresh=True
            )
        elif isinstance(heard, Outcome) and time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + _LOG_S
            typer.echo(self._said(), err=True)

    def _said(self) -> str:
        pace, say, now_s = self._pace, self._language.translate, time.monotonic()
        said = [say("{done} of {total} videos", done=pace.done, total=pace.total)]
        if pace.failed:
            said.append(say("{count} failed", count=pace.failed))
        rate, left_s = pace.frames_a_second(now_s), pace.left_s(now_s)
        if not math.isnan(rate):
            said.append(say("{rate} frames/s", rate=f"{rate:.0f}"))
        if not math.isnan(left_s):
            said.append(say("{time} left", time=span(left_s)))
        return ", ".join(said)

    def __enter__(self) -> Self:
        if self._is_watched:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_watched:
            self._bar.stop()
        elif self._lines is None and self._pace.done:
            typer.echo(self._said(), err=True)


def span(seconds: float) -> str:
    """Return a time that something takes yet, as ``"40 s"``, ``"12 min"`` or ``"3 h 05 min"``."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{whole} s"
    if whole < _HOUR_S:
        return f"{round(whole / _MINUTE_S)} min"
    minutes = round(whole / _MINUTE_S)
    return f"{minutes // _MINUTE_S} h {minutes % _MINUTE_S:02d} min"
