"""Landmark recordings: everything the estimator saw, as numbers, without a single picture.

The file is a fixed header followed by records of one size, each written out at once, so that whatever
ends the program leaves all earlier records readable. ``docs/recording.md`` describes every byte.
"""

from __future__ import annotations

import errno
import math
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt

from posecheck.pose.pose import LANDMARKS, FloatArray, PictureFacts, Pose
from posecheck.pose.silhouette import SILHOUETTE_SAMPLES
from posecheck.support.errors import InputError
from posecheck.support.regular_files import open_regular, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

MAGIC = b"posecheck-poses\n"
#: How the name of a recording ends.
SUFFIX = ".poses"
VERSION = 1
_SOURCE_BYTES = 464

HEADER = np.dtype(
    [
        ("magic", "S16"),
        ("version", "<u4"),
        ("header_bytes", "<u4"),
        ("record_bytes", "<u4"),
        ("width_px", "<u4"),
        ("height_px", "<u4"),
        ("reserved", "<u4"),
        ("duration_s", "<f8"),
        ("source", f"S{_SOURCE_BYTES}"),
    ]
)

RECORD = np.dtype(
    [
        ("time_s", "<f8"),
        ("image_px", "<f4", (LANDMARKS, 2)),
        ("depth_px", "<f4", (LANDMARKS,)),
        ("world_m", "<f4", (LANDMARKS, 3)),
        ("visibility", "<f4", (LANDMARKS,)),
        ("presence", "<f4", (LANDMARKS,)),
        ("silhouette", "<f4", (2, SILHOUETTE_SAMPLES)),
        ("flags", "<u4"),
        ("checksum", "<u4"),
    ]
)

#: Bits of ``flags``.
HAS_SILHOUETTE = 1
IS_SCENE_CUT = 2
IS_UNMOVED = 4
IS_SMOOTHED = 8
IS_FROZEN = 16
HAS_FACTS = 32
#: The upper three bytes of ``flags`` are the facts of the picture, the first in the lowest of them.
_FACTS = ("brightness", "sharpness", "blocks")

_CHECKED_BYTES = RECORD.itemsize - 4

#: Eleven days; a time beyond is none of a session, whatever the checksum says.
LONGEST_S = 1e6
#: The longest side H.264 knows, and half as many pixels again as an 8K picture has.
_LONGEST_SIDE_PX, _MOST_PIXELS = 16_384, 50_000_000


class RecordingWriter:
    """Writes poses to a landmark recording, each one to the system at once.

    Parameters
    ----------
    path
        The file; one that exists is replaced.
    width_px, height_px
        Size of the pictures.
    source_name
        Where they come from, for people; cut to 464 bytes of UTF-8.
    duration_s
        Length that the source announces, ``NaN`` when it is unknown.

    Raises
    ------
    InputError
        When the file cannot be written; what was written before stays readable.
    """

    def __init__(
        self,
        path: Path | str,
        width_px: int,
        height_px: int,
        source_name: str,
        *,
        duration_s: float = math.nan,
    ) -> None:
        self.path = Path(path)
        self.frame_count = 0
        self._size = (width_px, height_px)
        self._record = np.zeros((), RECORD)
        header = np.zeros((), HEADER)
        header["magic"] = MAGIC
        header["version"] = VERSION
        header["header_bytes"] = HEADER.itemsize
        header["record_bytes"] = RECORD.itemsize
        header["width_px"], header["height_px"] = self._size
        header["duration_s"] = duration_s
        header["source"] = (
            source_name.encode(errors="replace")[:_SOURCE_BYTES].decode(errors="ignore").encode()
        )
        try:
            # Unbuffered: a record that write() took survives the end of this process, however it comes.
            self._file = self.path.open("wb", buffering=0)
        except OSError as error:
            raise _cannot_write(self.path, error) from error
        try:
            self._put(header.tobytes(), 0)
        except InputError:
            self._file.close()
            raise

    def write(self, pose: Pose) -> None:
        """Append `pose`.

        Raises
        ------
        ValueError
            When the pose is of a picture of another size.
        InputError
            When the disk is full or gone.
        """
        if (pose.width_px, pose.height_px) != self._size:
            message = f"expected a pose of a picture of {self._size}, but got {pose.width_px, pose.height_px}"
            raise ValueError(message)
        record = self._record
        record["time_s"] = pose.time_s
        for name in ("image_px", "depth_px", "world_m", "visibility", "presence"):
            record[name] = getattr(pose, name)
        has_silhouette = pose.silhouette is not None
        record["silhouette"] = pose.silhouette if has_silhouette else np.nan
        record["flags"] = (
            HAS_SILHOUETTE * has_silhouette
            | IS_SCENE_CUT * pose.scene_cut
            | IS_UNMOVED * pose.unmoved
            | IS_SMOOTHED * pose.smoothed
            | IS_FROZEN * pose.frozen
            | _flags_of(pose.facts)
        )
        record["checksum"] = zlib.crc32(record.tobytes()[:_CHECKED_BYTES])
        self._put(record.tobytes(), HEADER.itemsize + self.frame_count * RECORD.itemsize)
        self.frame_count += 1

    def close(self) -> None:
        """Close the file and ask the system to keep it; a second call does nothing."""
        if not self._file.closed:
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                raise _cannot_write(self.path, error) from error
            finally:
                self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _put(self, data: bytes, offset: int) -> None:
        """Write all of `data` at the end of the file, or nothing: a part is cut off again."""
        try:
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            try:
                self._file.truncate(offset)
                self._file.seek(offset)
            except OSError:  # a gone disk cannot be tidied; a reader drops the part of a record
                pass
            raise _cannot_write(self.path, error) from error


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A landmark recording that was read and checked.

    Parameters
    ----------
    path
        The file.
    width_px, height_px
        Size of the pictures it was made from.
    source_name
        Where those came from.
    duration_s
        Length that their source announced; the time of the last frame when it announced none.
    records
        ``(frames,)`` structured array of dtype :data:`RECORD`.
    note
        One sentence about what was missing at the end, empty when nothing was.
    announced_s
        Length that their source announced, ``NaN`` when it announced none.
    """

    path: Path
    width_px: int
    height_px: int
    source_name: str
    duration_s: float
    records: npt.NDArray[np.void]
    note: str = ""
    announced_s: float = math.nan

    @property
    def frame_count(self) -> int:
        """How many frames it holds."""
        return len(self.records)

    def poses(self) -> Iterator[Pose]:
        """Yield the poses exactly as the estimator gave them."""
        for record in self.records:
            flags = int(record["flags"])
            yield Pose(
                float(record["time_s"]),
                self.width_px,
                self.height_px,
                _array(record["image_px"]),
                _array(record["depth_px"]),
                _array(record["world_m"]),
                _array(record["visibility"]),
                _array(record["presence"]),
                _array(record["silhouette"]) if flags & HAS_SILHOUETTE else None,
                bool(flags & IS_SCENE_CUT),
                bool(flags & IS_UNMOVED),
                bool(flags & IS_SMOOTHED),
                bool(flags & IS_FROZEN),
                _facts_in(flags),
            )


def _flags_of(facts: PictureFacts | None) -> int:
    if facts is None:
        return 0
    return HAS_FACTS | sum(int(getattr(facts, name)) << 8 * place for place, name in enumerate(_FACTS, 1))


def _facts_in(flags: int) -> PictureFacts | None:
    if not flags & HAS_FACTS:
        return None
    return PictureFacts(**{name: flags >> 8 * place & 0xFF for place, name in enumerate(_FACTS, 1)})


def _array(field: npt.NDArray[np.float32]) -> FloatArray:
    """Return a copy in this machine's byte order that no longer refers to the file."""
    return np.array(field, np.float32)


def is_recording(path: Path | str) -> bool:
    """Return whether the file begins as a landmark recording does; False when it cannot be read."""
    try:
        with open_regular(Path(path)) as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


def read_recording(path: Path | str) -> Recording:
    """Read and check a landmark recording.

    A part of a record at the end, as a crash leaves it, is dropped and mentioned in the note.

    Raises
    ------
    InputError
        When there is no such file, it is no recording, of a newer version, damaged, or without a frame.
    """
    path = Path(path)
    header = _read_header(path)
    body_bytes = path.stat().st_size - HEADER.itemsize
    count, rest = divmod(body_bytes, RECORD.itemsize)
    if count == 0:
        raise InputError(f"{path} is a landmark recording without a single frame; record it again.")
    records = np.memmap(path, RECORD, "r", HEADER.itemsize, (count,))
    _check_records(path, records)
    last_s = float(records["time_s"][-1])
    announced_s = float(header["duration_s"])
    note = (
        f"{path} ends in the middle of a frame; the {count} whole frames before it are used." if rest else ""
    )
    return Recording(
        path,
        int(header["width_px"]),
        int(header["height_px"]),
        bytes(header["source"]).decode(errors="replace"),
        last_s if math.isnan(announced_s) else announced_s,
        records,
        note,
        announced_s,
    )


def _read_header(path: Path) -> np.void:
    try:
        with open_regular(path) as file:
            data = file.read(HEADER.itemsize)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}; check the path.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({reason_of(error)}); check the path.") from error
    if not data.startswith(MAGIC):
        raise InputError(f"{path} is not a landmark recording; give a file that `posecheck record` wrote.")
    if len(data) < HEADER.itemsize:
        raise InputError(f"{path} breaks off before the first frame; record it again.")
    header: np.void = np.frombuffer(data, HEADER)[0]
    if header["version"] != VERSION:
        raise InputError(
            f"{path} is a landmark recording of version {header['version']}, and this program reads "
            f"version {VERSION}; update posecheck."
        )
    expected = (HEADER.itemsize, RECORD.itemsize)
    sizes = (int(header["header_bytes"]), int(header["record_bytes"]))
    if sizes != expected or not _makes_sense(header):
        raise InputError(f"{path} is damaged: its header makes no sense; record it again.")
    return header


def _makes_sense(header: np.void) -> bool:
    """Return whether the size and the length that `header` announces are those of a video."""
    width, height, duration_s = int(header["width_px"]), int(header["height_px"]), float(header["duration_s"])
    size = (
        min(width, height) > 0 and max(width, height) <= _LONGEST_SIDE_PX and width * height <= _MOST_PIXELS
    )
    return size and (math.isnan(duration_s) or 0.0 <= duration_s <= LONGEST_S)


def _check_records(path: Path, records: npt.NDArray[np.void]) -> None:
    """Raise ``InputError`` that names the first damaged frame, if there is one."""
    raw = records.view(np.uint8).reshape(len(records), RECORD.itemsize)
    checksums = records["checksum"]
    times_s = records["time_s"]
    before_s = -math.inf
    for number, (data, checksum, time_s) in enumerate(zip(raw, checksums, times_s, strict=True), 1):
        whole = zlib.crc32(data[:_CHECKED_BYTES].data) == checksum
        if not whole or not before_s < time_s <= LONGEST_S or time_s < -LONGEST_S:
            raise InputError(
                f"{path} is damaged in frame {number} of {len(records)}; use another copy of it."
            )
        before_s = time_s


def _cannot_write(path: Path, error: OSError) -> InputError:
    if error.errno == errno.ENOSPC:
        return InputError(f"The disk is full: {path} keeps what was recorded up to now; free some space.")
    return InputError(f"{path} cannot be written ({error.strerror or error}); choose another place.")
