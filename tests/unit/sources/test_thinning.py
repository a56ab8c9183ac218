"""Which pictures of a fast film are looked at."""

from __future__ import annotations

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.sources.thinning import Thinning, kept_count


def kept(announced_hz: float, stamps_s: list[float]) -> list[float]:
    thinning = Thinning(announced_hz)
    return [stamp_s for stamp_s in stamps_s if not thinning.skips(stamp_s)]


@each_of("rate, expected", [(90, 30), (100, 100 / 3), (120, 30), (240, 30), (1000, 1000 / 33)])
def test_a_fast_film_is_looked_at_thirty_times_a_second(rate: float, expected: float) -> None:
    stamps = [n / rate for n in range(int(rate * 2))]
    seen = kept(rate, stamps)
    assert 1.0 / np.diff(seen).mean() == pytest.approx(expected, rel=0.02)
    assert kept_count(len(stamps), rate) == pytest.approx(len(seen), abs=1)


@each_of("rate", [8.0, 30.0, 59.94, 60.0, 75.0])
@each_of("digits", [3, 9])
def test_a_film_of_a_usual_rate_is_seen_whole(rate: float, digits: int) -> None:
    stamps = [round(n / rate, digits) for n in range(200)]
    assert kept(rate, stamps) == stamps
    assert kept_count(200, rate) == 200


def test_a_slow_film_that_announces_too_much_is_seen_whole() -> None:
    stamps = [round(n / 30, 3) for n in range(100)]
    assert kept(1000.0, stamps) == stamps


def test_stamps_that_do_not_increase_are_seen() -> None:
    assert len(kept(240.0, [0.0] * 50)) == 50
