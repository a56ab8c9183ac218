"""Curves as bytes."""

from __future__ import annotations

import math
import zlib

import pytest
from fixtures.cases import each_of

from posecheck.history.curves import pack_curve, unpack_curve


def test_a_curve_comes_back_with_hundredths_of_a_second_however_late_it_is() -> None:
    start_s = 86_000.0  # float32 has steps of 8 ms there
    samples = [(start_s + n / 30.0, 70.0 + n) for n in range(100)]
    times, values = unpack_curve(start_s, pack_curve(start_s, samples))
    assert times == pytest.approx([t for t, _ in samples], abs=1e-4)
    assert values == tuple(value for _, value in samples)


def test_what_was_unknown_stays_unknown_and_nothing_is_nothing() -> None:
    _, values = unpack_curve(0.0, pack_curve(0.0, [(0.0, math.nan), (0.1, 2.0)]))
    assert math.isnan(values[0])
    assert values[1] == 2.0
    assert unpack_curve(5.0, pack_curve(5.0, [])) == ((), ())


@each_of(
    "packed",
    [
        b"",
        b"no zlib",
        pack_curve(0.0, [(0.0, 1.0)])[:-1],
        zlib.compress(bytes(12)),  # a time without its value
        zlib.compress(bytes(24 * 3600 * 30 * 8 + 8)),  # more than a day
    ],
)
def test_what_is_damaged_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack_curve(0.0, packed)
