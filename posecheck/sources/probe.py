"""What a video file says of itself, as the bundled ffmpeg reads it: more than OpenCV tells.

OpenCV gives one angle for the display matrix, which hides a mirroring; the size of the first picture for all
of them; and a number of frames that counts those which a lossless trim hides. ffmpeg runs in a process of its
own: once for the beginning (about 35 ms), and once ahead of the reader, looking at key pictures only, because
no picture changes its size elsewhere.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from posecheck.sources.demuxers import UNTIMED, WHITELIST
from posecheck.sources.shape import MOST_PX, PictureOrientation, Shape

if TYPE_CHECKING:
    from pathlib import Path

#: Decoders pad a picture to whole blocks.
_MOST_PIXELS = (MOST_PX + 128) ** 2
_INPUT = re.compile(r"^Input #0, (\S+), from ", re.MULTILINE)
_DURATION = re.compile(r"^\s*Duration: (\d+):(\d+):([\d.]+)", re.MULTILINE)
_START = re.compile(r"^\s*Duration: .*?, start: (-?[\d.]+)", re.MULTILINE)
_STREAM = re.compile(r"^\s*Stream #0:\d+.*?: (\w+): (.*)$", re.MULTILINE)
_SIZE = re.compile(r", (\d+)x(\d+)\b")
_ASPECT = re.compile(r"\bSAR (\d+):(\d+)")
_STREAM_START = re.compile(r", start (-?[\d.]+)")
_STREAM_DURATION = re.compile(r"^\s*DURATION\s*: (\d+):(\d+):([\d.]+)", re.MULTILINE)
_PICTURE = re.compile(r" pts_time:\s*(-?[\d.]+)\b.* sar:(\d+)/(\d+) s:(\d+)x(\d+)\b")
_DAMAGE = re.compile(r"partial file|corrupt|ended prematurely", re.IGNORECASE)
_TOO_LARGE = re.compile(r"Picture size (\d+)x(\d+) exceeds specified max pixel count")
#: The duration of these is the time at which they end, whenever their first picture comes.
COUNTED_FROM_ZERO = frozenset({"matroska", "asf", "nut"})
#: In a ``tkhd`` box the matrix comes after the version byte, three flag bytes and these, by version.
_MATRIX_AFTER: Final = {0: 36, 1: 48}
#: Ctrl-C goes to the whole process group; what it means is decided here, not in ffmpeg.
_PROCESS_GROUP = None if sys.platform == "win32" else 0
_WINDOWS_FLAGS = 0x0000_0200 | 0x0800_0000 if sys.platform == "win32" else 0  # NEW_PROCESS_GROUP, NO_WINDOW


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found.

    Parameters
    ----------
    containers
        ffmpeg's names of the kind of file.
    shape
        How the first picture is stored.
    orientation
        How the file asks for it to be put.
    start_s
        Time stamp of the first picture.
    duration_s
        From the first picture to the end, ``NaN`` when the file does not say.
    duration_is_of_pictures
        The duration is that of the pictures, not of the whole file, where sound may be longer.
    """

    containers: frozenset[str]
    shape: Shape
    orientation: PictureOrientation
    start_s: float
    duration_s: float
    duration_is_of_pictures: bool

    @property
    def untimed(self) -> bool:
        """Whether nothing in the file says when a picture comes."""
        return bool(self.containers & UNTIMED)


def probe(path: Path) -> Probe | None:
    """Return what the file says of its pictures, ``None`` when ffmpeg finds none or is not there."""
    command = _command(path)
    if command is None:
        return None
    # The header of a QuickTime file tells the matrix as it is, wherever the file had it.
    wanted = ["-frames:v", "1", "-vf", "showinfo=checksum=0,scale=16:16", "-c:v", "rawvideo",
              "-pix_fmt", "yuv420p", "-f", "mov", "-movflags", "frag_keyframe+empty_moov",
              "pipe:1"]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - our own program and arguments, no shell
            [*command, *wanted], check=False, stdin=subprocess.DEVNULL, capture_output=True,
            creationflags=_WINDOWS_FLAGS, process_group=_PROCESS_GROUP,
        )  # fmt: skip
    except OSError:
        return None
    return read_probe(done.stderr.decode(errors="replace"), done.stdout)


def read_probe(said: str, header: bytes) -> Probe | None:
    """Return what ffmpeg said of its input, and of a QuickTime file it made of it."""
    kind = _INPUT.search(said)
    if kind is None:
        return None
    about, _, _ = said.partition("\nOutput #0")
    containers = frozenset(kind[1].split(","))
    streams = [*_STREAM.finditer(about)]
    number = next((n for n, stream in enumerate(streams) if stream[1] == "Video"), None)
    if number is None:
        return None
    stream = streams[number]
    after = streams[number + 1].start() if number + 1 < len(streams) else len(about)
    shape = _shape_of_picture(said) or _too_large(said) or _shape_of_stream(stream[2])
    if shape is None:
        return None
    start = _STREAM_START.search(stream[2]) or _START.search(about)
    start_s = float(start[1]) if start else 0.0
    own = _STREAM_DURATION.search(about, stream.end(), after)
    duration = own or _DURATION.search(about)
    duration_s = _seconds(duration) if duration else math.nan
    if containers & COUNTED_FROM_ZERO:
        duration_s -= max(0.0, start_s)
    alone = sum(stream[1] in {"Video", "Audio", "Data"} for stream in streams) == 1
    return Probe(
        containers,
        shape,
        _orientation(header),
        start_s,
        duration_s,
        own is not None or alone,
    )


def _shape_of_picture(said: str) -> Shape | None:
    picture = _PICTURE.search(said)
    return _shape(*picture.groups()[1:]) if picture else None


def _shape_of_stream(said: str) -> Shape | None:
    size, aspect = _SIZE.search(said), _ASPECT.search(said)
    if size is None:
        return None
    return _shape(*(aspect.groups() if aspect else ("1", "1")), *size.groups())


def _too_large(said: str) -> Shape | None:
    """Return the size of a picture that ffmpeg refused, whatever the container says of it."""
    size = _TOO_LARGE.search(said)
    return Shape(int(size[1]), int(size[2])) if size else None


def _shape(across: str, down: str, width: str, height: str) -> Shape:
    known = int(across) > 0 and int(down) > 0
    return Shape(int(width), int(height), int(across) / int(down) if known else 1.0)


def _orientation(header: bytes) -> PictureOrientation:
    place = header.find(b"tkhd")
    if place < 0 or len(header) < place + 5:
        return PictureOrientation()
    begin = place + 8 + _MATRIX_AFTER.get(header[place + 4], _MATRIX_AFTER[0])
    if len(header) < begin + 36:
        return PictureOrientation()
    a, b, _, c, d, *_ = struct.unpack_from(">9i", header, begin)
    return PictureOrientation.of_matrix(a, b, c, d)


def _seconds(clock: re.Match[str]) -> float:
    return 3600.0 * int(clock[1]) + 60.0 * int(clock[2]) + float(clock[3])


class ShapeChanges:
    """How the pictures of a file are stored at any place, read ahead of whoever decodes them.

    A place is a time in seconds from the first picture; in a file without times it is the number of a
    picture, counted from 0, and every picture is looked at.

    Parameters
    ----------
    path
        The file.
    said
        What it says of itself.

    Attributes
    ----------
    too_large
        Size of a picture that nobody may decode, after the last place that was looked at.
    """

    def __init__(self, path: Path, said: Probe) -> None:
        self._start_s = said.start_s
        self._counted = said.untimed
        self._pictures = 0
        self._changes: list[tuple[float, Shape]] = [(-math.inf, said.shape)]
        self._seen = -math.inf
        self._ended = self._damaged = False
        self.too_large: Shape | None = None
        self._progress = threading.Condition()
        self._process: subprocess.Popen[str] | None = None
        command = _command(path, *(() if self._counted else ("-skip_frame", "nokey")))
        if command is not None:
            wanted = ["-an", "-fps_mode", "passthrough", "-vf", "showinfo=checksum=0", "-f", "null", "-"]
            with contextlib.suppress(OSError):
                self._process = subprocess.Popen(  # noqa: S603 - our own program and arguments, no shell
                    [*command, *wanted], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE, text=True, errors="replace",
                    creationflags=_WINDOWS_FLAGS, process_group=_PROCESS_GROUP,
                )  # fmt: skip
        if self._process is None:
            self._ended = True
        else:
            threading.Thread(target=self._look, name="shape changes", daemon=True).start()

    def at(self, place: float, slack: float = 0.0) -> Shape:
        """Return how the picture at `place` is stored; a change up to `slack` later is in force there.

        Waits until that is known.
        """
        until = place + slack
        with self._progress:
            self._progress.wait_for(lambda: self._ended or self._seen > until)
            return next(shape for since, shape in reversed(self._changes) if since <= until)

    def damaged(self) -> bool:
        """Return whether a part of the file is missing or damaged; waits until all of it was looked at."""
        with self._progress:
            self._progress.wait_for(lambda: self._ended)
            return self._damaged

    def gives_up(self, place: float) -> bool:
        """Return whether the picture at `place` may be one that is too large; after :meth:`at`."""
        return self.too_large is not None and place > self._seen

    def close(self) -> None:
        """Stop looking; a second call does nothing."""
        if self._process is not None and self._process.poll() is None:
            with contextlib.suppress(OSError):
                self._process.kill()
            self._process.wait()

    def _look(self) -> None:
        process = self._process
        if process is None or process.stderr is None:
            return
        try:
            with process.stderr:
                for line in process.stderr:
                    self._take(line)
            process.wait()
        finally:
            with self._progress:
                self._ended = True
                self._progress.notify_all()

    def _take(self, line: str) -> None:
        picture, large = _PICTURE.search(line), _too_large(line)
        with self._progress:
            self._damaged = self._damaged or _DAMAGE.search(line) is not None
            if large is not None and self.too_large is None:
                self.too_large = large
            if picture is None or self.too_large is not None:
                return
            place = self._pictures if self._counted else float(picture[1]) - self._start_s
            self._pictures += 1
            self._seen = max(self._seen, place)
            shape = _shape(*picture.groups()[1:])
            if shape != self._changes[-1][1]:
                self._changes.append((self._seen, shape))
            self._progress.notify_all()


def _command(path: Path, *decoding: str) -> list[str | bytes] | None:
    """Return the beginning of a command that reads the pictures of the file, and nothing else."""
    import imageio_ffmpeg  # noqa: PLC0415 - only needed when a video is read

    try:
        ffmpeg = str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        return None
    # "file:" and an absolute path, because what stands before a colon or after a dash means something else.
    name = f"file:{path.resolve()}"
    return [
        ffmpeg, "-hide_banner", "-nostdin", "-nostats", "-loglevel", "info",
        "-format_whitelist", WHITELIST, "-protocol_whitelist", "file",
        "-noautorotate", "-copyts", "-max_pixels", str(_MOST_PIXELS), "-threads", "1", *decoding,
        "-i", name if sys.platform == "win32" else os.fsencode(name), "-map", "0:v:0",
    ]  # fmt: skip
