"""The parts of MediaPipe that are used, loaded without the plotting library that it would load with them.

``import mediapipe`` loads its drawing module, which imports ``matplotlib.pyplot`` for one function that plots
landmarks. That takes more than half of the import (1.7 s of processor time against 0.5 s without, 2026-11-27)
and nobody here calls it. So an empty module stands in for it meanwhile, and is taken away again:
whoever plots afterwards imports the real one.
"""

from __future__ import annotations

import sys
from types import ModuleType

from posecheck.support.stand_ins import standing_in

_PLOTTING = ("matplotlib", "matplotlib.pyplot")


def _stand_ins() -> dict[str, ModuleType]:
    """Return empty modules for ``import matplotlib.pyplot``, none when it is loaded already."""
    if any(name in sys.modules for name in _PLOTTING):
        return {}
    stand_ins = {name: ModuleType(name, "Stands in while MediaPipe is imported.") for name in _PLOTTING}
    vars(stand_ins["matplotlib"])["pyplot"] = stand_ins["matplotlib.pyplot"]
    return stand_ins


with standing_in(_stand_ins()):
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
