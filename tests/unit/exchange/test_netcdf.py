"""The netCDF file has the layout of movement, and movement takes it for its own."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of
from fixtures.movements import HIDDEN, leg_raise_motion

from posecheck.exchange.motion import MARKERS
from posecheck.exchange.netcdf import require_netcdf4, write_netcdf
from posecheck.support.errors import InputError

MOTION = leg_raise_motion()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    pytest.importorskip("netCDF4")
    path = tmp_path / "leg-raise.nc"
    write_netcdf(MOTION, path)
    return path


def test_positions_and_confidence_come_back_with_the_names_of_their_axes(written: Path) -> None:
    import netCDF4

    with netCDF4.Dataset(written) as dataset:
        assert dataset["position"].dimensions == ("time", "space", "keypoints", "individuals")
        assert dataset["confidence"].dimensions == ("time", "keypoints", "individuals")
        assert dataset["space"][:].tolist() == ["x", "y", "z"]
        assert dataset["keypoints"][:].tolist() == list(MARKERS)
        assert dataset["individuals"][:].tolist() == ["person"]
        np.testing.assert_allclose(dataset["time"][:], MOTION.times.times_s)
        position = np.ma.filled(dataset["position"][:], np.nan)
        np.testing.assert_allclose(position[..., 0].transpose(0, 2, 1), MOTION.world_m, atol=1e-6)
        np.testing.assert_allclose(dataset["confidence"][..., 0], MOTION.confidence, atol=1e-6)
        assert dataset["confidence"][-1, HIDDEN, 0] == pytest.approx(0.2)


def test_the_attributes_are_those_of_a_poses_dataset_and_no_folder_is_told(written: Path) -> None:
    import netCDF4

    with netCDF4.Dataset(written) as dataset:
        told = {name: getattr(dataset, name) for name in dataset.ncattrs()}
    assert told["ds_type"] == "poses"
    assert told["fps"] == 15.0
    assert told["time_unit"] == "seconds"
    assert told["source_software"] == "posecheck"
    assert told["source_file"] == "session.poses"


def test_places_in_the_picture_are_two_dimensional(tmp_path: Path) -> None:
    netcdf = pytest.importorskip("netCDF4")
    path = tmp_path / "pixels.nc"
    write_netcdf(MOTION, path, pixels=True)
    with netcdf.Dataset(path) as dataset:
        assert dataset["space"][:].tolist() == ["x", "y"]
        assert dataset["position"].units == "pixels"
        position = np.ma.filled(dataset["position"][:], np.nan)
        np.testing.assert_allclose(position[..., 0].transpose(0, 2, 1), MOTION.image_px, atol=1e-3)


def test_movement_takes_it_for_a_poses_dataset(written: Path) -> None:
    pytest.importorskip("movement")
    import xarray
    from movement.filtering import filter_by_confidence
    from movement.io.load_poses import from_numpy
    from movement.kinematics import compute_velocity
    from movement.validators.datasets import ValidPosesInputs

    with xarray.open_dataset(written) as dataset:
        ValidPosesInputs.validate(dataset)
        its_own = from_numpy(
            MOTION.world_m.transpose(0, 2, 1)[..., None],
            MOTION.confidence[..., None],
            individual_names=["person"],
            keypoint_names=list(MARKERS),
            fps=15.0,
            source_software="posecheck",
        )
        xarray.testing.assert_allclose(dataset, its_own)
        assert its_own.attrs.items() <= dataset.attrs.items()
        certain = filter_by_confidence(dataset.position, dataset.confidence, threshold=0.5)
        assert bool(certain.sel(keypoints="left_wrist").isel(time=-1).isnull().all())
        assert compute_velocity(dataset.position).shape == dataset.position.shape


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("netCDF4")
    path = tmp_path / "kept.nc"
    path.write_bytes(b"before")
    monkeypatch.setattr("posecheck.exchange.netcdf.MARKERS", None)
    with pytest.raises(TypeError):
        write_netcdf(MOTION, path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@each_of(
    "platform, command",
    [("linux", "`'/my env/python' -m pip install netCDF4`"), ("win32", '`& "/my env/python" -m pip install')],
)
def test_without_the_library_the_sentence_says_how_to_install_it(
    platform: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "netCDF4", None)
    with pytest.raises(InputError) as raised:
        require_netcdf4("/my env/python", platform)
    assert command in str(raised.value)
