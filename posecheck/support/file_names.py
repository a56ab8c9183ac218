"""Names of files as text: a system may allow names that are none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def readable_name(path: Path | str) -> str:
    r"""Return a path as text that can be written into any file: bytes that are no text become ``\xff``."""
    return os.fsencode(path).decode(errors="backslashreplace")


def is_file_beside(path: Path) -> bool:
    """Return whether there is a file of a name made from another one, which may be too long for any."""
    try:
        return path.is_file()
    except OSError:
        return False
