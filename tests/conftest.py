"""What tests of several kinds share: the samples, the pose model, the installed command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.commands import COMMAND, Done, run_command

SAMPLES = Path(__file__).parents[1] / "samples"

Run = Callable[..., Done]

# A shell lets its background jobs ignore Ctrl-C, and nohup a closed terminal; tests would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
if sys.platform != "win32":
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the sample clips."""
    return SAMPLES


@pytest.fixture(scope="session")
def model() -> Path:
    """Return the pose model; it is fetched into the user's cache when it is not there yet."""
    from posecheck.estimator.model import model_path

    return model_path()


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which settings and sessions are this test's own."""
    return os.environ | {
        "POSECHECK_CONFIG_DIR": str(tmp_path / "config"),
        "POSECHECK_DATA_DIR": str(tmp_path / "data"),
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }


@pytest.fixture
def posecheck(places: dict[str, str], tmp_path: Path) -> Run:
    """Return a function that runs the command line within this process and returns how it ended."""

    def run(*arguments: object, typed: str | None = None, **environment: str) -> Done:
        return run_command(*arguments, environment=places | environment, folder=tmp_path, typed=typed)

    return run


@pytest.fixture
def posecheck_process(places: dict[str, str], tmp_path: Path) -> Run:
    """Return the same as a process of the installed command, for what only a new process does or reads."""

    def run(*arguments: object, **environment: str) -> Done:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            env=places | environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run
