"""Who does the work at many videos: processes of this computer, or a Dask cluster."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack

    from posecheck.batch.cluster import BenchJob
    from posecheck.batch.identity import Video
    from posecheck.batch.work import Outcome
    from posecheck.batch.workers import Job, Share


def at_home(
    opened: ExitStack, job: Job, videos: Sequence[Video], jobs: int | None
) -> Iterator[Outcome | Share]:
    """Yield how it goes with each video in processes of this computer; `opened` ends them.

    Parameters
    ----------
    opened
        Ends them when it is closed.
    job
        What is done with each.
    videos
        All of them.
    jobs
        How many processes; by default one a core. There are half as many of those that look in two.

    Raises
    ------
    ResultsError, ModelError
        No process can go on.
    """
    from posecheck.batch.workers import Workers  # noqa: PLC0415 - nobody is needed where nothing is new

    if not videos:
        return iter(())
    count = jobs or cores()
    if any(video.in_two for video in videos):
        count = max(1, count // 2)
    count = min(count, len(videos))
    return opened.enter_context(Workers(job, count)).outcomes(videos)


def crew(
    opened: ExitStack, job: BenchJob, videos: Sequence[Video], *, jobs: int | None, dask: str | None
) -> Iterator[Outcome | Share]:
    """Yield how it goes with each video, on the cluster at `dask` where there is one; as :func:`at_home`."""
    if dask is None or not videos:
        return at_home(opened, job, videos, jobs)
    from posecheck.batch.cluster import Cluster  # noqa: PLC0415 - an extra

    return opened.enter_context(Cluster(dask, job)).outcomes(videos)


def cores() -> int:
    """Return how many cores this process may use, which a cluster limits."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
