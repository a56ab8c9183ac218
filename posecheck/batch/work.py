"""One video of a batch: what it is, what is seen in it, what comes of it. What is there is not made again."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.batch.judging import Poses, judged
from posecheck.batch.looking import Sight, seen
from posecheck.batch.results import ResultsError
from posecheck.pose.recording import is_recording
from posecheck.session.landmark_key import file_sha256
from posecheck.session.pose_input import open_recording, open_video
from posecheck.support.errors import InputError, ModelError
from posecheck.support.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from posecheck.batch.identity import Program, Task, Video
    from posecheck.batch.looking import Tell
    from posecheck.batch.results import Results
    from posecheck.pose import Pose


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


@dataclass(frozen=True, slots=True)
class Judge:
    """The work of a batch: a video is looked at and judged (:func:`work`); picklable."""

    bench: Bench
    results: Results

    def __call__(self, task: Task, tell: Tell) -> Outcome:
        """Do what is missing of one video."""
        return work(task, self.bench, self.results, tell)


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
            problem = problem_of(error, task)
            results.keep_failure(key, problem, task.named)
        else:
            results.keep_result(key, result)
            results.forget_failure(key)
    return Outcome(
        task.number, sha256, key, problem, kept=True, frames=frames, seconds=time.monotonic() - begun_s
    )


def _why_unread(video: Video) -> str:
    """Return why a file cannot be read at all, in the words that ``replay`` has for it."""
    try:
        with ExitStack() as opened:
            open_video(opened, video.path, _no_model, rotate_deg=None, mirrored=False, silhouette=False)
    except (InputError, OSError, ValueError) as error:
        return problem_of(error, video)
    return f"{video.named} could not be read just now; try it again."


def _model_of(bench: Bench) -> Path:
    if bench.model is None:  # it was a recording when the batch began
        raise ModelError("A video has come where a recording was; run the batch again.")
    return bench.model


def _no_model() -> Path:
    raise InputError("The file could not be read just now; try it again.")


def problem_of(error: BaseException, video: Video) -> str:
    """Return the sentence of an error as text alone, with the video as it is called."""
    text = str(error)
    plain = str.__str__(text) if isinstance(text, Message) else text
    return plain.replace(str(video.path), str(video.named))


def _poses(task: Task, sha256: str, bench: Bench, results: Results, tell: Tell) -> tuple[Poses, int]:
    """Return everything that is seen in a video, from its recording, and how many pictures that took now."""
    key = bench.program.landmarks_of(sha256, mirrored=task.mirrored, in_two=task.in_two)
    if is_recording(task.path):
        material = open_recording(task.path, rotate_deg=None, mirrored=task.mirrored)
        results.keep_note(key, material.note(), task.path)

        def again() -> Iterator[Pose]:
            once_more = open_recording(task.path, rotate_deg=None, mirrored=task.mirrored)
            return (pose for _, pose in once_more.observations)

        return Poses(task.named, material.width_px, material.height_px, material.duration_s, again), 0
    sight = Sight(lambda: _model_of(bench))
    kept, frames = seen(replace(task, sha256=sha256), key, results, sight, tell)
    return Poses(task.named, kept.width_px, kept.height_px, kept.announced_s, kept.poses), frames
