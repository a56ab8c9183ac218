"""One video of a batch: what it is, what is seen in it, what comes of it. What is there is not made again."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.batch.judging import Poses, judged
from posecheck.batch.results import Results, ResultsError
from posecheck.pose.recording import is_recording, read_recording
from posecheck.session.landmark_key import file_sha256
from posecheck.session.pose_input import open_recording, open_video
from posecheck.support.errors import InputError, ModelError
from posecheck.support.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from posecheck.batch.identity import Program, Task
    from posecheck.pose import Pose

    #: Told how many pictures of a video the landmarker has seen, of how many, where that is known.
    Tell = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is the same for every video of a batch; picklable.

    Parameters
    ----------
    program
        What judges.
    model
        The pose model; ``None`` where all are recordings.
    retries
        What failed before is tried again.
    """

    program: Program
    model: Path | None
    retries: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with a video.

    Parameters
    ----------
    number
        Its place in the batch.
    sha256
        Of its content, empty when it could not be read.
    key
        Name of its result, empty without content.
    problem
        Why nothing came of it, in a sentence; empty when something did.
    kept
        That is known for good, and it need not be tried again.
    frames, seconds
        How many pictures the landmarker looked at, and how long everything took.
    """

    number: int
    sha256: str = ""
    key: str = ""
    problem: str = ""
    kept: bool = False
    frames: int = 0
    seconds: float = 0.0


def work(task: Task, bench: Bench, results: Results, tell: Tell) -> Outcome:
    """Do what is missing of one video.

    Parameters
    ----------
    task
        The video.
    bench
        With what.
    results
        Where it is kept.
    tell
        Told how many pictures the landmarker has seen, of how many, where that is known.

    Raises
    ------
    ResultsError
        The results cannot be written.
    ModelError
        The model cannot be run.
    """
    begun_s = time.monotonic()
    try:
        sha256 = task.sha256 or file_sha256(task.path)
    except InputError:
        return Outcome(task.number, problem=_why_unread(task))
    key = bench.program.result_of(sha256, task)
    frames = 0
    problem = "" if bench.retries else results.failure(key, task.named)
    if not problem and results.result(key) is None:
        try:
            poses, frames = _poses(task, sha256, bench, results, tell)
            result = judged(poses, task.exercise, task.side, task.profile)
        except (ResultsError, ModelError):
            raise
        except InputError as error:
            problem = _plain(error).replace(str(task.path), str(task.named))
            results.keep_failure(key, problem, task.named)
        else:
            results.keep_result(key, result)
            results.forget_failure(key)
    return Outcome(
        task.number, sha256, key, problem, kept=True, frames=frames, seconds=time.monotonic() - begun_s
    )


def _why_unread(task: Task) -> str:
    """Return why a file cannot be read at all, in the words that ``replay`` has for it."""
    try:
        with ExitStack() as opened:
            open_video(opened, task.path, _no_model, rotate_deg=None, mirrored=False, silhouette=False)
    except (InputError, OSError, ValueError) as error:
        return _plain(error).replace(str(task.path), str(task.named))
    return f"{task.named} could not be read just now; try it again."


def _model_of(bench: Bench) -> Path:
    if bench.model is None:  # it was a recording when the batch began
        raise ModelError("A video has come where a recording was; run the batch again.")
    return bench.model


def _no_model() -> Path:
    raise InputError("The file could not be read just now; try it again.")


def _plain(error: BaseException) -> str:
    """Return the sentence of an error as text alone."""
    text = str(error)
    return str.__str__(text) if isinstance(text, Message) else text


def _poses(task: Task, sha256: str, bench: Bench, results: Results, tell: Tell) -> tuple[Poses, int]:
    """Return everything that is seen in a video, from its recording, and how many pictures that took now."""
    if is_recording(task.path):
        material = open_recording(task.path, rotate_deg=None, mirrored=task.mirrored)
        results.keep_note(
            bench.program.landmarks_of(sha256, mirrored=task.mirrored), material.note(), task.path
        )

        def again() -> Iterator[Pose]:
            once_more = open_recording(task.path, rotate_deg=None, mirrored=task.mirrored)
            return (pose for _, pose in once_more.observations)

        return Poses(task.named, material.width_px, material.height_px, material.duration_s, again), 0
    key = bench.program.landmarks_of(sha256, mirrored=task.mirrored)
    seen = _kept_poses(task, results.recording_path(key))
    if seen is not None:
        return seen, 0
    frames = _see(task, sha256, bench, results, tell)
    seen = _kept_poses(task, results.recording_path(key))
    if seen is None:
        raise ResultsError(f"What was just written to {results.folder} cannot be read; check the disk.")
    return seen, frames


def _kept_poses(task: Task, path: Path) -> Poses | None:
    """Return the poses of a recording that is kept; ``None`` when there is none, or it is damaged."""
    try:
        recording = read_recording(path)
    except InputError:
        return None
    if recording.note:  # it ends in the middle of a frame, which no recording that was kept whole does
        return None
    return Poses(task.named, recording.width_px, recording.height_px, recording.announced_s, recording.poses)


def _see(task: Task, sha256: str, bench: Bench, results: Results, tell: Tell) -> int:
    """Let the landmarker look at a video, keep what it sees, and return how many pictures it saw."""
    key = bench.program.landmarks_of(sha256, mirrored=task.mirrored)
    with ExitStack() as opened:
        # Always with the outline, so that a rule that starts to need it finds it in the recording.
        material = open_video(
            opened,
            task.path,
            lambda: _model_of(bench),
            rotate_deg=None,
            mirrored=task.mirrored,
            silhouette=True,
        )
        size_px = material.width_px, material.height_px
        # By its content, not by its name, of which the same video may have several.
        with results.recording(key, size_px, f"sha256 {sha256}", material.duration_s) as kept:
            for _ in kept.take(pose for _, pose in material.observations):
                tell(kept.count, material.frame_count)
            if kept.count == 0:
                raise InputError(f"{task.path} has no picture that can be read; record or download it again.")
            results.keep_note(key, material.note().replace(str(task.path), str(task.named)), task.named)
            return kept.count
