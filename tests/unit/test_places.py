"""Where things are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecheck import places


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("POSECHECK_CONFIG_DIR", places.config_dir),
        ("POSECHECK_DATA_DIR", places.data_dir),
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
