"""Text for a terminal: what would steer the terminal instead of being seen is written out.

A file, a routine or a label may come from somebody else, and its name may hold an escape sequence that
clears the screen, renames the window or hides what follows. Everything the program prints passes through
here: through :class:`PrintableStream`, which takes the place of standard output and standard error, or
through the consoles of :mod:`posecheck.outputs.console`, whose own colours may pass.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Control characters other than tab and line feed, and those that reverse the direction of reading.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BACK_DOORS = {"buffer", "fileno"} if sys.platform == "win32" else {"buffer"}


def printable(text: str) -> str:
    """Return `text` with control characters written out as JSON does it, in four hexadecimal digits.

    Tab and line feed stay. A JSON document is the same document afterwards.
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def on_one_line(text: str) -> str:
    """Return `text` printable and without line feeds, which could pass for a message of their own."""
    return printable(text).replace("\n", "\\n")


class PrintableStream:
    """A text stream that writes everything printable into another one.

    Parameters
    ----------
    stream
        Where it goes.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @property
    def rich_proxied_file(self) -> TextIO:
        """The stream behind: Rich asks for it, and writes its colours there."""
        return self._stream

    def write(self, text: str) -> int:
        """Write `text`, printable."""
        return self._stream.write(printable(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write all `lines`, printable."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        # Typer writes past a stream whose bytes it finds; on Windows, past one that is a console.
        if name in _BACK_DOORS:
            raise AttributeError(name)
        return getattr(self._stream, name)


def guard_streams() -> None:
    """Let standard output and standard error of this process be printable from now on."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and not isinstance(stream, PrintableStream):
            setattr(sys, name, cast("TextIO", PrintableStream(stream)))


def unguarded(stream: TextIO) -> TextIO:
    """Return the stream behind a printable one, for text that is printable already and has colours."""
    return cast("TextIO", getattr(stream, "rich_proxied_file", stream))
