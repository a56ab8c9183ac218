"""The camera check in the terminal: what is to be mended, one thing at a time, until all is good."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from fixtures.commands import COMMAND

pytestmark = pytest.mark.mediapipe


@pytest.mark.slow
def test_somebody_who_stands_well_is_told_that_all_is_good(posecheck, samples: Path, model: Path) -> None:
    done = posecheck("camera", "--camera", samples / "marching_correct.mp4")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "Everything is good. You can begin."


@pytest.mark.slow
def test_an_empty_room_is_told(posecheck, samples: Path, model: Path) -> None:
    done = posecheck("camera", "--camera", samples / "neg_empty.mp4", "--language", "de")
    assert done.returncode == 0
    assert "Ich sehe dich nicht" in done.stdout
    assert "Alles ist gut" not in done.stdout


def test_one_picture_of_a_camera_is_a_jpeg(samples: Path, tmp_path: Path, places: dict[str, str]) -> None:
    done = subprocess.run(
        [COMMAND, "camera", "--still", "--camera", samples / "plank_correct.mp4"],
        env=places, cwd=tmp_path, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith(b"\xff\xd8")
    assert len(done.stdout) < 60_000
