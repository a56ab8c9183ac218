"""netCDF in the layout of `movement`, the toolbox for tracked bodies (neuroinformatics-unit/movement).

A "poses" dataset as of version 0.15: ``position`` (time, space, keypoints, individuals) and ``confidence``
(time, keypoints, individuals), with the attributes that its own loaders set. It is written with netCDF4
alone; `xarray.open_dataset` reads it.
"""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posecheck.exchange.motion import MARKERS
from posecheck.support.errors import InputError
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from types import ModuleType

    from posecheck.exchange.motion import Motion

#: Name of the only one there is.
INDIVIDUAL = "person"
_SPACE = ("x", "y", "z")


def require_netcdf4(python: str = sys.executable, platform: str = sys.platform) -> ModuleType:
    """Return the library that writes the file.

    Parameters
    ----------
    python, platform
        The interpreter that posecheck runs in, and the system, for the sentence.

    Raises
    ------
    InputError
        It is not installed; the sentence says how to install it.
    """
    try:
        import netCDF4  # noqa: PLC0415 - an extra
    except ImportError as error:
        # PowerShell runs a quoted program only after an ampersand
        quoted = f'& "{python}"' if platform == "win32" else shlex.quote(python)
        raise InputError(
            f"A .nc file needs the package netCDF4; install it with `{quoted} -m pip install netCDF4`."
        ) from error
    library: ModuleType = netCDF4
    return library


def write_netcdf(motion: Motion, path: Path, *, pixels: bool = False) -> None:
    """Write a movement into a netCDF file; after a failure the old file is still there.

    Parameters
    ----------
    motion
        What was done. Every landmark is written as the estimator gave it; `confidence` says what to trust.
    path
        The file.
    pixels
        Positions in the picture (x, y, in pixels, y down) instead of metres (x, y, z, y up).

    Raises
    ------
    InputError
        The library is missing.
    OSError
        It cannot be written.
    """
    library = require_netcdf4()
    descriptor, temporary = tempfile.mkstemp(prefix=".posecheck-", suffix=".nc", dir=path.parent)
    os.close(descriptor)
    try:
        with library.Dataset(temporary, "w", format="NETCDF4") as dataset:
            _fill(dataset, motion, pixels=pixels)
        Path(temporary).chmod(_usual_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _fill(dataset: Any, motion: Motion, *, pixels: bool) -> None:
    positions = motion.image_px if pixels else motion.world_m
    space = _SPACE[: positions.shape[-1]]
    dataset.createDimension("time", motion.times.count)
    dataset.createVariable("time", "f8", ("time",))[:] = motion.times.times_s
    for name, values in (("space", space), ("keypoints", MARKERS), ("individuals", (INDIVIDUAL,))):
        dataset.createDimension(name, len(values))
        coordinate = dataset.createVariable(name, str, (name,))
        for place, value in enumerate(values):
            coordinate[place] = value
    position = dataset.createVariable(
        "position", "f4", ("time", "space", "keypoints", "individuals"), zlib=True, fill_value=float("nan")
    )
    position[:] = positions.transpose(0, 2, 1)[..., None]
    position.units = "pixels" if pixels else "m"
    confidence = dataset.createVariable(
        "confidence", "f4", ("time", "keypoints", "individuals"), zlib=True, fill_value=float("nan")
    )
    confidence[:] = motion.confidence[..., None]
    dataset.ds_type = "poses"
    dataset.fps = motion.times.rate_hz
    dataset.time_unit = "seconds"
    dataset.source_software = "posecheck"
    dataset.source_file = motion.name
    dataset.posecheck_version = VERSION
    dataset.axes = (
        "x right, y down, in pixels of the picture"
        if pixels
        else "x right of the picture, y up, z toward the camera; the origin is the middle of the hips"
    )


def _usual_mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
