"""What is kept of a person is readable for that person alone."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from posecheck.history.store import History
from posecheck.support import paths as places
from posecheck.support.private_files import close_place, private_file, private_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def permissive() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_what_is_made_is_for_the_user_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "a" / "b")
    private_file(folder / "c")
    assert [mode(each) for each in (folder.parent, folder, folder / "c")] == [0o700, 0o700, 0o600]


def test_a_history_with_its_log_is_closed_to_others_new_or_old(tmp_path: Path) -> None:
    path = tmp_path / "data" / "history.sqlite3"
    for _ in range(2):
        with History(path) as history:
            history.begin_session("live")
            files = sorted(path.parent.glob("history*"))
            assert len(files) == 3
            assert {mode(each) for each in files} == {0o600}
            for each in files:
                each.chmod(0o644)  # as an older posecheck left it


def test_a_place_of_an_older_posecheck_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, config = tmp_path / "data", tmp_path / "config"
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(data))
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(config))
    files = [data / "history.sqlite3", data / "sessions" / "a.jsonl", data / "stills" / "1" / "1-best.jpg"]
    files += [data / "posecheck.log", config / "config.toml", config / "profiles" / "mine.toml"]
    for each in files:
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_text("mine", encoding="utf-8")
    places.close_places()
    every = [each for place in (data, config) for each in (place, *place.rglob("*"))]
    assert {mode(each) for each in every if each.is_file()} == {0o600}
    assert {mode(each) for each in every if each.is_dir()} == {0o700}


def test_a_folder_in_which_others_have_something_stays_open_and_links_are_left_alone(tmp_path: Path) -> None:
    place, outside = tmp_path / "shared", tmp_path / "outside"
    (place / "sessions").mkdir(parents=True)
    outside.mkdir()
    (place / "other.txt").write_text("of somebody else", encoding="utf-8")
    (place / "sessions" / "linked").symlink_to(outside)
    close_place(place, frozenset({"sessions"}))
    assert mode(place) == 0o755
    assert mode(place / "other.txt") == 0o644
    assert mode(place / "sessions") == 0o700
    assert mode(outside) == 0o755


def test_a_place_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    close_place(tmp_path / "none", frozenset({"sessions"}))
    assert not (tmp_path / "none").exists()
