"""What came of a test on one side: best, mean, spread, and by how much one value may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from posecheck.assessment.test import REPETITIONS
from posecheck.history.course_records import AssessmentRecord
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from posecheck.assessment.errors import MeasurementError
    from posecheck.assessment.test import AssessmentTest
    from posecheck.assessment.trials import Trial

#: Fewer repetitions were done than the test asks for.
FEWER = "fewer-repetitions"


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """A test on one side.

    Parameters
    ----------
    test, side
        Which one, and on which side; ``NONE`` for a test without sides.
    values
        One for each repetition in its order, ``None`` for an unknown one.
    best, mean, spread
        Over the known ones, in the unit of the measure; ``None`` where there are too few.
    error
        95 % of single values are no further off than this; ``None`` where nobody has measured it.
    remarks
        Ids of what made it less sure, each once.
    """

    test: AssessmentTest
    side: Side
    values: tuple[float | None, ...]
    best: float | None
    mean: float | None
    spread: float | None
    error: float | None
    remarks: tuple[str, ...]

    def record(self, taken_at: datetime, source: str) -> AssessmentRecord:
        """Return it as the history keeps it."""
        return AssessmentRecord(
            test=self.test.id,
            side=self.side.value,
            measure=self.test.measure,
            unit=self.test.unit,
            trials=self.values,
            best=self.best,
            mean=self.mean,
            spread=self.spread,
            error=self.error,
            remarks=self.remarks,
            taken_at=taken_at,
            source=source,
        )


def result_of(
    test: AssessmentTest, side: Side, trials: Sequence[Trial], error: MeasurementError | None
) -> AssessmentResult:
    """Return what `trials`, the first three of them, amount to."""
    counted = tuple(trials[:REPETITIONS])
    known = [trial.value for trial in counted if trial.value is not None]
    lacking = [trial.remark for trial in counted if trial.remark]
    if len(counted) < REPETITIONS:
        lacking.append(FEWER)
    best = (max(known) if test.larger_is_better else min(known)) if known else None
    return AssessmentResult(
        test,
        side if test.sides else Side.NONE,
        tuple(trial.value for trial in counted),
        best,
        fmean(known) if known else None,
        max(known) - min(known) if len(known) > 1 else None,
        error.within_95 if error is not None else None,
        tuple(dict.fromkeys(lacking)),
    )
