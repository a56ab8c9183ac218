"""One app for one user: a second start finds the first, and what is left is nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
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


def test_settings_that_cannot_be_read_are_told_before_anything_is_opened(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("language = [", encoding="utf-8")
    places = {"POSECHECK_CONFIG_DIR": str(tmp_path / "config"), "POSECHECK_DATA_DIR": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "posecheck", "app", "--no-browser"],
        env=os.environ | places, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "config.toml" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_app_that_the_system_ends_leaves_neither_address_nor_key_behind(
    tmp_path: Path, number: int
) -> None:
    with running_app(tmp_path, TMPDIR=str(tmp_path)) as app:
        app.post("/phone/open")
        assert list(tmp_path.glob("posecheck-phone-*"))
        app.process.send_signal(number)
        assert app.process.wait(timeout=30) == 0
    assert not list(tmp_path.glob("posecheck-phone-*"))
    assert not (app.data / "app-address").exists()


def test_an_app_that_was_ended_leaves_no_address_behind(tmp_path: Path) -> None:
    with running_app(tmp_path) as app:
        assert (app.data / "app-address").exists()
    assert not (app.data / "app-address").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are other things there")
def test_posecheck_alone_opens_the_app_for_a_person_and_tells_a_script_what_there_is(tmp_path: Path) -> None:
    import pty

    environment = os.environ | {
        "POSECHECK_CONFIG_DIR": str(tmp_path / "config"),
        "POSECHECK_DATA_DIR": str(tmp_path / "data"),
        "BROWSER": "true",
    }
    command = [sys.executable, "-P", "-m", "posecheck"]
    ours, theirs = pty.openpty()
    app = subprocess.Popen(
        command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    try:
        said = b""
        while b"http://127.0.0.1:" not in said:
            said += os.read(ours, 1000)
    finally:
        app.send_signal(signal.SIGINT)
        app.wait(timeout=30)
        os.close(ours)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "posecheck app" in done.stdout
