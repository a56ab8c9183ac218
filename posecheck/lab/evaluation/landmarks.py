"""The poses of a clip: from the landmarker, from a recording, or the true ones."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from posecheck.batch.identity import KEY_DIGITS, Video
from posecheck.batch.looking import Sight, opened_for_looking, seen, to_nobody
from posecheck.batch.results import Results
from posecheck.lab.evaluation.truth import truth_poses
from posecheck.pose.recording import read_recording
from posecheck.session.landmark_key import file_sha256, landmark_key
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from posecheck.batch.looking import Tell
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.levels import Level
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame

_DEGRADES = "posecheck.lab.evaluation.degrade"
_SEED_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where the poses of the clips come from; picklable as long as nobody is told.

    Parameters
    ----------
    model
        The pose model; ``None`` takes the true poses. Clips that are recordings do not read it.
    degraded
        The pictures pass through the camera of this level of :mod:`posecheck.lab.evaluation.degrade` first.
    cache
        Folder whose landmark recordings are read instead of running the landmarker again; a folder of
        results of a batch is one (:mod:`posecheck.batch.results`).
    tell
        Told how many pictures of a clip the landmarker has seen.
    """

    model: Path | None
    degraded: Level | None = None
    cache: Path | None = None
    tell: Tell | None = None

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
        return self.of_video(clip.video, mirrored=clip.mirrored)

    def of_video(self, video: Path, *, mirrored: bool) -> list[Pose]:
        """Return the poses of a video that need not have a label; there must be a model.

        Raises
        ------
        InputError
            As :meth:`of`.
        """
        looked_at = Video(0, video, video, mirrored=mirrored)
        if self.cache is None:
            return list(self._estimated(looked_at))
        poses, _ = self.kept(looked_at, Results(self.cache, "--cache"))
        return list(poses)

    def is_kept(self, clip: Clip) -> bool:
        """Return whether the landmarker need not look at a clip any more."""
        if self.model is None or clip.recorded:
            return True
        if self.cache is None:
            return False
        try:
            key = self._key(file_sha256(clip.video), mirrored=clip.mirrored)
        except InputError:  # who looks at it says why
            return False
        return Results(self.cache).recording_path(key).is_file()

    def kept(self, video: Video, results: Results) -> tuple[Iterator[Pose], int]:
        """Return the poses of the recording of a video, made where there is none; and of how many pictures.

        Raises
        ------
        InputError
            As :meth:`of`.
        """
        sha256 = file_sha256(video.path)
        key, tell = self._key(sha256, mirrored=video.mirrored), self.tell or to_nobody
        recording, frames = seen(replace(video, sha256=sha256), key, results, self._sight(sha256), tell)
        return recording.poses(), frames

    def _estimated(self, video: Video) -> Iterator[Pose]:
        """Yield the poses of a video, and keep nothing."""
        tell = self.tell or to_nobody
        with ExitStack() as opened:
            material = opened_for_looking(opened, video, self._sight(file_sha256(video.path)))
            for count, (_, pose) in enumerate(material.observations, 1):
                tell(count, material.frame_count)
                yield pose

    def _model(self) -> Path:
        assert self.model is not None, "only a labelled clip has true poses"
        return self.model

    def _sight(self, sha256: str) -> Sight:
        """Return what looks at a video; what is in it chooses the worse camera, so that no name matters."""
        through = None if self.degraded is None else partial(_worse, self.degraded, sha256)
        return Sight(self._model, through)

    def _key(self, sha256: str, *, mirrored: bool) -> str:
        """Return a name that changes with everything on which the landmarks of a video depend.

        It is the name that a batch gives them, where nothing is degraded.
        """
        return landmark_key(
            sha256,
            _model_sha256(self._model()),
            mirrored=mirrored,
            degraded=str(self.degraded.value if self.degraded else False),
            also=(_DEGRADES,) if self.degraded else (),
        )[:KEY_DIGITS]


def no_pictures(clip: Clip) -> InputError:
    """Return the error of a recording that is to be degraded."""
    return InputError(
        f"{clip.video} is a landmark recording, which has no pictures to degrade; give the video it was made "
        "of, or leave --degrade out."
    )


def _worse(level: Level, sha256: str, frames: Iterator[Frame]) -> Iterator[Frame]:
    from posecheck.lab.evaluation.degrade import degraded  # noqa: PLC0415 - seldom asked for

    return degraded(frames, level, int(sha256[:_SEED_DIGITS], 16))


def _model_sha256(model: Path) -> str:
    """Return the hash of the pose model, which is read once for all clips as long as it stays as it is."""
    try:
        state = model.stat()
    except OSError:
        return file_sha256(model)  # which says what is wrong
    return _sha256_as_it_is(model, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=4)
def _sha256_as_it_is(model: Path, _size: int, _changed_ns: int) -> str:
    return file_sha256(model)
