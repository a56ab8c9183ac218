"""Archives of arrays from elsewhere: what is read of them, and all the ways in which they are refused."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.lab.evaluation.array_archive import MOST_BYTES, read_arrays
from posecheck.support.errors import InputError

NAMES = ("time_s", "image_px")


def read(path: Path) -> dict[str, np.ndarray]:
    return read_arrays(path, NAMES, "The truth", advice="; render the clip again")


def with_header(path: Path, shape: str, body: bytes = b"", descr: str = "'<f8'") -> Path:
    """Write an archive whose one member has that shape in its header."""
    head = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "time_s.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + body
        )
    return path


@each_of("save", [np.savez, np.savez_compressed])
@each_of("dtype", ["<f8", ">f8", "<f4", "<f2", "i4", "u1", "?"])
@each_of("order", ["C", "F"])
def test_numbers_of_every_kind_come_back(tmp_path: Path, save, dtype: str, order: str) -> None:
    numbers = np.asarray(np.arange(24).reshape(4, 3, 2) % 2, dtype, order=order)
    save(tmp_path / "a.npz", image_px=numbers, other=np.array([{}], object))
    found = read(tmp_path / "a.npz")
    assert found.keys() == {"image_px"}
    assert found["image_px"].dtype == np.float64
    assert np.array_equal(found["image_px"], numbers)


@each_of(
    "array",
    [np.array([{"a": 1}], object), np.array(["x"]), np.array([1 + 1j]), np.array([(1, 2)], "f8,f8"),
     np.array(["2026-11-27"], "M8[D]")],
)  # fmt: skip
def test_what_is_no_number_is_refused(tmp_path: Path, array: np.ndarray) -> None:
    np.savez(tmp_path / "a.npz", time_s=array)
    with pytest.raises(
        InputError, match=r"^The truth cannot be used \(time_s is of .*; render the clip again"
    ):
        read(tmp_path / "a.npz")


@each_of("save", [np.save, lambda path, array: np.save(path, array, allow_pickle=True)])
def test_a_single_array_is_no_archive(tmp_path: Path, save) -> None:
    save(tmp_path / "a.npy", np.zeros(3))
    with pytest.raises(InputError, match="damaged"):
        read(tmp_path / "a.npy")


@each_of(
    "shape",
    ["(2147483648,)", "(1000000000000,)", "(1, 2147483648, 2147483648)", "(0, 99999999999)", "(-1,)", "(3,)",
     "(", "(1" * 500, "(1,2", "__import__('os').abort()", "'x'", "(True,)"],
)  # fmt: skip
def test_an_impossible_header_costs_nothing(tmp_path: Path, shape: str) -> None:
    path = with_header(tmp_path / "a.npz", shape, bytes(16))
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = with_header(tmp_path / "a.npz", f"({MOST_BYTES // 8 + 1},)", bytes(20_000_000))
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="more than there is room for"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
