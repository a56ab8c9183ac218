"""What several tests of the command line look at is done once: the landmarker takes most of their time."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import pytest
from fixtures.commands import Done, run_command


@dataclass(frozen=True)
class Session:
    """How a session in front of the camera ended, and the folder it ran in."""

    done: Done
    folder: Path


@pytest.fixture(scope="session")
def coached(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> Session:
    """Return a session with a clip as the camera; it is only looked at."""
    folder = tmp_path_factory.mktemp("coached")
    environment = os.environ | {
        "POSECHECK_CONFIG_DIR": str(folder / "config"),
        "POSECHECK_DATA_DIR": str(folder / "data"),
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }
    done = run_command(
        "live", "supine-hamstring", "--no-voice", "--no-window", "--keep",
        "--countdown", "0", "--hold-target", "5",
        "--camera", samples / "supine_slr_bent_knee.mp4",
        environment=environment, folder=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Session(done, folder)


@pytest.fixture(scope="session")
def short_clip(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Return two seconds of somebody who marches."""
    path = tmp_path_factory.mktemp("short") / "march.mp4"
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    clip = samples / "marching_correct.mp4"
    subprocess.run([ffmpeg, "-v", "error", "-t", "2", "-i", clip, "-c", "copy", path], check=True)
    return path
