"""What is wrong with a file that a person wrote, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


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
