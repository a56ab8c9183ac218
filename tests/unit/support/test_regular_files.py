"""Files of other people: opened only when they are files, and never more of them than there may be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from posecheck.support.errors import InputError
from posecheck.support.regular_files import NoSuchFileError, is_folder, read_regular, reason_of, resolved


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_regular(path, "It", most_bytes=5) == b"12345"
    with pytest.raises(InputError, match=r"^It cannot be read: it is larger than 0 KiB"):
        read_regular(path, "It", most_bytes=4)


def test_a_size_is_told_in_units_of_people(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(InputError, match="larger than 1 MiB"):
        read_regular(path, "It", most_bytes=1 << 20)
    with pytest.raises(InputError, match="larger than 2 KiB"):
        read_regular(path, "It", most_bytes=2048)


def test_what_is_missing_is_an_error_of_its_own_with_the_advice_behind(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError) as caught:
        read_regular(tmp_path / "none", "The label", most_bytes=5, advice="; write one")
    assert str(caught.value) == "The label cannot be read: No such file or directory; write one."


def test_a_folder_and_a_device_are_refused_without_being_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a folder"):
        read_regular(tmp_path, "It", most_bytes=5)
    with pytest.raises(InputError, match=r"it is a device or a pipe"):
        read_regular(Path(os.devnull), "It", most_bytes=5)


def test_a_folder_is_one_and_what_cannot_be_looked_at_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / "file")
    assert not is_folder(tmp_path / ("n" * 300))
    assert not is_folder(Path("a\0b"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need permission")
def test_a_path_is_resolved_and_a_circle_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    assert resolved(tmp_path / "link") == (tmp_path / "target").resolve()
    with pytest.raises(InputError, match=r"cannot be used: .*; check the path\.$"):
        resolved(Path("a\0b"))


def test_a_reason_is_the_middle_of_a_sentence() -> None:
    assert reason_of(PermissionError(13, "Permission denied")) == "Permission denied"
    assert reason_of(ValueError("embedded null byte.")) == "embedded null byte"
    assert "system's file names" in reason_of(UnicodeEncodeError("utf-8", "\udcff", 0, 1, "no"))
