"""Measures of the pipeline against the same measures of the true pose, with the raw landmarker beside.

The truth of a measure is its own function, applied to the true pose of the same time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.engine.readings import compared
from posecheck.exercise import Unit
from posecheck.lab.evaluation.positions import working_side
from posecheck.perception.body import Body
from posecheck.perception.orientation import Orientation, facing_of
from posecheck.pose import Pose, Side
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.exercise import Exercise, Measure
    from posecheck.lab.evaluation.trace import Trace
    from posecheck.lab.labels import Label

Array = npt.NDArray[np.float32]

#: A clip begins in the starting position and stays there for at least so long; measures that are read
#: against the start take it from here.
REST_S = 1.2
#: Half of the 95 % of a normal distribution, for the limits of agreement.
_LIMITS_SD = 1.96
_SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """One measure of one clip, frame by frame, where the truth is known.

    Parameters
    ----------
    measure, unit
        Which, and in what.
    primary
        It is the exercise's leading measure.
    time_s, truth, judged, raw
        ``(n,)`` time, true value, value of posecheck and of the raw landmarker; ``NaN`` is unknown.
    in_plateau
        ``(n,)`` whether the position is held then.
    """

    measure: str
    unit: str
    primary: bool
    time_s: Array
    truth: Array
    judged: Array
    raw: Array
    in_plateau: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well values agree with the truth, in the unit of the measure.

    Parameters
    ----------
    count
        How many values were compared.
    median, p95
        Median and 95th percentile of the absolute error.
    bias
        Mean error, positive when the value is too large.
    low, high
        Limits of agreement: 95 % of the errors of a normal distribution lie between them.
    """

    count: int
    median: float
    p95: float
    bias: float
    low: float
    high: float


def errors(values: Array, truth: Array, unit: str) -> Array:
    """Return value minus truth; of angles the short way round."""
    difference = values - truth
    if unit == Unit.DEG.value:
        difference = (difference + 180.0) % 360.0 - 180.0
    return np.asarray(difference, np.float32)


def agreement(error: Array) -> Agreement | None:
    """Return what `error` (value minus truth, ``NaN`` left out) amounts to, ``None`` when there is none."""
    known = np.asarray(error[np.isfinite(error)], np.float64)
    if not len(known):
        return None
    bias = float(known.mean())
    spread = _LIMITS_SD * float(known.std())
    return Agreement(
        len(known),
        float(np.median(np.abs(known))),
        float(np.percentile(np.abs(known), 95)),
        bias,
        bias - spread,
        bias + spread,
    )


def pairs(trace: Trace, label: Label, truth: Sequence[Pose]) -> list[Pairs]:
    """Return every measure of the exercise beside its truth, for the frames that were judged.

    Parameters
    ----------
    trace
        The clip as it was judged.
    label
        Says which side works in each plateau; elsewhere the side that was judged is compared.
    truth
        The true poses of the clip.
    """
    exercise = trace.exercise
    bodies = _steady_bodies(truth)
    true_times = np.array([pose.time_s for pose in truth])
    true_start = _Start(exercise, [b for b in bodies if b is not None and b.pose.time_s <= REST_S])
    raw_bodies = [_lone_body(pose) for pose in trace.poses]
    raw_start = _Start(exercise, [b for b in raw_bodies if b is not None and b.pose.time_s <= REST_S])
    rows: list[tuple[float, bool]] = []
    columns: dict[str, list[tuple[float, float, float]]] = {m.name: [] for m in exercise.measures}
    for pose, moment, raw in zip(trace.poses, trace.moments, raw_bodies, strict=True):
        true = bodies[int(np.abs(true_times - pose.time_s).argmin())] if len(true_times) else None
        if true is None or not moment.valid:
            continue
        held = [p.side for p in label.plateaus if p.start_s <= pose.time_s <= p.end_s]
        side = working_side(exercise, held[0]) if held else moment.working
        rows.append((pose.time_s, bool(held)))
        raw_side = _leading_side(exercise, raw, raw_start) if raw else Side.NONE
        for measure in exercise.measures:
            columns[measure.name].append(
                (
                    true_start.compared(measure, true, side),
                    moment.measures[measure.name],
                    raw_start.compared(measure, raw, raw_side) if raw else NAN,
                )
            )
    time_s = np.array([row[0] for row in rows], np.float32)
    in_plateau = np.array([row[1] for row in rows], np.bool_)
    primary = exercise.primary.measure.name if exercise.primary else ""
    found = []
    for measure in exercise.measures:
        values = np.array(columns[measure.name], np.float32).reshape(-1, 3)
        found.append(
            Pairs(
                measure.name,
                measure.unit.value,
                measure.name == primary,
                time_s,
                values[:, 0],
                values[:, 1],
                values[:, 2],
                in_plateau,
            )
        )
    return found


def _steady_bodies(poses: Iterable[Pose]) -> list[Body | None]:
    """Return the bodies of true poses, the nearer side followed over time."""
    orientation = Orientation()
    bodies: list[Body | None] = []
    for pose in poses:
        if not pose.found:
            bodies.append(None)
            continue
        near = orientation.update(pose)
        bodies.append(Body(pose, near, facing_of(near)))
    return bodies


def _lone_body(pose: Pose) -> Body | None:
    """Return the body as the landmarker has it in this frame alone: nothing is gated, nothing followed."""
    if not pose.found:
        return None
    near = Orientation().update(pose)
    trusted = np.ones_like(pose.visibility)
    everything = Pose(
        pose.time_s,
        pose.width_px,
        pose.height_px,
        pose.image_px,
        pose.depth_px,
        pose.world_m,
        trusted,
        trusted,
        pose.silhouette,
    )
    return Body(everything, near, facing_of(near))


class _Start:
    """The starting position of a clip, and values read against it."""

    def __init__(self, exercise: Exercise, bodies: Sequence[Body]) -> None:
        self._value = {
            (measure.name, side): _middle(_read(measure, body, side) for body in bodies)
            for measure in exercise.measures
            for side in _SIDES
        }
        self._torso_px = _middle(body.torso_px for body in bodies) or NAN

    def compared(self, measure: Measure, body: Body, side: Side) -> float:
        """Return the value of `measure` on `side`, the near one where none works, as it is to be read."""
        side = side if side in _SIDES else body.near
        value = _read(measure, body, side)
        return compared(measure.relative, value, self._value[measure.name, side], self._torso_px)


def _read(measure: Measure, body: Body, side: Side) -> float:
    return measure.of(body, body.near if measure.whole else side)


def _middle(values: Iterable[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return median(known) if known else NAN


def _leading_side(exercise: Exercise, body: Body, start: _Start) -> Side:
    """Return the side that works judging by this frame alone: the one that is further on its way."""
    measure = exercise.side_by or (exercise.primary.measure if exercise.primary else None)
    if not exercise.sides or measure is None:
        return Side.BOTH
    left, right = (start.compared(measure, body, side) for side in _SIDES)
    if math.isnan(left) or math.isnan(right):
        return body.near
    smaller_leads = exercise.side_by is None and exercise.primary is not None and exercise.primary.decreasing
    return Side.LEFT if (left > right) is not smaller_leads else Side.RIGHT
