"""The one door for archives of NumPy arrays (``.npz``), which come from elsewhere.

An archive is a zip, so a few bytes of it may unpack to as many as they like, and a header may promise any
shape. Here the header of a member is read first; an array is unpacked only when it is numbers, as many as the
header promises and no more than there may be. Nothing of it is ever run.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.support.errors import InputError
from posecheck.support.regular_files import open_regular, reason_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

#: All arrays of one archive together; the truth of half an hour at 30 pictures a second has two thirds of it.
MOST_BYTES = 128 << 20
_MOST_ARCHIVE_BYTES = 128 << 20
_MOST_HEADER_BYTES = 10_000
_SUFFIX = ".npy"
#: Whole numbers, numbers and truth values.
_KINDS = frozenset("iufb")
_READERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}

Array = npt.NDArray[np.float64]


class _Unusable(ValueError):  # noqa: N818 - it is a reason, which becomes an InputError with the file's name
    """Why an archive cannot be used."""


def read_arrays(path: Path, names: Collection[str], subject: str, *, advice: str) -> dict[str, Array]:
    """Return those of `names` that are in the archive at `path`.

    Parameters
    ----------
    path
        The archive.
    names
        The arrays that are wanted; others are not looked at.
    subject
        How it is called in the sentence of an error.
    advice
        What to do, put behind the reason; begins with a semicolon.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    InputError
        It cannot be read, is no archive, or one of these arrays is damaged, is not of numbers, or is too
        large.
    """
    try:
        with open_regular(path) as file, zipfile.ZipFile(_small_enough(file)) as archive:
            members = {info.filename: info for info in archive.infolist()}
            found: dict[str, Array] = {}
            left_bytes = MOST_BYTES
            for name in names:
                if f"{name}{_SUFFIX}" in members:
                    with archive.open(members[f"{name}{_SUFFIX}"]) as member:
                        found[name] = _array(member, name, left_bytes)
                    left_bytes -= found[name].nbytes
            return found
    except FileNotFoundError:
        raise
    except (OSError, ValueError, EOFError) as error:
        reason = reason_of(error) if isinstance(error, OSError | ValueError) else "it breaks off"
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        SyntaxError,
        TypeError,
    ) as error:
        # the last three: a method of packing nobody has, a password, a header that is no Python literal
        reason = f"it is damaged: {error}" if str(error) else "it is damaged"
    except MemoryError:
        reason = "it is damaged: a header makes no sense"
    raise InputError(f"{subject} cannot be used ({reason}){advice}.")


def _small_enough(file: IO[bytes]) -> IO[bytes]:
    size = file.seek(0, 2)
    if size > _MOST_ARCHIVE_BYTES:
        raise _Unusable(f"it is larger than {_MOST_ARCHIVE_BYTES >> 20} MiB")
    file.seek(0)
    return file


def _array(member: IO[bytes], name: str, most_bytes: int) -> Array:
    try:
        read = _READERS[np.lib.format.read_magic(member)]
        shape, by_columns, dtype = read(member, max_header_size=_MOST_HEADER_BYTES)
    except (OSError, zlib.error, zipfile.BadZipFile, EOFError):
        raise
    except Exception as error:  # a parser of Python literals fails in a dozen ways
        raise _Unusable(f"the header of {name} is damaged") from error
    if dtype.kind not in _KINDS or dtype.itemsize > np.dtype(np.float64).itemsize:
        raise _Unusable(f"{name} is of {dtype}, not of numbers")
    count = math.prod(shape)
    if count < 0 or any(length < 0 for length in shape):
        raise _Unusable(f"{name} has a length below zero")
    if count * np.dtype(np.float64).itemsize > most_bytes:
        raise _Unusable(f"{name} is of shape {shape}, more than there is room for")
    data = member.read(count * dtype.itemsize)
    # One byte more would be none of the array's; asking for it also lets the zip check its sum.
    if len(data) != count * dtype.itemsize or member.read(1):
        raise _Unusable(f"{name} is not as long as it says")
    flat = np.frombuffer(data, dtype)
    return np.asarray(flat.reshape(shape, order="F" if by_columns else "C"), np.float64)
