"""An exercise as a moving figure: from the start into the position and back, at its real pace."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from posecheck.exercise import Circles, Guided, Near, Reps, Side, Steps
from posecheck.figures import props
from posecheck.figures.anatomy import HEAD_RADIUS_M
from posecheck.figures.as_pose import seen_from_the_front
from posecheck.figures.drawing import Drawing, Role, Shape
from posecheck.figures.mannequin import View as Camera
from posecheck.figures.mannequin import order, pieces, shown_at
from posecheck.figures.skeleton import BONES, skeleton_between
from posecheck.figures.stance_figure import figure_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.exercise import Exercise
    from posecheck.exercise.figure import BodyPose, Figure
    from posecheck.figures.drawing import Point
    from posecheck.figures.mannequin import Piece
    from posecheck.figures.skeleton import Skeleton, Vector

#: How long a way takes that has no pace of its own, and the shortest one that can be followed with the eyes.
_WAY_S, _SHORTEST_WAY_S = 3.0, 1.2
#: The figure stays under the pace that is slow enough: nobody should follow it to the edge.
_OF_PACE = 0.8
#: How long the position is shown, and the start before it goes on.
_SHOWN_S, _PAUSE_S = 2.5, 1.2
#: One circle with the arms: big and slow (catalogue W2).
_CIRCLE_S = 4.0
#: Margin around everything, and the shares of a way at which its extent is measured.
_MARGIN = 0.02
_SAMPLES = 9


@dataclass(frozen=True, slots=True)
class _Leg:
    """A part of the cycle: from one pose to another in some time."""

    figure: Figure
    begin: BodyPose
    end: BodyPose
    duration_s: float
    #: it neither begins nor ends at rest
    steady: bool = False

    def skeleton(self, share: float) -> Skeleton:
        return skeleton_between(self.figure, self.begin, self.end, share)


class Movement:
    """The figure of an exercise over time.

    Parameters
    ----------
    exercise
        What is done.
    side
        The working side, as in the events of the engine: of the leg where a leg works. Right is the mirror of
        left; both are as the person sees them in the mirrored window.
    above
        It is seen from straight above, the camera of the exercise below the drawing.
    """

    def __init__(self, exercise: Exercise, side: Side, *, above: bool = False) -> None:
        self.exercise, self.side = exercise, side
        self.figure = figure_of(exercise)
        self._legs = tuple(_legs(exercise, self.figure))
        self.camera = _camera(exercise, self.figure, side, above=above)
        shown = [leg.skeleton(n / (_SAMPLES - 1)) for leg in self._legs for n in range(_SAMPLES)]
        position = skeleton_between(self.figure, self.figure.position, self.figure.position, 1.0)
        self._drawn = shown_at(shown[0], position, self.camera)
        self._order = order(self.figure.position, position, self.camera)
        self._ground = tuple(props.ground(self.figure, shown))
        self._behind = tuple(props.behind(self.figure, shown))
        self._scale, self._origin, self.extent = self._fitted(shown)

    @property
    def cycle_s(self) -> float:
        """Seconds from one start to the next."""
        return sum(leg.duration_s for leg in self._legs)

    @property
    def ends_s(self) -> tuple[float, ...]:
        """When the position is reached, and the other end or side where the figure shows one."""
        if self.figure.through:
            return (self.cycle_s / 3.0,)
        ways = 2 if self.figure.back_by is None else 3
        return tuple(end_s for _, end_s in self.moving_s[::ways])

    @property
    def moving_s(self) -> tuple[tuple[float, float], ...]:
        """When the figure moves: from and to, in seconds."""
        spans, begin = [], 0.0
        for leg in self._legs:
            if leg.begin != leg.end:
                spans.append((begin, begin + leg.duration_s))
            begin += leg.duration_s
        return tuple(spans)

    def time_of(self, share: float) -> float:
        """Return after which part of the time of a way so much of it is made good, both 0 to 1."""
        if self.figure.through:
            return share
        parts = [n / 200 for n in range(201)]
        return float(np.interp(share, [_smooth(part) for part in parts], parts))

    def largest_turn_deg(self, begin_s: float, end_s: float) -> float:
        """Return how far the limb goes round that goes furthest from one time to another, in degrees."""
        joints = [self.skeleton(time_s).joints for time_s in (begin_s + 1e-6, end_s - 1e-6)]
        turns = []
        for upper, lower in BONES:
            a, b = (each[lower] - each[upper] for each in joints)
            cosine = float(a @ b) / float(np.linalg.norm(a) * np.linalg.norm(b))
            turns.append(math.degrees(math.acos(max(-1.0, min(1.0, cosine)))))
        return max(turns)

    def skeleton(self, time_s: float) -> Skeleton:
        """Return the joints at a time, in the room; the cycle repeats."""
        left_s = time_s % self.cycle_s
        for leg in self._legs:
            if left_s < leg.duration_s:
                share = left_s / leg.duration_s
                return leg.skeleton(share if leg.steady else _smooth(share))
            left_s -= leg.duration_s
        return self._legs[-1].skeleton(1.0)

    def at(self, time_s: float, *, arrow: bool = False) -> Drawing:
        """Return what is drawn at a time; with the `arrow` that shows where the movement went."""
        skeleton = self.skeleton(time_s)
        parts = pieces(skeleton, self.figure, self._drawn)
        drawn = [*self._ground, *self._behind, *props.moving(self.figure, skeleton)]
        for name in self._order:
            drawn += parts[name]
        drawn += props.in_hand(self.figure, skeleton)
        shapes = tuple(self._shape(piece) for piece in drawn)
        return Drawing(shapes + (self.arrow() if arrow else ()), self.extent)

    def arrow(self) -> tuple[Shape, ...]:
        """Return the ways of the traced joints as arrows, without those that hardly go anywhere."""
        shapes: list[Shape] = []
        head = np.array(self._point(self.skeleton(self.ends_s[0]).joints["head"]))
        clear = self._scale * HEAD_RADIUS_M + _ARROW_CLEAR
        for places in self._traced():
            way = np.array([self._point(place) for place in places])
            within = np.flatnonzero(np.linalg.norm(way - head, axis=1) < clear)
            way = way[: within[0]] if len(within) else way
            if float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum()) < _SHORTEST_ARROW:
                continue
            line = tuple((float(x), float(y)) for x, y in way)
            shapes += (
                Shape(Role.ARROW, each, _ARROW_WIDTH, part="arrow") for each in (line, _arrow_head(way))
            )
        return tuple(shapes)

    def _traced(self) -> Iterable[list[Vector]]:
        """Yield the places that each traced joint goes through; of a way round, the first half."""
        moving = [leg for leg in self._legs if leg.begin != leg.end]
        moving = moving[: len(moving) // 2 if self.figure.through else 1]
        samples = _ARROW_SAMPLES if len(moving) == 1 else _ARROW_SAMPLES // 3
        shown = [leg.skeleton(n / samples) for leg in moving for n in range(samples + 1)]
        for joint in self.figure.traced:
            yield [skeleton.joints[joint] for skeleton in shown]

    def _fitted(self, shown: list[Skeleton]) -> tuple[float, Point, tuple[float, float, float, float]]:
        """Return the scale, where the room's origin is in the box, and what is covered of it."""
        drawn: list[Piece] = [*self._ground, *self._behind]
        for skeleton in shown:
            drawn += [*props.moving(self.figure, skeleton), *props.in_hand(self.figure, skeleton)]
            for part in pieces(skeleton, self.figure, self._drawn).values():
                drawn += part
        edges = [
            (
                seen[0] - piece.radius_m,
                seen[1] - piece.radius_m,
                seen[0] + piece.radius_m,
                seen[1] + piece.radius_m,
            )
            for piece in drawn
            for seen in map(self.camera.seen, piece.places)
        ]
        for place in (place for places in self._traced() for place in places):
            seen = self.camera.seen(place)
            edges.append((*(seen[:2] - _ARROW_MARGIN_M), *(seen[:2] + _ARROW_MARGIN_M)))
        left, bottom = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
        right, top = max(edge[2] for edge in edges), max(edge[3] for edge in edges)
        scale = (1.0 - 2.0 * _MARGIN) / max(right - left, top - bottom)
        x, y = 0.5 - scale * (left + right) / 2, 0.5 + scale * (bottom + top) / 2
        extent = (x + scale * left, y - scale * top, x + scale * right, y - scale * bottom)
        return scale, (x, y), extent

    def _point(self, place: np.ndarray) -> Point:
        seen = self.camera.seen(place)
        return self._origin[0] + self._scale * float(seen[0]), self._origin[1] - self._scale * float(seen[1])

    def _shape(self, piece: Piece) -> Shape:
        points = tuple(map(self._point, piece.places))
        return Shape(piece.role, points, 2.0 * piece.radius_m * self._scale, piece.filled, piece.part)


#: Arrows: thickness, length of the head, and the shortest one worth drawing, in units of the box.
_ARROW_WIDTH, _ARROW_HEAD, _SHORTEST_ARROW = 0.012, 0.045, 0.03
#: How far an arrow stays away from the head of the figure.
_ARROW_CLEAR = 0.025
#: The head of an arrow is no further from its way.
_ARROW_MARGIN_M = 0.04
#: Points of an arrow between its ends, or a third of them for each part of a way round.
_ARROW_SAMPLES = 12


@lru_cache(maxsize=64)
def movement(exercise: Exercise, side: Side = Side.LEFT, *, above: bool = False) -> Movement:
    """Return the moving figure of `exercise`, done on `side`, as its camera sees it or from `above`."""
    return Movement(exercise, side, above=above)


def _arrow_head(way: np.ndarray) -> tuple[Point, ...]:
    tip = way[-1]
    away = np.linalg.norm(way - tip, axis=1)
    before = way[np.flatnonzero(away > min(0.6 * _ARROW_HEAD, 0.9 * away.max()))[-1]]
    angle = math.atan2(before[1] - tip[1], before[0] - tip[0])
    wings = [
        (
            float(tip[0] + _ARROW_HEAD * math.cos(angle + turn)),
            float(tip[1] + _ARROW_HEAD * math.sin(angle + turn)),
        )
        for turn in (-0.5, 0.5)
    ]
    return wings[0], (float(tip[0]), float(tip[1])), wings[1]


def _camera(exercise: Exercise, figure: Figure, side: Side, *, above: bool) -> Camera:
    front = 90.0 if seen_from_the_front(exercise) else 0.0
    resting_near = exercise.near is Near.RESTING_LEG
    return Camera(
        turned_deg=front if above else front + figure.turned_deg,
        looking_down_deg=90.0 if above else figure.looking_down_deg,
        resting_near=resting_near,
        # In a mirror a person whose left side is near faces right.
        mirrored=(side is Side.RIGHT) is not resting_near,
    )


def _legs(exercise: Exercise, figure: Figure) -> Iterable[_Leg]:
    """Yield the parts of the cycle, one after the other."""
    start = figure.start
    if figure.through:
        poses = (start, *figure.through)
        for begin, end in pairwise(poses):
            yield _Leg(figure, begin, end, _CIRCLE_S / (len(poses) - 1), steady=True)
        return
    ends = [(figure, figure.position)]
    if figure.other is not None and (exercise.primary is None or exercise.primary.other is not None):
        ends.append((figure, figure.other))
    elif figure.swaps:
        ends.append((_swapped(figure), figure.position.swapped()))
    shown_s, pause_s = _rests_s(exercise)
    for own, end in ends:
        way_s = way_duration_s(exercise, start, end)
        yield _Leg(own, start, start, pause_s)
        yield _Leg(own, start, end, way_s)
        yield _Leg(own, end, end, shown_s)
        if figure.back_by is None:
            yield _Leg(own, end, start, way_s)
        else:
            yield _Leg(own, end, figure.back_by, way_s)
            yield _Leg(own, figure.back_by, figure.back_by, shown_s)
            yield _Leg(own, figure.back_by, start, way_s)


def _swapped(figure: Figure) -> Figure:
    side, _, joint = figure.stays.partition(" ")
    other = {"working": "resting", "resting": "working"}.get(side, side)
    return replace(figure, start=figure.start.swapped(), stays=f"{other} {joint}")


def _rests_s(exercise: Exercise) -> tuple[float, float]:
    """Return how long the position and the start are shown."""
    if isinstance(exercise.dose, Steps):
        return 0.05, 0.05
    if isinstance(exercise.dose, Reps):
        return max(min(_SHOWN_S, exercise.dose.hold_s), 0.8), 0.8
    return _SHOWN_S, _PAUSE_S


def way_duration_s(exercise: Exercise, start: BodyPose, end: BodyPose) -> float:
    """Return how long the figure takes from `start` to `end`, in seconds.

    That is as long as the pace of the exercise asks for, for the joint that goes furthest.
    """
    dose = exercise.dose
    if isinstance(dose, Steps):
        return 60.0 / (sum(dose.cadence) / 2.0) / 2.0 - 0.05
    if isinstance(dose, Circles):
        return _CIRCLE_S / 2.0
    if isinstance(dose, Guided):
        return min(_WAY_S, dose.every_s / 2.0)
    if exercise.pace is None:
        return _WAY_S
    least_s = max(_SHORTEST_WAY_S, dose.way_s if isinstance(dose, Reps) else 0.0)
    return max(least_s, _largest_change_deg(start, end) / (_OF_PACE * exercise.pace.good_deg_s))


def _largest_change_deg(start: BodyPose, end: BodyPose) -> float:
    changes: list[float] = [
        abs(getattr(end, name) - getattr(start, name)) for name in ("trunk", "lean", "twist", "neck", "bend")
    ]
    for a, b in ((start.working, end.working), (start.resting, end.resting)):
        changes += [abs(b.hip - a.hip), abs(b.knee - a.knee)]
    return max(changes)


def _smooth(share: float) -> float:
    """Return the way made good by a movement without a jerk after `share` of its time."""
    return share * share * share * (10.0 - 15.0 * share + 6.0 * share * share)
