"""Writes profiles: a new one to fill in, and changes to one that is there; comments in it stay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from posecheck.profiles.cue_texts import Wording, wordings
from posecheck.profiles.profiles import (
    DEFAULT,
    apply_profile,
    load_profile,
    own_profile_path,
    parse_profile,
    profile_paths,
)
from posecheck.profiles.thresholds import addresses
from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.paths import profiles_dir
from posecheck.support.private_files import private_folder
from posecheck.support.suggestion import did_you_mean
from posecheck.support.text_files import read_text
from posecheck.support.toml_edit import edited_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from posecheck.exercise import Exercise
    from posecheck.profiles.profiles import Profile


def new_profile(name: str, *, base: str = DEFAULT, exercises: Iterable[Exercise] = ()) -> Path:
    """Write a profile that changes nothing yet and return where it is.

    Parameters
    ----------
    name
        What it is called.
    base
        Name of the profile it is layered over.
    exercises
        Their thresholds and wordings are in it, as comments to be taken away.

    Raises
    ------
    InputError
        The name is taken or cannot be one, or the file cannot be written.
    """
    path = own_profile_path(name)
    if path.exists():
        raise InputError(f"There is a profile {name!r} already, in {path}; edit it or choose another name.")
    _write(path, _template(name, _base(base), exercises))
    return path


def save_changes(
    name: str, changes: Mapping[str, float | Wording], *, base: str = DEFAULT
) -> tuple[Path, Profile]:
    """Write thresholds and wordings into the user's profile `name`, which is made when it is not there.

    Parameters
    ----------
    name
        What the profile is called.
    changes
        Address → value.
    base
        What a profile that is made now is layered over.

    Returns
    -------
    path, profile
        Where it is and what it now says.

    Raises
    ------
    InputError
        The profile would not be valid, or cannot be written; the old file is then still there.
    """
    path = own_profile_path(name)
    if path.exists():
        load_profile(path)  # says what is wrong before anything is added to it
        text = read_text(path, f"The profile {path}")
    else:
        text = _template(name, _base(base), ())
    values = {tuple(address.split(".")): _toml_value(value) for address, value in changes.items()}
    try:
        text = edited_toml(text, values)
    except ValueError as error:
        raise InputError(f"{path} cannot be changed: {error}; save into a new profile.") from error
    profile = parse_profile(text, path)
    _write(path, text)
    return path, profile


def _base(name: str) -> Profile:
    known = profile_paths()
    if name not in known:
        raise InputError(
            f"There is no profile {name!r} to build on; {did_you_mean(name, known)} "
            f"A file to build on must be in {profiles_dir()}."
        )
    return load_profile(name)


def _toml_value(value: float | Wording) -> int | float | str | list[str]:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return list(value)
    return int(value) if value == int(value) else round(float(value), 4)


def _write(path: Path, text: str) -> None:
    try:
        private_folder(path.parent)
        write_text(path, text, private=True)
    except OSError as error:
        raise InputError(f"The profile {path} cannot be written: {error.strerror or error}.") from error


def _template(name: str, base: Profile, exercises: Iterable[Exercise]) -> str:
    lines = [
        f"# A posecheck profile: what it says replaces what the profile {base.name!r} says; all else stays.",
        f"# See it with `posecheck profile show {name}`, use it with `posecheck profile use {name}`.",
        'title = ""',
        f"base = {json.dumps(base.name)}",
        "",
        "# The language your cues are written in, for the voice:",
        "# [voice]",
        '# language = "en"',
    ]
    chosen = list(exercises)
    if not chosen:
        lines += [
            "",
            "# A section for each part of an exercise; `posecheck profile show -e ID` lists them all:",
            "# [supine-hamstring.knee-bent]",
            "# good = 10",
            "# ok = 20",
        ]
    for exercise in chosen:
        lines += _exercise_lines(apply_profile(exercise, base))
    return "\n".join(lines) + "\n"


def _exercise_lines(exercise: Exercise) -> list[str]:
    """Return the sections of `exercise`, every key of them a comment."""
    lines: list[str] = []
    heading = ""
    entries = [
        (address, f"{_toml_value(each.value)}", f"  # {each.low:g} to {each.high:g} {each.unit}".rstrip())
        for address, each in addresses(exercise).items()
    ]
    entries += [
        (address, json.dumps(said, ensure_ascii=False), "") for address, said in wordings(exercise).items()
    ]
    # The sort keeps the order within a part: its numbers, then its words.
    parts = dict.fromkeys(address.split(".")[1] for address, _, _ in entries)
    for part in parts:
        for address, value, note in entries:
            _, own, key = address.split(".")
            if own != part:
                continue
            if heading != part:
                heading = part
                lines += ["", f"[{exercise.id}.{part}]"]
            lines.append(f"# {key} = {value}{note}")
    return lines
