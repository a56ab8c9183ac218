"""Routines as files: what is valid, and what is said of what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.routines.routine_files import (
    find_routine,
    is_built_in,
    own_routine_path,
    parse_routine,
    read_routine,
    routine_paths,
)
from posecheck.support.errors import InputError

GOOD = 'title = "Mine"\n[[step]]\nexercise = "bridge"\nreps = 6\nhold_s = 3\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_routine_of_ones_own_is_found_by_name_and_by_path(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    (tmp_path / "routines").mkdir()
    path = written(tmp_path / "routines", GOOD)
    assert find_routine("mine") == find_routine(str(path)) == read_routine(path)
    assert find_routine("mine").activities[0].reps == 6
    assert "mine" in routine_paths()


@each_of(
    "text, said",
    [
        ("title = 1", "title"),
        ("title = ", "not valid TOML"),
        ('title = "Mine"', "step"),
        (GOOD + "sort = 1\n", "step 1: there is no key 'sort'"),
        (GOOD.replace("bridge", "brigde"), "did you mean 'bridge'"),
        (GOOD.replace("bridge", "inversion-table"), "its own consent"),
        (GOOD + "duration_s = 30\n", "'bridge' has no 'duration_s'"),
        ('title = "Mine"\n[[step]]\nexercise = "childs-pose"\nhold_s = 3\n', "counts from 5 s on"),
        (GOOD.replace("reps = 6", "reps = 0"), "step 1: reps: input"),
        (GOOD + 'part = "dessert"\n', "part"),
    ],
)
def test_a_routine_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError, match=said) as raised:
        read_routine(path)
    assert str(path) in str(raised.value)


def test_a_mistyped_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'five-minutes'"):
        find_routine("five-minute")


def test_a_file_that_is_not_there_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        find_routine(str(tmp_path / "none.toml"))


def test_a_text_is_read_as_the_file_that_has_it(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert parse_routine(GOOD, path) == read_routine(path)
    with pytest.raises(InputError, match=r"mine\.toml is not valid TOML"):
        parse_routine("title = ", path)


@each_of("name", ["five-minutes", "Before bed", "../mine", "", "a" * 3 + ".toml"])
def test_a_routine_of_ones_own_has_a_name_of_its_own(tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    assert own_routine_path("before-bed") == tmp_path / "routines" / "before-bed.toml"
    with pytest.raises(InputError, match=r"choose another name|is no name"):
        own_routine_path(name)


def test_a_file_made_by_hand_is_ones_own_whatever_it_is_called(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    (tmp_path / "routines").mkdir()
    for name in ("Before bed", "five-minutes"):
        path = tmp_path / "routines" / f"{name}.toml"
        path.write_text(GOOD, encoding="utf-8")
        assert own_routine_path(name) == path
    assert is_built_in("five-minutes")
    assert not is_built_in("Before bed")
