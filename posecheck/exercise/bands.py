"""Bands: which values of a measure are good, which are acceptable, and which are a fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Good and acceptable values; ``-inf`` and ``inf`` leave an end open.

    Parameters
    ----------
    good_low, good_high
        Edges of the good interval, inclusive.
    ok_low, ok_high
        Edges of the acceptable interval, inclusive; beyond them it is a fault.
    """

    good_low: float
    good_high: float
    ok_low: float
    ok_high: float

    def __post_init__(self) -> None:
        """Raise ``ValueError`` unless ok_low ≤ good_low ≤ good_high ≤ ok_high."""
        if not self.ok_low <= self.good_low <= self.good_high <= self.ok_high:
            message = (
                f"a band needs ok_low <= good_low <= good_high <= ok_high, but got {self.ok_low}, "
                f"{self.good_low}, {self.good_high}, {self.ok_high}"
            )
            raise ValueError(message)


_INF = float("inf")


def at_most(good: float, ok: float) -> Band:
    """Return the band of a value that should stay small."""
    return Band(-_INF, good, -_INF, ok)


def at_least(good: float, ok: float) -> Band:
    """Return the band of a value that should stay large."""
    return Band(good, _INF, ok, _INF)


def within(good: tuple[float, float], ok: tuple[float, float]) -> Band:
    """Return the band of a value with an edge at both ends."""
    return Band(good[0], good[1], ok[0], ok[1])
