"""Builders for what evaluations are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from posecheck.lab.labels import Label

BASE: dict[str, Any] = {
    "exercise": "bridge",
    "kind": "correct",
    "view": "side",
    "subject": "p1",
    "fps": 15,
    "size": (640, 480),
    "frames": 300,
    "duration_s": 20.0,
    "origin": "test",
    "licence": "CC0-1.0",
    "camera": {"yaw_deg": 90, "height_m": 1, "distance_m": 2, "hfov_deg": 60},
}


@pytest.fixture
def label() -> Callable[..., Label]:
    """Return a function that makes a label of what differs from a correct, empty bridge."""

    def make(**changes: Any) -> Label:
        return Label.model_validate(BASE | changes)

    return make
