"""Whether a window can be opened is tried in another process; what that one runs is ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posecheck.outputs import window
from posecheck.outputs.window import display_problem
from posecheck.support.system_libraries import LIBRARIES

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there it is tried")


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7654321")


def test_no_module_of_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cv2.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    problem = display_problem()
    assert problem is not None
    assert ":7654321" in problem
    assert not (tmp_path / "sprung").exists()


def test_a_missing_library_is_named_instead_of_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = [each for each in LIBRARIES if each.name == "libSM.so.6"]
    monkeypatch.setattr(window, "missing_libraries", lambda: lacking)
    problem = display_problem()
    assert problem is not None
    assert "libSM.so.6" in problem
    assert "libsm" in problem.lower()
