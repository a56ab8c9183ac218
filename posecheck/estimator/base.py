"""What every pose estimator offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from types import TracebackType

    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame


class Estimator(Protocol):
    """Finds one person in each frame of a sequence; a context manager that frees the network."""

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in `frame`; frames come in the order of their times."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
