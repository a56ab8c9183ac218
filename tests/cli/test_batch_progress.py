"""How long a batch takes yet, in words."""

from __future__ import annotations

import pytest

from posecheck.cli.batch_progress import span


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.2, "0 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (3599, "60 min"),
        (11_100, "3 h 05 min"),
        (360_000, "100 h 00 min"),
    ],
)
def test_a_time_is_as_exact_as_it_is_of_use(seconds: float, told: str) -> None:
    assert span(seconds) == told
