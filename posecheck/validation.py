"""What is wrong with a file that a person wrote, in one sentence."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from posecheck.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """Return the content of the TOML file at `path`; `what` it is stands in the sentences of the errors.

    Raises
    ------
    InputError
        It cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"The {what} {path} cannot be read: {error.strerror or error}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"The {what} {path} is not valid TOML: {error}.") from error


def first_problem(error: ValidationError) -> str:
    """Return the first problem of `error` as ``key: what is wrong``, without a full stop."""
    problem = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"there is no key {place!r}"
    if problem["type"] == "missing":
        return f"the key {place!r} is missing"
    said = problem["msg"].removeprefix("Value error, ")
    said = said[0].lower() + said[1:]
    return f"{place}: {said}" if place else said
