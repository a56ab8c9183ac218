"""How far a batch is, how fast it goes, and how long it takes yet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.batch.work import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.batch.workers import Share


class Pace:
    """Adds up what is heard of the videos of a batch.

    Parameters
    ----------
    sizes_bytes
        Size of each video that has to be worked at, by its number: a large one counts for more, because it
        takes longer.
    begun_s
        When the work began, on any clock of seconds.
    """

    def __init__(self, sizes_bytes: Mapping[int, int], begun_s: float) -> None:
        self._sizes = {number: max(1, size) for number, size in sizes_bytes.items()}
        self._whole = sum(self._sizes.values()) or 1
        self._begun_s = begun_s
        self._seen: dict[int, tuple[int, float]] = {}
        self._behind = 0
        self._frames = 0
        #: How many videos are through, and of how many nothing came.
        self.done = self.failed = 0

    @property
    def total(self) -> int:
        """How many videos have to be worked at."""
        return len(self._sizes)

    def take(self, heard: Outcome | Share) -> None:
        """Take what is heard of a video."""
        if isinstance(heard, Outcome):
            self._seen.pop(heard.number, None)
            self._behind += self._sizes.get(heard.number, 0)
            self._frames += heard.frames
            self.done += 1
            self.failed += bool(heard.problem)
        else:
            share = min(1.0, heard.frames / heard.total) if heard.total else 0.0
            self._seen[heard.number] = heard.frames, share

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1, by the size of the videos."""
        if self.done == self.total:
            return 1.0
        under_way = sum(share * self._sizes.get(number, 0) for number, (_, share) in self._seen.items())
        return min(1.0, (self._behind + under_way) / self._whole)

    def frames_a_second(self, now_s: float) -> float:
        """Return how many pictures a second are looked at altogether; ``NaN`` before anything is known."""
        passed_s = now_s - self._begun_s
        frames = self._frames + sum(frames for frames, _ in self._seen.values())
        return frames / passed_s if passed_s > 0.0 and frames else math.nan

    def left_s(self, now_s: float) -> float:
        """Return how many seconds it takes yet; ``NaN`` before anything is known."""
        share = self.share
        return (now_s - self._begun_s) * (1.0 - share) / share if share > 0.0 else math.nan
