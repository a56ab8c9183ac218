"""The clock of a live exercise, which stands still while nothing is judged.

A pause must not count as held time, nor as time of stepping or breathing; neither must the time in which the
camera was away.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.pose import Pose

#: Without any picture for longer than this the camera was away; no more than this counts.
GAP_S = 2.0


class ExerciseClock:
    """Gives poses the time of the exercise: that of the camera without the pauses."""

    def __init__(self) -> None:
        self._behind_s = 0.0
        self._stopped_s = math.nan
        self._last_s = math.nan

    def stand_still(self, time_s: float) -> None:
        """Stand still from `time_s` of the camera on, until the next pose is to be judged."""
        if math.isnan(self._stopped_s):
            self._stopped_s = time_s
        self._last_s = time_s

    def timed(self, pose: Pose) -> Pose:
        """Return `pose`, which is to be judged now, with the time of the exercise."""
        if not math.isnan(self._stopped_s):
            self._behind_s += pose.time_s - self._stopped_s
            self._stopped_s = math.nan
        elif pose.time_s - self._last_s > GAP_S:
            self._behind_s += pose.time_s - self._last_s - GAP_S
        self._last_s = pose.time_s
        return replace(pose, time_s=pose.time_s - self._behind_s) if self._behind_s else pose
