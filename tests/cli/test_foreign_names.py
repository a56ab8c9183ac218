"""Names that come from somebody else: no command lets them steer the terminal or tells a password."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.commands import COMMAND

from posecheck.cli.failures import guarded

EVIL = "\x1b]0;owned\x07\x1b[2J\x1b[8mx"
POSES = Path(__file__).parents[1] / "fixtures" / "tuning" / "supine_correct_c2.poses"
ADDRESS = "rtsps://me:s3cret@127.0.0.1:9/x"


def sent_to_a_terminal(arguments: list[str], environment: dict[str, str], folder: Path) -> bytes:
    """Return what a command sends to the terminal it runs in."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [COMMAND, *arguments], env=environment | {"TERM": "xterm"}, cwd=folder,
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    sent = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the last one has closed it
            part = b""
        if not part:
            break
        sent += part
    os.close(ours)
    process.wait(60)
    return sent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of things from somebody else."""
    (tmp_path / "config" / "routines").mkdir(parents=True)
    (tmp_path / "config" / "routines" / "evil.toml").write_text(
        f'title = {json.dumps(EVIL)}\ndescription = {json.dumps(EVIL)}\n[[step]]\nexercise = "bridge"\n'
    )
    (tmp_path / "profile.toml").write_text(f"title = {json.dumps(EVIL)}\n")
    label = POSES.with_suffix(".toml").read_text()
    (tmp_path / "label.toml").write_text(label.replace('kind = "correct"', f"kind = {json.dumps(EVIL)}"))
    (tmp_path / f"{EVIL}.poses").write_bytes(POSES.read_bytes())
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@each_of(
    "arguments",
    [
        ["replay", f"/nowhere/{EVIL}.mp4"],
        ["replay", f"{EVIL}.poses", "--exercise", "supine-hamstring", "--json", "out.json"],
        ["routine", "--list"],
        ["routine", "--plan", "evil"],
        ["profile", "show", "profile.toml"],
        ["label", "--compare", "label.toml", "label.toml"],
        ["exercises", EVIL],
        ["live", "march", EVIL],
        [EVIL],
    ],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "EVIL"),
)
def test_no_escape_sequence_reaches_the_terminal(
    arguments: list[str], folder: Path, places: dict[str, str]
) -> None:
    coloured = {
        name: value for name, value in places.items() if name != "NO_COLOR"
    }  # colours are let through
    sent = sent_to_a_terminal(arguments, coloured, folder)
    assert sent
    for sequence in (b"\x1b]", b"\x1b[2J", b"\x1b[8m", b"\x07"):
        assert sequence not in sent


@each_of(
    "arguments",
    [
        ["live", "march", "--no-window", "--no-voice", "--camera", ADDRESS],
        ["live", "march", ADDRESS],
        ["replay", ADDRESS],
        ["record", ADDRESS],
        ["exercises", ADDRESS],
        ["report", ADDRESS],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_password_is_not_printed(arguments: list[str], posecheck) -> None:
    done = posecheck(*arguments)
    assert done.returncode == 2
    assert "s3cret" not in done.stdout + done.stderr


def test_a_password_is_not_in_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["posecheck", "live", f"--camera={ADDRESS}"])

    def run() -> None:
        raise ZeroDivisionError(f"{ADDRESS} {EVIL}")

    with pytest.raises(SystemExit):
        guarded(run)
    log = (tmp_path / "posecheck.log").read_text()
    assert "ZeroDivisionError" in log
    assert "s3cret" not in log + capsys.readouterr().err
    assert "\x1b" not in log
