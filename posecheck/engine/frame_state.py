"""What is known of the frame in hand before it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.engine.visibility import Visibility
    from posecheck.exercise import Posture
    from posecheck.perception.body import Body
    from posecheck.pose import Side


@dataclass(frozen=True, slots=True)
class FrameState:
    """One frame as the trainer sees it, before anything is judged.

    Parameters
    ----------
    time_s, step_s
        Time of the frame, and since the frame before.
    body
        The body; ``None`` when the person is not there.
    posture, near, visibility
        How the body lies, which side is near, and what the camera can judge.
    unmoved
        It has not moved yet and may be furniture: it may be in its starting position, but nothing counts.
    """

    time_s: float
    step_s: float
    body: Body | None
    posture: Posture
    near: Side
    visibility: Visibility
    unmoved: bool = False

    @property
    def person(self) -> bool:
        """Whether somebody is there who is known not to be furniture."""
        return self.body is not None and not self.unmoved
