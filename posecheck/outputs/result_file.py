"""The result of a session: built step by step, written as JSON at the end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from posecheck.engine.result import as_data
from posecheck.support.destination import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.engine.events import Event, Step
    from posecheck.engine.result import Result
    from posecheck.engine.result_builder import ResultBuilder
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame


def result_json(result: Result) -> str:
    """Return `result` (docs/result.md) as JSON text; equal results give equal text."""
    return json.dumps(as_data(result), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


class ResultFile:
    """Sink that keeps the result and, given a path, writes it there when the session closes.

    Parameters
    ----------
    builder
        Makes the result out of the steps.
    path
        Where to write it; ``None`` only keeps it.
    """

    def __init__(self, builder: ResultBuilder, path: Path | None = None) -> None:
        self._builder = builder
        self._path = path
        #: The result, once the session is closed.
        self.result: Result | None = None

    @property
    def name(self) -> str:
        """Path of the file."""
        return str(self._path or "the result")

    def take(self, _frame: Frame | None, pose: Pose, step: Step) -> None:
        """Add one step."""
        self._builder.add(pose, step)

    def close(self, last: tuple[Event, ...]) -> None:
        """Complete the result and write it."""
        self.result = self._builder.finish(last)
        if self._path is not None:
            write_text(self._path, result_json(self.result))
