"""posecheck: a stretch-form trainer for stiff backs.

    import posecheck

    result = posecheck.judge("stretch.mp4", "bridge")

Everything in ``__all__`` is what other programs may rely on (docs/library.md); the rest may change.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from posecheck.engine.events import Step
    from posecheck.engine.result import Result, SourceInfo, as_data, read_result, result_schema
    from posecheck.engine.trainer import Trainer
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose, Side
    from posecheck.session.front_door import OpenSession, exercises, follow, judge, open_session
    from posecheck.support.errors import CameraError, InputError, ModelError

__version__ = VERSION

__all__ = [
    "CameraError",
    "Exercise",
    "InputError",
    "ModelError",
    "OpenSession",
    "Pose",
    "Result",
    "Side",
    "SourceInfo",
    "Step",
    "Trainer",
    "__version__",
    "as_data",
    "exercises",
    "follow",
    "judge",
    "open_session",
    "read_result",
    "result_schema",
]

#: Where each name is: loaded when it is asked for, so that ``posecheck --help`` does not wait for it.
_ROOMS = {
    "posecheck.support.errors": ("CameraError", "InputError", "ModelError"),
    "posecheck.exercise": ("Exercise",),
    "posecheck.session.front_door": ("OpenSession", "exercises", "judge", "open_session", "follow"),
    "posecheck.engine.events": ("Step",),
    "posecheck.engine.result": ("Result", "SourceInfo", "as_data", "read_result", "result_schema"),
    "posecheck.pose": ("Pose", "Side"),
    "posecheck.engine.trainer": ("Trainer",),
}


def __getattr__(name: str) -> Any:
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(importlib.import_module(room), name)
    raise AttributeError(f"module 'posecheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
