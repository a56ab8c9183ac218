"""What is seen in a video, kept as a recording: it is looked at once, and judged as often as one likes."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from posecheck.batch.results import ResultsError
from posecheck.pose.recording import read_recording
from posecheck.session.pose_input import open_video
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from posecheck.batch.identity import Video
    from posecheck.batch.results import Results
    from posecheck.pose.frame import Frame
    from posecheck.pose.recording import Recording
    from posecheck.session.pose_input import Material

    #: Told how many pictures of a video the landmarker has seen, of how many, where that is known.
    Tell = Callable[[int, int | None], None]
    #: What pictures pass through before they are looked at.
    Through = Callable[[Iterator[Frame]], Iterator[Frame]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What looks at a video.

    Parameters
    ----------
    model
        Gives the path of the pose model, when the video turned out to be readable.
    through
        What the pictures pass through first.
    """

    model: Callable[[], Path]
    through: Through | None = None


def seen(video: Video, key: str, results: Results, sight: Sight, tell: Tell) -> tuple[Recording, int]:
    """Return the recording of a video, made now where there is none, and how many pictures that took.

    Parameters
    ----------
    video
        What is looked at, with the hash of its file.
    key
        Name of its recording, which says on what it depends.
    results
        Where it is kept.
    sight
        What looks at it.
    tell
        Told how many pictures were seen.

    Raises
    ------
    ResultsError
        The recording cannot be written.
    InputError
        The video cannot be read, or the model cannot be run.
    """
    found = kept(results.recording_path(key))
    if found is not None:
        return found, 0
    frames = _look(video, key, results, sight, tell)
    found = kept(results.recording_path(key))
    if found is None:
        raise ResultsError(f"What was just written to {results.folder} cannot be read; check the disk.")
    return found, frames


def opened_for_looking(opened: ExitStack, video: Video, sight: Sight) -> Material:
    """Return what the landmarker sees in a video as it is recorded; `opened` closes it.

    Raises
    ------
    InputError
        The video cannot be read, or the model cannot be run.
    """
    return open_video(
        opened,
        video.path,
        sight.model,
        rotate_deg=None,
        mirrored=video.mirrored,
        silhouette=True,  # always, so that a rule that starts to need the outline finds it
        in_two=video.in_two,
        through=sight.through,
    )


def to_nobody(_frames: int, _total: int | None) -> None:
    """Tell nobody how many pictures were seen."""


def kept(path: Path) -> Recording | None:
    """Return a recording that is kept; ``None`` when there is none, or it is damaged."""
    try:
        recording = read_recording(path)
    except InputError:
        return None
    # A note: it ends in the middle of a frame, which no recording that was kept whole does.
    return None if recording.note else recording


def _look(video: Video, key: str, results: Results, sight: Sight, tell: Tell) -> int:
    """Let the landmarker look at a video, keep what it sees, and return how many pictures it saw."""
    with ExitStack() as opened:
        material = opened_for_looking(opened, video, sight)
        poses = (pose for _, pose in material.observations)
        first = next(poses, None)
        if first is None:
            raise InputError(f"{video.path} has no picture that can be read; record or download it again.")
        size_px = first.width_px, first.height_px
        # By its content, not by its name, of which the same video may have several.
        with results.recording(key, size_px, f"sha256 {video.sha256}", material.duration_s) as keeping:
            for _ in keeping.take(chain((first,), poses)):
                tell(keeping.count, material.frame_count)
            results.keep_note(key, material.note().replace(str(video.path), str(video.named)), video.named)
            return keeping.count
