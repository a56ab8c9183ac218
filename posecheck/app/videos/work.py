"""Judging videos behind the pages: what is asked of ``posecheck replay``, and what came of it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from posecheck.app.videos import store as video_store
from posecheck.app.videos.verdict import read_video_result
from posecheck.app.work.tasks import Progress
from posecheck.pose.recording import is_recording
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.app.videos.store import Video
    from posecheck.app.work.tasks import Task, Tasks

KIND = "video"
#: How a command begins the sentence that says why it failed.
_ERROR = "Error: "
#: A command that was told to stop needs no longer.
_STOPS_IN_S = 10.0


def judge(tasks: Tasks, video: Video) -> Task:
    """Have a video judged as its ``about`` says when it is its turn; call it from the loop of the server."""
    about = video.about
    about.state, about.problem = "waiting", ""
    video.save()
    folder = video.judging()
    made = {
        "--json": video.result,
        "--frames": video.frames,
        "--annotate": video.annotated,
        **({} if is_recording(video.path) else {"--record": video.landmarks}),
    }
    chosen = {"--exercise": about.exercise, "--side": about.side, "--profile": about.profile}
    arguments = ["replay", str(video.path)]
    for option, path in made.items():
        arguments += [option, str(folder / path.name)]
    for option, value in chosen.items():
        arguments += [option, value] if value else []
    # what is in a file is as it was recorded, whatever the camera of this computer does
    arguments += ["--not-mirrored", *(["--keep"] if about.keep and not about.kept else [])]
    return tasks.add(KIND, arguments, {"video": video.id}, partial(_ended, tasks, folder))


def task_of(tasks: Tasks, name: str) -> Task | None:
    """Return the last task about a video, ``None`` when there was none since the app was started."""
    return next((each for each in tasks.of_kind(KIND) if each.about["video"] == name), None)


def progress_of(video: Video, task: Task | None) -> Progress:
    """Return how far a video is; what nobody works at any more was interrupted."""
    if task is not None and task.progress in (Progress.WAITING, Progress.WORKING):
        return task.progress
    return Progress.STOPPED if video.about.state == "waiting" else Progress(video.about.state)


async def stop(tasks: Tasks, video: Video) -> None:
    """Stop whatever is done with a video, and wait until nothing writes to its folder any more."""
    task = task_of(tasks, video.id)
    if task is None or task.progress not in (Progress.WAITING, Progress.WORKING):
        return
    is_working = task.progress is Progress.WORKING
    tasks.forget(task.id)
    if is_working:
        with suppress(TimeoutError):
            await asyncio.wait_for(task.ended.wait(), _STOPS_IN_S)
    _stopped(video)


def _stopped(video: Video) -> None:
    video.not_judged()
    video.about.state = "done" if video.result.is_file() else "stopped"
    video.save()


def _ended(tasks: Tasks, folder: Path, task: Task) -> None:
    """Write down what came of a video, unless it was removed meanwhile, or is looked at once more."""
    name = str(task.about["video"])
    try:
        video = video_store.find(name)
    except InputError:
        return
    if task_of(tasks, name) is not task:
        return
    if task.progress is Progress.STOPPED:
        _stopped(video)
        return
    about = video.about
    problem = sentence_of(task.problem).replace(str(video.path), about.name)
    notes = [line.replace(str(video.path), about.name) for line in task.said.splitlines() if line.strip()]
    if (folder / video.result.name).is_file():
        # one of the other files may have failed: the verdict is there
        about.state, about.notes = "done", (*notes, *([problem] if problem else []))
        video.judged()
        about.kept = about.kept or (about.keep and not problem and _shows_training(video))
    else:
        about.state, about.problem = "failed", problem
        video.not_judged()
    video.save()


def _shows_training(video: Video) -> bool:
    """Return whether somebody did an exercise in a judged video: of anything else nothing is kept."""
    with suppress(InputError):
        result = read_video_result(video.result)
        return result is not None and result.exercise is not None and result.frames_with_pose > 0
    return False


def sentence_of(problem: str) -> str:
    """Return the sentence in which a command said why it failed, without what else it printed."""
    _, is_there, sentence = problem.rpartition(_ERROR)
    return " ".join(sentence.split()) if is_there else " ".join(problem.split())
