"""The way of a hand, cut into swings: how it goes to and fro.

Lengths are in torso lengths and times in seconds of the source.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import NamedTuple

# --- a swing: the way of the hand from one turning point to the next -------------------------------------

#: 12 cm: a hand that is held still trembles by 1 to 3 cm in the landmarks, crossed arms by up to 11.
#: A forearm's wave makes 20 to 30 cm.
LEAST_SWING_TORSO = 0.25
#: 65 cm: farther than a forearm reaches about its elbow; arm circles are 90 cm wide and more.
MOST_SWING_TORSO = 1.3
#: 3.3 to and fro a second: nobody waves faster, but a mistaken landmark leaps between two pictures.
LEAST_SWING_S = 0.15
#: One to and fro in 1.6 s; what is slower may be an exercise.
MOST_SWING_S = 0.8
#: The hand has turned when it has come back by this share of the swing: later than any trembling.
TURNED_SHARE = 0.25
#: … and by 3 cm, or it trembles only.
TREMBLING_TORSO = 0.06

# --- a rhythm: swings to and fro that are alike ----------------------------------------------------------

#: The shorter of two neighbouring swings, of the longer one. At 5 frames/s the ends are seldom seen.
ALIKE_SHARE = 0.5
#: Cosine between one swing and the next: back within 45° of where it came from.
OPPOSITE_COS = -0.7
#: 3.5 m/s: three waves of 30 cm a second reach 2.8. Where two hands are seen, the landmarker takes one
#: for the other now and then, and leaps.
FASTEST_TORSO_S = 7.0
#: At high frame rates trembling is quicker than that; two hands are farther from each other than this.
SHORTEST_LEAP_TORSO = 0.3
#: A hand may be unseen for so long within a gesture: two frames at 5 a second.
LONGEST_GAP_S = 0.45


class Place(NamedTuple):
    """Where the hand is at a time, from its shoulder, in pixels."""

    time_s: float
    px: complex


class Swing(NamedTuple):
    """The way of the hand between two turning points."""

    start_s: float
    end_s: float
    #: from end to end, in pixels
    way_px: complex
    #: between the way and the straight line, in squares of its length; positive when clockwise
    area: float


class Rhythm(NamedTuple):
    """Swings that are alike, to and fro."""

    #: those that are complete, at least one
    swings: list[Swing]
    #: what there is of the next one; ``None`` at a turning point
    under_way: Swing | None
    #: how many, with the part of the one that is under way
    made: float
    #: mean length
    swing_px: float

    @property
    def start_s(self) -> float:
        """When it began."""
        return self.swings[0].start_s


class Ways:
    """The ways of whatever is taken for one hand: the landmarker leaps between two hands that are seen."""

    __slots__ = ("_ways",)

    def __init__(self) -> None:
        self._ways: list[Way] = []

    def take(self, place: Place, torso_px: float) -> Way:
        """Return the way that leads to `place`, a new one when none does."""
        self._ways = [way for way in self._ways if place.time_s - way.end.time_s <= LONGEST_GAP_S]
        way = min(self._ways, key=lambda way: abs(place.px - way.end.px), default=None)
        if way is None or _leaps(way.end, place, torso_px):
            way = Way()
            self._ways.append(way)
        way.take(place, torso_px)
        return way


class Way:
    """The way of one hand, cut at its turning points."""

    __slots__ = ("_farthest", "_places", "_swings")

    def __init__(self) -> None:
        #: since the last turning point, which is the first of them
        self._places: list[Place] = []
        #: index of the place farthest from the first
        self._farthest = 0
        self._swings: deque[Swing] = deque(maxlen=4)

    @property
    def end(self) -> Place:
        """Where the hand is."""
        return self._places[-1]

    def take(self, place: Place, torso_px: float) -> None:
        """Follow the hand to `place`."""
        places = self._places
        places.append(place)
        if place.time_s - places[0].time_s > MOST_SWING_S:
            self._swings.clear()
            self._since(next(i for i, p in enumerate(places) if place.time_s - p.time_s <= MOST_SWING_S))
            places = self._places
        start, end = places[0], places[self._farthest]
        length_px = abs(end.px - start.px)
        if abs(place.px - start.px) >= length_px:
            self._farthest = len(places) - 1
        elif length_px >= LEAST_SWING_TORSO / 2.0 * torso_px and abs(place.px - end.px) >= max(
            TURNED_SHARE * length_px, TREMBLING_TORSO * torso_px
        ):
            self._swings.append(_swing(places[: self._farthest + 1]))
            self._since(self._farthest)

    def _since(self, first: int) -> None:
        """Begin a swing at the place of index `first`."""
        places = self._places = self._places[first:]
        self._farthest = max(range(len(places)), key=lambda i: abs(places[i].px - places[0].px))

    def rhythm(self, torso_px: float) -> Rhythm | None:
        """Return the rhythm the hand is in, or ``None``."""
        alike: list[Swing] = []
        for swing in reversed(self._swings):
            if not _long_enough(swing, torso_px) or (
                alike and not _to_and_fro(swing.way_px, alike[0].way_px)
            ):
                break
            alike.insert(0, swing)
        if not alike:
            return None
        lengths_px = [abs(swing.way_px) for swing in alike]
        under_way_px = self._places[self._farthest].px - self._places[0].px
        share = abs(under_way_px) / lengths_px[-1]
        if share >= ALIKE_SHARE and not _to_and_fro(under_way_px, alike[-1].way_px):
            return None
        under_way = _swing(self._places[: self._farthest + 1]) if self._farthest else None
        return Rhythm(alike, under_way, len(alike) + min(1.0, share), sum(lengths_px) / len(lengths_px))


def _leaps(before: Place, now: Place, torso_px: float) -> bool:
    """Return whether no hand is as quick as that."""
    reach_torso = max(SHORTEST_LEAP_TORSO, FASTEST_TORSO_S * (now.time_s - before.time_s))
    return abs(now.px - before.px) > reach_torso * torso_px


def _long_enough(swing: Swing, torso_px: float) -> bool:
    """Return whether the swing is as long, and takes as long, as one of a gesture."""
    return (
        LEAST_SWING_TORSO * torso_px <= abs(swing.way_px) <= MOST_SWING_TORSO * torso_px
        and LEAST_SWING_S <= swing.end_s - swing.start_s <= MOST_SWING_S
    )


def _to_and_fro(one: complex, other: complex) -> bool:
    """Return whether two ways go to and fro and are about as long."""
    short, long = sorted((abs(one), abs(other)))
    return short >= ALIKE_SHARE * long and (one.conjugate() * other).real <= OPPOSITE_COS * short * long


def _swing(places: list[Place]) -> Swing:
    """Return the swing along `places`, from the first to the last."""
    start, end = places[0], places[-1]
    way = end.px - start.px
    doubled = sum(((a.px - start.px).conjugate() * (b.px - start.px)).imag for a, b in pairwise(places))
    return Swing(start.time_s, end.time_s, way, doubled / 2.0 / abs(way) ** 2)
