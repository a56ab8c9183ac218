"""Curves as bytes: pairs of float32, little-endian, compressed."""

from __future__ import annotations

import sys
import zlib
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


#: A curve of a day at 30 points a second; anything longer is damage that would fill the memory.
_MOST_BYTES = 24 * 3600 * 30 * 8


def pack_curve(start_s: float, samples: Iterable[tuple[float, float]]) -> bytes:
    """Return `samples`, each a time and a value, as bytes; times are kept relative to `start_s`.

    Relative, because float32 tells hundredths of a second only near zero.
    """
    numbers = array("f", (number for time_s, value in samples for number in (time_s - start_s, value)))
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes(), 6)


def unpack_curve(start_s: float, packed: bytes) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the times and the values of a packed curve.

    Raises
    ------
    ValueError
        It is damaged.
    """
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not unpacking.eof or len(unpacked) % 8:
        raise ValueError("expected pairs of numbers to the end")
    numbers = array("f", unpacked)
    if sys.byteorder == "big":
        numbers.byteswap()
    return tuple(start_s + offset_s for offset_s in numbers[0::2]), tuple(numbers[1::2])
