"""One row a frame: what was measured and what was made of it, for a spreadsheet or a notebook."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.support.spreadsheet import SpreadsheetRows

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.engine.events import Event, Step
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame


class FramesCsv:
    """Sink that writes a CSV file: columns in docs/result.md, an empty cell is an unknown value.

    Parameters
    ----------
    path
        The file; it is opened, and emptied, at once.
    exercise
        Its measures are columns, the primary first.
    """

    def __init__(self, path: Path, exercise: Exercise) -> None:
        self._path = path
        self._measures = [measure.name for measure in exercise.measures]
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = SpreadsheetRows(self._file)
        self._rows.write(
            ["time_s", "phase", "view", "near", "working", *self._measures, "form", "held_s", "faults"]
        )

    @property
    def name(self) -> str:
        """Path of the file."""
        return str(self._path)

    def write(self, step: Step) -> None:
        """Write the row of one step."""
        assessment = step.assessment
        self._rows.write(
            [
                f"{assessment.time_s:.3f}",
                assessment.phase,
                assessment.view,
                assessment.near,
                assessment.working,
                *(_cell(assessment.measures.get(name, math.nan)) for name in self._measures),
                _cell(assessment.form),
                _cell(assessment.held_s),
                " ".join(assessment.faults),
            ]
        )

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Write the row of one step."""
        self.write(step)

    def close(self, _last: tuple[Event, ...] = ()) -> None:
        """Close the file."""
        self._file.close()


def _cell(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3f}"
