"""The true poses of a clip, as an estimator without any error would have given them.

The file is a numpy archive: ``time_s (n,)``; ``image_px (n, 33, 2)`` in the picture as it is, pixels, x to
the right, y down; ``world_m (n, 33, 3)`` metres, y up, in the frame in which the camera's yaw is counted.
A clip without anybody in it has the times only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.lab.evaluation.array_archive import read_arrays
from posecheck.pose import LANDMARKS, Landmark, Pose
from posecheck.pose.recording import LONGEST_S
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from posecheck.lab.evaluation.clips import Clip

Array = npt.NDArray[np.float64]

#: The landmarker gives depth in the scale of x; rules read its order only, so one scale serves all clips.
_DEPTH_PX_PER_M = 100.0
#: So far off a landmark may be: a hundred times beyond the largest picture or room.
_FURTHEST_PX, _FURTHEST_M = 1e6, 1e3
#: A phase is 0 to 1, in movements that go round the number of rounds.
_MOST_PHASE = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What the truth file of a clip holds.

    Parameters
    ----------
    time_s
        ``(n,)`` times of the frames.
    image_px, world_m
        ``(n, 33, 2)`` and ``(n, 33, 3)``; all ``NaN`` where nobody is in the picture.
    phase
        ``(n,)`` 0 at rest to 1 in the full position; ``NaN`` where it is not told.
    """

    time_s: Array
    image_px: Array
    world_m: Array
    phase: Array


def read_truth(path: Path) -> Truth:
    """Read the truth of a clip.

    Raises
    ------
    InputError
        The file cannot be read or does not hold what it should.
    """
    subject, advice = f"The truth {path}", "; render the clip again"
    try:
        arrays = read_arrays(path, ("time_s", "image_px", "world_m", "phase"), subject, advice=advice)
    except FileNotFoundError as error:
        raise InputError(f"There is no truth {path}; check the path.") from error

    def unusable(what: str) -> InputError:
        return InputError(f"{subject} cannot be used ({what}){advice}.")

    if "time_s" not in arrays:
        raise unusable("it has no time_s")
    time_s = arrays["time_s"]
    if time_s.ndim != 1:
        raise unusable(f"expected time_s of one dimension, but got {time_s.shape}")
    count = len(time_s)
    if not (np.abs(time_s) <= LONGEST_S).all() or (np.diff(time_s) <= 0).any():
        raise unusable("its times do not increase from frame to frame, or are beyond all clips")

    def array(name: str, *shape: int, most: float) -> Array:
        found = arrays.get(name)
        if found is None:
            return np.full((count, *shape), np.nan)
        if found.shape != (count, *shape):
            raise unusable(f"expected {name} of shape {(count, *shape)}, but got {found.shape}")
        if not (np.isnan(found) | (np.abs(found) <= most)).all():
            raise unusable(f"{name} holds numbers beyond {most:g}")
        return found

    return Truth(
        time_s,
        array("image_px", LANDMARKS, 2, most=_FURTHEST_PX),
        array("world_m", LANDMARKS, 3, most=_FURTHEST_M),
        array("phase", most=_MOST_PHASE),
    )


def camera_frame_m(world_m: Array, yaw_deg: float) -> Array:
    """Return world positions as the camera sees them, from the middle of the hips.

    Parameters
    ----------
    world_m
        ``(n, 33, 3)`` metres, y up, z toward a camera at yaw 0.
    yaw_deg
        Where the camera stands; 90 at the person's left.

    Returns
    -------
    Array
        ``(n, 33, 3)`` metres, x to the right of the picture, y down, z away from the camera.
    """
    yaw = math.radians(yaw_deg)
    x, y, z = np.moveaxis(world_m, -1, 0)
    seen: Array = np.stack(
        [
            x * math.cos(yaw) - z * math.sin(yaw),
            -y,
            -(x * math.sin(yaw) + z * math.cos(yaw)),
        ],
        axis=-1,
    )
    hips = seen[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
    return np.asarray(seen - hips)


def no_truth(clip: Clip) -> InputError:
    """Return the error of a clip whose true poses nobody knows."""
    return InputError(f"{clip.video} has no truth beside it; leave --truth out for this clip.")


def truth_poses(clip: Clip) -> Iterator[Pose]:
    """Yield the true pose of every frame of `clip`, of the picture as it was before any mirroring.

    Every landmark is fully visible; there is no silhouette, because the truth knows no outline. Frames
    without anybody give :meth:`Pose.nobody`.

    Raises
    ------
    InputError
        The clip has no truth, or it cannot be used.
    """
    if clip.truth is None:
        raise no_truth(clip)
    truth = read_truth(clip.truth)
    camera = clip.label.camera
    if camera is None and np.isfinite(truth.world_m).any():
        raise InputError(f"The label of {clip.video} has no [camera], without which its truth has no side.")
    width, height = clip.label.size
    seen_m = camera_frame_m(truth.world_m, camera.yaw_deg if camera else 0.0)
    image_px = truth.image_px.copy()
    if clip.mirrored:
        image_px[..., 0] = width - image_px[..., 0]
    everything = np.ones(LANDMARKS, np.float32)
    for time_s, points_px, points_m in zip(truth.time_s, image_px, seen_m, strict=True):
        if not (np.isfinite(points_px).all() and np.isfinite(points_m).all()):
            yield Pose.nobody(float(time_s), width, height)
            continue
        yield Pose(
            float(time_s),
            width,
            height,
            points_px.astype(np.float32),
            (points_m[:, 2] * _DEPTH_PX_PER_M).astype(np.float32),
            points_m.astype(np.float32),
            everything,
            everything,
        )
