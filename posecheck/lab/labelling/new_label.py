"""The label of a clip in which nothing is marked yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.exercise import View
from posecheck.exercise.doses import Counted
from posecheck.lab.labels import ClipView, Kind, Label

if TYPE_CHECKING:
    from posecheck.exercise import Exercise

#: What nobody has told of where a clip comes from and what may be done with it.
NOT_TOLD = "not told"


def can_be_labelled(exercise: Exercise) -> bool:
    """Return whether an exercise has anything to mark."""
    return exercise.dose.counts is not Counted.TIME


def new_label(
    exercise: Exercise, *, fps: float, size: tuple[int, int], frames: int, duration_s: float
) -> Label:
    """Return a label without marks; the clip is taken to be seen from where the exercise wants it."""
    return Label(
        exercise=exercise.id,
        kind=Kind.CORRECT,
        shows=exercise.title.lower(),
        view=ClipView.FRONT if exercise.view is View.FRONT else ClipView.SIDE,
        fps=fps,
        size=size,
        frames=frames,
        duration_s=duration_s,
        origin=NOT_TOLD,
        licence=NOT_TOLD,
    )
