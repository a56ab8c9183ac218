"""No text can steer the terminal, and nothing else is changed."""

from __future__ import annotations

import io
import json
import sys

import pytest
from fixtures.cases import each_of
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from posecheck.outputs.console import PrintableConsole
from posecheck.support.printable import PrintableStream, on_one_line, printable, unguarded

EVIL = "\x1b]0;owned\x07\x1b[2Jx\x9b31m\r\x08\u202egpj"


def steers(text: str) -> bool:
    return any(character in text for character in "\x1b\x07\x9b\r\x08\u202e")


def test_control_characters_are_written_out() -> None:
    assert printable("a\x1b[2Jb\x7f") == "a\\u001b[2Jb\\u007f"
    assert not steers(printable(EVIL))
    assert printable("grüße\tzwei\n→ ✓ 日本") == "grüße\tzwei\n→ ✓ 日本"
    assert printable(printable(EVIL)) == printable(EVIL)


def test_a_sentence_stays_one_line() -> None:
    assert on_one_line("a\nError: b") == "a\\nError: b"


def test_json_is_the_same_document_afterwards() -> None:
    document = json.dumps({"name": EVIL}, ensure_ascii=False)
    assert json.loads(printable(document)) == {"name": EVIL}


def test_a_stream_writes_printable_text() -> None:
    behind = io.StringIO()
    stream = PrintableStream(behind)
    stream.write(EVIL)
    stream.writelines([EVIL, "\n"])
    stream.flush()
    assert not steers(behind.getvalue())
    assert unguarded(stream) is behind  # type: ignore[arg-type]
    assert unguarded(behind) is behind
    assert not hasattr(stream, "buffer")


def on_a_terminal(renderable) -> str:
    file = io.StringIO()
    console = PrintableConsole(file=file, force_terminal=True, color_system="standard", width=200)
    console.print(renderable)
    return file.getvalue()


def test_colours_of_ours_pass_and_those_of_a_text_do_not() -> None:
    table = Table()
    table.add_column(EVIL)
    table.add_row(Text(EVIL, style="red"))
    for renderable in (EVIL, Text(EVIL, style="red"), table):
        assert "\x1b]0" not in on_a_terminal(renderable)
        assert "\x1b[2J" not in on_a_terminal(renderable)
        assert "\x9b" not in on_a_terminal(renderable)
    assert "\x1b[31m" in on_a_terminal(Text(EVIL, style="red"))


@each_of("through", ["task", "status"])
def test_what_is_shown_live_is_printable_too(through: str) -> None:
    file = io.StringIO()
    console = PrintableConsole(file=file, force_terminal=True, color_system="standard", width=200)
    if through == "task":
        with Progress(console=console) as progress:
            progress.add_task(EVIL, total=2)
    else:
        with console.status(EVIL):
            pass
    assert "owned" in file.getvalue()
    assert "\x1b]0" not in file.getvalue()
    assert "\x1b[2J" not in file.getvalue()


def test_the_colours_of_what_is_shown_live_are_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich puts a stream of its own before standard error meanwhile."""
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", PrintableStream(file))
    console = PrintableConsole(stderr=True, force_terminal=True, color_system="standard", width=200)
    with Progress(console=console) as progress:
        progress.update(progress.add_task("frames", total=2), advance=1, refresh=True)
    assert "\\u001b" not in file.getvalue()
    assert "\x1b[2K" in file.getvalue()
