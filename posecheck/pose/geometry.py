"""Pure plane geometry of the picture, on complex numbers.

A point is ``x + y·j`` in pixels with y down, as in the picture. Plain complex numbers, because one frame
needs some hundred small operations and numpy's call overhead would cost more than the arithmetic. An unknown
point is :data:`UNKNOWN`; every function returns ``NaN`` when a point it needs is unknown or when two points
coincide.
"""

from __future__ import annotations

import cmath
import math

NAN = math.nan
UNKNOWN = complex(NAN, NAN)
#: Against gravity and along it, in the picture.
#: No joint bends farther back than this.
FARTHEST_BACK_DEG = -90.0
UP = -1j


def distance(a: complex, b: complex) -> float:
    """Return the distance between two points, in the unit of the points."""
    return abs(b - a)


def turn_deg(start: complex, end: complex) -> float:
    """Return the signed angle from direction `start` to direction `end`.

    Range (-180, 180]; positive is clockwise as seen in the picture.
    """
    if not start or not end:
        return NAN
    return math.degrees(cmath.phase(end / start))


def angle_deg(a: complex, vertex: complex, b: complex) -> float:
    """Return the interior angle at `vertex` between `a` and `b`, 0 to 180."""
    return abs(turn_deg(a - vertex, b - vertex))


def flexion_deg(a: complex, vertex: complex, b: complex) -> float:
    """Return how far the limb a-vertex-b is bent away from straight, 0 (straight) to 180."""
    return 180.0 - angle_deg(a, vertex, b)


def signed_flexion_deg(a: complex, vertex: complex, b: complex, facing: float) -> float:
    """Return the bend of a-vertex-b, positive toward the front of the body.

    Parameters
    ----------
    a, vertex, b
        Proximal point, joint, distal point.
    facing
        +1 when the front of the body lies clockwise of its upward axis in the picture, -1 when
        counter-clockwise, ``NaN`` unknown.

    Returns
    -------
    float
        -90 to 270: a joint bends farther forward than it bends back, so that deep flexion past 180 does
        not wrap into extension.
    """
    bend = -facing * turn_deg(vertex - a, b - vertex)
    return bend + 360.0 if bend < FARTHEST_BACK_DEG else bend


def tilt_deg(base: complex, top: complex) -> float:
    """Return the unsigned angle of the line base → top from straight up, 0 to 180."""
    return abs(turn_deg(UP, top - base))


def elevation_deg(base: complex, end: complex) -> float:
    """Return how far the line base → end points above the horizontal, -90 to 90."""
    return 90.0 - tilt_deg(base, end)


def offset_ratio(point: complex, start: complex, end: complex) -> float:
    """Return the distance of `point` from the line start → end, in lengths of that line.

    Positive toward the ceiling (up in the picture); for a vertical line, to the right.
    """
    line = end - start
    if not line:
        return NAN
    across = ((point - start) / line).imag
    # With y down, a positive imaginary part lies clockwise of the line: below one that points right.
    upward = line.real or line.imag
    return -across if upward > 0 else across


def middle(a: complex, b: complex) -> complex:
    """Return the point halfway between two points."""
    return (a + b) / 2
