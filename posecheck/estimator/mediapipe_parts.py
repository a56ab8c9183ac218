"""The parts of MediaPipe that are used, loaded without the plotting library that it would load with them.

``import mediapipe`` loads its drawing module, which imports ``matplotlib.pyplot`` for one function that plots
landmarks. That takes more than half of the import (1.7 s of processor time against 0.5 s without, 2026-11-27)
and nobody here calls it. So an empty module stands in for it meanwhile, and is taken away again:
whoever plots afterwards imports the real one.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLOTTING = ("matplotlib", "matplotlib.pyplot")


@contextmanager
def without_pyplot() -> Iterator[None]:
    """Let ``import matplotlib.pyplot`` find an empty module, unless it is loaded already."""
    if any(name in sys.modules for name in _PLOTTING):
        yield
        return
    stand_ins = {name: ModuleType(name, "Stands in while MediaPipe is imported.") for name in _PLOTTING}
    vars(stand_ins["matplotlib"])["pyplot"] = stand_ins["matplotlib.pyplot"]
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


with without_pyplot():
    import mediapipe as mp
    from mediapipe.tasks.python import BaseOptions
    from mediapipe.tasks.python.vision import (
        PoseLandmarker,
        PoseLandmarkerOptions,
        PoseLandmarkerResult,
        RunningMode,
    )

__all__ = [
    "BaseOptions",
    "PoseLandmarker",
    "PoseLandmarkerOptions",
    "PoseLandmarkerResult",
    "RunningMode",
    "mp",
]
