"""A camera as a source: always the newest frame, never a queue."""

from __future__ import annotations

import math
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import cv2
import numpy as np

from posecheck.pose.frame import Frame, ImageArray
from posecheck.sources.base import is_played
from posecheck.sources.decoder_log import silence_decoders
from posecheck.sources.devices import CameraInfo, list_cameras
from posecheck.sources.shape import Shape, fitted, same_shape, smaller
from posecheck.sources.video import VideoFile
from posecheck.support.addresses import shown_address
from posecheck.support.errors import CameraError

if TYPE_CHECKING:
    from types import TracebackType

#: Size asked of a camera; it gives the nearest it has.
REQUESTED_SIZE_PX = (1280, 720)
#: The same where the computer is slow; no picture is larger then. Wide like most sensors, because cameras cut
#: the sides off for 4:3, and somebody who lies has to fit in.
SMALL_SIZE_PX = (640, 360)
#: Pause between attempts to open a camera that went away.
REOPEN_EVERY_S = 1.0
#: Reads in a row that give no picture before the camera counts as gone,
_EMPTY_READS = 5
#: and seconds without one, because a read of an unplugged camera may hang for a while.
SILENCE_S = 3.0
#: DirectShow numbers cameras as other programs do and opens them at once; a few only speak Media Foundation.
_BACKENDS = {"darwin": (cv2.CAP_AVFOUNDATION,), "win32": (cv2.CAP_DSHOW, cv2.CAP_MSMF)}
_URL_SCHEMES = ("http://", "https://", "rtsp://", "rtmp://", "udp://", "tcp://", "srt://")


class Capture(Protocol):
    """The part of ``cv2.VideoCapture`` that is used of a camera."""

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Whether there is a device behind it."""
        ...

    def read(self) -> tuple[bool, ImageArray | None]:
        """Wait for the next picture."""
        ...

    def release(self) -> None:
        """Free the device."""
        ...


#: Opens a device by index, device path or address.
CaptureOpener = Callable[[int | str], Capture]


def open_capture(device: int | str, size_px: tuple[int, int] = REQUESTED_SIZE_PX) -> Capture:
    """Open a device through the system's own camera interface, an address through FFmpeg.

    A device gives pictures of the size nearest to `size_px` that it has.
    """
    silence_decoders()
    if isinstance(device, str) and device.startswith(_URL_SCHEMES):
        return cv2.VideoCapture(device, cv2.CAP_FFMPEG)
    for backend in _BACKENDS.get(sys.platform, (cv2.CAP_V4L2,)):
        capture = cv2.VideoCapture(device, backend)
        if capture.isOpened():
            break
    # Uncompressed, most webcams give 720p at 10 frames/s only.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, size_px[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size_px[1])
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


class Camera:
    """Newest frames of a camera, captured in a thread of their own.

    One frame at most waits to be taken; one that is still waiting when the next arrives is dropped and
    counted. A picture of another shape than the first is put on its canvas, with black beside it, and its
    frame says so. When the camera goes away, no frame comes, `connected` is false, and it is opened again
    and again until it is back; its clock runs on meanwhile.

    Parameters
    ----------
    spec
        Index, device path, a part of the camera's name, address of a stream, or a video file, which is
        then played at its own speed; ``None`` is the first camera.
    mirrored
        The camera delivers a mirror image; every frame is flipped back.
    small
        Ask for small pictures, and make those small that are not, for a slow computer.
    opener
        Opens a device; by default :func:`open_capture`.
    cameras
        Lists the cameras there are.
    clock
        Seconds that never run backwards.
    reopen_every_s
        Pause between attempts to open a camera that went away.

    Attributes
    ----------
    dropped
        Frames that nobody took in time.
    name
        For people; the address of a stream is without its password.
    ended
        No frame will come any more: closed, or a file at its end.

    Raises
    ------
    CameraError
        When there is no such camera or it gives no picture.
    InputError
        When a video file is named that cannot be played.
    """

    def __init__(  # noqa: PLR0913 - what it works with is given by name
        self,
        spec: str | int | None = None,
        *,
        mirrored: bool = False,
        small: bool = False,
        opener: CaptureOpener | None = None,
        cameras: Callable[[], list[CameraInfo]] = list_cameras,
        clock: Callable[[], float] = time.monotonic,
        reopen_every_s: float = REOPEN_EVERY_S,
    ) -> None:
        self._mirrored = mirrored
        self._small = small
        self._opener = opener or (partial(open_capture, size_px=SMALL_SIZE_PX) if small else open_capture)
        self._clock = clock
        self._reopen_every_s = reopen_every_s
        self._stop = threading.Event()
        self._changed = threading.Condition()
        self._waiting: Frame | None = None
        self.dropped = 0
        self.ended = False
        self._gone = False
        self.duration_s = math.nan
        self.frame_count: int | None = None
        self._last_s = -math.inf
        self._video: VideoFile | None = None
        self._error: BaseException | None = None
        if is_played(spec):
            self._video = VideoFile(str(spec), mirrored=mirrored)
            self.name = self._video.name
            self.width_px, self.height_px = self._shown_px((self._video.width_px, self._video.height_px))
            run = self._play
        else:
            self._device, self.name = _find(spec, cameras)
            self._capture, first = self._connect()
            self._shape_px = _size(first)
            self.width_px, self.height_px = self._shown_px(self._shape_px)
            run = self._watch
        self._start_s = self._seen_s = clock()
        self._thread = threading.Thread(target=self._run, args=(run,), name="camera", daemon=True)
        self._thread.start()

    @property
    def connected(self) -> bool:
        """Whether the camera delivers at present."""
        silent = self._video is None and self._clock() - self._seen_s > SILENCE_S
        return not (self.ended or self._gone or silent)

    def latest(self, timeout_s: float) -> Frame | None:
        """Return the newest frame that was not taken yet, ``None`` when none comes within `timeout_s`."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting is not None or self.ended, timeout_s)
            frame, self._waiting = self._waiting, None
            if frame is None and self._error is not None:
                error, self._error = self._error, None
                raise error
            return frame

    def frames(self) -> Iterator[Frame]:
        """Yield the newest frame each time, until :meth:`close` or the end of a played file."""
        while not self.ended or self._waiting is not None:
            # A short wait lets Ctrl-C through on every system.
            frame = self.latest(0.2)
            if frame is not None:
                yield frame

    def close(self) -> None:
        """Stop capturing and free the camera; a second call does nothing."""
        self._stop.set()
        self._thread.join()
        if self._video is not None:
            self._video.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _connect(self) -> tuple[Capture, ImageArray]:
        """Open the device and wait for its first picture; raise ``CameraError`` when there is none."""
        capture = self._opener(self._device)
        if capture.isOpened():
            for _ in range(_EMPTY_READS):
                picture = _picture(capture)
                if picture is not None:
                    return capture, picture
        capture.release()
        raise CameraError(_what_to_do(self.name, self._device))

    def _run(self, run: Callable[[], None]) -> None:
        try:
            run()
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that takes the frames
            self._error = error
        finally:
            with self._changed:
                self.ended = True
                self._changed.notify_all()

    def _watch(self) -> None:
        """Capture until stopped; open the camera anew when it went away."""
        empty = 0
        try:
            while not self._stop.is_set():
                picture = _picture(self._capture)
                now_s = self._clock()
                if picture is not None:
                    empty = 0
                    self._seen_s = now_s
                    now_px = _size(picture)
                    reshaped = not same_shape(now_px, self._shape_px)
                    self._shape_px = now_px
                    self._offer(self._fitted(picture, now_px), now_s - self._start_s, reshaped=reshaped)
                    continue
                empty += 1
                if empty >= _EMPTY_READS or now_s - self._seen_s > SILENCE_S:
                    self._reconnect()
                    empty = 0
        finally:
            self._capture.release()

    def _reconnect(self) -> None:
        """Wait for the camera to come back, or for the end."""
        self._capture.release()
        self._gone = True
        while not self._stop.wait(self._reopen_every_s):
            try:
                self._capture, _ = self._connect()
            except CameraError:
                continue
            self._seen_s = self._clock()
            self._gone = False
            return

    def _play(self) -> None:
        """Offer the frames of the video file when their time has come."""
        if self._video is None:
            return
        video_px = self._video.width_px, self._video.height_px
        with self._video:
            for frame in self._video.frames():
                ahead_s = frame.time_s - (self._clock() - self._start_s)
                if self._stop.wait(max(0.0, ahead_s)):
                    return
                picture = fitted(frame.image_bgr, video_px, (self.width_px, self.height_px))
                self._offer(picture, frame.time_s, reshaped=frame.reshaped)

    def _shown_px(self, size_px: tuple[int, int]) -> tuple[int, int]:
        """Return the size of the frames of a camera or video of this size."""
        return smaller(size_px, SMALL_SIZE_PX) if self._small else size_px

    def _fitted(self, picture: ImageArray, size_px: tuple[int, int]) -> ImageArray:
        """Return the picture unmirrored and as large as the first, which a camera may forget to be."""
        picture = fitted(picture, size_px, (self.width_px, self.height_px))
        return np.asarray(cv2.flip(picture, 1), np.uint8) if self._mirrored else picture

    def _offer(self, picture: ImageArray, time_s: float, *, reshaped: bool) -> None:
        self._last_s = max(time_s, math.nextafter(self._last_s, math.inf))
        with self._changed:
            if self._waiting is not None:
                self.dropped += 1
                reshaped |= self._waiting.reshaped  # whoever takes the next frame must know
            self._waiting = Frame(picture, self._last_s, reshaped=reshaped)
            self._changed.notify_all()


def _size(picture: ImageArray) -> tuple[int, int]:
    """Return the width and height that a camera's picture is to have: its own, unless that is too large."""
    return Shape(int(picture.shape[1]), int(picture.shape[0])).displayed_px


def _picture(capture: Capture) -> ImageArray | None:
    """Return the next picture of `capture`, ``None`` when it gives none."""
    try:
        ok, picture = capture.read()
    except cv2.error:
        return None
    return picture if ok and picture is not None and picture.size else None


def _find(spec: str | int | None, cameras: Callable[[], list[CameraInfo]]) -> tuple[int | str, str]:
    """Return what to open for `spec`, and its name."""
    if isinstance(spec, str) and spec.startswith(_URL_SCHEMES):
        return spec, shown_address(spec)
    known = cameras()
    if isinstance(spec, str) and not spec.strip().isdecimal():
        return _find_by_name(spec, known)
    if spec is None:
        if not known and sys.platform.startswith("linux"):
            raise CameraError("No camera was found; plug one in, or play a video file with --camera FILE.")
        index = known[0].index if known else 0
    else:
        index = int(spec)
    return index, next((camera.name for camera in known if camera.index == index), f"camera {index}")


def _find_by_name(spec: str, known: list[CameraInfo]) -> tuple[int | str, str]:
    for camera in known:
        if spec in {camera.path, camera.name}:
            return camera.index, camera.name
    for camera in known:
        if spec.casefold() in camera.name.casefold():
            return camera.index, camera.name
    if Path(spec).is_char_device():
        return spec, spec
    names = ", ".join(f"{camera.index} ({camera.name})" for camera in known) or "none"
    raise CameraError(
        f"There is no camera and no video file {shown_address(spec)!r}; cameras found: {names}."
    )


def _what_to_do(name: str, device: int | str) -> str:
    """Return the sentence for a camera that gives no picture."""
    if isinstance(device, str) and device.startswith(_URL_SCHEMES):
        return f"The stream {name} gives no picture; check the address and the network."
    if sys.platform.startswith("linux"):
        path = Path(device) if isinstance(device, str) else Path(f"/dev/video{device}")
        if not path.exists():
            return f"There is no camera {path}; plug it in, or see `posecheck doctor` for those there are."
        if not os.access(path, os.R_OK | os.W_OK):
            return f"You may not use {path}; run `sudo usermod -aG video $USER` and log in again."
    if sys.platform == "darwin":
        return (
            f"{name} gives no picture; close other programs that use it, and allow your terminal under "
            "System Settings > Privacy & Security > Camera."
        )
    if sys.platform == "win32":
        return (
            f"{name} gives no picture; close other programs that use it, and allow desktop apps under "
            "Settings > Privacy & security > Camera."
        )
    return f"{name} gives no picture; close other programs that use it, or unplug it and plug it in again."
