"""Every folder that is given is a set of its own, with a name that tells it from the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.evaluation.sets import SINGLE_CLIPS, find_sets, folder_names
from posecheck.support.errors import InputError

TOML = """
exercise = "bridge"
kind = "correct"
view = "side"
fps = 15
size = [640, 480]
frames = 150
duration_s = 10.0
origin = "test"
licence = "CC0-1.0"
"""


def clip(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(TOML)
    video = folder / f"{name}.mp4"
    video.touch()
    return video


def names(paths: list[Path]) -> dict[str, list[str]]:
    return {each.name: [clip.name for clip in each.clips] for each in find_sets(paths)}


def test_each_folder_is_a_set_in_the_order_given(tmp_path: Path) -> None:
    clip(tmp_path / "b", "one")
    clip(tmp_path / "a" / "deep", "two")
    assert names([tmp_path / "b", tmp_path / "a"]) == {"b": ["one"], "a": ["two"]}
    assert list(names([tmp_path / "b", tmp_path / "a"])) == ["b", "a"]


def test_files_make_one_set_together(tmp_path: Path) -> None:
    files = [clip(tmp_path / "a", "one"), clip(tmp_path / "b", "two")]
    assert names(files) == {SINGLE_CLIPS: ["one", "two"]}
    assert names([tmp_path / "a", files[1]]) == {"a": ["one"], SINGLE_CLIPS: ["two"]}


def test_a_folder_given_twice_is_one_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip(tmp_path / "a", "one")
    monkeypatch.chdir(tmp_path / "a")
    assert names([tmp_path / "a", Path()]) == {"a": ["one"]}


def test_a_folder_without_a_clip_is_told_though_another_has_some(tmp_path: Path) -> None:
    clip(tmp_path / "a", "one")
    (tmp_path / "b").mkdir()
    with pytest.raises(InputError, match=r"no labelled clip in .*b;"):
        find_sets([tmp_path / "a", tmp_path / "b"])


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no file or folder .*nowhere"):
        find_sets([tmp_path / "nowhere"])


@each_of(
    "folders, expected",
    [
        (["/x/dev", "/x/second"], ["dev", "second"]),
        (["/x/dev", "/y/dev"], ["x/dev", "y/dev"]),
        (["/a/x/dev", "/b/x/dev", "/c/other"], ["a/x/dev", "b/x/dev", "other"]),
        (["/dev", "/x/dev"], ["/dev", "x/dev"]),
        (["/"], ["/"]),
    ],
)
def test_sets_of_the_same_name_are_told_apart_by_the_folders_above(
    folders: list[str], expected: list[str]
) -> None:
    assert folder_names([Path(folder) for folder in folders]) == expected
