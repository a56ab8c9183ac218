"""A recorded movement as researchers want it: landmarks at even times, with the names MediaPipe gives them.

Positions are metres in a right-handed frame with y against gravity, which is what OpenSim expects. They are
those of the pose estimator, and so are their limits: the middle of the hips is always the origin, the scale
is a guess, and depth is the least certain of the three. Frames in which the person was not there are unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.exchange.even_times import EvenTimes, FloatGrid, at_even_times, even_times
from posecheck.perception.body import FRAME_MARGIN_RATIO, SEEN_VISIBILITY
from posecheck.perception.observation import Observer
from posecheck.perception.person import Presence
from posecheck.pose import Landmark
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.perception.observation import Observation
    from posecheck.pose import Pose

#: MediaPipe's own names of the 33 landmarks, which the marker sets for OpenSim have too (Pose2Sim's for
#: BlazePose), where they differ from ours.
_NAMED_OTHERWISE = {
    Landmark.LEFT_MOUTH: "mouth_left",
    Landmark.RIGHT_MOUTH: "mouth_right",
    Landmark.LEFT_TOE: "left_foot_index",
    Landmark.RIGHT_TOE: "right_foot_index",
}
MARKERS: tuple[str, ...] = tuple(_NAMED_OTHERWISE.get(each, each.name.lower()) for each in Landmark)
#: From the estimator's axes (right, down, away) to those of the files: half a turn about x, so that left
#: stays left.
_TURNED = np.array([1.0, -1.0, -1.0])


@dataclass(frozen=True, slots=True)
class SeenFrames:
    """The frames of a source in their order, and what each of them says.

    Parameters
    ----------
    name
        Of the source, without its folder.
    poses
        What the estimator gave.
    observations
        What posecheck makes of it: who is there, which side is near.
    """

    name: str
    poses: tuple[Pose, ...]
    observations: tuple[Observation, ...]

    @property
    def times_s(self) -> list[float]:
        """Of the frames, in seconds of the source."""
        return [pose.time_s for pose in self.poses]

    @property
    def cuts(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """``(frames,)`` whether another scene or another person begins with the frame."""
        return np.array(
            [
                pose.scene_cut or seen.presence is Presence.NEW_PERSON
                for pose, seen in zip(self.poses, self.observations, strict=True)
            ]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """The landmarks of one person at even times.

    Parameters
    ----------
    name
        Of the source, without its folder.
    times
        When each row is.
    world_m
        ``(rows, 33, 3)`` metres from the middle of the hips: x to the right of the picture, y up, z toward
        the camera. ``NaN`` where nobody was found.
    image_px
        ``(rows, 33, 2)`` pixels of the picture, x to the right, y down.
    confidence
        ``(rows, 33)`` 0 to 1, the estimator's own; 0 where nobody was found, ``NaN`` in a gap.
    trusted
        ``(rows, 33)`` 1 where posecheck itself reads the landmark, ``NaN`` elsewhere: the person is there,
        and the landmark is seen and not at the border of the picture.
    """

    name: str
    times: EvenTimes
    world_m: FloatGrid
    image_px: FloatGrid
    confidence: FloatGrid
    trusted: FloatGrid

    @property
    def trusted_world_m(self) -> FloatGrid:
        """``(rows, 33, 3)`` metres; ``NaN`` also where posecheck does not trust the landmark."""
        return self.world_m * self.trusted[..., np.newaxis]


def see(poses: Iterable[Pose], name: str) -> SeenFrames:
    """Return the frames of a source with what posecheck sees in them.

    Raises
    ------
    InputError
        There is nobody in any of them.
    """
    observer = Observer()
    kept = tuple(poses)
    observations = tuple(observer.observe(pose) for pose in kept)
    if not any(seen.person for seen in observations):
        raise InputError(f"Nobody is to be seen in {name}, so there is nothing to write; give another file.")
    return SeenFrames(name, kept, observations)


def motion_of(frames: SeenFrames) -> Motion:
    """Return the landmarks of `frames` at even times.

    Raises
    ------
    InputError
        There are too few frames.
    """
    times_s, cuts, poses = frames.times_s, frames.cuts, frames.poses
    even = even_times(times_s, frames.name)

    def evenly(values: Sequence[np.ndarray[tuple[int, ...], np.dtype[np.floating]]]) -> FloatGrid:
        return at_even_times(np.stack(values).astype(np.float64), times_s, even, cuts)

    return Motion(
        frames.name,
        even,
        evenly([pose.world_m for pose in poses]) * _TURNED,
        evenly([pose.image_px for pose in poses]),
        evenly([pose.visibility for pose in poses]),
        evenly([_trusted(seen) for seen in frames.observations]),
    )


def _trusted(seen: Observation) -> FloatGrid:
    """Return 1 for each landmark that posecheck reads in this frame, else ``NaN``."""
    pose = seen.pose
    if not seen.person:
        return np.full(len(Landmark), np.nan)
    x, y = pose.image_px.T
    margin_x, margin_y = FRAME_MARGIN_RATIO * pose.width_px, FRAME_MARGIN_RATIO * pose.height_px
    inside = (
        (x >= margin_x) & (x <= pose.width_px - margin_x) & (y >= margin_y) & (y <= pose.height_px - margin_y)
    )
    return np.where(inside & (pose.visibility >= SEEN_VISIBILITY), 1.0, np.nan)
