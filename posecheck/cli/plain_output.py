"""Standard output and standard error as they happen to be: in any encoding, full, closed, read by nobody.

Where they are not UTF-8, as in a file on Windows, every character that can be written is, the others by what
comes nearest in ASCII. Data for programs is UTF-8 everywhere.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

import typer

from posecheck.support.printable import printable, unguarded

_HANDLER = "posecheck-plain"
#: What is printed beyond letters, and what stands for it.
_PLAIN = {
    "✓": "+",
    "✗": "x",
    "»": ">",
    "…": "...",
    "·": ".",
    "░": ".",
    "▒": "o",
    "▓": "O",
    "█": "#",
    "\N{EN DASH}": "-",
    "—": "-",
    "\N{MINUS SIGN}": "-",
    "─": "-",
    "━": "-",
    "→": "->",
    "\N{MULTIPLICATION SIGN}": "x",
    "÷": "/",
    "≥": ">=",
    "≤": "<=",
    "°": " deg",
    "κ": "kappa",
    "“": '"',
    "”": '"',
    "„": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "ß": "ss",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
}


def plain(character: str) -> str:
    """Return what comes nearest to `character` in ASCII, a question mark where nothing does."""
    if character in _PLAIN:
        return _PLAIN[character]
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(plain, error.object[error.start : error.end])), error.end


def take_any_encoding() -> None:
    """Let standard output and standard error write whatever they are given, from now on."""
    codecs.register_error(_HANDLER, _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def print_data(text: str) -> None:
    """Print what a program will read: in UTF-8, whatever else is printed in."""
    stream, text = unguarded(sys.stdout), printable(text)
    buffer = getattr(stream, "buffer", None)
    if buffer is None or stream.isatty():
        sys.stdout.write(text)
    else:
        stream.flush()
        # A name that is no UTF-8 is written as JSON writes it.
        buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print `text` on standard error, as far as anything can be printed there."""
    try:
        typer.echo(text, file=unguarded(sys.stderr))
    except OSError:
        _give_up(sys.stderr)


def failure_of_output() -> OSError | None:
    """Write out what was printed and return why that failed; a reader that went away is no failure."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_output()
    except OSError as error:
        give_up_output()
        return error
    return None


def give_up_output() -> None:
    """Let nothing more be written to standard output, also not by the interpreter at its end."""
    _give_up(sys.stdout)


def _give_up(stream: TextIO) -> None:
    with suppress(OSError, ValueError, AttributeError):
        to_nowhere(stream.fileno())


def to_nowhere(descriptor: int) -> None:
    """Let whatever is written to a descriptor go nowhere, also by native libraries."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
