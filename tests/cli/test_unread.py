"""A session goes on when nobody reads what it prints any more."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.cli.unread import OutlivingStream

#: Prints to both, as a session does; then says in a file that it came to its end.
PRINTING = """
import sys
from pathlib import Path
import typer
from posecheck.cli.unread import outlive_readers
from posecheck.outputs.console import standard_error
outlive_readers()
console = standard_error()
for number in range(2000):
    typer.echo(f"line {number}")
    typer.echo("✓ One more", err=True)
    console.print("✓ Held 5 s")
Path(sys.argv[1]).write_text("done")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell is needed")
@each_of("shell", ["2>&1 | head -1", "2> /dev/full > /dev/full", ">&- 2>&-"])
def test_what_nobody_reads_stops_nothing(tmp_path: Path, shell: str) -> None:
    if "full" in shell and not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is full")
    command = f'"{sys.executable}" -c "$PRINTING" "{tmp_path / "end"}" {shell}'
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=os.environ | {"PRINTING": PRINTING}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert (tmp_path / "end").read_text() == "done", done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_what_is_read_arrives_as_a_whole() -> None:
    reading, writing = os.pipe()
    stream = OutlivingStream(writing)
    assert stream.write("✓ gehalten\n".encode()) == len("✓ gehalten\n".encode())
    assert os.read(reading, 100).decode() == "✓ gehalten\n"
    os.close(reading)
    assert stream.write(b"nobody reads this") == 17
    assert stream.write(b"nor this") == 8
    os.close(writing)


@each_of("number", [errno.EPIPE, errno.EIO, errno.ENOSPC])
def test_whatever_is_wrong_with_it(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()

    def fail(_descriptor: int, _content: bytes) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "write", fail)
    assert OutlivingStream(writing).write(b"line") == 4
    monkeypatch.undo()
    os.close(writing)
    assert os.read(reading, 10) == b"", "its number leads to nowhere"
    os.close(reading)


#: Says which numbers are taken, and prints to both.
NUMBERS = """
import os, sys
from pathlib import Path
from posecheck.cli.unread import take_standard_numbers
take_standard_numbers()
print("to nobody", sys.stdout.isatty()); print("to nobody", file=sys.stderr)
Path(sys.argv[1]).write_text(str([os.path.samestat(os.fstat(n), os.stat(os.devnull)) for n in range(3)]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell is needed")
def test_no_file_gets_the_number_of_a_standard_stream_that_is_closed(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -c "$NUMBERS" "{tmp_path / "end"}" <&- >&- 2>&-'
    subprocess.run(["/bin/sh", "-c", command], env=os.environ | {"NUMBERS": NUMBERS}, check=True, timeout=60)
    assert (tmp_path / "end").read_text() == "[True, True, True]"
