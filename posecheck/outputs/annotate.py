"""The annotated video: H.264 in MP4, written by ffmpeg in a process of its own.

**Timing.** Sources have variable rates, browsers play constant ones best. The video therefore has the
median rate of the source's first frames, and every picture is put at the place its own timestamp asks for: a
picture that lasts longer is repeated, one that shares its place with a newer one is dropped. The error
is at most half a frame and never adds up. Time zero is the first picture. Where the source has a gap of more
than half a minute, half a minute of it is shown: a damaged clock would otherwise fill the disk.

**Nothing lost.** While it is being written the video is called ``NAME.part.mp4`` and is fragmented, so that
whatever was written can be played even when the computer stops dead. An older video of the same name stays
until the new one is complete. At the end it is rewritten with its index in front (plays in a browser while it
loads, every player can seek) and gets its name. When the program is killed, ffmpeg sees the end of
its input and completes ``NAME.part.mp4``. When ffmpeg fails (a full disk), what it wrote gets the name.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import IO, Self

import cv2
import numpy as np

from posecheck.pose.frame import ImageArray
from posecheck.support.destination import check_writable
from posecheck.support.errors import InputError

#: A picture, or what draws it; the latter is called in the writer's thread.
Picture = ImageArray | Callable[[], ImageArray]

#: Rates in use; a measured rate this near to one of them is that one.
_USUAL_RATES = tuple(
    Fraction(rate)
    for rate in ("10", "12", "25/2", "15", "20", "24000/1001", "24", "25", "30000/1001", "30", "48", "50",
                 "60000/1001", "60", "90", "100", "120")
)  # fmt: skip
_NEAR_RATE = 0.002
_FALLBACK_RATE = Fraction(30)
_SLOWEST_RATE, _FASTEST_RATE = Fraction(1), Fraction(240)

#: No picture stands for longer, however long the gap behind it.
_LONGEST_STILL_S = 30.0

#: The rate is measured over this many pictures, fewer when they are large.
_RATE_FRAMES = 12
_BUFFER_BYTES = 96_000_000
_QUEUE_FRAMES = 8

_SUFFIXES = (".mp4", ".m4v", ".mov")


def check_video_path(path: Path) -> None:
    """Raise unless an annotated video can be written to `path`; nothing is left behind.

    Raises
    ------
    InputError
        Its name is not that of an MP4 video, its folder is missing or not writable, or it is a folder itself.
    """
    check_writable(path)
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(f"The annotated video is an MP4; name it {path.with_suffix('.mp4')}.")


def video_rate(times_s: list[float]) -> Fraction:
    """Return the rate in frames a second of pictures at `times_s`: their median rate, as people name it.

    A rate within 0.2 % of a usual one (25, 29.97, …) is taken to be that one; without two different times
    it is 30.
    """
    gaps = [b - a for a, b in pairwise(times_s) if b > a]
    if not gaps:
        return _FALLBACK_RATE
    rate = 1 / median(gaps)
    usual = min(_USUAL_RATES, key=lambda each: abs(float(each) - rate))
    if abs(float(usual) - rate) <= _NEAR_RATE * rate:
        return usual
    return min(max(Fraction(rate).limit_denominator(1000), _SLOWEST_RATE), _FASTEST_RATE)


class AnnotatedVideo:
    """Writes pictures with their times into an H.264 video that plays in a browser.

    Use it as a context manager. Drawing and encoding happen in other threads and processes; `write` waits
    only when more than a handful of pictures are pending.

    Parameters
    ----------
    path
        Where the video goes, ending in ``.mp4``.
    width_px, height_px
        Size of the pictures; an odd size is padded by one row or column, as H.264 needs it even.
    fps
        Rate of the video; by default measured on the first pictures.
    ffmpeg
        The program to run; by default the one that imageio-ffmpeg carries.

    Raises
    ------
    InputError
        At once when `path` cannot be written to; from `write` or at the end, once, when writing failed.
    """

    def __init__(
        self,
        path: Path,
        width_px: int,
        height_px: int,
        fps: float | None = None,
        *,
        ffmpeg: str | None = None,
    ) -> None:
        self.path = Path(path)
        check_video_path(self.path)
        self.part_path = self.path.with_name(f"{self.path.stem}.part.mp4")
        self.width_px, self.height_px = width_px, height_px
        self._ffmpeg = ffmpeg or _bundled_ffmpeg()
        self._rate = None if fps is None else Fraction(fps).limit_denominator(1001)
        self._encoder: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._queue: queue.Queue[tuple[Picture, float] | None] = queue.Queue(_QUEUE_FRAMES)
        self._failure: Exception | None = None
        self._reported = False
        self._closed = False
        self._ended = False
        self._thread = threading.Thread(target=self._work, name="annotated video", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def write(self, picture: Picture, time_s: float) -> None:
        """Add a picture.

        Parameters
        ----------
        picture
            ``(height_px, width_px, 3)`` BGR, not to be changed afterwards; or a function that draws it,
            called in the writer's thread so that the caller can go on.
        time_s
            Its time in seconds of the source.

        Raises
        ------
        InputError
            When the video cannot be written any more. It is raised once; pictures after that are ignored.
        """
        if self._failure is not None:
            self._report()
            return
        self._queue.put((picture, time_s))

    def close(self) -> None:
        """Write what is pending, complete the video and give it its name.

        Raises
        ------
        InputError
            When writing failed and `write` did not say so before.
        """
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._complaints.close()
        if self._failure is not None:
            self._report()

    def _report(self) -> None:
        """Raise the failure unless it was raised before."""
        if self._reported or self._failure is None:
            return
        self._reported = True
        if not isinstance(self._failure, OSError):
            raise self._failure
        kept = f"; the part up to there is in {self.path}" if self.path.exists() else ""
        raise InputError(
            f"The annotated video could not be written ({self._failure.strerror}){kept}; "
            "free some space or choose another place."
        ) from self._failure

    # --- the writer's thread ------------------------------------------------------------------------

    def _work(self) -> None:
        """Encode until told to stop; after a failure, only empty the queue so that nobody waits."""
        try:
            self._encode()
        except Exception as error:  # noqa: BLE001 - handed to the caller's thread by _report
            self._fail(error)
            while not self._ended:
                self._ended = self._queue.get() is None

    def _encode(self) -> None:
        """Take pictures from the queue, put each at its place in the video, and finish the file."""
        waiting: list[tuple[ImageArray, float]] = []
        while self._rate is None:
            entry = self._next()
            if entry is not None:
                waiting.append(entry)
            pending_bytes = sum(image.nbytes for image, _ in waiting)
            if self._ended or len(waiting) >= _RATE_FRAMES or pending_bytes >= _BUFFER_BYTES:
                self._rate = video_rate([time_s for _, time_s in waiting])
        shown: ImageArray | None = None
        place, start_s, shown_s = 0, 0.0, 0.0
        while True:
            entry = waiting.pop(0) if waiting else self._next()
            if entry is None:
                break
            image, time_s = entry
            if shown is None:
                start_s = time_s
            else:
                start_s += max(0.0, time_s - shown_s - _LONGEST_STILL_S)
                new_place = round((time_s - start_s) * float(self._rate or _FALLBACK_RATE))
                for _ in range(place, new_place):
                    self._send(shown)
                place = max(place, new_place)
            shown, shown_s = image, time_s
        if shown is not None:
            self._send(shown)
            self._finish()

    def _next(self) -> tuple[ImageArray, float] | None:
        """Return the next picture, drawn, padded and in H.264's own colours, or ``None`` at the end."""
        entry = None if self._ended else self._queue.get()
        if entry is None:
            self._ended = True
            return None
        picture, time_s = entry
        image = picture() if callable(picture) else picture
        height, width = image.shape[:2]
        if (height, width) != (self.height_px, self.width_px):
            message = f"expected a picture of {self.width_px}x{self.height_px}, but got {width}x{height}"
            raise ValueError(message)
        if height % 2 or width % 2:
            image = np.pad(image, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
        # half the bytes for the pipe, and a fraction of the work that ffmpeg's own conversion takes
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2YUV_I420), np.uint8), time_s

    def _send(self, image: ImageArray) -> None:
        if self._encoder is None:
            self._encoder = self._start()
        if self._encoder.stdin is None:
            message = "the encoder was started without a pipe"
            raise RuntimeError(message)
        self._encoder.stdin.write(image.data)

    def _start(self) -> subprocess.Popen[bytes]:
        size = f"{self.width_px + self.width_px % 2}x{self.height_px + self.height_px % 2}"
        command = [
            self._ffmpeg, "-hide_banner", "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", size,
            "-framerate", str(self._rate), "-i", "pipe:0",
            # OpenCV converts to BT.601 in the narrow range; said to the player, the colours come out right
            "-an", "-colorspace", "smpte170m", "-color_primaries", "bt709", "-color_trc", "bt709",
            "-color_range", "tv",
            # the fastest: the landmarker needs the processor more than the file needs to be small
            "-c:v", "libx264", "-preset", "ultrafast", "-crf", "22", "-threads", "2",
            # a fragment starts at each key picture: at most two seconds are lost when the power goes
            "-g", str(max(1, round(2 * (self._rate or _FALLBACK_RATE)))),
            "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", _as_file(self.part_path),
        ]  # fmt: skip
        return subprocess.Popen(  # noqa: S603 - our own program and arguments, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._complaints,
            creationflags=_WINDOWS_FLAGS,
            process_group=_PROCESS_GROUP,
        )

    def _finish(self) -> None:
        """Wait for the encoder, put the index in front and give the video its name."""
        encoder = self._encoder
        if encoder is None or encoder.stdin is None:
            return
        encoder.stdin.close()
        if encoder.wait() != 0:
            raise BrokenPipeError
        ready = self.path.with_name(f"{self.path.stem}.index.mp4")
        copy = [self._ffmpeg, "-hide_banner", "-loglevel", "error", "-y",
                "-f", "mp4", "-i", _as_file(self.part_path),
                "-c", "copy", "-movflags", "+faststart", "-f", "mp4", _as_file(ready)]  # fmt: skip
        done = subprocess.run(  # noqa: S603 - our own program and arguments, no shell
            copy, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._complaints,
            creationflags=_WINDOWS_FLAGS, process_group=_PROCESS_GROUP,
        )  # fmt: skip
        if done.returncode == 0:
            ready.replace(self.path)
            self.part_path.unlink()
        else:
            # no room for the second copy: the fragmented one plays as well
            ready.unlink(missing_ok=True)
            self.part_path.replace(self.path)

    def _fail(self, error: Exception) -> None:
        """Keep what was written and remember why it ended."""
        if isinstance(error, OSError):
            error = OSError(error.errno, self._complaint() or error.strerror or "the encoder stopped")
        encoder = self._encoder
        if encoder is not None:
            if encoder.stdin is not None:
                with contextlib.suppress(OSError):
                    encoder.stdin.close()
            encoder.wait()
            if self.part_path.exists() and self.part_path.stat().st_size:
                with contextlib.suppress(OSError):
                    self.part_path.replace(self.path)
        self._failure = error

    def _complaint(self) -> str:
        """Return what ffmpeg said went wrong, in the words of the system; empty when it said nothing."""
        if self._encoder is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._encoder.wait(timeout=5)
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1].rsplit(": ", 1)[-1].strip().rstrip(".") if lines else ""


#: Ctrl-C goes to the whole process group; ffmpeg must not see it, or the end of the video is lost.
_PROCESS_GROUP = None if sys.platform == "win32" else 0
_WINDOWS_FLAGS = 0x0000_0200 | 0x0800_0000 if sys.platform == "win32" else 0  # NEW_PROCESS_GROUP, NO_WINDOW


def _as_file(path: Path) -> str:
    """Return `path` so that ffmpeg takes it for a file, whatever it looks like.

    Alone, ``-i.mp4`` is an option to it, and what stands before a colon (``12:30.mp4``, ``udp:host``) a
    protocol.
    """
    return f"file:{path.absolute()}"


def _bundled_ffmpeg() -> str:
    """Return the path of the ffmpeg that comes with imageio-ffmpeg."""
    import imageio_ffmpeg  # noqa: PLC0415 - only needed when a video is written

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise InputError(
            "No ffmpeg was found to write the video; run `pip install --force-reinstall imageio-ffmpeg`."
        ) from error
