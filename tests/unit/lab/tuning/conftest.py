"""Builders for readings and labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from posecheck.lab.labels import Label
from posecheck.lab.tuning.readings import ClipReading, PartReading

BASE: dict[str, Any] = {
    "exercise": "supine-hamstring",
    "kind": "faulty",
    "view": "side",
    "fps": 10,
    "size": (640, 480),
    "frames": 300,
    "duration_s": 30.0,
    "origin": "test",
    "licence": "CC0-1.0",
}
HOLDS = ({"start_s": 5, "end_s": 10, "side": "left"}, {"start_s": 20, "end_s": 25, "side": "left"})


@pytest.fixture
def label() -> Callable[..., Label]:
    """Return a function that makes a label with two holds of what differs from one without faults."""

    def make(**changes: Any) -> Label:
        return Label.model_validate(BASE | {"plateaus": HOLDS} | changes)

    return make


@pytest.fixture
def reading() -> Callable[..., ClipReading]:
    """Return a function that makes a reading of ``knee-bent`` at 10 frames a second."""

    def make(value: Any, **changes: Any) -> ClipReading:
        value = np.asarray(value, np.float64)
        count = len(value)
        due = np.ones(count, np.bool_)
        part = PartReading(value, due, due, np.asarray(changes.pop("slack", np.zeros(count))))
        masks = {"valid": due, "holding": due, "forgot": ~due} | changes
        return ClipReading(np.arange(count) / 10.0, parts={"knee-bent": part}, **masks)

    return make
