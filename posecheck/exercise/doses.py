"""Doses: how much of an exercise is one set, for each kind there is (catalogue §5)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hold:
    """Dose of a held stretch: seconds, how many a side, and what counts."""

    target_s: float
    sets: int = 2
    credit_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Reps:
    """Dose of a repeated movement; `hold_s` at the top, each way at least `way_s`."""

    count: int
    hold_s: float = 0.0
    way_s: float = 0.8
    alternating: bool = False


@dataclass(frozen=True, slots=True)
class Circles:
    """Dose of circling with the arms: how many, and how much of a turn counts as one."""

    count: int
    turn_deg: float = 330.0


@dataclass(frozen=True, slots=True)
class Steps:
    """Dose of stepping on the spot: how long, and the cadence in steps a minute."""

    duration_s: float
    cadence: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Guided:
    """Dose of an exercise that the camera cannot judge: guided and timed, never scored."""

    duration_s: float
    prompts: tuple[str, ...] = ()
    #: seconds from one prompt to the next
    every_s: float = 10.0


Dose = Hold | Reps | Circles | Steps | Guided
