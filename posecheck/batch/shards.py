"""Shares of a batch: each of N jobs takes every N-th video, and none of them knows of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRITTEN = re.compile(r"(\d{1,6})/(\d{1,6})")

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Shard:
    """Share `number` of `count`, the first of which is 1."""

    number: int
    count: int

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"shard-{self.number}-of-{self.count}"

    def of(self, every: Sequence[Each]) -> Sequence[Each]:
        """Return what belongs to this share; the shares together are everything, and nothing is in two."""
        return every[self.number - 1 :: self.count]


def parse_shard(text: str) -> Shard:
    """Return the share that is written as ``I/N``.

    Raises
    ------
    InputError
        It is no such share.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise InputError(
            f"{text!r} is no share of a batch; write 1/8 to 8/8 for the eight shares of eight jobs."
        )
    return Shard(int(found[1]), int(found[2]))
