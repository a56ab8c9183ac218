"""The list of videos: how far each one is, or what came of it, in a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.app.videos import store as video_store
from posecheck.app.videos import work as video_work
from posecheck.app.videos.verdict import exercise_of, summary
from posecheck.app.work.problems import plain_words
from posecheck.app.work.tasks import Progress

if TYPE_CHECKING:
    from posecheck.app.pages.desk import Desk
    from posecheck.app.videos.store import Video
    from posecheck.app.work.tasks import Task
    from posecheck.report.wording import Words

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A video in the list.

    Parameters
    ----------
    video
        What is known of it.
    progress
        How far it is.
    share
        How much is done, 0 to 1; ``None`` while that is unknown.
    line
        The same in words, or what came of it.
    exercise
        Id of what it was judged as; ``None`` without a verdict.
    when
        When it was given.
    """

    video: Video
    progress: Progress
    share: float | None
    line: str
    exercise: str | None
    when: str

    @property
    def is_busy(self) -> bool:
        """Whether it is worked at, or waits for it."""
        return self.progress in (Progress.WAITING, Progress.WORKING)


def rows_of(desk: Desk) -> list[Row]:
    """Return the list, the newest video first."""
    return [row_of(desk, video) for video in video_store.every()]


def row_of(desk: Desk, video: Video) -> Row:
    """Return how far a video is."""
    task = video_work.task_of(desk.tasks, video.id)
    progress = video_work.progress_of(video, task)
    added = video.about.added.astimezone()
    return Row(
        video,
        progress,
        task.share if task is not None and progress is Progress.WORKING else None,
        _line(video, progress, task, desk.words),
        exercise_of(video),
        f"{desk.words.plain_date(added.date())}, {added:%H:%M}",
    )


def _line(video: Video, progress: Progress, task: Task | None, words: Words) -> str:
    match progress:
        case Progress.WAITING:
            return words.say("Waits for its turn.")
        case Progress.WORKING:
            return working_words(task, words)
        case Progress.FAILED:
            return plain_words(video.about.problem, words)
        case Progress.STOPPED:
            return words.say("It was interrupted, and can be begun again.")
        case _:
            return summary(video, words)


def working_words(task: Task | None, words: Words) -> str:
    """Return how far it is with a video that is worked at."""
    if task is None or task.share is None:
        return words.say("It is looked at now.")
    return words.say("It is looked at now: {share} % done.", share=words.number(_WHOLE * task.share))
