"""Plane geometry: what must hold for any points."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable

import pytest
from fixtures.cases import each_of
from hypothesis import assume, given
from hypothesis import strategies as st

from posecheck.pose.geometry import (
    UNKNOWN,
    angle_deg,
    distance,
    elevation_deg,
    flexion_deg,
    middle,
    offset_ratio,
    signed_flexion_deg,
    tilt_deg,
    turn_deg,
)

coordinates = st.floats(-2000.0, 2000.0, allow_nan=False)
points = st.builds(complex, coordinates, coordinates)
scales = st.floats(0.1, 10.0)
turns = st.floats(-180.0, 180.0)

Three = Callable[[complex, complex, complex], float]
#: functions of three points whose value does not depend on size or place
OF_THREE: list[Three] = [angle_deg, flexion_deg, offset_ratio]
#: functions that do not depend on how the picture is turned either
FREE: list[Three] = [angle_deg, flexion_deg]


def apart(*given_points: complex) -> bool:
    """Return whether the points lie far enough from each other for an angle to mean anything."""
    return all(abs(a - b) > 5.0 for i, a in enumerate(given_points) for b in given_points[:i])


@pytest.mark.parametrize("of_three", OF_THREE)
@given(a=points, b=points, c=points, scale=scales, shift=points)
def test_size_and_place_do_not_matter(
    of_three: Three, a: complex, b: complex, c: complex, scale: float, shift: complex
) -> None:
    assume(apart(a, b, c))
    if of_three is offset_ratio:
        assume(abs((c - b).real) > 1.0)  # nearer to vertical the sign hangs on the last digit
    before = of_three(a, b, c)
    assert of_three(a * scale + shift, b * scale + shift, c * scale + shift) == pytest.approx(
        before, abs=1e-3, rel=1e-6
    )


@pytest.mark.parametrize("of_three", FREE)
@given(a=points, b=points, c=points, turn=turns)
def test_an_interior_angle_does_not_change_when_the_picture_is_turned(
    of_three: Three, a: complex, b: complex, c: complex, turn: float
) -> None:
    assume(apart(a, b, c))
    by = cmath.rect(1.0, math.radians(turn))
    assert of_three(a * by, b * by, c * by) == pytest.approx(of_three(a, b, c), abs=1e-3, rel=1e-6)


@pytest.mark.parametrize("of_three", FREE)
@given(a=points, b=points, c=points)
def test_an_interior_angle_does_not_change_in_the_mirror(
    of_three: Three, a: complex, b: complex, c: complex
) -> None:
    assume(apart(a, b, c))

    def mirrored(point: complex) -> complex:
        return complex(640.0 - point.real, point.imag)

    assert of_three(mirrored(a), mirrored(b), mirrored(c)) == pytest.approx(of_three(a, b, c), abs=1e-6)


@given(a=points, b=points, c=points, facing=st.sampled_from([-1.0, 1.0]))
def test_a_signed_bend_keeps_its_sign_in_the_mirror_where_the_body_faces_the_other_way(
    a: complex, b: complex, c: complex, facing: float
) -> None:
    assume(apart(a, b, c))
    bend = signed_flexion_deg(a, b, c, facing)
    assume(abs(bend + 90.0) > 0.01)
    assume(abs(bend - 270.0) > 0.01)
    mirrored = signed_flexion_deg(-a.conjugate(), -b.conjugate(), -c.conjugate(), -facing)
    assert mirrored == pytest.approx(bend, abs=1e-6)


@given(a=points, b=points, c=points)
def test_angles_stay_in_their_range(a: complex, b: complex, c: complex) -> None:
    assume(apart(a, b, c))
    assert 0.0 <= angle_deg(a, b, c) <= 180.0
    assert 0.0 <= flexion_deg(a, b, c) <= 180.0
    assert -90.0 <= signed_flexion_deg(a, b, c, 1.0) <= 270.0
    assert 0.0 <= tilt_deg(a, b) <= 180.0
    assert -90.0 <= elevation_deg(a, b) <= 90.0
    assert -180.0 <= turn_deg(a - b, c - b) <= 180.0


@each_of("of_three", [*OF_THREE, lambda a, b, c: signed_flexion_deg(a, b, c, 1.0)])
@each_of("unknown", [0, 1, 2])
def test_an_unknown_point_makes_the_value_unknown(of_three: Three, unknown: int) -> None:
    three = [10 + 10j, 50 + 20j, 90 + 90j]
    three[unknown] = UNKNOWN
    assert math.isnan(of_three(*three))


@each_of("of_two", [distance, tilt_deg, elevation_deg, turn_deg])
@each_of("unknown", [0, 1])
def test_an_unknown_end_makes_the_value_unknown(
    of_two: Callable[[complex, complex], float], unknown: int
) -> None:
    two = [10 + 10j, 50 + 20j]
    two[unknown] = UNKNOWN
    assert math.isnan(of_two(*two))


def test_an_unknown_facing_makes_a_signed_bend_unknown() -> None:
    assert math.isnan(signed_flexion_deg(0j, 10j, 10 + 10j, math.nan))


@given(point=points, other=points)
def test_coincident_points_have_no_angle(point: complex, other: complex) -> None:
    assert math.isnan(angle_deg(point, point, other))
    assert math.isnan(angle_deg(other, point, point))
    assert math.isnan(flexion_deg(point, point, point))
    assert math.isnan(tilt_deg(point, point))
    assert math.isnan(offset_ratio(other, point, point))


def test_a_straight_limb_is_bent_by_0_and_a_right_angle_by_90() -> None:
    assert flexion_deg(0j, 10j, 20j) == pytest.approx(0.0)
    assert flexion_deg(0j, 10j, 10 + 10j) == pytest.approx(90.0)


@each_of("top, tilt, elevation", [(-10j, 0, 90), (10 + 0j, 90, 0), (-10 + 0j, 90, 0), (10j, 180, -90)])
def test_tilt_is_counted_from_straight_up_in_a_picture_with_y_down(
    top: complex, tilt: float, elevation: float
) -> None:
    assert tilt_deg(0j, top) == pytest.approx(tilt)
    assert elevation_deg(0j, top) == pytest.approx(elevation)


def test_turning_clockwise_in_the_picture_is_positive() -> None:
    assert turn_deg(-1j, 1 + 0j) == pytest.approx(90.0)
    assert turn_deg(-1j, -1 + 0j) == pytest.approx(-90.0)


def test_a_hip_that_folds_forward_past_180_does_not_wrap_into_extension() -> None:
    # Upright trunk, facing right; the thigh folds up past the chest.
    thigh = cmath.rect(10.0, math.radians(90.0 - 200.0))
    assert signed_flexion_deg(-20j, 0j, thigh, 1.0) == pytest.approx(200.0)


@given(st.floats(-85.0, 260.0), st.sampled_from([-1.0, 1.0]))
def test_a_signed_bend_is_read_back_as_it_was_made(bend: float, facing: float) -> None:
    thigh = 1j * cmath.rect(10.0, -facing * math.radians(bend))
    assert signed_flexion_deg(-20j, 0j, thigh, facing) == pytest.approx(bend, abs=1e-6)


@each_of("start, end", [(0j, 100 + 0j), (100 + 0j, 0j)])
def test_a_point_above_a_line_is_positive_whichever_way_the_line_runs(start: complex, end: complex) -> None:
    assert offset_ratio(50 - 10j, start, end) == pytest.approx(0.1)
    assert offset_ratio(50 + 10j, start, end) == pytest.approx(-0.1)


@given(a=points, b=points)
def test_the_middle_is_half_way_along(a: complex, b: complex) -> None:
    assume(apart(a, b))
    assert distance(a, middle(a, b)) == pytest.approx(distance(middle(a, b), b))
