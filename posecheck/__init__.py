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
    from posecheck.engine.result import Result, read_result
    from posecheck.engine.trainer import Trainer
    from posecheck.exercise import Exercise
    from posecheck.session.front_door import OpenSession, exercises, follow, judge, open_session
    from posecheck.support.errors import CameraError, InputError, ModelError

__version__ = VERSION

__all__ = [
    "CameraError",
    "Exercise",
    "InputError",
    "ModelError",
    "OpenSession",
    "Result",
    "Trainer",
    "__version__",
    "exercises",
    "follow",
    "judge",
    "open_session",
    "read_result",
]

#: Where each name is: loaded when it is asked for, so that ``posecheck --help`` does not wait for it.
_ROOMS = {
    "posecheck.support.errors": ("CameraError", "InputError", "ModelError"),
    "posecheck.exercise": ("Exercise",),
    "posecheck.session.front_door": ("OpenSession", "exercises", "judge", "open_session", "follow"),
    "posecheck.engine.result": ("Result", "read_result"),
    "posecheck.engine.trainer": ("Trainer",),
}


def __getattr__(name: str) -> Any:
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(importlib.import_module(room), name)
    raise AttributeError(f"module 'posecheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
