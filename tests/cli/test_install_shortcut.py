"""``posecheck install-shortcut``: shown, written, and taken away again, on this Linux."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posecheck.cli.install_shortcut import shortcut_here
from posecheck.support.language import ENGLISH

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="writes into the menu of a Linux")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "share"


def test_showing_writes_nothing(posecheck, place: Path) -> None:
    done = posecheck("install-shortcut", "--show", XDG_DATA_HOME=str(place))
    assert done.returncode == 0, done.stderr
    assert f"{place}/applications/posecheck.desktop (would be written)" in done.stdout
    assert "MimeType=application/x-posecheck;" in done.stdout
    assert not place.exists()


def test_it_is_written_once_and_taken_away(posecheck, place: Path) -> None:
    def run(*words: str) -> str:
        done = posecheck("install-shortcut", *words, XDG_DATA_HOME=str(place))
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "posecheck is in the menu now" in run()
    assert (place / "icons/hicolor/scalable/apps/posecheck.svg").read_bytes().startswith(b"<svg")
    assert run() == "The shortcut is there already.\n"
    assert f"Deleted: {place}/applications/posecheck.desktop" in run("--remove")
    assert not (place / "applications" / "posecheck.desktop").exists()
    assert run("--remove") == "There is no shortcut; nothing was deleted.\n"


def test_showing_and_deleting_at_once_is_refused(posecheck, place: Path) -> None:
    done = posecheck("install-shortcut", "--remove", "--show", XDG_DATA_HOME=str(place))
    assert done.returncode == 2
    assert "not both" in done.stderr


@pytest.mark.parametrize(("platform", "name"), [("win32", "posecheck.lnk"), ("darwin", "posecheck.app")])
def test_other_systems_have_theirs_in_places_of_the_user(
    platform: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    shortcut = shortcut_here(ENGLISH, platform=platform)
    (made,) = shortcut.made
    assert made.name == name
    assert all(path.is_relative_to(tmp_path) for path in (made, *(each.path for each in shortcut.files)))
