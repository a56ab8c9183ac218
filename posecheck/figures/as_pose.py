"""The figure as a pose: what the landmarker would say of it, so that it is read as people are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from posecheck.exercise import Joint, Near, Posture, Side, View
from posecheck.figures.skeleton import RESTING, WORKING
from posecheck.pose import LANDMARKS, Landmark, Pose

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.figures.skeleton import Skeleton, Vector

#: The picture: large enough that no figure comes near its border.
_WIDTH_PX, _HEIGHT_PX, _PX_PER_M = 1280, 960, 320.0
#: A camera is somewhat above what it looks at, so that far limbs are not exactly behind near ones.
_LOOKING_DOWN_DEG = 4.0
_JOINTS = {
    Joint.HIP: "hip",
    Joint.KNEE: "knee",
    Joint.ANKLE: "ankle",
    Joint.HEEL: "heel",
    Joint.TOE: "toe",
    Joint.SHOULDER: "shoulder",
    Joint.ELBOW: "elbow",
    Joint.WRIST: "wrist",
}
#: Ears and eyes from the middle of the head, to their side.
_EAR_M, _EYE_M = 0.07, 0.03


def seen_from_the_front(exercise: Exercise) -> bool:
    """Whether the camera of the exercise looks at the front of a person who stands or sits."""
    return exercise.view is View.FRONT and Posture.SIDE_LYING not in exercise.posture


def pose_of_skeleton(exercise: Exercise, skeleton: Skeleton, side: Side, time_s: float = 0.0) -> Pose:
    """Return the pose of a figure as the camera of its exercise sees it, everything seen.

    Parameters
    ----------
    exercise
        Whose camera looks, and which leg it has nearer.
    skeleton
        The figure.
    side
        The working side.
    time_s
        Time of the frame.
    """
    front, resting_near = seen_from_the_front(exercise), exercise.near is Near.RESTING_LEG
    mirrored = (side is Side.RIGHT) is not resting_near
    down = math.radians(_LOOKING_DOWN_DEG)
    points = np.zeros((LANDMARKS, 3))

    def put(landmark: int, place: Vector) -> None:
        x, y, z = place[0], place[1], -place[2] if resting_near else place[2]
        right, near = (-z, x) if front else (x, z)
        up, near = y * math.cos(down) - near * math.sin(down), near * math.cos(down) + y * math.sin(down)
        # figures are as in a mirror, pictures of a camera are not
        points[landmark] = (right if mirrored else -right, -up, -near)

    joints = skeleton.joints
    head, face = joints["head"], joints["nose"] - joints["head"]
    for own, name, sign in ((side, WORKING, 1.0), (side.other, RESTING, -1.0)):
        across = sign * skeleton.chest.side
        for joint, called in _JOINTS.items():
            put(joint.on(own), joints[f"{name} {called}"])
        wrist, elbow = joints[f"{name} wrist"], joints[f"{name} elbow"]
        for finger in ("PINKY", "INDEX", "THUMB"):
            put(Landmark[f"{own.name}_{finger}"], wrist + 0.3 * (wrist - elbow))
        put(Joint.EAR.on(own), head + _EAR_M * across)
        for eye in ("EYE_INNER", "EYE", "EYE_OUTER"):
            put(Landmark[f"{own.name}_{eye}"], head + 0.9 * face + _EYE_M * across)
        put(Landmark[f"{own.name}_MOUTH"], head + 0.8 * face + 0.5 * _EYE_M * across)
    put(Landmark.NOSE, joints["nose"])

    image = points[:, :2] * _PX_PER_M + (0.0, 0.85 * _HEIGHT_PX)
    image[:, 0] += _WIDTH_PX / 2 - (image[:, 0].min() + image[:, 0].max()) / 2
    world = points - points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    ones = np.ones(LANDMARKS, np.float32)
    return Pose(
        time_s,
        _WIDTH_PX,
        _HEIGHT_PX,
        image.astype(np.float32),
        (world[:, 2] * _PX_PER_M).astype(np.float32),
        world.astype(np.float32),
        ones,
        ones,
    )
