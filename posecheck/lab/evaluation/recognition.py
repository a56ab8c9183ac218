"""What is recognised in a clip when nobody names an exercise, as ``replay`` without one does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.recogniser import Recogniser
from posecheck.exercise.catalogue import all_exercises
from posecheck.lab.evaluation.trace import trace
from posecheck.lab.labels import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.lab.evaluation.clips import Clip
    from posecheck.pose import Pose


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised.

    Parameters
    ----------
    kind, own
        As labelled; `own` is the id of the clip's exercise, ``None`` when it shows none.
    candidate
        The clip shows an exercise that can be recognised: guided and opt-in ones never are.
    found
        Id of the exercise that was recognised, ``None`` when nothing was.
    counted
        How many holds, repetitions or steps were counted under that name.
    """

    kind: str
    own: str | None
    candidate: bool
    found: str | None
    counted: int

    @property
    def wrong(self) -> bool:
        """Whether something was recognised that the clip does not show, or what it shows was not.

        From a wrong view nothing need be recognised.
        """
        if self.found is None:
            return self.candidate
        return self.found != self.own


def recognition(clip: Clip, poses: Sequence[Pose]) -> Recognition:
    """Return what the poses of `clip` are recognised as, and what counts under that name."""
    recogniser = Recogniser(all_exercises().values())
    for pose in poses:
        recogniser.step(pose)
    found = recogniser.recognised()
    own = clip.label.exercise
    counted = 0
    if found.exercise is not None:
        intervals = trace(found.exercise, clip.label, list(poses)).intervals
        counted = sum(interval.counted for interval in intervals)
    return Recognition(
        kind=clip.label.kind.value,
        own=own,
        candidate=clip.label.kind in (Kind.CORRECT, Kind.FAULTY) and own in found.evidence_s,
        found=found.exercise.id if found.exercise else None,
        counted=counted,
    )
