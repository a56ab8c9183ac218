"""Looks at labelled clips on every core or a cluster, before anything is judged, and keeps what is seen."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.batch.course import size_bytes
from posecheck.batch.identity import Video
from posecheck.batch.results import ResultsError
from posecheck.batch.work import Outcome, problem_of
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.support.errors import InputError, ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.batch.looking import Tell
    from posecheck.batch.results import Results
    from posecheck.batch.work import Bench
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.levels import Level


@dataclass(frozen=True, slots=True)
class Look:
    """The work of looking at a clip; picklable.

    Parameters
    ----------
    bench
        With what.
    results
        Where the recordings are kept.
    degraded
        What kind of camera the pictures pass through first.
    """

    bench: Bench
    results: Results
    degraded: Level | None = None

    def __call__(self, video: Video, tell: Tell) -> Outcome:
        """Look at a video of which no recording is kept."""
        begun_s = time.monotonic()
        try:
            _, frames = Landmarks(self.bench.model, self.degraded, tell=tell).kept(video, self.results)
        except (ResultsError, ModelError):
            raise
        except InputError as error:
            return Outcome(video.number, problem=problem_of(error, video))
        return Outcome(video.number, frames=frames, seconds=time.monotonic() - begun_s)


def not_looked_at(clips: Iterable[Clip], landmarks: Landmarks) -> list[Video]:
    """Return the videos among `clips` of which no recording is kept, the largest first."""
    found = [
        Video(number, clip.video, clip.video, mirrored=clip.mirrored)
        for number, clip in enumerate(clips)
        if not landmarks.is_kept(clip)
    ]
    return sorted(found, key=lambda video: (-size_bytes(video.path), video.number))
