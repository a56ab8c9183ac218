"""What is printed where the output is not UTF-8, is full, closed, or read by nobody; Ctrl-C at the start."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.cli.plain_output import failure_of_output, plain, print_data, take_any_encoding

ROOT = Path(__file__).parents[2]
RECORDING = ROOT / "tests" / "fixtures" / "tuning" / "supine_correct_c2.poses"
PIPES = pytest.mark.skipif(sys.platform == "win32", reason="there are other pipes and no such device")


def output(monkeypatch: pytest.MonkeyPatch, encoding: str) -> io.BytesIO:
    """Let standard output be one of that encoding."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding, newline="\n"))
    take_any_encoding()
    return raw


@each_of(
    "encoding, shown",
    [
        ("utf-8", "✓ 40° für “Ü” … 中 ?".encode()),
        ("cp1252", "+ 40° für “Ü” … ? ?".encode("cp1252")),
        ("ascii", b'+ 40 deg fuer "Ue" ... ? ?'),
        ("cp437", '+ 40° für "Ü" ... ? ?'.encode("cp437")),
    ],
)
def test_what_can_be_written_is(monkeypatch: pytest.MonkeyPatch, encoding: str, shown: bytes) -> None:
    raw = output(monkeypatch, encoding)
    sys.stdout.write("✓ 40° für “Ü” … 中 \udcff")
    assert failure_of_output() is None
    assert raw.getvalue() == shown


def test_letters_lose_their_marks_and_nothing_else() -> None:
    assert [plain(each) for each in "éß☃"] == ["e", "ss", "?"]


def test_data_is_utf_8_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = output(monkeypatch, "cp1252")
    sys.stdout.write("✓\n")
    print_data('"✓ \udcff"')
    assert raw.getvalue() == b'+\n"\xe2\x9c\x93 \\udcff"'
    assert json.loads(raw.getvalue()[2:].decode()) == "✓ \udcff"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_verdict_is_printed_in_any_encoding(posecheck_process, encoding: str) -> None:
    done = posecheck_process(
        "replay",
        RECORDING,
        "-e",
        "supine-hamstring",
        PYTHONIOENCODING=f"{encoding}:strict",
    )
    assert done.returncode == 0, done.stderr
    assert "Form 100 of 100 in the part that was done" in done.stdout
    assert "  + 5.1 s" in done.stdout


def run(places: dict[str, str], command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
    """Run `command` and return how it ended."""
    return subprocess.run(
        command, env=places, capture_output=True, text=True, check=False, timeout=120, **more
    )


def shell(places: dict[str, str], redirection: str, *arguments: str) -> tuple[int, str, str]:
    """Run the command with a redirection and return its exit code, output and complaints."""
    code = "from posecheck.start import main; main()"
    script = f'"$0" -c "$1" "${{@:2}}" {redirection}; echo "code ${{PIPESTATUS[0]}}" >&3'
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    try:
        command = ["bash", "-c", script.replace(">&3", f">&{writing}"), sys.executable, code, *arguments]
        done = run(places, command, pass_fds=[writing])
    finally:
        os.close(writing)
    with os.fdopen(reading) as told:
        return int(told.read().split()[1]), done.stdout, done.stderr


@PIPES
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@each_of("arguments", [("exercises",), ("exercises", "--json"), ("--version",)])
def test_a_full_disk_behind_the_output_is_one_sentence(
    places: dict[str, str], arguments: tuple[str, ...]
) -> None:
    code, _, said = shell(places, "> /dev/full", *arguments)
    assert code == 2
    assert "disk is full" in said
    assert said.count("\n") == 1


@PIPES
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_complaint_that_cannot_be_written_leaves_the_exit_code(places: dict[str, str]) -> None:
    assert shell(places, "2> /dev/full", "replay", "/nowhere", "-e", "bridge")[0] == 2


@PIPES
def test_a_reader_that_goes_away_is_no_failure(places: dict[str, str]) -> None:
    code, shown, said = shell(places, "| head -c 5", "exercises", "--json")
    assert (code, len(shown), said) == (0, 5, "")


@PIPES
def test_closed_streams_write_to_nowhere(places: dict[str, str]) -> None:
    assert shell(places, "<&- >&- 2>&-", "exercises") == (0, "", "")


#: Presses Ctrl-C when the module that is named is looked for.
EARLY = """
import signal, sys
from posecheck import start

module = sys.argv.pop(1)

class Finder:
    def find_spec(self, name, path, target=None):
        if name == module:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Finder())
sys.argv.append("exercises")
start.main()
"""


@each_of("module", ["typer", "posecheck.cli.failures", "posecheck.exercise.catalogue", "rich.table"])
def test_ctrl_c_while_the_program_is_loaded_is_130_without_a_traceback(
    places: dict[str, str], module: str
) -> None:
    done = run(places, [sys.executable, "-c", EARLY, module])
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@PIPES
def test_where_ctrl_c_is_ignored_it_stays_so(places: dict[str, str]) -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)" + EARLY
    done = run(places, [sys.executable, "-c", code, "typer"])
    assert done.returncode == 0, done.stderr


def test_the_tests_themselves_take_ctrl_c() -> None:
    """Also when they were started as a job in the background, where a shell lets it be ignored."""
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
