"""Fetches the pose model: out of a wheel on the package index, or from its official address.

No mediapipe wheel of today carries the model, but an older one holds both of its networks, and the
package index is what every machine that could install this program can reach. The official address is
asked when that fails. Nothing is believed before its SHA-256 is checked.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, cast

from posecheck.support.errors import ModelError

#: Told what is being done, how many bytes of it are done, and how many there will be (0: unknown).
Progress = Callable[[str, int, int], None]


class PipRunner(Protocol):
    """Runs pip."""

    def __call__(
        self, arguments: Sequence[str], environment: Mapping[str, str], poll: Callable[[], None]
    ) -> tuple[int, str]:
        """Run ``pip *arguments``, call `poll` now and then, return the exit code and what pip said."""
        ...


class Response(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most `size`, and none at the end."""
        ...


#: Opens an address for reading.
UrlOpener = Callable[[str], AbstractContextManager[Response]]

WHEEL = "mediapipe==0.10.21"
_WHEEL_BYTES = 35_622_638
#: The platform is not this computer's: any wheel of that release holds the same networks, this is the
#: smallest, and with an explicit platform every system and every Python can fetch it.
_WHEEL_TAGS = (
    *("--platform", "manylinux_2_28_x86_64"),
    *("--python-version", "3.11"),
    *("--implementation", "cp"),
    *("--abi", "cp311"),
)
_DETECTOR = "mediapipe/modules/pose_detection/pose_detection.tflite"
_LANDMARKS = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"
NETWORK_SHA256 = {
    _DETECTOR: "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    _LANDMARKS: "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
}

OFFICIAL_URL = (
    "https://storage.googleapis.com/mediapipe-models/pose_landmarker/pose_landmarker_full/float16/1/"
    "pose_landmarker_full.task"
)
OFFICIAL_SHA256 = "5134a3aad27a58b93da0088d431f366da362b44e3ccfbe3462b3827a839011b1"
OFFICIAL_BYTES = 9_398_198

#: Where other Pythons look for modules.
_OF_OTHER_PYTHONS = frozenset({"PYTHONPATH", "PYTHONHOME"})
_POLL_S = 0.2
_TIMEOUT_S = 20.0
_CHUNK_BYTES = 1 << 18
_NO_CONNECTION = re.compile(
    r"connection (?:broken|refused|reset|aborted|error)|newconnectionerror|failed to establish|"
    r"name resolution|getaddrinfo|timed out|unreachable|proxyerror|max retries",
    re.IGNORECASE,
)


def run_pip(
    arguments: Sequence[str], environment: Mapping[str, str], poll: Callable[[], None]
) -> tuple[int, str]:
    """Run this interpreter's pip and see that it has ended, whatever happens meanwhile.

    It is the pip that is installed: neither the folder the user happens to be in nor ``PYTHONPATH`` and its
    like can put another module in its place.
    """
    # not -I, which would hide a pip that is installed for this user alone
    command = [sys.executable, "-P", "-E", "-m", "pip", *arguments]
    kept = {name: value for name, value in environment.items() if name not in _OF_OTHER_PYTHONS}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, constant arguments
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=kept
        )
        try:
            while True:
                try:
                    code = process.wait(_POLL_S)
                    break
                except subprocess.TimeoutExpired:
                    poll()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        said.seek(0)
        return code, said.read().decode("utf-8", errors="replace")


def open_url(url: str) -> AbstractContextManager[Response]:
    """Open `url` with the system's proxy settings; reading from it gives up after 20 s of silence."""
    opened = urllib.request.urlopen(url, timeout=_TIMEOUT_S)  # noqa: S310 - the constant address above
    return cast("AbstractContextManager[Response]", opened)


def networks_from_index(progress: Progress, run: PipRunner = run_pip) -> tuple[bytes, bytes]:
    """Return the detector and the landmark network out of the wheel on the package index.

    The user's own pip settings (index, proxy, certificates) apply.

    Raises
    ------
    ModelError
        With the reason, as a part of a sentence.
    """
    step = "Fetching the pose model from the package index"
    with tempfile.TemporaryDirectory(prefix="posecheck-model-", ignore_cleanup_errors=True) as name:
        directory = Path(name)

        def poll() -> None:
            # pip unpacks into the same directory in the end, so this passes the size of the wheel.
            progress(step, min(_bytes_under(directory), _WHEEL_BYTES), _WHEEL_BYTES)

        progress(step, 0, _WHEEL_BYTES)
        environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), name)}
        # Somebody's constraints are about what they install, and this is not installed.
        environment.pop("PIP_CONSTRAINT", None)
        arguments = (
            *("download", WHEEL, "--no-deps", "--only-binary=:all:", *_WHEEL_TAGS, "--dest", name),
            *("--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--retries", "2"),
        )
        try:
            code, said = run(arguments, environment, poll)
        except OSError as error:
            raise ModelError(f"pip cannot be run: {error.strerror or error}") from error
        wheels = sorted(directory.glob("*.whl"))
        if code or not wheels:
            raise ModelError(_pip_trouble(said))
        progress(step, _WHEEL_BYTES, _WHEEL_BYTES)
        try:
            with zipfile.ZipFile(wheels[0]) as wheel:
                detector, landmarks = wheel.read(_DETECTOR), wheel.read(_LANDMARKS)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise ModelError(f"{wheels[0].name} does not hold the model") from error
    for member, data in ((_DETECTOR, detector), (_LANDMARKS, landmarks)):
        if hashlib.sha256(data).hexdigest() != NETWORK_SHA256[member]:
            raise ModelError(f"the hash of {member.rsplit('/', 1)[1]} is wrong")
    return detector, landmarks


def official_bundle(progress: Progress, opener: UrlOpener = open_url) -> bytes:
    """Return the bundle from its official address.

    Raises
    ------
    ModelError
        With the reason, as a part of a sentence.
    """
    step = "Fetching the pose model from storage.googleapis.com"
    data = downloaded(OFFICIAL_URL, OFFICIAL_BYTES, step, progress, opener)
    if len(data) != OFFICIAL_BYTES:
        raise ModelError(f"the file has {len(data)} bytes instead of {OFFICIAL_BYTES}")
    if hashlib.sha256(data).hexdigest() != OFFICIAL_SHA256:
        raise ModelError("the hash of the file is wrong")
    return data


def downloaded(url: str, size_bytes: int, step: str, progress: Progress, opener: UrlOpener) -> bytes:
    """Return what is at `url`, of which `size_bytes` are expected; what it is, the caller checks.

    Raises
    ------
    ModelError
        With the reason, as a part of a sentence.
    """
    data = bytearray()
    progress(step, 0, size_bytes)
    try:
        with opener(url) as response:
            # One byte too many is enough to know that it is something else.
            while len(data) <= size_bytes and (chunk := response.read(_CHUNK_BYTES)):
                data += chunk
                progress(step, min(len(data), size_bytes), size_bytes)
    except urllib.error.HTTPError as error:
        raise ModelError(f"the server answers {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        raise ModelError("it cannot be reached") from error
    return bytes(data)


def _bytes_under(directory: Path) -> int:
    """Return the size of all files below `directory`, some of which may vanish meanwhile."""
    total = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            try:
                total += (Path(folder) / name).stat().st_size
            except OSError:
                continue
    return total


def _pip_trouble(said: str) -> str:
    """Return the reason of a failure in a few words, out of what pip said."""
    if "No module named pip" in said:
        return "this Python has no pip"
    if "No space left" in said:
        return "the disk is full"
    if _NO_CONNECTION.search(said):
        return "it cannot be reached"
    errors = [line.removeprefix("ERROR:").strip() for line in said.splitlines() if line.startswith("ERROR:")]
    return errors[-1].rstrip(".") if errors else "pip failed without saying why"
