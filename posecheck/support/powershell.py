"""Where Windows has its PowerShell; by its bare name, one in the current folder would be run."""

from __future__ import annotations

import os
from pathlib import PureWindowsPath

_PLACE = ("System32", "WindowsPowerShell", "v1.0", "powershell.exe")


def powershell_path() -> str:
    """Return the path of the PowerShell that belongs to Windows, whether or not this is one."""
    return str(PureWindowsPath(os.environ.get("SYSTEMROOT", r"C:\Windows"), *_PLACE))
