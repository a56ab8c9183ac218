"""The figure of an exercise: its own, or one found from its stances and its leading measure."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from posecheck.exercise import Posture, Side
from posecheck.exercise.figure import (
    HANDS_AND_KNEES,
    ON_CHAIR,
    ON_THE_BACK,
    ON_THE_FRONT,
    STAND,
    BodyPose,
    Figure,
    Prop,
)
from posecheck.figures.as_pose import pose_of_skeleton
from posecheck.figures.skeleton import skeleton_between
from posecheck.perception.body import Body
from posecheck.perception.orientation import facing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from posecheck.exercise import Exercise, Primary, Stance

_KNEEL = BodyPose().legs(knee=90.0, foot=10.0)
#: How a body is that has nothing but a posture, what stays on its way, and what it is on.
_BODIES: dict[Posture, tuple[BodyPose, str, tuple[Prop, ...]]] = {
    Posture.STANDING: (STAND, "resting ankle", ()),
    Posture.SITTING: (ON_CHAIR, "resting ankle", (Prop.CHAIR,)),
    Posture.KNEELING: (_KNEEL, "working knee", (Prop.MAT,)),
    Posture.ALL_FOURS: (HANDS_AND_KNEES, "resting knee", (Prop.MAT,)),
    Posture.SUPINE: (ON_THE_BACK, "resting hip", (Prop.MAT,)),
    Posture.PRONE: (ON_THE_FRONT, "working hip", (Prop.MAT,)),
    Posture.SIDE_LYING: (BodyPose(trunk=-90.0, roll=-90.0), "working hip", (Prop.MAT,)),
}
#: Angles are tried in steps of so many degrees, up to the largest.
_STEP_DEG, _LARGEST_DEG = 10.0, 140.0

#: What one angle can do to a body; the trunk tips over legs that stay where they are.
_MOVES: tuple[Callable[[BodyPose, float], BodyPose], ...] = (
    lambda body, by: replace(
        body,
        trunk=body.trunk + by,
        working=replace(body.working, hip=body.working.hip + by),
        resting=replace(body.resting, hip=body.resting.hip + by),
    ),
    lambda body, by: body.but(working=replace(body.working, hip=body.working.hip + by)),
    lambda body, by: body.but(working=replace(body.working, knee=body.working.knee + by)),
    lambda body, by: body.but(
        working=replace(body.working, hip=body.working.hip + by, knee=body.working.knee + by)
    ),
    lambda body, by: body.legs(hip=body.working.hip + by),
    lambda body, by: body.legs(hip=body.working.hip + by, knee=body.working.knee + by),
    lambda body, by: body.but(lean=body.lean + by / 2.0),
    lambda body, by: body.but(twist=body.twist + by),
    lambda body, by: body.but(neck=body.neck + by),
)


def figure_of(exercise: Exercise) -> Figure:
    """Return the figure of `exercise`."""
    return exercise.figure or _found(exercise)


@lru_cache(maxsize=64)
def _found(exercise: Exercise) -> Figure:
    """Return a figure whose body is in the start, and then in the position with a good leading measure.

    One angle is moved, whichever does it with fewest parts of the stance out, and then with the least change.
    """
    posture = next((each for each in exercise.posture if each in _BODIES), Posture.STANDING)
    body, stays, props = _BODIES[posture]
    plain = Figure(body, body, stays=stays, props=props)
    start = _best(exercise, plain, body, exercise.start, None)
    position = _best(exercise, plain, start, exercise.position, exercise.primary)
    return replace(plain, start=start, position=position)


def _best(
    exercise: Exercise, figure: Figure, body: BodyPose, stance: Stance, primary: Primary | None
) -> BodyPose:
    def cost(tried: tuple[BodyPose, float]) -> tuple[float, float, float]:
        pose, changed_deg = tried
        seen = _read(exercise, figure, pose)
        out = sum(
            not part.within[0] <= seen.reading(part.of, Side.LEFT) <= part.within[1] for part in stance.parts
        )
        missed = 0.0
        if primary is not None:
            value = seen.reading(primary.measure.of, Side.LEFT)
            low, high = sorted(primary.good)
            missed = math.inf if math.isnan(value) else max(low - value, 0.0, value - high)
        return missed, out, abs(changed_deg)

    unmoved = cost((body, 0.0))
    return body if not any(unmoved) else min(_tried(body), key=cost)[0]


def _tried(body: BodyPose) -> Iterator[tuple[BodyPose, float]]:
    yield body, 0.0
    for move in _MOVES:
        for step in range(1, int(_LARGEST_DEG / _STEP_DEG) + 1):
            for by_deg in (step * _STEP_DEG, -step * _STEP_DEG):
                yield move(body, by_deg), by_deg


def _read(exercise: Exercise, figure: Figure, pose: BodyPose) -> Body:
    skeleton = skeleton_between(figure, pose, pose, 1.0)
    near = Side.LEFT
    return Body(pose_of_skeleton(exercise, skeleton, Side.LEFT), near, facing_of(near))
