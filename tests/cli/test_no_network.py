"""Nothing leaves the computer: with the model cached, no command opens a socket of the internet."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures.commands import COMMAND
from fixtures.histories import make_history

TUNING = Path(__file__).parents[1] / "fixtures" / "tuning"
CORRECT, FAULTY = TUNING / "supine_correct_c2.poses", TUNING / "supine_faulty_p1.poses"
LABEL = CORRECT.with_suffix(".toml")
COMMANDS = {
    "replay": ("replay", "CLIP", "--exercise", "march", "--annotate", "out.mp4", "--json", "out.json"),
    "live": ("live", "march", "--camera", "CLIP", "--no-window", "--countdown", "0"),
    "record": ("record", "out.poses", "--camera", "CLIP", "--seconds", "1"),
    "routine": ("routine", "short", "--clips", "clips", "--no-window"),
    "label": ("label", "--compare", LABEL, LABEL, "--json", "out.json"),
    "tune": ("tune", "supine-hamstring", FAULTY, CORRECT, "--check", "knee-bent", "--html", "out.html"),
    "report": ("report", "--out", "out.html"),
    "clinician": (
        "report",
        "--clinician",
        "--since",
        "2026-03-01",
        "--out",
        "out.html",
        "--fhir",
        "out.json",
    ),
    "history": ("history", "export", "--json", "out.json", "--csv", "out.csv"),
    "doctor": ("doctor",),
}
#: Ends the program when Python code asks for a socket other than a local one.
WATCH = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise SystemExit(f"SOCKET {event} {arguments}")
    if event == "socket.__new__" and arguments[1] in (2, 10):
        raise SystemExit(f"SOCKET {event} {arguments}")
sys.addaudithook(watch)
from posecheck.cli import main
main()
"""


def words(command: str, clip: Path) -> list[str]:
    return [str(clip) if word == "CLIP" else str(word) for word in COMMANDS[command]]


@pytest.fixture
def furnished(tmp_path: Path) -> Path:
    """Return a folder with a history, and with a routine and the clip of its one exercise."""
    for folder in ("data", "clips", "config/routines"):
        (tmp_path / folder).mkdir(parents=True)
    make_history(tmp_path / "data" / "history.sqlite3")
    (tmp_path / "config" / "routines" / "short.toml").write_text(
        'title = "Short"\ndescription = "One stretch."\n'
        '[[step]]\nexercise = "supine-hamstring"\nhold_s = 5\nsets = 1\n'
    )
    for side in ("", "-right"):
        shutil.copy(CORRECT, tmp_path / "clips" / f"supine-hamstring{side}.poses")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace to see what the native libraries do")
def test_no_library_opens_a_socket_of_the_internet(
    short_clip: Path, places: dict[str, str], furnished: Path, model: Path, command: str
) -> None:
    log = furnished / "strace.log"
    trace = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg", "-o", log]
    done = subprocess.run(
        [*trace, COMMAND, *words(command, short_clip)],
        env=places, cwd=furnished, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    calls = log.read_text()
    internet = re.findall(r"^.*\b(?:AF|PF)_INET6?\b.*$", calls, flags=re.MULTILINE)
    assert internet == []


def test_python_code_opens_no_socket(
    short_clip: Path, places: dict[str, str], tmp_path: Path, model: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *words("replay", short_clip)],
        env=places, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "SOCKET" not in done.stderr
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_the_watch_would_see_a_socket(tmp_path: Path) -> None:
    code = "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    log = tmp_path / "strace.log"
    trace = ["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", log]
    subprocess.run([*trace, sys.executable, "-c", code], check=True)
    assert "AF_INET" in log.read_text()
    watched = subprocess.run(
        [sys.executable, "-c", WATCH.split("from posecheck", maxsplit=1)[0] + code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "SOCKET" in watched.stderr
