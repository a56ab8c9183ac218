"""Writes the settings: the file keeps what people wrote into it, and holds nothing that cannot be used."""

from __future__ import annotations

import threading
from pathlib import Path

from pydantic import ValidationError

from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.private_files import private_folder
from posecheck.support.settings import Config, config_path, read_config
from posecheck.support.text_files import read_text, toml_content
from posecheck.support.toml_edit import edited_toml
from posecheck.support.validation import first_problem

#: Two pages may change something at the same time; neither may undo the other.
_WRITING = threading.Lock()


def change_settings(**values: object) -> Config:
    """Write keys of the settings, each a field of :class:`posecheck.support.settings.Config`.

    Parameters
    ----------
    values
        Key → value; ``None`` takes the key away, so that its default holds.

    Returns
    -------
    Config
        The settings as they are now.

    Raises
    ------
    InputError
        The file as it is cannot be used, or would not be usable with these values, or cannot be written; it
        is then as it was.
    """
    path = config_path()
    changes: dict[tuple[str, ...], object] = {
        (key,): str(value) if isinstance(value, Path) else value for key, value in values.items()
    }
    with _WRITING:
        read_config(path)  # says what is wrong before anything is added to it
        subject = f"The settings file {path}"
        text = read_text(path, subject) if path.exists() else ""
        try:
            edited = edited_toml(text, changes)
            config = Config.model_validate(toml_content(edited, subject))
        except ValidationError as error:
            raise InputError(f"That setting cannot be used: {first_problem(error)}.") from error
        except ValueError as error:
            raise InputError(
                f"{subject} cannot be changed: {error}; change it with a text editor."
            ) from error
        try:
            private_folder(path.parent)
            write_text(path, edited, private=True)
        except OSError as error:
            raise InputError(
                f"The settings in {path} cannot be written: {error.strerror or error}."
            ) from error
    return config
