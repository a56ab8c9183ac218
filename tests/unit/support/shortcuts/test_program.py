"""The command in a shortcut is the one that is there tomorrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.support.errors import InputError
from posecheck.support.shortcuts.program import program_command


@each_of("platform, name", [("linux", "posecheck"), ("darwin", "posecheck"), ("win32", "posecheck.exe")])
def test_the_command_beside_the_interpreter_is_taken(platform: str, name: str, tmp_path: Path) -> None:
    command = tmp_path / name
    command.touch()
    python = str(tmp_path / "python")
    assert program_command(python=python, prefix=str(tmp_path), platform=platform) == (str(command),)


def test_without_a_command_the_interpreter_runs_the_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sysconfig.get_path", lambda *_: str(tmp_path / "nowhere"))
    python = str(tmp_path / "python")
    assert program_command(python=python, prefix=str(tmp_path)) == (python, "-m", "posecheck")


def test_the_folder_of_commands_of_a_user_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sysconfig.get_path", lambda *_: str(tmp_path / "own"))
    command = tmp_path / "own" / "posecheck"
    command.parent.mkdir()
    command.touch()
    found = program_command(python="/usr/bin/python3-of-nobody/python", prefix="/usr", platform="linux")
    assert found == (str(command),)


@each_of("prefix", ["/home/a/.cache/uv/archive-v0/x1y2", "/home/a/.cache/uv/environments-v2/x1y2"])
def test_what_uvx_runs_is_started_by_uvx(prefix: str) -> None:
    command = program_command(prefix=prefix, which={"uvx": "/home/a/.local/bin/uvx"}.get)
    assert command == ("/home/a/.local/bin/uvx", "posecheck")


@each_of(
    "prefix, advice",
    [
        ("/home/a/.cache/uv/archive-v0/x1y2", "uv tool install posecheck"),
        ("/home/a/.cache/pipx/0a1b2c", "pipx install posecheck"),
        ("/home/a/.local/share/pipx/.cache/0a1b2c", "pipx install posecheck"),
    ],
)
def test_what_will_be_gone_is_refused(prefix: str, advice: str) -> None:
    with pytest.raises(InputError, match=advice):
        program_command(prefix=prefix, which={}.get)


def test_what_pipx_has_installed_is_not_taken_for_what_it_runs_once(tmp_path: Path) -> None:
    folder = tmp_path / ".local" / "share" / "pipx" / "venvs" / "posecheck" / "bin"
    folder.mkdir(parents=True)
    (folder / "posecheck").touch()
    command = program_command(python=str(folder / "python"), prefix=str(folder.parent), platform="linux")
    assert command == (str(folder / "posecheck"),)
