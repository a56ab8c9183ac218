"""A folder of profiles for each test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the user's profiles, which is this test's own and not there yet."""
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    return tmp_path / "profiles"
