"""Finds what somebody probably meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return ``"did you mean '…'?"`` with the nearest of `names`, an empty text when there are none."""
    near = nearest(name, names)
    return "" if near is None else f"did you mean {near!r}?"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the nearest of `names`, ``None`` when there are none."""
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.0)
    return near[0] if near else None
