"""A video file as a source: every frame once, with its presentation time, decoded ahead in a thread."""

from __future__ import annotations

import math
import queue
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np

from posecheck.pose.frame import Frame, ImageArray
from posecheck.sources.clock import IncreasingTimes, plausible_frame_rate
from posecheck.sources.decoder_log import silence_decoders
from posecheck.sources.demuxers import only_self_contained
from posecheck.sources.probe import COUNTED_FROM_ZERO, Probe, ShapeChanges, probe
from posecheck.sources.shape import MOST_PX, PictureOrientation, Shape, fitted
from posecheck.sources.thinning import ENOUGH_HZ, Thinning, kept_count
from posecheck.support.errors import InputError
from posecheck.support.file_names import readable_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

#: Frames decoded ahead of the one in use.
PREFETCHED_FRAMES = 4
#: After damage the decoder may find its way again: reads tried before the file is given up.
_READS_AFTER_DAMAGE = 64
_TURNS_DEG = (0, 90, 180, 270)
_WAIT_S = 0.1
#: A change of shape is in force for a picture so little before it: containers round their times.
_ROUNDING_S = 0.002
#: What a file says of its length is believed against its number of frames when they differ by more than this.
_LENGTH_SLACK_S = 0.1
#: Beginnings of text files that name others, which FFmpeg would take for films.
_PLAYLISTS = (b"ffconcat version", b"#EXTM3U", b"<?xml", b"<MPD", b"v=0", b"[playlist]", b"[Reference]")
#: FFmpeg's codec of text on a terminal, which it finds in any text file.
_TEXT_CODEC = cv2.VideoWriter.fourcc(*"ansi")


class VideoFile:
    """Frames of a video file, upright and with square pixels, all of one size.

    A picture that changes its shape on the way is put on the canvas of the first, with black beside it, and
    its frame says so. Of films faster than 75 frames/s about 30 are given.

    Parameters
    ----------
    path
        The file, in any format of :mod:`posecheck.sources.demuxers` that OpenCV's FFmpeg reads.
    rotate_deg
        Clockwise turn that makes the stored picture upright: 0, 90, 180 or 270. It is used instead of the
        rotation and mirroring that the file itself asks for, which are followed when this is ``None``.
    mirrored
        The stored picture is a mirror image; every frame is flipped back.

    Attributes
    ----------
    problem
        One sentence about damage met while reading, empty when there was none. It is complete once
        :meth:`frames` is exhausted.
    note
        Sentences about whatever a reader of the verdict should know of the file, damage among it.

    Raises
    ------
    InputError
        When there is no such file, it holds no picture that can be decoded, or its pictures are too large.
    """

    def __init__(self, path: Path | str, *, rotate_deg: int | None = None, mirrored: bool = False) -> None:
        if rotate_deg is not None and rotate_deg not in _TURNS_DEG:
            raise InputError(f"A picture can be turned by 0, 90, 180 or 270 degrees, not by {rotate_deg}.")
        self.path = Path(path)
        self.name = readable_name(path)
        self.problem = ""
        self._mirrored = mirrored
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._capture: cv2.VideoCapture | None = None
        self._held = ExitStack()
        _check_is_readable(self.path)
        self._probe = probe(self.path)
        if self._probe is not None:
            self._check_size(self._probe.shape)
        self._capture = self._open()
        try:
            self._announced_hz = plausible_frame_rate(self._capture.get(cv2.CAP_PROP_FPS))
            self.period_s = 1.0 / self._announced_hz
            self._shape, self._orientation = self._stored(self._capture, self._probe)
            if rotate_deg is not None:
                self._orientation = PictureOrientation.turned(rotate_deg)
            self._canvas_px = self._shape.displayed_px
            self.width_px, self.height_px = self._orientation.size(self._canvas_px)
            self._changes: ShapeChanges | None = None
            first = self._read(self._capture)
        except BaseException:
            self.close()
            raise
        if first is None:
            self.close()
            raise InputError(
                f"{self.path} holds no picture that can be decoded: it is empty, incomplete or damaged; "
                "record or download it again."
            )
        self._first: tuple[ImageArray | None, float] | None = first
        count = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        self._untimed = self._probe is not None and self._probe.untimed
        self.duration_s, self._length_is_known = _duration(count, self.period_s, self._probe)
        frames = self.duration_s / self.period_s
        self.frame_count = (
            kept_count(round(frames), self._announced_hz) if math.isfinite(frames) and frames >= 1.0 else None
        )
        if self._probe is not None:
            self._changes = ShapeChanges(self.path, self._probe)

    @property
    def note(self) -> str:
        """What a reader of the verdict should know of the file, empty when there is nothing."""
        notes = []
        if self._untimed:
            notes.append(
                f"{self.path} does not say how fast it is; {self._announced_hz:g} frames a second are "
                "assumed, so times and speeds may be wrong."
            )
        if self._thinning.skipped:
            notes.append(
                f"{self.path} has {self._announced_hz:g} frames a second; about {ENOUGH_HZ:g} a second "
                "were looked at."
            )
        return " ".join([*notes, *([self.problem] if self.problem else [])])

    def frames(self, from_s: float = 0.0) -> Iterator[Frame]:
        """Yield every frame once, from the beginning; damage is skipped and noted in `problem`.

        The pictures are decoded ahead in a thread of their own, which ends with the iterator.

        Parameters
        ----------
        from_s
            Earlier frames are passed over, in seconds: read as the others are, so that no time changes, but
            not made pictures of, which takes a third less.
        """
        self._end_thread()
        stop = self._stop = threading.Event()
        waiting: queue.Queue[Frame | BaseException | None] = queue.Queue(PREFETCHED_FRAMES)
        self._thread = threading.Thread(
            target=self._decode, args=(waiting, stop, from_s), name="video decoder", daemon=True
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
        changes = getattr(self, "_changes", None)
        if changes is not None:
            changes.close()  # first, for the decoder may be waiting for it
        self._end_thread()
        if self._capture is not None:
            self._capture.release()
            self._capture = None
        self._held.close()

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
        with only_self_contained():
            capture = cv2.VideoCapture(self._openable(), cv2.CAP_FFMPEG)
        if not capture.isOpened() or capture.get(cv2.CAP_PROP_FOURCC) == _TEXT_CODEC:
            capture.release()
            if _is_playlist(self.path):
                raise InputError(f"{self.path} only names other files; give the video itself.")
            raise InputError(
                f"{self.path} cannot be read as a video: it is of another kind, incomplete or damaged; "
                "give a video file such as MP4, MOV, MKV, WebM or AVI."
            )
        # It knows no mirroring, so that all of it is done here.
        capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 0)
        self._thinning = Thinning(plausible_frame_rate(capture.get(cv2.CAP_PROP_FPS)))
        self._last_stamp_s = 0.0
        return capture

    def _openable(self) -> str:
        """Return a name of the file that OpenCV takes."""
        # An absolute path, because FFmpeg takes what stands before a colon for a protocol.
        name = str(self.path.resolve())
        try:
            name.encode()
        except UnicodeEncodeError:
            # OpenCV dies of a name that is not text. The system knows an open file by its number, too.
            if sys.platform == "win32":
                raise InputError(f"{self.path} has a name that is not text; rename it.") from None
            file = self._held.enter_context(self.path.open("rb"))
            return f"/dev/fd/{file.fileno()}"
        return name

    def _stored(self, capture: cv2.VideoCapture, said: Probe | None) -> tuple[Shape, PictureOrientation]:
        """Return how the pictures are stored and to be put; OpenCV's word where there is no other."""
        across, down = capture.get(cv2.CAP_PROP_SAR_NUM), capture.get(cv2.CAP_PROP_SAR_DEN)
        width, height = capture.get(cv2.CAP_PROP_FRAME_WIDTH), capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
        shape = Shape(int(width), int(height), across / down if across > 0.0 and down > 0.0 else 1.0)
        self._check_size(shape)
        if said is not None:
            return said.shape, said.orientation
        quarters = round(capture.get(cv2.CAP_PROP_ORIENTATION_META) / 90.0) % len(_TURNS_DEG)
        return shape, PictureOrientation.turned(_TURNS_DEG[quarters])

    def _check_size(self, shape: Shape) -> None:
        if shape.too_large:
            raise InputError(
                f"{self.path} has pictures of {shape.width_px}x{shape.height_px} pixels, more than "
                f"{MOST_PX}x{MOST_PX}; make a smaller copy, 1280 pixels of width are enough."
            )

    def _read(self, capture: cv2.VideoCapture, from_s: float = 0.0) -> tuple[ImageArray | None, float] | None:
        """Return the next picture as it is stored and its stamp in seconds, ``None`` when there is none.

        Of a stamp before `from_s` there is the stamp alone. One that is not above zero may be none at all.
        """
        while capture.grab():
            stamp_s = float(capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000.0
            self._last_stamp_s = stamp_s
            if self._thinning.skips(stamp_s):
                continue
            if 0.0 < stamp_s < from_s:
                return None, stamp_s
            ok, picture = capture.retrieve()
            if not ok or picture is None or picture.size == 0:
                return None
            return np.asarray(picture, np.uint8), stamp_s
        return None

    def _upright(self, picture: ImageArray, shape: Shape) -> ImageArray:
        """Return a picture as people see it: square pixels, the canvas of the first, the right way up.

        OpenCV stretches pictures of another size to that of the first.
        """
        picture = self._orientation.put(fitted(picture, shape.displayed_px, self._canvas_px))
        return np.asarray(cv2.flip(picture, 1), np.uint8) if self._mirrored else picture

    def _decode(
        self, waiting: queue.Queue[Frame | BaseException | None], stop: threading.Event, from_s: float
    ) -> None:
        """Put every frame into `waiting`, then ``None``; an error of ours travels the same way."""
        try:
            for frame in self._decoded(from_s):
                if not _put(waiting, frame, stop):
                    return
            _put(waiting, None, stop)
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that consumes
            _put(waiting, error, stop)

    def _decoded(self, from_s: float) -> Iterator[Frame]:
        first, self._first = self._first, None
        if first is None or self._capture is None:
            if self._capture is not None:
                self._capture.release()
            self._capture = self._open()
        capture = self._capture
        times = IncreasingTimes(self.period_s)
        before, read, time_s = self._shape, 0, 0.0
        while (item := first or self._read_on(capture, time_s, from_s)) is not None:
            first = None
            picture, stamp_s = item
            time_s = times.next(stamp_s)
            if self._untimed:
                shape = self._shape_at(read)
            else:
                shape = self._shape_at(time_s, _ROUNDING_S if time_s == stamp_s else 0.6 * self.period_s)
            read += 1
            if picture is not None and time_s >= from_s:
                yield Frame(self._upright(picture, shape), time_s, reshaped=not shape.like(before))
            before = shape
        self.problem = self._judge(read, time_s)

    def _shape_at(self, place: float, slack: float = 0.0) -> Shape:
        """Return how the picture at `place` is stored: a time, or its number in a file without times."""
        if self._changes is None:
            return self._shape
        shape = self._changes.at(place, slack)
        if self._changes.too_large is not None and self._changes.gives_up(place):
            self._check_size(self._changes.too_large)
        return shape

    def _read_on(
        self, capture: cv2.VideoCapture, time_s: float, from_s: float
    ) -> tuple[ImageArray | None, float] | None:
        """Return the next picture, past damage if there is any, ``None`` at the end of the file."""
        item = self._read(capture, from_s)
        if item is not None or not self._ends_early(time_s):
            return item
        for _ in range(_READS_AFTER_DAMAGE):
            item = self._read(capture, from_s)
            if item is not None:
                return item
        return None

    def _ends_early(self, time_s: float) -> bool:
        """Whether a file whose last frame is at `time_s` misses a part of what it announces."""
        if not self._length_is_known:
            return False
        time_s = max(time_s, self._last_stamp_s)
        tolerance_s = max(3.0 * self.period_s, 0.02 * self.duration_s)
        early = time_s + self.period_s < self.duration_s - tolerance_s
        if (
            early
            and self._changes is not None
            and self._probe is not None
            and "mov" in self._probe.containers
        ):
            # Such a file counts pictures that a trim hides; what is cut off it is missed by whoever reads it.
            return self._changes.damaged()
        return early

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


def _duration(count: float, period_s: float, said: Probe | None) -> tuple[float, bool]:
    """Return how long a film is in seconds, ``NaN`` when unknown, and whether that is sure."""
    counted_s = count * period_s if 0 < count < 2**31 else math.nan
    if said is None:
        return counted_s, True
    too_long = counted_s > said.duration_s + max(_LENGTH_SLACK_S, 2.0 * period_s)
    if math.isnan(counted_s) or (too_long and said.containers & {"mov", *COUNTED_FROM_ZERO}):
        # The count is made of the time at which the file ends, or includes what a trim hides. (Of a damaged
        # AVI the count is right, and the duration is a guess from its size.)
        return said.duration_s, said.duration_is_of_pictures
    # Here alone is the count one of pictures; elsewhere it is made of the duration, which sound can stretch.
    return counted_s, said.duration_is_of_pictures or bool(said.containers & {"mov", "avi"})


def _is_playlist(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_PLAYLISTS)


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
