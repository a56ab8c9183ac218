"""Landmarks of one video found by two processes, one for each half of it.

The landmarker uses one core, and follows a person from picture to picture. Who looks at the second half
therefore begins a little before it, until person and smoothing are found. From there on landmarks are those
of one pass within their noise, and not to the bit (docs/performance.md): whoever wants the same bits goes
without.
"""

from __future__ import annotations

import math
import multiprocessing
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

#: So long before its half the second process begins to look.
OVERLAP_S = 3.0
#: A video has to be as long as this for it to be worth a second process, which takes a second to begin.
SHORTEST_S = 12.0


def observe_in_two(  # noqa: PLR0913 - what both processes have to know
    opened: ExitStack,
    source: VideoFile,
    estimator: Estimator,
    model: Path,
    *,
    rotate_deg: int | None,
    mirrored: bool,
    silhouette: bool,
) -> Iterator[SeenPose]:
    """Yield every frame of `source` with its pose, in order; `opened` ends the second process.

    A video that is short, or whose length is not known, is looked at by `estimator` alone; so is the second
    half when the other process fails.
    """
    if not source.duration_s >= SHORTEST_S:  # also NaN
        return _observed(source, estimator, None, math.inf)
    half_s = source.duration_s / 2
    folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="posecheck-")))
    second = _SecondHalf(folder / "second.poses", source.path, model, half_s)
    opened.callback(second.end)
    second.begin(rotate_deg=rotate_deg, mirrored=mirrored, silhouette=silhouette)
    return _observed(source, estimator, second, half_s)


def _observed(
    source: VideoFile, estimator: Estimator, second: _SecondHalf | None, half_s: float
) -> Iterator[SeenPose]:
    found: dict[float, Pose] | None = None
    for frame in source.frames():
        if second is not None and found is None and frame.time_s >= half_s:
            found = second.poses()
        pose = found.get(frame.time_s) if found else None
        yield frame, estimator.estimate(frame) if pose is None else pose


class _SecondHalf:
    """The process that looks at the second half, and what it found."""

    def __init__(self, recording: Path, video: Path, model: Path, half_s: float) -> None:
        self._recording = recording
        self._arguments = (recording, video, model, half_s)
        self._process: SpawnProcess | None = None

    def begin(self, *, rotate_deg: int | None, mirrored: bool, silhouette: bool) -> None:
        """Start looking."""
        # spawn: a copy of a process with threads may hang
        self._process = multiprocessing.get_context("spawn").Process(
            target=_record_second_half, args=(*self._arguments, rotate_deg, mirrored, silhouette), daemon=True
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
        """Look no further."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()


def _record_second_half(  # noqa: PLR0913, PLR0917 - arguments of a process
    recording: Path,
    video: Path,
    model: Path,
    half_s: float,
    rotate_deg: int | None,
    mirrored: bool,  # noqa: FBT001 - the same
    silhouette: bool,  # noqa: FBT001 - the same
) -> None:
    """Write the poses from `half_s` on to `recording`; runs in a process of its own."""
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
            for frame in source.frames():
                if frame.time_s < half_s - OVERLAP_S:
                    continue
                pose = estimator.estimate(frame)
                if frame.time_s >= half_s:
                    writer.write(pose)
    except Exception:  # noqa: BLE001 - the first process then looks itself, and says what is wrong
        raise SystemExit(1) from None
