"""Judges many clips, one process a core, and adds up what came of it."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.evaluation.outcome import JudgedClip, judge_clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.landmarks import Landmarks

#: How often the parent looks whether it was asked to stop.
_TURN_S = 0.5


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


def evaluate(
    clips: Sequence[Clip],
    landmarks: Landmarks,
    *,
    exercise_id: str | None = None,
    recognise: bool = False,
    jobs: int = 1,
) -> Iterator[tuple[Clip, list[JudgedClip]]]:
    """Yield each clip with what came of it, as soon as it is done.

    Parameters
    ----------
    clips
        What is judged.
    landmarks
        Where the poses come from.
    exercise_id
        Judge clips of something else as this exercise only.
    recognise
        See also what each clip is taken for when no exercise is named, which takes longer than all else
        that is done with its poses.
    jobs
        Number of processes; 1 works in this one.

    Raises
    ------
    InputError
        A clip or the model cannot be used.
    """
    if jobs == 1 or len(clips) <= 1:
        for clip in clips:
            yield clip, _judge(clip, landmarks, exercise_id, recognise=recognise)
        return
    # Spawned, because a native library that is loaded already does not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(clips)), context, _leave_interrupts_to_parent) as pool:
        # The long clips first, so that no core is left with one at the end.
        ordered = sorted(clips, key=lambda clip: -clip.label.duration_s)
        waiting = {
            pool.submit(_judge, clip, landmarks, exercise_id, recognise=recognise): clip for clip in ordered
        }
        try:
            while waiting:
                done, _ = wait(waiting, timeout=_TURN_S, return_when=FIRST_COMPLETED)
                for future in done:
                    yield waiting.pop(future), future.result()
        except BaseException:
            # Interrupted, or a clip cannot be used: nobody waits for the clips that are still in work.
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in multiprocessing.active_children():
                worker.terminate()
            raise


def _leave_interrupts_to_parent() -> None:
    """Let a worker be when Ctrl-C reaches every process of the terminal: the parent ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _judge(clip: Clip, landmarks: Landmarks, exercise_id: str | None, *, recognise: bool) -> list[JudgedClip]:
    return judge_clip(clip, judged_as(clip, exercise_id), landmarks.of(clip), recognise=recognise)
