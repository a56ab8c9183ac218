"""The library that reads its own files back, where it is installed."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def opensim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return OpenSim; it writes a log into the folder in which it is loaded."""
    monkeypatch.chdir(tmp_path)
    return pytest.importorskip("opensim")
