"""Virtual cameras: what another camera would have seen of poses whose places in the room are known.

And the errors of the landmarks as they were on a clip, to be added to what a virtual camera sees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.pose import LANDMARKS, Landmark, Pose

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = npt.NDArray[np.float64]

_WIDTH_PX, _HEIGHT_PX = 1280, 720
#: An ordinary webcam.
_HFOV_DEG = 65.0
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]


@dataclass(frozen=True, slots=True)
class VirtualCamera:
    """A camera that looks at the middle of the hips.

    Parameters
    ----------
    yaw_deg
        How far it stands off the place from which the poses were seen, about the vertical.
    height_m
        How high it stands above the lowest point of the body.
    distance_m
        How far away.
    roll_deg
        How far it is tilted in the picture.
    """

    yaw_deg: float = 0.0
    height_m: float = 0.5
    distance_m: float = 2.5
    roll_deg: float = 0.0

    def sees(self, points_m: Array) -> tuple[Array, Array]:
        """Return ``(33, 2)`` pixels and ``(33, 3)`` metres as this camera has them.

        `points_m` are ``(33, 3)`` metres from the middle of the hips: x to the right, y down, z away from
        where the camera stood.
        """
        yaw = math.radians(self.yaw_deg)
        x, y, z = points_m.T
        turned = np.stack(
            [x * math.cos(yaw) - z * math.sin(yaw), y, x * math.sin(yaw) + z * math.cos(yaw)], axis=1
        )
        above_hips_m = self.height_m - float(y.max())
        pitch = math.atan2(above_hips_m, self.distance_m)
        x, y, z = turned.T
        level = np.stack(
            [x, y * math.cos(pitch) - z * math.sin(pitch), y * math.sin(pitch) + z * math.cos(pitch)], axis=1
        )
        away_m = math.hypot(self.distance_m, above_hips_m)
        focal_px = _WIDTH_PX / 2 / math.tan(math.radians(_HFOV_DEG / 2))
        flat = focal_px * level[:, :2] / (level[:, 2:] + away_m)
        roll = math.radians(self.roll_deg)
        rolled = flat @ np.array([[math.cos(roll), math.sin(roll)], [-math.sin(roll), math.cos(roll)]])
        middle = (rolled.min(axis=0) + rolled.max(axis=0)) / 2
        return rolled - middle + (_WIDTH_PX / 2, _HEIGHT_PX / 2), turned


@dataclass(frozen=True, slots=True, eq=False)
class LandmarkErrors:
    """The errors of the landmarks on a clip, frame by frame.

    Parameters
    ----------
    errors_torso
        ``(n, 33, 2)`` seen minus true place in the picture, in lengths of the true torso.
    visibility
        ``(n, 33)`` how sure the landmarker was.
    """

    errors_torso: Array
    visibility: Array

    @property
    def count(self) -> int:
        """How many frames there are."""
        return len(self.errors_torso)


def landmark_errors(truth: Sequence[Pose], seen: Sequence[Pose]) -> LandmarkErrors | None:
    """Return the errors on the frames in which somebody was found; ``None`` where there are too few."""
    times_s = np.array([pose.time_s for pose in truth])
    errors, visibility = [], []
    for pose in seen:
        true = truth[int(np.abs(times_s - pose.time_s).argmin())]
        if not (pose.found and true.found):
            continue
        errors.append((pose.image_px - true.image_px) / torso_px(true.image_px.astype(np.float64)))
        visibility.append(pose.visibility)
    if len(errors) < _LEAST_FRAMES:
        return None
    return LandmarkErrors(np.asarray(errors, np.float64), np.asarray(visibility, np.float64))


_LEAST_FRAMES = 60


def torso_px(points_px: Array) -> float:
    """Return the distance from the middle of the shoulders to the middle of the hips."""
    return float(np.linalg.norm(points_px[_SHOULDERS].mean(axis=0) - points_px[_HIPS].mean(axis=0)))


def filmed(
    points_m: Sequence[Array],
    times_s: Sequence[float],
    camera: VirtualCamera,
    errors: LandmarkErrors | None = None,
    first: int = 0,
) -> list[Pose]:
    """Return the poses that `camera` would have given of a movement.

    Parameters
    ----------
    points_m
        ``(33, 3)`` for each frame, as :meth:`VirtualCamera.sees` takes them.
    times_s
        Time of each frame.
    camera
        Where it stands.
    errors
        Added to what it sees, frame by frame, beginning with frame `first` and from the beginning again when
        they end; without them everything is seen as it is.
    """
    poses = []
    sure = np.ones(LANDMARKS, np.float32)
    for number, (frame_m, time_s) in enumerate(zip(points_m, times_s, strict=True)):
        image_px, turned_m = camera.sees(frame_m)
        visibility = sure
        if errors is not None:
            at = (first + number) % errors.count
            image_px = image_px + errors.errors_torso[at] * torso_px(image_px)
            visibility = errors.visibility[at].astype(np.float32)
        poses.append(
            Pose(
                float(time_s),
                _WIDTH_PX,
                _HEIGHT_PX,
                image_px.astype(np.float32),
                (turned_m[:, 2] * 100.0).astype(np.float32),
                turned_m.astype(np.float32),
                visibility,
                visibility,
            )
        )
    return poses
