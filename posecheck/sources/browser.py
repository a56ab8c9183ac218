"""The camera of a browser, here or on a phone: a page sends its pictures, and when they were taken."""

from __future__ import annotations

import io
import math
import struct
import threading
import time
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np
from PIL import Image

from posecheck.pose.frame import Frame, ImageArray
from posecheck.sources.camera import SILENCE_S, SMALL_SIZE_PX
from posecheck.sources.shape import fitted, same_shape, smaller
from posecheck.support.errors import CameraError

if TYPE_CHECKING:
    from collections.abc import Callable

#: Somebody has to allow the camera, or to take up their phone.
FIRST_PICTURE_S = 120.0
#: Before a picture: when it was taken, in seconds of the page's own clock.
_HEAD = struct.Struct("<d")
#: A clock that jumps further than this is another clock.
_LONGEST_GAP_S = 3600.0
_NEXT_S = 1.0 / 30.0
#: What a camera gives is not smaller and not larger, on either side.
_LEAST_PX, _MOST_PX = 64, 4096
_NO_PICTURE = "No picture came from the browser; allow the camera there, and begin again."


class BrowserCamera:
    """The newest picture that a page has sent, never a queue.

    Parameters
    ----------
    mirrored
        The pictures are mirror images; every frame is flipped back.
    small
        Make the pictures small that are not, for a slow computer.
    clock
        Seconds that never run backwards.

    Attributes
    ----------
    dropped
        Pictures that nobody took in time.
    """

    name = "browser"
    duration_s = math.nan
    frame_count = None
    ended = False

    def __init__(
        self, *, mirrored: bool = False, small: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._mirrored = mirrored
        self._small = small
        self._clock = clock
        self._changed = threading.Condition()
        self._waiting: tuple[float, bytes] | None = None
        self._seen_s = -math.inf
        self._first_s = math.nan
        self._last_s = -math.inf
        self._size_px: tuple[int, int] | None = None
        self.dropped = 0

    def push(self, message: bytes) -> None:
        """Take a picture from a page: eight bytes with its time in seconds, then a JPEG; from any thread."""
        if len(message) <= _HEAD.size:
            return
        (taken_s,) = _HEAD.unpack_from(message)
        if not math.isfinite(taken_s):
            return
        with self._changed:
            if self._waiting is not None:
                self.dropped += 1
            self._waiting = taken_s, message[_HEAD.size :]
            self._seen_s = self._clock()
            self._changed.notify_all()

    def wait_for_first(
        self, timeout_s: float = FIRST_PICTURE_S, goes_on: Callable[[], bool] = lambda: True
    ) -> None:
        """Wait for the first picture, whose size is that of all.

        Raises
        ------
        CameraError
            None came in time, or `goes_on` says that nobody waits any more.
        """
        until_s = self._clock() + timeout_s
        while self._clock() < until_s and goes_on():
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None, 0.2)
                waiting = self._waiting
            picture = None if waiting is None else _decoded(waiting[1])
            if picture is not None:
                size_px = int(picture.shape[1]), int(picture.shape[0])
                self._size_px = smaller(size_px, SMALL_SIZE_PX) if self._small else size_px
                return
            with self._changed:
                if self._waiting is waiting:
                    self._waiting = None
        raise CameraError(_NO_PICTURE)

    @property
    def width_px(self) -> int:
        """Width of every frame."""
        return self._size_px[0] if self._size_px else 0

    @property
    def height_px(self) -> int:
        """Height of every frame."""
        return self._size_px[1] if self._size_px else 0

    @property
    def connected(self) -> bool:
        """Whether pictures come at present."""
        return self._clock() - self._seen_s <= SILENCE_S

    def latest(self, timeout_s: float) -> Frame | None:
        """Return the newest picture that was not taken yet, ``None`` when none comes in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting is not None, timeout_s)
            waiting, self._waiting = self._waiting, None
        picture = None if waiting is None else _decoded(waiting[1])
        if waiting is None or picture is None or self._size_px is None:
            return None
        size = int(picture.shape[1]), int(picture.shape[0])
        reshaped = not same_shape(size, self._size_px)
        picture = fitted(picture, size, self._size_px)
        if self._mirrored:
            picture = np.asarray(cv2.flip(picture, 1), np.uint8)
        return Frame(picture, self._time_s(waiting[0]), reshaped=reshaped)

    def _time_s(self, taken_s: float) -> float:
        """Return the time of a picture in the session: that of the page, from the first one on.

        A page that was reloaded, or another one, may have another clock; time goes on all the same.
        """
        if math.isnan(self._first_s):
            self._first_s = taken_s
        time_s = taken_s - self._first_s
        if not self._last_s < time_s < self._last_s + _LONGEST_GAP_S and math.isfinite(self._last_s):
            self._first_s = taken_s - self._last_s - _NEXT_S
            time_s = taken_s - self._first_s
        self._last_s = max(time_s, math.nextafter(self._last_s, math.inf))
        return self._last_s

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Take no more pictures."""
        with self._changed:
            self._waiting = None


def _decoded(jpeg: bytes) -> ImageArray | None:
    """Return the picture of a JPEG of a camera's size, ``None`` when it is none."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as head:  # reads no more than its size
            if not all(_LEAST_PX <= each <= _MOST_PX for each in head.size):
                return None
    except (OSError, ValueError, SyntaxError):
        return None
    try:
        picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return None if picture is None else np.asarray(picture, np.uint8)
