"""Where things are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.profiles import load_profile
from posecheck.support import paths as places
from posecheck.support.errors import InputError
from posecheck.support.settings import read_config


@each_of(
    "variable, place",
    [
        ("POSECHECK_CONFIG_DIR", places.config_dir),
        ("POSECHECK_DATA_DIR", places.data_dir),
        ("POSECHECK_CACHE_DIR", places.cache_dir),
    ],
)
def test_the_environment_moves_a_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, place
) -> None:
    monkeypatch.delenv(variable, raising=False)
    usual = place()
    assert "posecheck" in usual.parts
    monkeypatch.setenv(variable, str(tmp_path))
    assert place() == tmp_path
    monkeypatch.setenv(variable, "")
    assert place() == usual


def test_sessions_and_log_are_the_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path))
    assert places.sessions_dir() == tmp_path / "sessions"
    assert places.log_path().parent == tmp_path


def left_as_it_is(*_: object, **__: object) -> str:
    """Do what an older platformdirs does where neither HOME nor the user database knows a home."""
    return "~/.somewhere"


def refused(*_: object, **__: object) -> str:
    """Do what a newer one does."""
    raise RuntimeError("could not determine the home directory")


@each_of("default", [left_as_it_is, refused])
@each_of("place", [places.config_dir, places.data_dir, places.cache_dir])
def test_without_a_home_nothing_is_made_where_one_happens_to_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place, default
) -> None:
    for variable in ("POSECHECK_CONFIG_DIR", "POSECHECK_DATA_DIR", "POSECHECK_CACHE_DIR"):
        monkeypatch.delenv(variable, raising=False)
    for kind in ("config", "data", "cache"):
        monkeypatch.setattr(places.platformdirs, f"user_{kind}_dir", default)
    with pytest.raises(InputError, match="home directory is unknown; set HOME, or POSECHECK_"):
        place()
    monkeypatch.setenv(f"POSECHECK_{place.__name__.removesuffix('_dir').upper()}_DIR", str(tmp_path))
    assert place() == tmp_path


@each_of(
    "read",
    [
        lambda _: places.data_dir(),
        lambda _: load_profile("~nobody-of-that-name/a.toml"),
        read_config,
    ],
)
def test_the_home_of_nobody_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", "~nobody-of-that-name/data")
    settings = tmp_path / "config.toml"
    settings.write_text('model = "~nobody-of-that-name/x.task"\n')
    with pytest.raises(InputError, match="whose home that is is unknown; write the path in full"):
        read(settings)
