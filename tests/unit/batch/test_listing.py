"""Which videos are judged as what; a manifest that cannot be used is told by row and column."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from posecheck.batch.listing import Defaults, read_manifest, rows_of
from posecheck.pose import Side
from posecheck.support.errors import InputError


def listed(folder: Path, results: Path) -> list[str]:
    return [row.path.relative_to(folder).as_posix() for row in rows_of(folder, Defaults(), without=results)]


def touched(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def manifest(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_gives_its_videos_and_recordings_with_those_of_its_folders_by_name(tmp_path: Path) -> None:
    touched(tmp_path, "b.MOV", "a b;'.mp4", "c/ä.webm", "d.poses", "notes.txt", ".hidden.mp4", ".x/e.mp4")
    assert listed(tmp_path, tmp_path / "out") == ["a b;'.mp4", "b.MOV", "d.poses", "c/ä.webm"]


def test_a_name_that_is_no_text_is_found(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.mp4")).touch()
    except OSError:
        pytest.skip("this file system takes text only")
    assert listed(tmp_path, tmp_path / "out") == [os.fsdecode(b"\xff.mp4")]


def test_the_results_within_the_folder_are_no_videos_of_it(tmp_path: Path) -> None:
    touched(tmp_path, "a.mp4", "out/landmarks/ab/x.poses", "more/out/b.mp4")
    assert listed(tmp_path, tmp_path / "more" / ".." / "out") == ["a.mp4", "more/out/b.mp4"]


def test_a_folder_without_a_video_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no video in the folder"):
        rows_of(touched(tmp_path, "a.txt"), Defaults(), without=tmp_path / "out")


def test_a_single_video_is_no_batch(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="posecheck replay"):
        rows_of(touched(tmp_path, "a.mp4") / "a.mp4", Defaults(), without=tmp_path / "out")


def test_a_manifest_says_as_what_each_is_judged_and_the_rest_is_as_by_default(tmp_path: Path) -> None:
    text = (
        "path,exercise,side,profile,person\na.mp4,bridge,left,strict,p1\n\nb/c.mp4,recognise,,,\nd.mp4,,,,\n"
    )
    rows = read_manifest(manifest(tmp_path, text), Defaults("plank", Side.RIGHT, "gentle"))
    assert [(row.path, row.exercise, row.side, row.profile, row.person) for row in rows] == [
        (tmp_path / "a.mp4", "bridge", Side.LEFT, "strict", "p1"),
        (tmp_path / "b/c.mp4", None, Side.RIGHT, "gentle", ""),
        (tmp_path / "d.mp4", "plank", Side.RIGHT, "gentle", ""),
    ]


def test_a_manifest_of_a_spreadsheet_with_a_mark_semicolons_and_other_line_ends_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes('\ufeffperson;path\r\np1;"a, b.mp4"\r\n'.encode())
    (row,) = read_manifest(path, Defaults())
    assert (row.path, row.person) == (tmp_path / "a, b.mp4", "p1")


def test_a_profile_is_a_file_beside_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('title = "mine"\n', encoding="utf-8")
    (row,) = read_manifest(manifest(tmp_path, "path,profile\na.mp4,mine.toml\n"), Defaults())
    assert row.profile == str(tmp_path / "mine.toml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "path,exercize\na.mp4,x\n",
            r"row 1, column 2: there is no column 'exercize'; did you mean 'exercise'",
        ),
        ("path,side,side\n", "row 1, column 3: the column 'side' is there twice"),
        ("exercise\nbridge\n", "row 1: the column 'path' is missing"),
        ("", "row 1: the column 'path' is missing"),
        ("path\n", "names no video"),
        ("path,side\na.mp4,lft\n", "row 2, column 'side': 'lft' is neither left nor right"),
        (
            "path,exercise\na.mp4,\nb.mp4,bridg\n",
            "row 3, column 'exercise': there is no exercise 'bridg'; did",
        ),
        ("path,profile\na.mp4,nobody\n", "row 2, column 'profile': There is no profile 'nobody'"),
        ("path,person\n,p1\n", "row 2, column 'path': it is empty"),
        ("path\na.mp4,b\n", "row 2: it has 2 cells, and the first row names 1 columns"),
        ("path\na.mp4\na.mp4\n", "row 3: it is the same as row 2"),
        ('path\n"a.mp4\n', "it is not valid CSV"),
    ],
)
def test_what_is_wrong_with_a_manifest_is_told_by_row_and_column(
    text: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=told):
        read_manifest(manifest(tmp_path, text), Defaults())
