"""Where posecheck keeps its things; each place can be moved with an environment variable."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from posecheck.private_files import close_place

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
    }
)
_OF_CONFIG = frozenset({"config.toml", "profiles", "unwritten"})


def _place(variable: str, default: str) -> Path:
    chosen = os.environ.get(variable, "")
    return Path(chosen).expanduser() if chosen else Path(default)


def config_dir() -> Path:
    """Return the folder of ``config.toml``; ``POSECHECK_CONFIG_DIR`` moves it."""
    return _place("POSECHECK_CONFIG_DIR", platformdirs.user_config_dir(_APP, appauthor=False))


def data_dir() -> Path:
    """Return the folder of the user's own data; ``POSECHECK_DATA_DIR`` moves it."""
    return _place("POSECHECK_DATA_DIR", platformdirs.user_data_dir(_APP, appauthor=False))


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
