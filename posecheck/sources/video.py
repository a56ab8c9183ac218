"""A video file as a source: every frame once, with its presentation time, decoded ahead in a thread."""

from __future__ import annotations

import math
import queue
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np

from posecheck.errors import InputError
from posecheck.frame import Frame, ImageArray
from posecheck.sources.clock import IncreasingTimes, plausible_frame_rate
from posecheck.sources.decoder_log import silence_decoders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

#: Frames decoded ahead of the one in use.
PREFETCHED_FRAMES = 4
#: After damage the decoder may find its way again: reads tried before the file is given up.
_READS_AFTER_DAMAGE = 64
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_WAIT_S = 0.1
#: FFmpeg's codec of text on a terminal, which it finds in any text file.
_TEXT_CODEC = cv2.VideoWriter.fourcc(*"ansi")


class VideoFile:
    """Frames of a video file.

    Parameters
    ----------
    path
        The file, in any format that OpenCV's FFmpeg reads.
    rotate_deg
        Clockwise turn that makes the stored picture upright: 0, 90, 180 or 270. It is used instead of the
        rotation that the file itself asks for, which is followed when this is ``None``.
    mirrored
        The stored picture is a mirror image; every frame is flipped back.

    Attributes
    ----------
    problem
        One sentence about damage met while reading, empty when there was none. It is complete once
        :meth:`frames` is exhausted.

    Raises
    ------
    InputError
        When there is no such file, or it holds no picture that can be decoded.
    """

    def __init__(self, path: Path | str, *, rotate_deg: int | None = None, mirrored: bool = False) -> None:
        if rotate_deg not in {None, 0, *_TURNS}:
            raise InputError(f"A picture can be turned by 0, 90, 180 or 270 degrees, not by {rotate_deg}.")
        self.path = Path(path)
        self.name = str(path)
        self.problem = ""
        self._rotate_deg = rotate_deg
        self._mirrored = mirrored
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._capture: cv2.VideoCapture | None = None
        _check_is_readable(self.path)
        self._capture = self._open()
        first = self._read(self._capture)
        if first is None:
            self.close()
            raise InputError(
                f"{self.path} holds no picture that can be decoded: it is empty, incomplete or damaged; "
                "record or download it again."
            )
        self._first: tuple[ImageArray, float] | None = first
        self.height_px, self.width_px = (int(n) for n in first[0].shape[:2])
        announced_rate = self._capture.get(cv2.CAP_PROP_FPS)
        self.period_s = 1.0 / plausible_frame_rate(announced_rate)
        count = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        self.frame_count: int | None = int(count) if 0 < count < 2**31 else None
        self.duration_s = math.nan if self.frame_count is None else self.frame_count * self.period_s

    def frames(self) -> Iterator[Frame]:
        """Yield every frame once, from the beginning; damage is skipped and noted in `problem`.

        The pictures are decoded ahead in a thread of their own, which ends with the iterator.
        """
        self._end_thread()
        stop = self._stop = threading.Event()
        waiting: queue.Queue[Frame | BaseException | None] = queue.Queue(PREFETCHED_FRAMES)
        self._thread = threading.Thread(
            target=self._decode, args=(waiting, stop), name="video decoder", daemon=True
        )
        self._thread.start()
        try:
            while not stop.is_set():
                try:
                    item = waiting.get(timeout=_WAIT_S)
                except queue.Empty:
                    continue
                if item is None:
                    return
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            stop.set()
            if self._stop is stop:  # else somebody began anew meanwhile
                self._end_thread()

    def close(self) -> None:
        """Stop decoding and close the file; a second call does nothing."""
        self._end_thread()
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _end_thread(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _open(self) -> cv2.VideoCapture:
        """Open the file anew, positioned before its first frame."""
        silence_decoders()
        # An absolute path, because FFmpeg takes what stands before a colon for a protocol.
        capture = cv2.VideoCapture(str(self.path.resolve()), cv2.CAP_FFMPEG)
        if not capture.isOpened() or capture.get(cv2.CAP_PROP_FOURCC) == _TEXT_CODEC:
            raise InputError(
                f"{self.path} cannot be read as a video: it is of another kind, incomplete or damaged; "
                "give a video file such as MP4, MOV, MKV, WebM or AVI."
            )
        if self._rotate_deg is not None:
            capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 0)
        return capture

    def _read(self, capture: cv2.VideoCapture) -> tuple[ImageArray, float] | None:
        """Return the next upright picture and its stamp in seconds, ``None`` when there is none."""
        ok, picture = capture.read()
        if not ok or picture is None or picture.size == 0:
            return None
        stamp_s = float(capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000.0
        return self._upright(np.asarray(picture, np.uint8)), stamp_s

    def _upright(self, picture: ImageArray) -> ImageArray:
        if self._rotate_deg:
            picture = np.asarray(cv2.rotate(picture, _TURNS[self._rotate_deg]), np.uint8)
        if self._mirrored:
            picture = np.asarray(cv2.flip(picture, 1), np.uint8)
        return picture

    def _decode(self, waiting: queue.Queue[Frame | BaseException | None], stop: threading.Event) -> None:
        """Put every frame into `waiting`, then ``None``; an error of ours travels the same way."""
        try:
            for frame in self._decoded():
                if not _put(waiting, frame, stop):
                    return
            _put(waiting, None, stop)
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that consumes
            _put(waiting, error, stop)

    def _decoded(self) -> Iterator[Frame]:
        first, self._first = self._first, None
        if first is None or self._capture is None:
            if self._capture is not None:
                self._capture.release()
            self._capture = self._open()
        capture = self._capture
        times = IncreasingTimes(self.period_s)
        read = 0
        time_s = 0.0
        while (item := first or self._read_on(capture, time_s)) is not None:
            first = None
            picture, stamp_s = item
            if picture.shape[:2] != (self.height_px, self.width_px):
                # A stream may change its size on the way; everything after us counts on one size.
                picture = np.asarray(cv2.resize(picture, (self.width_px, self.height_px)), np.uint8)
            time_s = times.next(stamp_s)
            read += 1
            yield Frame(picture, time_s)
        self.problem = self._judge(read, time_s)

    def _read_on(self, capture: cv2.VideoCapture, time_s: float) -> tuple[ImageArray, float] | None:
        """Return the next picture, past damage if there is any, ``None`` at the end of the file."""
        item = self._read(capture)
        if item is not None or not self._ends_early(time_s):
            return item
        for _ in range(_READS_AFTER_DAMAGE):
            item = self._read(capture)
            if item is not None:
                return item
        return None

    def _ends_early(self, time_s: float) -> bool:
        """Whether a file whose last frame is at `time_s` misses a part of what it announces."""
        tolerance_s = max(3.0 * self.period_s, 0.02 * self.duration_s)
        return time_s + self.period_s < self.duration_s - tolerance_s

    def _judge(self, read: int, time_s: float) -> str:
        if self._ends_early(time_s):
            return (
                f"{self.path} breaks off: {time_s + self.period_s:.1f} s of the {self.duration_s:.1f} s "
                f"it announces could be read ({read} frames)."
            )
        return ""


def _check_is_readable(path: Path) -> None:
    """Raise ``InputError`` unless `path` is a file with something in it that we may read."""
    try:
        if not path.exists():
            raise InputError(f"There is no file {path}; check the path.")
        if not path.is_file():
            raise InputError(f"{path} is not a file; give the path of a video.")
        if path.stat().st_size == 0:
            raise InputError(f"{path} is empty (0 bytes); record or download it again.")
        with path.open("rb"):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{path} cannot be opened ({reason}); check its permissions.") from error


def _put(
    waiting: queue.Queue[Frame | BaseException | None],
    item: Frame | BaseException | None,
    stop: threading.Event,
) -> bool:
    """Put `item` into the bounded queue; return False when the consumer went away meanwhile."""
    while not stop.is_set():
        try:
            waiting.put(item, timeout=_WAIT_S)
        except queue.Full:
            continue
        return True
    return False
