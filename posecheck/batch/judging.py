"""What comes of a landmark recording: the same, to the last byte, as ``replay`` writes of its video."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.recogniser import LOOK_S, recognised_in
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder, result_without_exercise
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.profiles import apply_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from posecheck.engine.result import Result
    from posecheck.pose import Pose, Side
    from posecheck.profiles import Profile


@dataclass(frozen=True, slots=True)
class Poses:
    """Everything that was seen in a video.

    Parameters
    ----------
    named
        The video, as its result names it.
    width_px, height_px, duration_s
        As of its source.
    again
        Gives the poses from the beginning, as often as it is called.
    """

    named: Path
    width_px: int
    height_px: int
    duration_s: float
    again: Callable[[], Iterator[Pose]]


def judged(poses: Poses, exercise_id: str | None, side: Side | None, profile: Profile) -> Result:
    """Return what came of `poses`; without an exercise it is recognised first.

    Raises
    ------
    InputError
        There is no such exercise.
    """
    source = SourceInfo(str(poses.named), poses.width_px, poses.height_px, poses.duration_s)
    if exercise_id is not None:
        chosen = find_exercise(exercise_id)
    else:
        looked_at = _beginning(poses.again())
        recognised = recognised_in(looked_at).exercise
        if recognised is None:
            return result_without_exercise(source, len(looked_at), sum(pose.found for pose in looked_at))
        chosen = recognised
    exercise = apply_profile(chosen, profile)
    builder = ResultBuilder(exercise, source, profile=profile.name)
    trainer = Trainer(exercise, side=side)
    for pose in poses.again():
        builder.add(pose, trainer.step(pose))
    return builder.finish(trainer.finish())


def _beginning(poses: Iterator[Pose]) -> list[Pose]:
    """Return so many poses as an exercise is recognised from."""
    taken: list[Pose] = []
    for pose in poses:
        taken.append(pose)
        if pose.time_s >= LOOK_S:
            break
    return taken
