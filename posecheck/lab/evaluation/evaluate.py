"""Judges many clips, one process a core, so that what came of them can be added up."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from posecheck.batch.crew import at_home
from posecheck.batch.identity import Video
from posecheck.batch.work import Outcome
from posecheck.batch.workers import attempted_here
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.evaluation.outcome import JudgedClip, judge_clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack

    from posecheck.batch.looking import Tell
    from posecheck.batch.workers import Share
    from posecheck.exercise import Exercise
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.landmarks import Landmarks


@dataclass(frozen=True, slots=True)
class LabelledVideo(Video):
    """A clip as one of many videos."""

    clip: Clip


@dataclass(frozen=True, slots=True)
class Evaluated(Outcome):
    """How it went with a clip, and what came of it."""

    judged: tuple[JudgedClip, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluate:
    """The work of an evaluation; picklable.

    Parameters
    ----------
    landmarks
        Where the poses come from.
    exercise_id
        Judge clips of something else as this exercise only.
    recognise
        See also what each clip is taken for when no exercise is named, which takes longer than all else
        that is done with its poses.
    """

    landmarks: Landmarks
    exercise_id: str | None = None
    recognise: bool = field(default=False, kw_only=True)

    def __call__(self, video: LabelledVideo, tell: Tell) -> Evaluated:
        """Judge one clip.

        Raises
        ------
        InputError
            The clip or the model cannot be used.
        """
        begun_s, looked_at = time.monotonic(), 0

        def told(frames: int, total: int | None) -> None:
            nonlocal looked_at
            looked_at = frames
            tell(frames, total)

        poses = replace(self.landmarks, tell=told).of(video.clip)
        exercises = judged_as(video.clip, self.exercise_id)
        judged = judge_clip(video.clip, exercises, poses, recognise=self.recognise)
        seconds = time.monotonic() - begun_s
        return Evaluated(video.number, frames=looked_at, seconds=seconds, judged=tuple(judged))


def chosen(clips: Sequence[Clip], exercise_id: str | None) -> list[Clip]:
    """Return the clips of `exercise_id` and those of something else; all of them without one.

    Raises
    ------
    InputError
        There is no such exercise.
    """
    if exercise_id is None:
        return list(clips)
    exercise = find_exercise(exercise_id)
    return [clip for clip in clips if clip.label.exercise in (exercise.id, None)]


def judged_as(clip: Clip, exercise_id: str | None = None) -> list[Exercise]:
    """Return the exercises as which `clip` is judged: its own; one that shows none as every exercise."""
    own = clip.label.exercise or exercise_id
    return [find_exercise(own)] if own else list(all_exercises().values())


def videos_of(clips: Sequence[Clip]) -> list[LabelledVideo]:
    """Return `clips` as videos, the long ones first, so that no core is left with one at the end."""
    videos = [
        LabelledVideo(number, clip.video, clip.video, clip, mirrored=clip.mirrored)
        for number, clip in enumerate(clips)
    ]
    return sorted(videos, key=lambda video: -video.clip.label.duration_s)


def evaluate(
    opened: ExitStack, work: Evaluate, videos: Sequence[LabelledVideo], jobs: int | None
) -> Iterator[Outcome | Share]:
    """Yield how it goes with each clip, as soon as it is known.

    Parameters
    ----------
    opened
        Ends the processes when it is closed.
    work
        What is done.
    videos
        The clips.
    jobs
        Number of processes, by default one a core; 1 works in this one.

    Raises
    ------
    InputError
        The model or the folder of recordings cannot be used.
    """
    if jobs == 1 or len(videos) <= 1:
        return (attempted_here(video, work) for video in videos)
    return at_home(opened, work, videos, jobs)
