"""What is shown of a session beside the exercise in hand."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from posecheck.pose import Side


@dataclass(frozen=True, slots=True)
class Card:
    """A question or a summary that stands over everything else."""

    title: str
    lines: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    chosen: int = -1


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """What is shown of a session beside the exercise in hand."""

    place: tuple[int, int] | None = None
    sets: tuple[int, int] | None = None
    side: Side = Side.NONE
    next_title: str = ""
    left_s: float = nan
    banner: str = ""
    saying: str = ""
    gesture: str = ""
    gesture_progress: float = 0.0
    figure_s: float = nan
    figure_large: bool = False
    card: Card | None = None
    key_help: bool = False
