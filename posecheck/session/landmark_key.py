"""Names for landmark recordings that are kept: each changes with everything on which the landmarks depend.

Whoever keeps recordings to spare the landmarker asks here, so that a recording of another model, another
version of what makes landmarks, or another video is never taken for this one.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.pose.recording import VERSION
from posecheck.support.errors import InputError
from posecheck.support.regular_files import open_regular, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Whatever changes the landmarks of a video: a recording made by another version of these is not used.
MAKES_LANDMARKS = (
    "posecheck.estimator.landmarker",
    "posecheck.estimator.scene",
    "posecheck.estimator.compression",
    "posecheck.estimator.confidence",
    "posecheck.estimator.facts",
    "posecheck.estimator.freezing",
    "posecheck.estimator.mask",
    "posecheck.estimator.scene_motion",
    "posecheck.pose.silhouette",
    "posecheck.sources.video",
    "posecheck.sources.shape",
    "posecheck.sources.probe",
    "posecheck.sources.thinning",
)
#: A film does not fit into memory.
_PART_BYTES = 1 << 20
_PACKAGES = ("mediapipe", "opencv-contrib-python")


def landmark_key(
    video_sha256: str,
    model_sha256: str,
    *,
    mirrored: bool,
    degraded: str = "False",
    also: Iterable[str] = (),
) -> str:
    """Return a name of 64 hexadecimal digits for the landmarks of a video, measured with the outline.

    Parameters
    ----------
    video_sha256, model_sha256
        SHA-256 of the file of the video and of that of the pose model.
    mirrored
        The picture is flipped before it is looked at.
    degraded
        Name of the camera through which the pictures pass first.
    also
        More modules whose code changes the landmarks.
    """
    hashed = hashlib.sha256()
    for part in (
        video_sha256,
        model_sha256,
        f"recording {VERSION}, silhouette, mirrored {mirrored}, degraded {degraded}",
        *versions_of_libraries(),
        *(code_sha256(module) for module in (*MAKES_LANDMARKS, *also)),
    ):
        hashed.update(part.encode())
    return hashed.hexdigest()


@cache
def versions_of_libraries() -> tuple[str, ...]:
    """Return name and version of each library that looks at pictures."""
    return tuple(f"{package} {importlib.metadata.version(package)}" for package in _PACKAGES)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits.

    Raises
    ------
    InputError
        It cannot be read.
    """
    try:
        hashed = hashlib.sha256()
        with open_regular(path) as file:  # a pipe would never end
            while part := file.read(_PART_BYTES):
                hashed.update(part)
        return hashed.hexdigest()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({reason_of(error)}); check the path.") from error


@cache
def code_sha256(module: str) -> str:
    """Return the hash of a module's source without importing it, empty when there is no source."""
    spec = importlib.util.find_spec(module)
    origin = spec.origin if spec else None
    return file_sha256(Path(origin)) if origin and Path(origin).is_file() else ""
