"""Assessments of which there is no clip: figures that do them, seen by virtual cameras.

The errors are those that the landmarks had, frame by frame, on clips of people who lie on their back, added
to where the camera sees the figure. It is a simulation, and is called so wherever its numbers stand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from posecheck.figures.as_pose import pose_of_skeleton
from posecheck.figures.skeleton import skeleton_between
from posecheck.figures.stance_figure import figure_of
from posecheck.lab.assessments.cameras import VirtualCamera, filmed
from posecheck.lab.assessments.rule import trials_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.assessment.test import AssessmentTest
    from posecheck.lab.assessments.cameras import Array, LandmarkErrors
    from posecheck.pose import Side

#: The tests of which there is no clip of the very movement.
SIMULATED = ("active-knee-extension", "hip-extension")
#: How long the figure lies, goes into the end, holds it, and comes back; pictures a second.
_REST_S, _WAY_S, _HELD_S, _FPS = 3.0, 3.0, 7.0, 15.0
#: How far the figure goes of the way that is drawn, from a stiff person on.
_SHARES = (0.55, 0.65, 0.75, 0.85, 0.95, 1.0)
#: Where the cameras stand: off the side, high, far, tilted; the least and the most.
_YAW_DEG, _HEIGHT_M, _DISTANCE_M, _ROLL_DEG = (-15.0, 15.0), (0.3, 1.0), (2.0, 3.0), (-2.0, 2.0)


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One held end of a figure: its true value and that of the landmarks, ``None`` if it was not found."""

    test: str
    errors_of: str
    truth: float
    value: float | None
    counts: bool


def values_of_figures(
    test: AssessmentTest, errors: Sequence[tuple[str, Side, LandmarkErrors]], times: int, seed: int = 1
) -> Iterator[FigureValue]:
    """Yield `times` held ends of figures for each of the clips whose errors they have.

    Parameters
    ----------
    test
        What the figure does.
    errors
        Name of a clip, the side that is nearer to its camera, and the errors of its landmarks.
    times
        How many cameras and ends are tried for each.
    seed
        Chooses them.
    """
    random = np.random.default_rng(seed)
    for name, near, of_clip in errors:
        for _ in range(times):
            share = float(random.choice(_SHARES))
            camera = VirtualCamera(
                float(random.uniform(*_YAW_DEG)),
                float(random.uniform(*_HEIGHT_M)),
                float(random.uniform(*_DISTANCE_M)),
                float(random.uniform(*_ROLL_DEG)),
            )
            points_m, times_s = movement_m(test, near, share)
            seen = filmed(points_m, times_s, camera, of_clip, int(random.integers(of_clip.count)))
            found = trials_in(test, seen, near)
            values = [each.trial.value for each in found.free if each.trial.value is not None]
            yield FigureValue(
                test.id,
                name,
                _true_value(test, near, share),
                values[0] if values else None,
                any(each.trial.value is not None for each in found.strict),
            )


@lru_cache(maxsize=64)
def _true_value(test: AssessmentTest, side: Side, share: float) -> float:
    """Return the value in the exact view from the side, without any error."""
    (true,) = trials_in(test, filmed(*movement_m(test, side, share), VirtualCamera()), side).strict
    assert true.trial.value is not None
    return true.trial.value


@lru_cache(maxsize=64)
def movement_m(test: AssessmentTest, side: Side, share: float) -> tuple[tuple[Array, ...], tuple[float, ...]]:
    """Return the landmarks of the figure that does `test` once, in metres, with their times.

    `share` is how far it goes of the way to the end that is drawn.
    """
    figure = figure_of(test.exercise)
    times_s = [number / _FPS for number in range(int(_FPS * (2 * _REST_S + 2 * _WAY_S + _HELD_S)))]
    points_m = []
    for time_s in times_s:
        way = _smooth((time_s - _REST_S) / _WAY_S) - _smooth((time_s - _REST_S - _WAY_S - _HELD_S) / _WAY_S)
        skeleton = skeleton_between(figure, figure.start, figure.position, share * way)
        points_m.append(pose_of_skeleton(test.exercise, skeleton, side).world_m.astype(np.float64))
    return tuple(points_m), tuple(times_s)


def _smooth(share: float) -> float:
    inside = min(max(share, 0.0), 1.0)
    return 0.5 - 0.5 * math.cos(math.pi * inside)
