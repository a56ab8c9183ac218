"""One app for one user: a second start finds the first, and what is left is nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from fixtures.app import App, running_app


def started(app: App, *options: str) -> subprocess.CompletedProcess[str]:
    """Start posecheck once more, with the same places."""
    places = {"POSECHECK_CONFIG_DIR": str(app.data.parent / "config"), "POSECHECK_DATA_DIR": str(app.data)}
    return subprocess.run(
        [sys.executable, "-P", "-m", "posecheck", "app", "--no-browser", *options],
        env=os.environ | places, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_second_start_tells_the_address_of_the_first_and_ends(app: App) -> None:
    done = started(app)
    assert done.returncode == 0
    assert app.address in done.stdout
    assert app.process.poll() is None


def test_a_port_that_is_taken_is_told_in_a_sentence(app: App) -> None:
    done = started(app, "--port", app.host.split(":")[1])
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_an_app_that_was_ended_leaves_no_address_behind(tmp_path: Path) -> None:
    with running_app(tmp_path) as app:
        assert (app.data / "app-address").exists()
    assert not (app.data / "app-address").exists()
