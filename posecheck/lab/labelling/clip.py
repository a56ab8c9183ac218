"""A clip made ready for looking at: its pictures, its poses, and its label if it has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.pose.recording import SUFFIX, is_recording, read_recording
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack
    from pathlib import Path

    from posecheck.pose import Pose
    from posecheck.pose.frame import ImageArray

#: A recording beside a video belongs to it when it is as long to within so much.
_LENGTH_SLACK_S = 1.0


class Pictures(Protocol):
    """Gives any picture of a clip."""

    def nearest(self, time_s: float) -> ImageArray:
        """Return the picture whose time is nearest to `time_s`."""


class ReadingProgress(Protocol):
    """Shows how far something is."""

    def __call__(self, doing: str, done: int, total: int | None) -> None:
        """Show that `done` of `total` frames are through what is being done."""


@dataclass(frozen=True, slots=True, eq=False)
class ViewedClip:
    """A clip to look at.

    Parameters
    ----------
    path
        The video or landmark recording.
    pictures, poses
        What was seen; at least one pose.
    width_px, height_px, fps, duration_s
        How it was taken.
    """

    path: Path
    pictures: Pictures
    poses: tuple[Pose, ...]
    width_px: int
    height_px: int
    fps: float
    duration_s: float


def view_clip(
    opened: ExitStack,
    path: Path,
    model: Callable[[], Path],
    *,
    mirrored: bool,
    progress: ReadingProgress,
) -> ViewedClip:
    """Return the clip at `path`; the poses of a video are estimated once and kept in the user's cache.

    Parameters
    ----------
    opened
        Closes what was opened.
    path
        A video, or a landmark recording, which has no pictures. When ``NAME.poses`` lies beside a video,
        the poses are read from it.
    model
        Gives the path of the pose model, when it is needed.
    mirrored
        The picture arrives flipped.
    progress
        Told of every frame.

    Raises
    ------
    InputError
        The clip, the recording beside it, or the model cannot be used.
    """
    from posecheck.sources.stills import NoStills, Stills  # noqa: PLC0415 - loads OpenCV

    if is_recording(path):
        recording = read_recording(path)
        poses = tuple(pose.mirrored() if mirrored else pose for pose in recording.poses())
        pictures = NoStills(recording.width_px, recording.height_px)
        duration_s = recording.duration_s
        size = recording.width_px, recording.height_px
        return ViewedClip(path, pictures, poses, *size, _rate(poses), duration_s)

    from posecheck.sources.video import VideoFile  # noqa: PLC0415 - loads OpenCV

    source = opened.enter_context(VideoFile(path, mirrored=mirrored))
    stills = opened.enter_context(Stills())
    try:
        for number, _ in enumerate(stills.keep(source.frames()), 1):
            progress("Reading the pictures", number, source.frame_count)
    except OSError as error:
        raise InputError(
            f"The pictures of {path} cannot be kept: {error.strerror or error}; free some space."
        ) from error
    poses = _poses(path, model, source.frame_count, progress, mirrored=mirrored)
    _check_same_clip(path, poses, source.width_px, source.height_px, stills.times_s[-1])
    # What the container announces may be wrong: the last picture stays for one period.
    rate = _rate(poses) if len(poses) > 1 else 1.0 / source.period_s
    duration_s = round(stills.times_s[-1] + 1.0 / rate, 3)
    return ViewedClip(path, stills, poses, source.width_px, source.height_px, rate, duration_s)


def _poses(
    path: Path, model: Callable[[], Path], total: int | None, progress: ReadingProgress, *, mirrored: bool
) -> tuple[Pose, ...]:
    beside = path.with_suffix(SUFFIX)
    if is_recording(beside):
        recorded = read_recording(beside).poses()
        return tuple(pose.mirrored() if mirrored else pose for pose in recorded)
    from posecheck.estimator.model import cache_directory  # noqa: PLC0415 - only a video needs it
    from posecheck.lab.evaluation.landmarks import Landmarks  # noqa: PLC0415 - the same

    def tell(frames: int, _total: int | None) -> None:
        progress("Looking for the body", frames, total)

    landmarks = Landmarks(model(), cache=cache_directory() / "landmarks", tell=tell)
    return tuple(landmarks.of_video(path, mirrored=mirrored))


def _check_same_clip(
    path: Path, poses: tuple[Pose, ...], width_px: int, height_px: int, last_s: float
) -> None:
    beside = path.with_suffix(SUFFIX)
    if not poses:
        raise InputError(f"{path} holds no frame in which a body could be looked for.")
    same_size = (poses[0].width_px, poses[0].height_px) == (width_px, height_px)
    if not same_size or abs(poses[-1].time_s - last_s) > _LENGTH_SLACK_S:
        raise InputError(
            f"{beside} is not a recording of {path.name}: its pictures have another size or it has another "
            "length; move it away."
        )


def _rate(poses: tuple[Pose, ...]) -> float:
    """Return frames a second, rounded as people write them."""
    span_s = poses[-1].time_s - poses[0].time_s
    return round((len(poses) - 1) / span_s, 2) if span_s > 0 else 1.0
