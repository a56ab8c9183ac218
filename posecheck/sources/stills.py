"""Any picture of a clip at once, for stepping and scrubbing: decoded once, kept small, out of memory."""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from posecheck.pose.frame import Frame, ImageArray

#: A higher picture is made so low; the window that shows it is not higher.
STILL_HEIGHT_PX = 720
_QUALITY = 88


class Stills:
    """Pictures by their time.

    A video can only be read on quickly, and a jump in it often lands beside the frame that was asked for;
    so every picture is kept, as JPEG in a temporary file that goes with this object.

    Parameters
    ----------
    height_px
        Higher pictures are made so low.
    """

    def __init__(self, height_px: int = STILL_HEIGHT_PX) -> None:
        self._height_px = height_px
        self._file = tempfile.TemporaryFile(prefix="posecheck-stills-")  # noqa: SIM115 - closed by close()
        self._places: list[tuple[int, int]] = []
        self.times_s: list[float] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget the pictures; closing twice does no harm."""
        self._file.close()

    def keep(self, frames: Iterable[Frame]) -> Iterable[float]:
        """Take `frames` one by one and yield the time of each, for progress.

        Raises
        ------
        OSError
            The temporary file cannot be written, as when the disk is full.
        """
        for frame in frames:
            data = cv2.imencode(".jpg", self._low(frame.image_bgr), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
            self._places.append((self._file.tell(), len(data)))
            self._file.write(data.tobytes())
            self.times_s.append(frame.time_s)
            yield frame.time_s

    def _low(self, image_bgr: ImageArray) -> ImageArray:
        height, width = image_bgr.shape[:2]
        if height <= self._height_px:
            return image_bgr
        size = (max(1, round(width * self._height_px / height)), self._height_px)
        return np.asarray(cv2.resize(image_bgr, size, interpolation=cv2.INTER_AREA), np.uint8)

    def nearest(self, time_s: float) -> ImageArray:
        """Return the picture whose time is nearest to `time_s`; there must be one."""
        after = bisect_left(self.times_s, time_s)
        number = min(
            (n for n in (after - 1, after) if 0 <= n < len(self.times_s)),
            key=lambda n: abs(self.times_s[n] - time_s),
        )
        offset, length = self._places[number]
        self._file.seek(offset)
        data = np.frombuffer(self._file.read(length), np.uint8)
        return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


class NoStills:
    """Stands in for the pictures of a landmark recording, which has none: a dark one of its size."""

    def __init__(self, width_px: int, height_px: int) -> None:
        scale = min(1.0, STILL_HEIGHT_PX / height_px)
        shape = (max(1, round(height_px * scale)), max(1, round(width_px * scale)), 3)
        self._picture = np.full(shape, 40, np.uint8)

    def nearest(self, time_s: float) -> ImageArray:  # noqa: ARG002 - the same at any time
        """Return the dark picture."""
        return self._picture
