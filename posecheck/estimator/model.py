"""Where the pose model is: a file that the user names, or the cache, which is filled when it is empty."""

from __future__ import annotations

import hashlib
import os
import re
import struct
import tempfile
import uuid
import zipfile
import zlib
from typing import TYPE_CHECKING

from posecheck.estimator.download import (
    OFFICIAL_SHA256,
    PipRunner,
    Progress,
    UrlOpener,
    networks_from_index,
    official_bundle,
    open_url,
    run_pip,
)
from posecheck.estimator.heavy import heavy_bundle, heavy_network
from posecheck.estimator.networks import DETECTOR, LANDMARKS, Network
from posecheck.support.errors import ModelError
from posecheck.support.paths import cache_dir
from posecheck.support.regular_files import open_regular, reason_of

if TYPE_CHECKING:
    from pathlib import Path

#: Environment variable that names another directory for the cache.
CACHE_VARIABLE = "POSECHECK_CACHE_DIR"
_MEMBERS = frozenset({DETECTOR, LANDMARKS})
#: The heaviest of the official models has half as much.
_MOST_BYTES = 64 << 20
#: Of the bundle that is built out of the two networks on the package index.
BUILT_SHA256 = "fbf22b39919bb8cd2ca93fd6848dcb4db7c9486bee1a06a0e49a983cca7d8d37"
_OF_A_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error)
# The name holds the hash of the content, so one file says itself whether it is whole, and two processes
# that fetch at once write the same thing to the same place.
_CACHED_NAME = re.compile(r"pose_landmarker_(full|heavy)-([0-9a-f]{64})\.task")


def model_path(
    explicit: Path | None = None,
    configured: Path | None = None,
    *,
    network: Network | None = None,
    progress: Progress | None = None,
) -> Path:
    """Return the model to use; fetch it into the cache when there is none anywhere.

    Parameters
    ----------
    explicit
        The file that the command line names; goes before everything else.
    configured
        The file that the configuration names; goes before the cache.
    network
        One of those that can be fetched, whatever the configuration names.
    progress
        Told how a download goes.

    Raises
    ------
    ModelError
        When a named file is no pose model, or the model cannot be fetched.
    """
    if network is not None:
        if explicit is not None:
            raise ModelError("A model is named already; leave --network out, or --model.")
        return cached_model(network) or fetch_model(progress, network=network)
    for named in (explicit, configured):
        if named is not None:
            _check_is_bundle(named)
            return named
    return cached_model() or fetch_model(progress)


def cache_directory() -> Path:
    """Return where downloads are kept: the user's cache, or what ``POSECHECK_CACHE_DIR`` says."""
    return cache_dir()


def cached_model(network: Network = Network.FULL) -> Path | None:
    """Return the model in the cache whose content is whole, ``None`` when there is none."""
    try:
        files = sorted(cache_directory().iterdir())
    except OSError:
        return None
    for file in files:
        named = _CACHED_NAME.fullmatch(file.name)
        if named is not None and named[1] == network and _sha256(file) == named[2]:
            return file
    return None


def fetch_model(
    progress: Progress | None = None,
    *,
    network: Network = Network.FULL,
    run: PipRunner = run_pip,
    opener: UrlOpener = open_url,
) -> Path:
    """Fetch the model into the cache, whether or not it is there already, and return its path.

    Parameters
    ----------
    progress
        Told how it goes.
    network
        Which one; the heavy one takes its detector from the full one, which is fetched when it is missing.
    run, opener
        How pip is run and how an address is opened.

    Raises
    ------
    ModelError
        When the cache cannot be written, or neither source gives the right model.
    """
    report: Progress = progress or (lambda step, done, total: None)  # noqa: ARG005 - nobody asked
    directory = cache_directory()
    _check_is_writable(directory)
    if network is Network.HEAVY:
        full = cached_model() or fetch_model(progress, run=run, opener=opener)
        return _store(heavy_bundle(full, heavy_network(report, opener)), directory, network)
    try:
        bundle = _bundle_from_index(report, run)
    except ModelError as index_trouble:
        try:
            bundle = official_bundle(report, opener)
        except ModelError as official_trouble:
            raise ModelError(
                f"The pose model cannot be fetched (package index: {index_trouble}; "
                f"storage.googleapis.com: {official_trouble}); connect to the network once, or give a "
                "pose_landmarker .task file with --model."
            ) from official_trouble
    return _store(bundle, directory, network)


def _bundle_from_index(progress: Progress, run: PipRunner) -> bytes:
    detector, landmarks = networks_from_index(progress, run)
    # Importing it loads mediapipe, which takes a second and which nobody with a filled cache needs.
    from posecheck.estimator.bundle import build_bundle  # noqa: PLC0415

    progress("Building the model bundle", 0, 0)
    return build_bundle(detector, landmarks)


def is_known(path: Path) -> bool:
    """Return whether the model at `path` is byte for byte one of those that posecheck was measured with."""
    found = _sha256(path)
    named = _CACHED_NAME.fullmatch(path.name)
    return found in (BUILT_SHA256, OFFICIAL_SHA256) or (named is not None and found == named[2])


def _check_is_bundle(path: Path) -> None:
    """Raise ``ModelError`` unless `path` is a zip that holds the two networks, whole by its own sums."""
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as bundle:
            infos = bundle.infolist()
            large = os.fstat(file.fileno()).st_size + sum(info.file_size for info in infos) > 2 * _MOST_BYTES
            broken = large or bundle.testzip() is not None
    except FileNotFoundError as error:
        raise ModelError(f"There is no model file {path}; check the path.") from error
    except _OF_A_BROKEN_ZIP as error:
        raise _damaged(path) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read ({reason_of(error)}); check the path.") from error
    if broken:
        raise _damaged(path)
    if not {info.filename for info in infos} >= _MEMBERS:
        raise ModelError(f"{path} is not a pose model; give a MediaPipe pose_landmarker .task file.")


def _damaged(path: Path) -> ModelError:
    return ModelError(
        f"{path} is not a pose model, or it is damaged; give a MediaPipe pose_landmarker .task file."
    )


def _check_is_writable(directory: Path) -> None:
    """Raise ``ModelError`` unless a file can be made in `directory`, before anything is fetched."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        raise ModelError(_no_room(directory, error)) from error


def _no_room(directory: Path, error: OSError) -> str:
    return (
        f"The model cannot be kept in {directory} ({error.strerror or error}); "
        f"set {CACHE_VARIABLE} to a directory that can be written."
    )


def _store(bundle: bytes, directory: Path, network: Network) -> Path:
    """Write `bundle` under the name of its hash, whole or not at all."""
    target = directory / f"pose_landmarker_{network.value}-{hashlib.sha256(bundle).hexdigest()}.task"
    part = directory / f"{uuid.uuid4().hex}.part"
    try:
        with part.open("xb") as file:
            file.write(bundle)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        # Windows does not replace a file that another process uses; then it is there already.
        if target.exists() and _sha256(target) == hashlib.sha256(bundle).hexdigest():
            return target
        raise ModelError(_no_room(directory, error)) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _sha256(file: Path) -> str:
    """Return the hash of a file's content, empty when it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
