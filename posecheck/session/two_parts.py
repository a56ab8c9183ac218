"""Landmarks of one video found by two processes, one for each part of it.

The landmarker uses one core, and follows a person from picture to picture. Who looks at the second part
therefore begins a little before it, until person and smoothing are found. From there on landmarks are those
of one pass within their noise, and not to the bit (docs/performance.md): whoever wants the same bits goes
without. The second part is the shorter one by what its process does besides: the little before it, and
passing over all the rest.
"""

from __future__ import annotations

import math
import multiprocessing
import shutil
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.pose.recording import read_recording
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from multiprocessing.context import SpawnProcess

    from posecheck.estimator.base import Estimator
    from posecheck.pose import Pose
    from posecheck.session.session import SeenPose
    from posecheck.sources.video import VideoFile

#: So long before its part the second process begins to look.
OVERLAP_S = 3.0
#: To pass over a frame takes this share of the time of looking at it: 0.5 of 22 ms at 640 x 480.
PASSING_SHARE = 0.02
#: A video has to be as long as this for it to be worth a second process, which takes a second to begin.
SHORTEST_S = 12.0


class SecondPart:
    """The process that looks at the second part of a video; `opened` ends it.

    It begins at once, so that it loads its network while the caller does. There is none for a video that is
    short, or whose length is not known.

    Parameters
    ----------
    opened
        Ends the process, if need be before it is done.
    source
        The video.
    model, rotate_deg, mirrored, silhouette
        With what the caller looks at it.
    """

    def __init__(  # noqa: PLR0913 - what both processes have to know
        self,
        opened: ExitStack,
        source: VideoFile,
        model: Path,
        *,
        rotate_deg: int | None,
        mirrored: bool,
        silhouette: bool,
    ) -> None:
        self._source = source
        self._process: _SecondProcess | None = None
        self._from_s = math.inf
        if not source.duration_s >= SHORTEST_S:  # also NaN
            return
        self._from_s = second_from_s(source.duration_s)
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="posecheck-")))
        self._process = _SecondProcess(folder / "second.poses", source.path, model, self._from_s)
        opened.callback(self._process.end)
        self._process.begin(rotate_deg=rotate_deg, mirrored=mirrored, silhouette=silhouette)

    def observe(self, estimator: Estimator) -> Iterator[SeenPose]:
        """Yield every frame of the video with its pose, in order.

        `estimator` looks at all that the other process does not: also at its part when it fails.
        """
        found: dict[float, Pose] | None = None
        for frame in self._source.frames():
            if self._process is not None and found is None and frame.time_s >= self._from_s:
                found = self._process.poses()
            pose = found.get(frame.time_s) if found else None
            yield frame, estimator.estimate(frame) if pose is None else pose


def second_from_s(duration_s: float) -> float:
    """Return where the second part of a video begins, so that both processes have as much to do, in seconds.

    The first looks at all before; the second passes over it, and looks at the overlap and the rest.
    """
    return (duration_s + OVERLAP_S) / (2.0 - PASSING_SHARE)


class _SecondProcess:
    """The process itself, and what it found."""

    def __init__(self, recording: Path, video: Path, model: Path, from_s: float) -> None:
        self._recording = recording
        self._arguments = (recording, video, model, from_s)
        self._process: SpawnProcess | None = None

    def begin(self, *, rotate_deg: int | None, mirrored: bool, silhouette: bool) -> None:
        """Start looking."""
        # spawn: a copy of a process with threads may hang
        self._process = multiprocessing.get_context("spawn").Process(
            target=_record_second_part, args=(*self._arguments, rotate_deg, mirrored, silhouette), daemon=True
        )
        self._process.start()

    def poses(self) -> dict[float, Pose]:
        """Wait until all was looked at and return the poses by their times; none when it failed."""
        assert self._process is not None
        self._process.join()
        if self._process.exitcode != 0:
            return {}
        try:
            return {pose.time_s: pose for pose in read_recording(self._recording).poses()}
        except InputError:
            return {}

    def end(self) -> None:
        """Look no further; it is not asked to, since nothing is lost, and a halted one hears nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()


def _record_second_part(  # noqa: PLR0913, PLR0917 - arguments of a process
    recording: Path,
    video: Path,
    model: Path,
    from_s: float,
    rotate_deg: int | None,
    mirrored: bool,  # noqa: FBT001 - the same
    silhouette: bool,  # noqa: FBT001 - the same
) -> None:
    """Write the poses from `from_s` on to `recording`; runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process knows what an interruption means
    from posecheck.estimator.landmarker import MediaPipeEstimator  # noqa: PLC0415 - takes a second
    from posecheck.pose.recording import RecordingWriter  # noqa: PLC0415 - the process begins here
    from posecheck.sources.video import VideoFile  # noqa: PLC0415 - the same

    try:
        with (
            VideoFile(video, rotate_deg=rotate_deg, mirrored=mirrored) as source,
            MediaPipeEstimator(model, silhouette=silhouette) as estimator,
            RecordingWriter(recording, source.width_px, source.height_px, "") as writer,
        ):
            for frame in source.frames(from_s - OVERLAP_S):
                if _is_left_alone():
                    break
                pose = estimator.estimate(frame)
                if frame.time_s >= from_s:
                    writer.write(pose)
    except Exception:  # noqa: BLE001 - the first process then looks itself, and says what is wrong
        raise SystemExit(1) from None
    finally:
        if _is_left_alone():  # nobody else clears away any more
            shutil.rmtree(recording.parent, ignore_errors=True)


def _is_left_alone() -> bool:
    """Return whether the first process has died without ending this one."""
    first = multiprocessing.parent_process()
    return first is not None and not first.is_alive()
