"""The angles that posecheck measures, as columns over time.

They are angles in the picture, two-dimensional, of the person as one camera sees them. They are no joint
coordinates of a musculoskeletal model, and so have names that no model has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.engine.trainer import Trainer
from posecheck.exchange.even_times import EvenTimes, FloatGrid, at_even_times, even_times
from posecheck.exercise import Unit
from posecheck.exercise.measures import (
    ELBOW_FLEXION,
    HIP_FLEXION,
    KNEE_FLEXION,
    LEG_RAISE,
    NECK,
    SHIN_TILT,
    THIGH_TILT,
    TRUNK_INCLINATION,
)
from posecheck.pose import Side
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from posecheck.exchange.motion import SeenFrames
    from posecheck.exercise import Exercise, Measure

#: Read on either side, whatever is done.
OF_A_SIDE: tuple[Measure, ...] = (
    KNEE_FLEXION,
    HIP_FLEXION,
    LEG_RAISE,
    ELBOW_FLEXION,
    THIGH_TILT,
    SHIN_TILT,
)
#: Read once, on the side that is nearer to the camera.
OF_THE_WHOLE: tuple[Measure, ...] = (TRUNK_INCLINATION, NECK)


@dataclass(frozen=True, slots=True, eq=False)
class Angles:
    """Angles in degrees at even times.

    Parameters
    ----------
    name
        Of the source, without its folder.
    times
        When each row is.
    columns
        Their names.
    values_deg
        ``(rows, columns)``; ``NaN`` unknown.
    """

    name: str
    times: EvenTimes
    columns: tuple[str, ...]
    values_deg: FloatGrid

    @property
    def gaps(self) -> tuple[str, ...]:
        """The columns that are not known all the time."""
        of_columns = np.isnan(self.values_deg).T
        return tuple(name for name, gaps in zip(self.columns, of_columns, strict=True) if gaps.any())


def joint_angles(frames: SeenFrames) -> Angles:
    """Return the angles of both sides, frame by frame as they are read, not smoothed.

    Raises
    ------
    InputError
        There are too few frames.
    """
    sides = (Side.LEFT, Side.RIGHT)
    read = [
        *((f"{column_name(each)}_{side}", each, side) for each in OF_A_SIDE for side in sides),
        *((column_name(each), each, Side.NONE) for each in OF_THE_WHOLE),
    ]
    rows = []
    for seen in frames.observations:
        body = seen.body(seen.near) if seen.person else None
        rows.append([np.nan if body is None else body.reading(each.of, side) for _, each, side in read])
    return _evenly(frames, tuple(name for name, _, _ in read), rows)


def judged_angles(frames: SeenFrames, exercise: Exercise, side: Side | None) -> Angles:
    """Return the angles that an exercise is judged by, as they are when it is: smoothed, against the start.

    Parameters
    ----------
    frames
        What was done.
    exercise
        Which exercise it is.
    side
        The side that works; ``None``: as it is seen from the movement.

    Raises
    ------
    InputError
        The exercise measures no angle, or there are too few frames.
    """
    measures = [each for each in exercise.measures if each.unit is Unit.DEG]
    if not measures:
        raise InputError(f"{exercise.id} is judged by no angle; leave --exercise out for the joint angles.")
    trainer = Trainer(exercise, side=side)
    rows = []
    for seen in frames.observations:
        read = trainer.follow(seen).assessment.measures
        rows.append([read.get(each.name, np.nan) if seen.person else np.nan for each in measures])
    return _evenly(frames, tuple(column_name(each) for each in measures), rows)


def column_name(measure: Measure) -> str:
    """Return the name of a measure as the name of a column, without its side: ``knee_flexion``."""
    return measure.name.replace("-", "_")


def _evenly(frames: SeenFrames, columns: tuple[str, ...], rows: list[list[float]]) -> Angles:
    times_s = frames.times_s
    even = even_times(times_s, frames.name)
    values = at_even_times(np.array(rows, np.float64), times_s, even, frames.cuts)
    return Angles(frames.name, even, columns, values)
