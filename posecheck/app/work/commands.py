"""How the app runs a command of posecheck: the program that runs already, as a process of its own."""

from __future__ import annotations

import os
import sys


def command_line(*arguments: str) -> list[str]:
    """Return what runs a command of this very posecheck; arguments are as they would be typed."""
    # -P: not the modules of the folder it happens to be started in
    return [sys.executable, "-P", "-m", "posecheck", *arguments]


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of such a process: what it prints is read by a page, whatever is set here."""
    plain = {"NO_COLOR": "1", "COLUMNS": "400", "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **plain, **variables}
