"""What every source of pictures offers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from posecheck.pose.frame import Frame


def is_played(spec: str | int | None) -> bool:
    """Return whether a camera of this name is a video file that is played, in front of which nobody is."""
    return isinstance(spec, str) and Path(spec).is_file()


class Source(Protocol):
    """Gives frames in the order of their times; a context manager that frees what it holds.

    Attributes
    ----------
    name
        Path of the file or name of the camera, for people.
    width_px, height_px
        Size of every frame, after rotation.
    duration_s
        Length in seconds; ``NaN`` when it is unknown, as with a camera.
    frame_count
        How many frames the container announces; ``None`` when it is unknown.
    """

    @property
    def name(self) -> str:
        """Path of the file or name of the camera."""
        ...

    @property
    def width_px(self) -> int:
        """Width of every frame in pixels."""
        ...

    @property
    def height_px(self) -> int:
        """Height of every frame in pixels."""
        ...

    @property
    def duration_s(self) -> float:
        """Length in seconds, ``NaN`` when unknown."""
        ...

    @property
    def frame_count(self) -> int | None:
        """Frames that the container announces, ``None`` when unknown."""
        ...

    def frames(self) -> Iterator[Frame]:
        """Yield the frames; their times increase strictly."""
        ...

    def close(self) -> None:
        """Free the device or file; a second call does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
