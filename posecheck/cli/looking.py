"""Lets every core, or a cluster, look at clips and shows how far that is; for ``evaluate`` and ``tune``."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from posecheck.cli.batch_progress import BatchProgress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.batch.identity import Video
    from posecheck.batch.work import Outcome
    from posecheck.batch.workers import Share
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.landmarks import Landmarks
    from posecheck.support.language import Language


def look_at(
    clips: Sequence[Clip],
    landmarks: Landmarks,
    words: Language,
    *,
    jobs: int | None,
    dask: str | None,
    portion: float = 1.0,
) -> list[str]:
    """Look at every clip of which no recording is kept, keep what is seen, and return what is wrong.

    Parameters
    ----------
    clips
        What is looked at.
    landmarks
        With what, and where it is kept.
    words
        In which it is shown how far that is.
    jobs, dask
        Who does it.
    portion
        How much of the whole work this is, for a program that asked for its share.

    Raises
    ------
    InputError
        Nobody can do it, or nothing can be kept.
    KeyboardInterrupt
        The user wants no more; what is done is kept.
    """
    from posecheck.batch.crew import crew
    from posecheck.batch.identity import this_program
    from posecheck.batch.results import Results
    from posecheck.batch.work import Bench, Outcome
    from posecheck.lab.evaluation.looking import Look, not_looked_at

    videos = not_looked_at(clips, landmarks)
    if not videos or landmarks.cache is None:
        return []
    bench = Bench(this_program(landmarks.model), landmarks.model)
    work = Look(bench, Results(landmarks.cache, "--cache"), landmarks.degraded)
    with ExitStack() as opened:
        opened.enter_context(kept_together(landmarks, videos))
        heard = crew(opened, work, videos, jobs=jobs, dask=dask)
        shown = opened.enter_context(followed(heard, videos, words, portion))
        return [each.problem for each in shown if isinstance(each, Outcome) and each.problem]


@contextmanager
def followed(
    heard: Iterator[Outcome | Share], videos: Sequence[Video], words: Language, portion: float = 1.0
) -> Iterator[Iterator[Outcome | Share]]:
    """Give what is heard of videos, and show how far they are; `portion` as in :func:`look_at`."""
    from posecheck.batch.course import size_bytes
    from posecheck.batch.pace import Pace

    pace = Pace({video.number: size_bytes(video.path) for video in videos}, time.monotonic())
    with BatchProgress(pace, words, portion) as progress:

        def shown() -> Iterator[Outcome | Share]:
            for each in heard:
                progress.take(each)
                yield each

        yield shown()


@contextmanager
def kept_together(landmarks: Landmarks, videos: Sequence[Video]) -> Iterator[None]:
    """Hold the folder of recordings, so that no batch tidies it while `videos` are looked at.

    Raises
    ------
    InputError
        A batch writes there, or nothing can be written.
    """
    from posecheck.batch.locks import visiting
    from posecheck.batch.results import Results

    if landmarks.cache is None or not videos:
        yield
        return
    with visiting(Results(landmarks.cache, "--cache")):
        yield
