"""A hand that gestures, put on a pose: waving, circling or patting, whatever the rest of the person does.

Arms are given in the axes of the picture, in metres from the shoulder: x to the right, y down, z away from
the camera, as the world landmarks of a pose are. So they fit constructed poses and recorded ones alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from posecheck.pose import Joint, Landmark, Pose, Side
from posecheck.testing.performances import smoothly
from posecheck.testing.skeletons import ADULT, Person

Vector = npt.NDArray[np.float64]

#: How long the arm takes from where it is to where the gesture begins, and back.
RAISE_S = 0.6
#: From the wrist to where the landmarks of the fingers are, of the forearm.
_HAND_SHARE = 0.36
_FINGERS = ("PINKY", "INDEX", "THUMB")


@dataclass(frozen=True, slots=True)
class Arm:
    """Elbow and wrist, in metres from the shoulder, in the axes of the picture."""

    elbow: Vector
    wrist: Vector


#: The arm at a time in seconds since the gesture was begun.
HandMotion = Callable[[float], Arm]


def direction(x: float, y: float, z: float = 0.0) -> Vector:
    """Return the unit vector along x, y, z."""
    vector = np.array([x, y, z])
    return vector / float(np.linalg.norm(vector))


UP = direction(0.0, -1.0)
TO_THE_CAMERA = direction(0.0, 0.0, -1.0)


def waving(  # noqa: PLR0913 - what there is to construct
    upper_arm: Vector,
    *,
    across: Vector,
    per_s: float = 1.6,
    swing_deg: float = 35.0,
    tilt_deg: float = 0.0,
    person: Person = ADULT,
) -> HandMotion:
    """Return a forearm that waves about its upright.

    Parameters
    ----------
    upper_arm
        Direction from the shoulder to the elbow.
    across
        Direction the hand waves to and fro along.
    per_s
        How often it goes to and fro in a second.
    swing_deg
        How far it goes to either side.
    tilt_deg
        How far its middle is from upright, toward `across`.
    person
        Whose arm.
    """
    elbow = upper_arm * person.upper_arm_m * person.size

    def arm(time_s: float) -> Arm:
        angle = math.radians(tilt_deg + swing_deg * math.sin(2.0 * math.pi * per_s * time_s))
        forearm = UP * math.cos(angle) + across * math.sin(angle)
        return Arm(elbow, elbow + forearm * person.forearm_m * person.size)

    return arm


def patting(
    upper_arm: Vector,
    *,
    forward: Vector,
    per_s: float = 1.6,
    raise_deg: float = 55.0,
    person: Person = ADULT,
) -> HandMotion:
    """Return a forearm that pats: from level, pointing `forward`, up by `raise_deg` and down again."""
    elbow = upper_arm * person.upper_arm_m * person.size

    def arm(time_s: float) -> Arm:
        angle = math.radians(raise_deg * (1.0 - math.cos(2.0 * math.pi * per_s * time_s)) / 2.0)
        forearm = forward * math.cos(angle) + UP * math.sin(angle)
        return Arm(elbow, elbow + forearm * person.forearm_m * person.size)

    return arm


def circling(  # noqa: PLR0913 - what there is to construct
    middle: Vector,
    *,
    across: Vector,
    per_s: float = 1.2,
    radius_m: float = 0.13,
    bend: Vector | None = None,
    person: Person = ADULT,
) -> HandMotion:
    """Return a hand that goes round in the plane of `across` and the upright.

    Parameters
    ----------
    middle
        Middle of the circle, in metres from the shoulder; the arm of `person` must reach all of it.
    across
        Level direction of the plane of the circle.
    per_s, radius_m
        How many circles a second, and their radius.
    bend
        Direction the elbow points to; down when not given.
    person
        Whose arm.
    """
    bend = -UP if bend is None else bend
    upper_m, fore_m = person.upper_arm_m * person.size, person.forearm_m * person.size

    def arm(time_s: float) -> Arm:
        angle = 2.0 * math.pi * per_s * time_s
        wrist = middle + radius_m * (across * math.cos(angle) + UP * math.sin(angle))
        reach_m = min(float(np.linalg.norm(wrist)), upper_m + fore_m - 1e-6)
        along = wrist / float(np.linalg.norm(wrist))
        wrist = along * reach_m
        share_m = (upper_m**2 - fore_m**2 + reach_m**2) / (2.0 * reach_m)
        aside = bend - along * float(bend @ along)
        aside /= max(float(np.linalg.norm(aside)), 1e-9)
        return Arm(along * share_m + aside * math.sqrt(max(0.0, upper_m**2 - share_m**2)), wrist)

    return arm


def with_arm(pose: Pose, side: Side, arm: Arm, share: float = 1.0) -> Pose:
    """Return `pose` with `arm` for that of `side`; with a `share` below 1, so far on the way to it."""
    shoulder, elbow, wrist = (joint.on(side) for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST))
    own = pose.world_m[[elbow, wrist]] - pose.world_m[shoulder]
    elbow_m = own[0] + share * (arm.elbow - own[0])
    wrist_m = own[1] + share * (arm.wrist - own[1])
    fingers_m = wrist_m + (wrist_m - elbow_m) * _HAND_SHARE
    image, world, depth = pose.image_px.copy(), pose.world_m.copy(), pose.depth_px.copy()
    sight = pose.visibility.copy()
    px_per_m = _px_per_m(pose)
    places = {elbow: elbow_m, wrist: wrist_m}
    places |= {Landmark[f"{side.name}_{finger}"]: fingers_m for finger in _FINGERS}
    for landmark, place_m in places.items():
        world[landmark] = pose.world_m[shoulder] + place_m
        image[landmark] = pose.image_px[shoulder] + place_m[:2] * px_per_m
        depth[landmark] = pose.depth_px[shoulder] + place_m[2] * px_per_m
        sight[landmark] = max(float(sight[landmark]), 0.9)
    return replace(pose, image_px=image, world_m=world, depth_px=depth, visibility=sight)


def gesturing(
    poses: Sequence[Pose], motion: HandMotion, side: Side, begin_s: float, end_s: float
) -> Iterator[Pose]:
    """Yield `poses`, whose hand of `side` gestures from `begin_s` to `end_s`; it is raised before that."""
    for pose in poses:
        up = smoothly((pose.time_s - begin_s + RAISE_S) / RAISE_S)
        down = smoothly((pose.time_s - end_s) / RAISE_S)
        made_s = min(max(pose.time_s - begin_s, 0.0), end_s - begin_s)
        yield with_arm(pose, side, motion(made_s), up - down) if up > down else pose


def trembling(
    poses: Iterable[Pose], *, quick_m: float, slow_m: float, memory_s: float = 0.5, seed: int = 1
) -> Iterator[Pose]:
    """Yield `poses` with the errors of an estimator.

    Parameters
    ----------
    poses
        What is shown.
    quick_m
        Standard deviation of an error that is another one in each frame.
    slow_m, memory_s
        Standard deviation of an error that changes with this time constant.
    seed
        Gives the numbers.
    """
    random = np.random.default_rng(seed)
    slow: Vector | None = None
    before_s = 0.0
    for pose in poses:
        new = random.normal(0.0, slow_m, pose.world_m.shape)
        keep = math.exp(-(pose.time_s - before_s) / memory_s)
        slow = new if slow is None else keep * slow + math.sqrt(1.0 - keep**2) * new
        before_s = pose.time_s
        error_m = slow + random.normal(0.0, quick_m, pose.world_m.shape)
        error_px = error_m * _px_per_m(pose)
        yield replace(
            pose,
            image_px=(pose.image_px + error_px[:, :2]).astype(np.float32),
            world_m=(pose.world_m + error_m).astype(np.float32),
            depth_px=(pose.depth_px + error_px[:, 2]).astype(np.float32),
        )


def _px_per_m(pose: Pose) -> float:
    """Return the size of the person in the picture."""
    trunk = [joint.on(side) for joint in (Joint.SHOULDER, Joint.HIP) for side in (Side.LEFT, Side.RIGHT)]
    image, world = pose.image_px[trunk], pose.world_m[trunk][:, :2]
    return float(np.ptp(image, axis=0).sum() / max(float(np.ptp(world, axis=0).sum()), 1e-6))
