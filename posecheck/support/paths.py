"""Where posecheck keeps its things; each place can be moved with an environment variable."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from posecheck.support.errors import InputError
from posecheck.support.private_files import close_place

if TYPE_CHECKING:
    from collections.abc import Callable

_APP = "posecheck"
_HISTORY = "history.sqlite3"
_LOG = "posecheck.log"
#: What posecheck keeps in the place of the data and in that of the settings.
_OF_DATA = frozenset(
    {
        _HISTORY,
        f"{_HISTORY}-wal",
        f"{_HISTORY}-shm",
        _LOG,
        "sessions",
        "stills",
        "pictures",
        "running",
        "unwritten",
        "videos",
        "labelling.json",
    }
)
_OF_CONFIG = frozenset({"config.toml", "profiles", "routines", "unwritten"})


def expanded(text: str, what: str) -> Path:
    """Return the path `text`, in which ``~`` at the beginning is somebody's home.

    Raises
    ------
    InputError
        That home is unknown, or it is no path; `what` the path is for stands in the sentence.
    """
    if "\0" in text:
        raise InputError(f"{text!r} cannot be {what}: no file can have that name; give another.")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise InputError(
            f"{text} cannot be {what}: whose home that is is unknown; write the path in full."
        ) from error


def _place(variable: str, default: Callable[..., str]) -> Path:
    chosen = os.environ.get(variable, "")
    if chosen:
        return expanded(chosen, f"the place that {variable} names")
    try:
        usual = default(_APP, appauthor=False)
    except RuntimeError:
        usual = ""
    if not usual or usual.startswith("~"):  # older platformdirs leave it so where nobody's home is known
        raise InputError(
            f"Your home directory is unknown; set HOME, or {variable} to a folder of its own for posecheck."
        )
    return Path(usual)


def config_dir() -> Path:
    """Return the folder of ``config.toml``; ``POSECHECK_CONFIG_DIR`` moves it."""
    return _place("POSECHECK_CONFIG_DIR", platformdirs.user_config_dir)


def data_dir() -> Path:
    """Return the folder of the user's own data; ``POSECHECK_DATA_DIR`` moves it."""
    return _place("POSECHECK_DATA_DIR", platformdirs.user_data_dir)


def cache_dir() -> Path:
    """Return the folder of what was fetched and can be fetched again; ``POSECHECK_CACHE_DIR`` moves it."""
    return _place("POSECHECK_CACHE_DIR", platformdirs.user_cache_dir)


def profiles_dir() -> Path:
    """Return the folder of the user's own profiles."""
    return config_dir() / "profiles"


def sessions_dir() -> Path:
    """Return the folder of the saved sessions."""
    return data_dir() / "sessions"


def history_path() -> Path:
    """Return the database of what was done."""
    return data_dir() / _HISTORY


def log_path() -> Path:
    """Return the file into which the details of a failure go."""
    return data_dir() / _LOG


def close_places() -> None:
    """Close the data and the settings that are there to other users of the computer."""
    close_place(data_dir(), _OF_DATA)
    close_place(config_dir(), _OF_CONFIG)
