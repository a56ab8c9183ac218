"""Outputs that cannot be written are found before the work starts, and none is left half written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posecheck.support import destination
from posecheck.support.destination import check_destinations, write_text
from posecheck.support.errors import InputError


def test_a_writable_place_leaves_no_trace(tmp_path: Path) -> None:
    check_destinations([tmp_path / "new.json", tmp_path / "new.csv"])
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_keeps_its_content(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text("old")
    check_destinations([path])
    assert path.read_text() == "old"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.mp4").write_text("video")
    for paths, said in (
        ([tmp_path], "is a folder"),
        ([tmp_path / "none" / "out.json"], "does not exist"),
        ([tmp_path / "out.mp4", tmp_path / "." / "out.mp4"], "two different outputs"),
        ([tmp_path / "in.mp4"], "is read and cannot be written at the same time"),
    ):
        with pytest.raises(InputError, match=said):
            check_destinations(paths, [tmp_path / "in.mp4"])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that not even root can write to")
def test_a_folder_that_refuses_is_told() -> None:
    with pytest.raises(InputError, match="cannot be written"):
        check_destinations([Path("/proc/out.json")])


@pytest.mark.parametrize("name", ["history.sqlite3", "history.sqlite3-wal", "linked", "config.toml"])
def test_what_posecheck_keeps_itself_is_never_written_over(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    (tmp_path / "history.sqlite3").write_text("what was done")
    (tmp_path / "linked").hardlink_to(tmp_path / "history.sqlite3")
    with pytest.raises(InputError, match=r"posecheck's own.*choose another name"):
        check_destinations([tmp_path / name])
    check_destinations([tmp_path / "report.html"])


def test_text_replaces_the_file_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text("old")
    write_text(path, "new\n")
    assert path.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "result.json"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(destination.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("")
    write_text(tmp_path / "ours", "")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_disk_raises() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_text(Path("/dev/full"), "x")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_private_is_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("as an older posecheck left it", encoding="utf-8")
    path.chmod(0o644)
    write_text(path, "mine", private=True)
    assert path.stat().st_mode & 0o777 == 0o600
