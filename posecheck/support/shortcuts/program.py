"""How this posecheck is started again tomorrow, by a desktop that knows no terminal and no environment."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.support.errors import InputError
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Callable

    Finder = Callable[[str], str | None]

_NAME = "posecheck"
#: Folders of uv's cache in which `uvx` puts what it runs; both may be cleared at any time.
_OF_UVX = frozenset({"archive-v0", "environments-v2"})
#: Where `pipx run` puts it, for 14 days: ``…/.cache/pipx/HASH`` or ``…/pipx/.cache/HASH``.
_OF_PIPX_RUN = (".cache", "pipx")


def program_command(
    *,
    python: str = sys.executable,
    prefix: str = sys.prefix,
    platform: str = sys.platform,
    which: Finder = shutil.which,
) -> tuple[str, ...]:
    """Return the command that starts this posecheck from anywhere, each word by itself.

    Parameters
    ----------
    python, prefix
        The interpreter that posecheck runs in, and its environment.
    platform
        As ``sys.platform`` has it.
    which
        Finds a program by its name.

    Raises
    ------
    InputError
        It is one that will be gone: run for once, and not installed.
    """
    parts = Path(prefix).parts
    if _OF_UVX.intersection(parts):
        found = which("uvx")
        if found is not None:
            return (found, _NAME)
        raise InputError(
            message("This posecheck is run for once; install it with `uv tool install posecheck` first.")
        )
    if set(_OF_PIPX_RUN) <= set(parts):
        raise InputError(
            message("This posecheck is run for once; install it with `pipx install posecheck` first.")
        )
    name = f"{_NAME}.exe" if platform == "win32" else _NAME
    beside = Path(python).with_name(name)
    own = Path(sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user"))) / name
    for path in (beside, own):
        if path.is_file():
            return (str(path),)
    return (python, "-m", _NAME)
