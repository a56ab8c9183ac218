"""``posecheck doctor``: each line says how it is and what to do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from posecheck.cli import doctor
from posecheck.support import system_libraries

WHAT = {
    "Python",
    "system libraries",
    "mediapipe",
    "opencv-contrib-python",
    "pose model",
    "camera",
    "voice",
    "window",
    "settings",
    "sessions",
}


def findings(done) -> dict[str, dict[str, str]]:
    return {finding["what"]: finding for finding in json.loads(done.stdout)}


def test_everything_is_looked_at_and_said_what_to_do(posecheck) -> None:
    done = posecheck("doctor", "--json")
    found = findings(done)
    assert set(found) >= WHAT
    for finding in found.values():
        assert finding["health"] in {"ok", "warning", "problem"}
        assert finding["found"]
        assert (finding["todo"] == "") == (finding["health"] == "ok")
    assert done.returncode == 0


def test_a_person_sees_the_same(posecheck) -> None:
    done = posecheck("doctor")
    for what in WHAT:
        assert what in done.stdout


def test_damaged_settings_are_a_problem_and_the_rest_is_still_told(posecheck, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("voice = maybe")
    done = posecheck("doctor", "--json")
    assert done.returncode == 2
    assert findings(done)["settings"]["health"] == "problem"
    assert set(findings(done)) >= WHAT


def test_no_model_is_a_warning_that_names_the_command(posecheck, tmp_path: Path) -> None:
    finding = findings(posecheck("doctor", "--json", POSECHECK_CACHE_DIR=str(tmp_path / "empty")))[
        "pose model"
    ]
    assert finding["health"] == "warning"
    assert "posecheck model fetch" in finding["todo"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a window needs a DISPLAY")
def test_without_a_screen_the_window_is_a_warning(posecheck) -> None:
    finding = findings(posecheck("doctor", "--json", DISPLAY="", WAYLAND_DISPLAY=""))["window"]
    assert "--no-window" in finding["todo"]


def test_a_missing_system_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = [each for each in system_libraries.LIBRARIES if each.name in {"libGL.so.1", "libSM.so.6"}]
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda: lacking)
    monkeypatch.setattr(system_libraries, "_manager", lambda which: "apt-get")
    pictures, window = (each for each in doctor.examine() if each.what == "system libraries")
    assert pictures.health is doctor.Health.PROBLEM
    assert "libGL.so.1" in pictures.found
    assert pictures.todo.endswith("apt-get install libgl1")
    assert window.health is doctor.Health.WARNING
    assert window.todo.endswith("apt-get install libsm6")
