"""What the trainer makes of a whole clip: every assessment, and the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.engine.result import Result, SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose, Side


@dataclass(frozen=True, slots=True, eq=False)
class JudgedPoses:
    """The verdict on a clip.

    Parameters
    ----------
    moments
        One for each pose.
    result
        As :class:`posecheck.engine.result_builder.ResultBuilder` gives it.
    """

    moments: tuple[Assessment, ...]
    result: Result

    @property
    def primary(self) -> npt.NDArray[np.float64]:
        """The leading measure at every frame, ``NaN`` where it is unknown."""
        return np.array([assessment.primary for assessment in self.moments], np.float64)

    @property
    def score(self) -> float | None:
        """0 to 100, ``None`` when it was not scored."""
        return self.result.score

    def fault_spans(self) -> list[tuple[str, float, float]]:
        """Return id, start and end of every fault."""
        return [(each.id, each.start_s, each.end_s) for each in self.result.faults]

    def hold_spans(self) -> list[tuple[float, float]]:
        """Return start and end of every counted hold, or of the top of every repetition."""
        holds = [(each.start_s, each.end_s) for each in self.result.holds if each.counted]
        return holds or [(each.hold_start_s, each.hold_end_s) for each in self.result.reps]


def judge(
    exercise: Exercise,
    poses: Sequence[Pose],
    *,
    side: Side | None = None,
    hold_target_s: float | None = None,
) -> JudgedPoses:
    """Return what the trainer makes of `poses`; there must be at least one."""
    trainer = Trainer(exercise, side=side, hold_target_s=hold_target_s)
    last = poses[-1]
    builder = ResultBuilder(exercise, SourceInfo("", last.width_px, last.height_px, last.time_s))
    moments = []
    for pose in poses:
        step = trainer.step(pose)
        builder.add(pose, step)
        moments.append(step.assessment)
    return JudgedPoses(tuple(moments), builder.finish(trainer.finish()))
