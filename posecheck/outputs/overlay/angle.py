"""The leading angle, drawn on the body: its zone as a wedge, its cap as a bar, and where it is now."""

from __future__ import annotations

import cmath
import math
from typing import TYPE_CHECKING

from posecheck.exercise import Arc, Primary, Relative, Unit, View
from posecheck.outputs.overlay.lettering import label
from posecheck.outputs.overlay.palette import AT_FAULT, AT_LIMB, FAULT, GOOD, INK, OK, WHITE, Colour
from posecheck.pose import Joint, Landmark, Side

if TYPE_CHECKING:
    from posecheck.outputs.overlay.scene import Scene

_WEDGE_OPACITY = 0.38
#: Below this difference the picture does not tell which way the angle turns, and anatomy has to.
_AMBIGUOUS_DEG = 14.0
#: A zone without an end is drawn this wide.
_OPEN_DEG = 40.0
_STEP_DEG = 3.0


class AngleAnnotator:
    """Draws the primary measure where it is an angle."""

    def annotate(self, scene: Scene) -> None:
        """Draw wedge, cap, ray and number; nothing when the angle or its limb is unknown."""
        primary = scene.exercise.primary
        value = scene.assessment.primary
        if primary is None or primary.measure.unit is not Unit.DEG or not math.isfinite(value):
            return
        arc = primary.measure.arc
        if arc is None:
            return
        side = scene.drawn_side(scene.assessment.working, primary.measure.limb)
        vertex, arm = scene.at(arc.vertex, side), scene.at(arc.arm, side)
        base = _base_direction(scene, arc, primary.measure.limb, side)
        if vertex is None or arm is None or base is None or arm == vertex:
            return
        turn = _turn(scene, arc, base, arm - vertex, value, side)
        if turn == 0:
            return
        if primary.measure.relative is not Relative.ABSOLUTE:
            # the value counts from the person's own start, not from the base: hang the zone on the arm
            base = (arm - vertex) * cmath.rect(1, -turn * math.radians(value))
        base /= abs(base)
        reach = min(max(abs(arm - vertex) * 0.62, scene.px(46)), scene.px(120))
        _Dial(scene, vertex, base, turn, reach).draw(primary, value)


class _Dial:
    """The angle's dial: directions are degrees of the measure."""

    def __init__(self, scene: Scene, vertex: complex, base: complex, turn: int, reach_px: float) -> None:
        self.scene, self.vertex, self.base = scene, vertex, base
        self.turn, self.reach = turn, reach_px

    def direction(self, value_deg: float) -> complex:
        """Return the unit vector in which a value of the measure points."""
        return self.base * cmath.rect(1, self.turn * math.radians(value_deg))

    def draw(self, primary: Primary, value: float) -> None:
        """Draw all of it."""
        scene = self.scene
        low, high = _drawn_zone(scene.assessment.zone)
        cap = primary.ok[0] if primary.decreasing else primary.ok[1]
        self._wedge(low, high)
        self._bars(low, high, cap)
        inside = low <= value <= high
        beyond = value < cap if primary.decreasing else value > cap
        colour = FAULT if beyond else GOOD if inside else OK
        tip = self.vertex + self.direction(value) * self.reach * 1.12
        scene.line(self.vertex, tip, INK, scene.px(6))
        scene.line(self.vertex, tip, WHITE, scene.px(3))
        scene.dot(tip, scene.px(8), INK)
        scene.dot(tip, scene.px(6), colour)
        self._number(value, beyond=beyond)

    def _wedge(self, low: float, high: float) -> None:
        """Fill the zone, half transparent, with a rim."""
        scene = self.scene
        outline = [self.vertex, *self._curve(low, high)]
        scene.fill(outline, GOOD, _WEDGE_OPACITY)
        self._rim(low, high, GOOD)

    def _rim(self, low: float, high: float, colour: Colour) -> None:
        """Draw a part of the rim."""
        curve = self._curve(low, high)
        for shade, size in ((INK, 6), (colour, 3)):
            self.scene.stroke(curve, shade, self.scene.px(size))

    def _curve(self, low: float, high: float) -> list[complex]:
        count = max(2, math.ceil((high - low) / _STEP_DEG))
        return [
            self.vertex + self.direction(low + (high - low) * k / count) * self.reach
            for k in range(count + 1)
        ]

    def _bars(self, low: float, high: float, cap: float) -> None:
        """Draw the base, the edges of the zone, and the cap as a bar across the rim."""
        scene = self.scene
        self._spoke(0.0, 0.0, 0.9, WHITE, 1.5)
        for edge in (low, high):
            self._spoke(edge, 0.0, 1.0, GOOD, 1.5)
        if math.isfinite(cap):
            # between the zone and the cap it is acceptable
            if cap > high:
                self._rim(high, cap, OK)
            elif cap < low:
                self._rim(cap, low, OK)
            across = self.direction(cap) * 1j * scene.px(7)
            middle = self.vertex + self.direction(cap) * self.reach
            self._spoke(cap, 0.8, 1.2, FAULT, 4)
            scene.line(middle - across, middle + across, INK, scene.px(6))
            scene.line(middle - across, middle + across, FAULT, scene.px(3))
            half = scene.px(10)
            box = (middle.real - half, middle.imag - half, middle.real + half, middle.imag + half)
            scene.taken.append(box)

    def _spoke(self, value: float, start: float, end: float, colour: Colour, size: float) -> None:
        direction = self.direction(value) * self.reach
        scene = self.scene
        scene.line(self.vertex + direction * start, self.vertex + direction * end, colour, scene.px(size))

    def _number(self, value: float, *, beyond: bool) -> None:
        """Write the value beyond the tip of the ray, inside the picture."""
        scene = self.scene
        writing = AT_FAULT if beyond else AT_LIMB
        words = f"{value:.0f}°".replace("-", "\N{MINUS SIGN}")
        text = label(words, scene.caption_size_px, *writing)
        ray = self.direction(value)
        tip = self.vertex + ray * self.reach * 1.12
        # beside the ray on the side away from the base, so that it does not cover the limb
        beside = ray * 1j * self.turn * (max(text.width_px, text.height_px) / 2 + scene.px(10))
        outward = ray * text.height_px
        places = (
            tip + beside,
            tip + beside + outward,
            tip + outward * 1.5,
            tip - beside,
            tip - beside + outward,
            tip + outward * 2.6,
            tip + 2.2 * beside + outward,
            tip - 2.2 * beside + outward,
        )
        scene.caption(text, places)


def _drawn_zone(zone: tuple[float, float]) -> tuple[float, float]:
    low, high = zone
    if not math.isfinite(low):
        low = high - _OPEN_DEG if math.isfinite(high) else 0.0
    if not math.isfinite(high):
        high = low + _OPEN_DEG
    return low, high


def _base_direction(scene: Scene, arc: Arc, limb: tuple[Joint, ...], side: Side) -> complex | None:
    """Return the direction from which the angle counts, or ``None`` when it is unknown."""
    vertex = scene.at(arc.vertex, side)
    if vertex is None:
        return None
    if isinstance(arc.base, Joint):
        return _between(vertex, scene.at(arc.base, side))
    if arc.base == "straight":
        place = limb.index(arc.vertex) if arc.vertex in limb else -1
        # the joint on the other side of the vertex than the arm
        before = [limb[k] for k in (place - 1, place + 1) if 0 <= k < len(limb) and limb[k] is not arc.arm]
        start = scene.at(before[0], side) if before else None
        return None if start is None else _between(start, vertex)
    if arc.base == "ahead":
        front = _front(scene, side)
        return None if front is None else complex(math.copysign(1, front.real), 0)
    return {"up": -1j, "down": 1j}.get(arc.base)


def _between(a: complex, b: complex | None) -> complex | None:
    return None if b is None or a == b else b - a


def _turn(  # noqa: PLR0913, PLR0917 - what the picture and the body tell of it
    scene: Scene, arc: Arc, base: complex, arm: complex, value: float, side: Side
) -> int:
    """Return which way the measure grows in the picture: 1 clockwise, -1 the other way, 0 unknown."""
    seen = math.degrees(cmath.phase(arm / base))
    off_clockwise, off_other = abs(_wrapped(seen - value)), abs(_wrapped(seen + value))
    if (
        scene.exercise.primary is not None
        and scene.exercise.primary.measure.relative is not Relative.ABSOLUTE
    ):
        off_clockwise = off_other
    if abs(off_clockwise - off_other) > _AMBIGUOUS_DEG:
        return 1 if off_clockwise < off_other else -1
    front = _front(scene, side)
    if front is None:
        return 0
    toward = (front / base).imag
    turn = 1 if toward > 0 else -1 if toward < 0 else 0
    return -turn if arc.backward else turn


def _wrapped(angle_deg: float) -> float:
    return (angle_deg + 180) % 360 - 180


def _front(scene: Scene, side: Side) -> complex | None:
    """Return where the person's front is in the picture; from ahead, where the working side is."""
    if scene.exercise.view is View.FRONT:
        working = scene.assessment.working
        if working not in (Side.LEFT, Side.RIGHT):
            return None
        here, there = scene.at(Joint.HIP, working), scene.at(Joint.HIP, working.other)
        return None if here is None or there is None else _between(there, here)
    nose = scene.guess(Landmark.NOSE) if scene.trusted[Landmark.NOSE] else None
    ear = scene.at(Joint.EAR, side)
    if nose is not None and ear is not None:
        return _between(ear, nose)
    heel, toe = scene.at(Joint.HEEL, side), scene.at(Joint.TOE, side)
    return None if heel is None or toe is None else _between(heel, toe)
