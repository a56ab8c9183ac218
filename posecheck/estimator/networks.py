"""The networks that can be fetched."""

from __future__ import annotations

from enum import StrEnum


class Network(StrEnum):
    """For everything, and a better and slower one for recorded videos."""

    FULL = "full"
    HEAVY = "heavy"
