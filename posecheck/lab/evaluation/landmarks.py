"""The poses of a clip: from the landmarker, from a recording, or the true ones."""

from __future__ import annotations

import contextlib
import os
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.lab.evaluation.truth import truth_poses
from posecheck.pose.recording import RecordingWriter, read_recording
from posecheck.session.landmark_key import file_sha256, landmark_key
from posecheck.support.errors import InputError
from posecheck.support.file_names import readable_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.levels import Level
    from posecheck.pose import Pose

_DEGRADES = "posecheck.lab.evaluation.degrade"
_KEY_DIGITS = 24
_KEY_LETTERS = 40
_SEED_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where the poses of the clips come from.

    Parameters
    ----------
    model
        The pose model; ``None`` takes the true poses. Clips that are recordings do not read it.
    degraded
        The pictures pass through the camera of this level of :mod:`posecheck.lab.evaluation.degrade` first.
    cache
        Folder of landmark recordings that are read instead of running the landmarker again.
    seen
        Told of every pose that the landmarker gives, for a line of progress.
    """

    model: Path | None
    degraded: Level | None = None
    cache: Path | None = None
    seen: Callable[[Pose], None] | None = None

    def of(self, clip: Clip) -> list[Pose]:
        """Return the poses of `clip`, of the picture as it was before any mirroring.

        Raises
        ------
        InputError
            The video, the recording, the truth or the model cannot be used, the cache cannot be written, or a
            recording is to be degraded.
        """
        if self.model is None:
            return list(truth_poses(clip))
        if clip.recorded:
            if self.degraded:
                raise no_pictures(clip)
            poses = read_recording(clip.video).poses()
            return [pose.mirrored() if clip.mirrored else pose for pose in poses]
        return self._of_video(clip.video, self.model, mirrored=clip.mirrored)

    def of_video(self, video: Path, *, mirrored: bool) -> list[Pose]:
        """Return the poses of a video that need not have a label; there must be a model.

        Raises
        ------
        InputError
            As :meth:`of`.
        """
        assert self.model is not None, "only a labelled clip has true poses"
        return self._of_video(video, self.model, mirrored=mirrored)

    def _of_video(self, video: Path, model: Path, *, mirrored: bool) -> list[Pose]:
        if self.cache is None:
            return list(self._estimated(video, model, mirrored=mirrored))
        recording = self.cache / f"{self._key(video, model, mirrored=mirrored)}.poses"
        if recording.exists():
            try:
                return list(read_recording(recording).poses())
            except InputError:  # a damaged recording is made again
                recording.unlink(missing_ok=True)
        poses = list(self._estimated(video, model, mirrored=mirrored))
        _keep(recording, poses, video.name)
        return poses

    def _estimated(self, video: Path, model: Path, *, mirrored: bool) -> Iterator[Pose]:
        # mediapipe takes a second to import, and nobody with filled recordings needs it.
        from posecheck.estimator.landmarker import MediaPipeEstimator  # noqa: PLC0415
        from posecheck.lab.evaluation.degrade import degraded  # noqa: PLC0415
        from posecheck.sources.video import VideoFile  # noqa: PLC0415

        with ExitStack() as opened:
            source = opened.enter_context(VideoFile(video, mirrored=mirrored))
            # Always with the outline, so that a rule that starts to need it finds it in the recording.
            estimator = opened.enter_context(MediaPipeEstimator(model, silhouette=True))
            frames = source.frames()
            if self.degraded:
                # What is in the video chooses, so that the cache knows it and no name matters.
                frames = degraded(frames, self.degraded, int(file_sha256(video)[:_SEED_DIGITS], 16))
            for frame in frames:
                pose = estimator.estimate(frame)
                if self.seen is not None:
                    self.seen(pose)
                yield pose

    def _key(self, video: Path, model: Path, *, mirrored: bool) -> str:
        """Return a name that changes with everything on which the landmarks of `video` depend."""
        key = landmark_key(
            file_sha256(video),
            file_sha256(model),
            mirrored=mirrored,
            degraded=str(self.degraded.value if self.degraded else False),
            also=(_DEGRADES,) if self.degraded else (),
        )
        # The name is for people; a long one would leave no room for the rest.
        return f"{readable_name(video.stem)[:_KEY_LETTERS]}-{key[:_KEY_DIGITS]}"


def no_pictures(clip: Clip) -> InputError:
    """Return the error of a recording that is to be degraded."""
    return InputError(
        f"{clip.video} is a landmark recording, which has no pictures to degrade; give the video it was made "
        "of, or leave --degrade out."
    )


def _keep(path: Path, poses: list[Pose], name: str) -> None:
    """Write `poses` whole or not at all, whoever else writes the same at the same time."""
    if not poses:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with RecordingWriter(part, poses[0].width_px, poses[0].height_px, name) as writer:
            for pose in poses:
                writer.write(pose)
        part.replace(path)
    except OSError as error:
        raise InputError(
            f"The folder {path.parent} cannot be written ({error.strerror or error}); give another --cache."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
