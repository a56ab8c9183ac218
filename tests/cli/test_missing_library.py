"""Where a system library cannot be loaded, each command says which one and what installs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the wheels are whole")


@pytest.mark.parametrize("library", ["libGL.so.1", "libEGL.so.1", "libGLESv2.so.2"])
def test_a_replay_and_the_doctor_name_it(
    library: str, posecheck_process, samples: Path, model: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / library).touch()  # found first by the loader, and no library
    clip = samples / "marching_correct.mp4"
    for arguments in (("replay", clip, "--exercise", "march"), ("doctor",)):
        done = posecheck_process(*arguments, LD_LIBRARY_PATH=str(broken))
        assert done.returncode == 2
        said = " ".join((done.stdout + done.stderr).split())
        assert library in said
        assert "install" in said.lower()
        assert "itself failed" not in said
    assert not (tmp_path / "data" / "posecheck.log").exists()
