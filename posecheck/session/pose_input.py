"""What ``replay`` reads: a video through the estimator, or a landmark recording as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import TYPE_CHECKING

from posecheck.pose.recording import is_recording, read_recording
from posecheck.session.session import observe
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.session.session import SeenPose
    from posecheck.session.two_parts import SecondPart


@dataclass(frozen=True, slots=True)
class Material:
    """Poses to judge and what is known of where they come from.

    `frame_count` is ``None`` and `duration_s` is ``NaN`` where it is unknown; `note` returns, once all
    was read, what a reader of the verdict should know of it, such as damage, empty when there is nothing;
    `pictures` reads the frames once more from the beginning, ``None`` where there are none.
    """

    path: Path
    width_px: int
    height_px: int
    duration_s: float
    frame_count: int | None
    observations: Iterator[SeenPose]
    note: Callable[[], str]
    pictures: Callable[[], Iterator[Frame]] | None = None

    def looked_at(self, until_s: float) -> list[Pose]:
        """Take the poses up to `until_s`; :meth:`from_the_beginning` has them again."""
        poses: list[Pose] = []
        for _, pose in self.observations:
            poses.append(pose)
            if pose.time_s >= until_s:
                break
        return poses

    def from_the_beginning(self, poses: list[Pose], *, with_pictures: bool) -> Material:
        """Return all of it after the first `poses` were looked at; the estimator does not see those again."""
        frames: Iterator[Frame | None] = repeat(None)
        if with_pictures and self.pictures is not None:
            frames = self.pictures()
        # Poses first: there are no more of them, and no picture is read for nobody.
        again = ((frame, pose) for pose, frame in zip(poses, frames, strict=False))
        return replace(self, observations=chain(again, self.observations))


def open_recording(path: Path, *, rotate_deg: int | None, mirrored: bool) -> Material:
    """Return the poses of a landmark recording.

    Raises
    ------
    InputError
        It is damaged, or is to be turned, which only a picture can be.
    """
    if rotate_deg is not None:
        raise InputError(f"{path} is a landmark recording, which cannot be rotated; leave --rotate out.")
    recording = read_recording(path)
    poses: Iterator[Pose] = recording.poses()
    if mirrored:
        poses = (pose.mirrored() for pose in poses)
    return Material(
        path,
        recording.width_px,
        recording.height_px,
        recording.duration_s,
        recording.frame_count,
        ((None, pose) for pose in poses),
        lambda: recording.note,
    )


def open_video(  # noqa: PLR0913 - what there is to choose
    opened: ExitStack,
    path: Path,
    model: Callable[[], Path],
    *,
    rotate_deg: int | None,
    mirrored: bool,
    silhouette: bool,
    in_two: bool = False,
    through: Callable[[Iterator[Frame]], Iterator[Frame]] | None = None,
) -> Material:
    """Return the poses that the estimator sees in a video; `opened` closes both.

    Parameters
    ----------
    model
        Gives the path of the pose model; called when the video turned out to be readable, because it may
        have to be fetched.
    silhouette
        The outline of the trunk is measured too.
    in_two
        A second process looks at the second part (:mod:`posecheck.session.two_parts`).
    through
        What the pictures pass through before they are looked at; not with a second process.

    Raises
    ------
    InputError
        The video or the model cannot be used.
    """
    from posecheck.sources.video import VideoFile  # noqa: PLC0415 - a recording needs no OpenCV

    source = opened.enter_context(VideoFile(path, rotate_deg=rotate_deg, mirrored=mirrored))
    chosen = model()

    second: SecondPart | None = None
    if in_two:
        from posecheck.session.two_parts import SecondPart  # noqa: PLC0415 - seldom asked for

        # before the network of this process, so that both are loaded at once
        second = SecondPart(
            opened, source, chosen, rotate_deg=rotate_deg, mirrored=mirrored, silhouette=silhouette
        )

    from posecheck.estimator.landmarker import MediaPipeEstimator  # noqa: PLC0415 - takes a second

    estimator = opened.enter_context(MediaPipeEstimator(chosen, silhouette=silhouette))

    def pictures() -> Iterator[Frame]:
        with VideoFile(path, rotate_deg=rotate_deg, mirrored=mirrored) as once_more:
            yield from once_more.frames()

    if second is not None:
        observations = second.observe(estimator)
    elif through is not None:
        observations = ((frame, estimator.estimate(frame)) for frame in through(source.frames()))
    else:
        observations = observe(source, estimator)
    return Material(
        path,
        source.width_px,
        source.height_px,
        source.duration_s,
        source.frame_count,
        observations,
        lambda: source.note,
        pictures,
    )


def open_material(  # noqa: PLR0913 - what there is to choose
    opened: ExitStack,
    path: Path,
    model: Callable[[], Path],
    *,
    rotate_deg: int | None,
    mirrored: bool,
    silhouette: bool,
    in_two: bool = False,
) -> Material:
    """Return the poses in the file at `path`, whichever of the two it is; see :func:`open_video`."""
    if is_recording(path):
        return open_recording(path, rotate_deg=rotate_deg, mirrored=mirrored)
    return open_video(
        opened,
        path,
        model,
        rotate_deg=rotate_deg,
        mirrored=mirrored,
        silhouette=silhouette,
        in_two=in_two,
    )
