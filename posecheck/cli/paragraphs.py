"""Text for people in lines that fit their terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap

_LEAST_WIDTH = 40
#: Longer lines are hard to read.
_MOST_WIDTH = 100


def fitted(text: str, *, hanging: int = 0, err: bool = False) -> str:
    """Return `text` in lines that fit the terminal; in a pipe it stays one line.

    Parameters
    ----------
    text
        One paragraph; the spaces before it are its indent.
    hanging
        The indent of the lines after the first one, where that is more.
    err
        It goes to standard error.
    """
    if not (sys.stderr if err else sys.stdout).isatty():
        return text
    indent = len(text) - len(text.lstrip())
    columns = shutil.get_terminal_size().columns
    return textwrap.fill(
        text.strip(),
        width=min(max(_LEAST_WIDTH, columns), _MOST_WIDTH),
        initial_indent=" " * indent,
        subsequent_indent=" " * max(indent, hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
