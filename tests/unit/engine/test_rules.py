"""Bands, memberships and the form of one frame."""

from __future__ import annotations

import math

import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.events import State
from posecheck.engine.rules import CAPPED_FORM, Finding, form_of, judge, judge_primary, membership, state_in
from posecheck.exercise import Band, Check, Measure, Primary, Severity, Unit, at_least, at_most, within

DEGREES = Measure("angle", "angle", Unit.DEG, lambda _body, _side: 0.0, ())
TORSOS = Measure("rise", "rise", Unit.TORSO, lambda _body, _side: 0.0, ())


@pytest.mark.parametrize(
    ("band", "value", "state"),
    [
        (at_most(10, 20), 9.9, State.GOOD),
        (at_most(10, 20), 10.0, State.GOOD),
        (at_most(10, 20), 10.1, State.OK),
        (at_most(10, 20), 20.0, State.OK),
        (at_most(10, 20), 20.1, State.FAULT),
        (at_most(10, 20), -500.0, State.GOOD),
        (at_least(80, 65), 80.0, State.GOOD),
        (at_least(80, 65), 79.9, State.OK),
        (at_least(80, 65), 65.0, State.OK),
        (at_least(80, 65), 64.9, State.FAULT),
        (within((5, 25), (0, 35)), 4.9, State.OK),
        (within((5, 25), (0, 35)), -0.1, State.FAULT),
        (within((5, 25), (0, 35)), 35.1, State.FAULT),
    ],
)
def test_an_edge_belongs_to_the_better_side(band: Band, value: float, state: State) -> None:
    assert state_in(band, value) is state


def test_an_unknown_value_is_neither_good_nor_a_fault() -> None:
    assert state_in(at_most(10, 20), math.nan) is State.UNKNOWN
    assert math.isnan(membership(at_most(10, 20), math.nan, Unit.DEG))


@pytest.mark.parametrize(
    ("band", "unit", "value", "expected"),
    [
        (at_most(10, 20), Unit.DEG, 10.0, 1.0),
        (at_most(10, 20), Unit.DEG, 15.0, 0.75),
        (at_most(10, 20), Unit.DEG, 20.0, 0.5),
        (at_most(10, 20), Unit.DEG, 25.0, 0.25),
        (at_most(10, 20), Unit.DEG, 30.0, 0.0),
        (at_most(10, 20), Unit.DEG, 99.0, 0.0),
        (at_least(80, 65), Unit.DEG, 65.0, 0.5),
        (at_least(80, 65), Unit.DEG, 50.0, 0.0),
        # A narrow band falls off over 5 degrees or 0.04, not at once.
        (at_most(10, 12), Unit.DEG, 12.0, 0.5),
        (at_most(10, 12), Unit.DEG, 14.5, 0.25),
        (at_most(10, 12), Unit.DEG, 17.0, 0.0),
        (at_most(0.06, 0.08), Unit.TORSO, 0.10, 0.25),
        (at_most(0.06, 0.08), Unit.TORSO, 0.12, 0.0),
        (at_most(8, 8), Unit.DEG, 10.5, 0.25),
    ],
)
def test_membership_is_1_at_the_good_edge_a_half_at_the_ok_edge_and_0_one_width_on(
    band: Band, unit: Unit, value: float, expected: float
) -> None:
    assert membership(band, value, unit) == pytest.approx(expected)


edges = st.lists(st.floats(-180.0, 180.0), min_size=4, max_size=4).map(sorted)


@given(edges=edges, a=st.floats(0.0, 400.0), b=st.floats(0.0, 400.0))
def test_membership_never_grows_away_from_the_good_interval(edges: list[float], a: float, b: float) -> None:
    band = Band(edges[1], edges[2], edges[0], edges[3])
    near, far = sorted((a, b))
    for edge, way in ((band.good_high, 1.0), (band.good_low, -1.0)):
        assert membership(band, edge + way * far, Unit.DEG) <= membership(band, edge + way * near, Unit.DEG)


@given(edges=edges, value=st.floats(-400.0, 400.0))
def test_membership_and_state_agree(edges: list[float], value: float) -> None:
    band = Band(edges[1], edges[2], edges[0], edges[3])
    belongs = membership(band, value, Unit.DEG)
    match state_in(band, value):
        case State.GOOD:
            assert belongs == 1.0
        case State.OK:
            assert 0.5 <= belongs <= 1.0
        case State.FAULT:
            assert 0.0 <= belongs <= 0.5


@each_of("edges", [(2, 1, 0, 3), (0, 1, 0.5, 3), (0, 4, 0, 3)])
def test_a_band_whose_edges_are_out_of_order_is_refused(edges: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="a band needs"):
        Band(*edges)


def test_a_check_names_another_fault_and_cue_for_a_value_that_is_too_low() -> None:
    check = Check(
        "leg-too-high",
        DEGREES,
        within((0, 10), (-5, 15)),
        Severity.SPEAK,
        cue="Lower.",
        cue_low="Higher.",
        fault_low="leg-too-low",
    )
    high, low = judge(check, 20.0, 1.0), judge(check, -20.0, 1.0)
    assert (high.fault, high.cue) == ("leg-too-high", "Lower.")
    assert (low.fault, low.cue) == ("leg-too-low", "Higher.")


# --- the primary measure ---

STRETCH = Primary(DEGREES, zone=30, good=(55, 90), ok=(30, 100), rest=0)
STRENGTH = Primary(
    DEGREES, zone=135, good=(165, 183), ok=(155, 190), rest=120, strict=True, low_fault="hips-sagging"
)
DOWNWARD = Primary(DEGREES, zone=-10, good=(-30, -10), ok=(-40, -5), rest=10, decreasing=True)


@each_of("value", [30.0, 40.0, 55.0, 90.0])
def test_a_stiff_person_loses_nothing_within_the_zone(value: float) -> None:
    finding = judge_primary(STRETCH, value, 1.0)
    assert (finding.state, finding.membership) == (State.GOOD, 1.0)


def test_short_of_the_zone_a_stretch_is_encouraged_and_never_a_fault() -> None:
    finding = judge_primary(STRETCH, 10.0, 1.0)
    assert finding.state is State.OK
    assert (finding.fault, finding.severity, finding.membership) == ("not-there-yet", Severity.SHOW, 1.0)


@each_of(
    "value, state, belongs",
    [(90.0, State.GOOD, 1.0), (95.0, State.OK, 0.75), (100.0, State.OK, 0.5), (101.0, State.FAULT, 0.45)],
)
def test_past_its_good_interval_a_stretch_loses_and_past_the_cap_it_is_too_deep(
    value: float, state: State, belongs: float
) -> None:
    finding = judge_primary(STRETCH, value, 1.0)
    assert finding.state is state
    assert finding.membership == pytest.approx(belongs)
    assert finding.fault == "too-deep" or value <= 90.0


@each_of(
    "value, state",
    [(170.0, State.GOOD), (160.0, State.OK), (154.0, State.FAULT), (186.0, State.OK), (191.0, State.FAULT)],
)
def test_strength_work_is_judged_at_both_ends(value: float, state: State) -> None:
    finding = judge_primary(STRENGTH, value, 1.0)
    assert finding.state is state
    assert finding.fault == ("hips-sagging" if value < 165 else "too-deep")


@each_of(
    "value, state, fault",
    [
        (-20.0, State.GOOD, ""),
        (-35.0, State.OK, "too-deep"),
        (-41.0, State.FAULT, "too-deep"),
        (-2.0, State.OK, "not-there-yet"),
    ],
)
def test_a_measure_that_falls_toward_the_position_is_judged_the_same_way(
    value: float, state: State, fault: str
) -> None:
    finding = judge_primary(DOWNWARD, value, 1.0)
    assert finding.state is state
    assert not fault or finding.fault == fault


def test_an_unknown_primary_is_unknown() -> None:
    finding = judge_primary(STRETCH, math.nan, 1.0)
    assert finding.state is State.UNKNOWN
    assert math.isnan(finding.membership)


# --- the form of a frame ---


def found(severity: Severity, belongs: float, confidence: float = 1.0) -> Finding:
    state = State.UNKNOWN if math.isnan(belongs) else State.GOOD if belongs == 1.0 else State.OK
    return Finding(None, "knee-bent", 0.0, state, belongs, confidence, severity, "")


def test_form_is_the_mean_weighted_by_severity() -> None:
    primary = found(Severity.SHOW, 1.0)
    form = form_of(
        primary, [found(Severity.URGENT, 0.5), found(Severity.SPEAK, 0.0), found(Severity.SHOW, 1.0)], 1.0
    )
    assert form.value == pytest.approx((3 * 1.0 + 3 * 0.5 + 2 * 0.0 + 1 * 1.0) / 9)


def test_a_measure_seen_badly_counts_less() -> None:
    form = form_of(None, [found(Severity.SPEAK, 1.0, 1.0), found(Severity.SPEAK, 0.0, 0.5)], 1.0)
    assert form.value == pytest.approx(1.0 / 1.5)


def test_what_is_not_observed_drops_out() -> None:
    form = form_of(found(Severity.SHOW, 1.0), [found(Severity.SPEAK, math.nan)], 1.0)
    assert form.value == 1.0
    assert not form.provisional


def test_a_check_that_matters_most_and_is_not_observed_makes_the_score_provisional() -> None:
    assert form_of(found(Severity.SHOW, 1.0), [found(Severity.URGENT, math.nan)], 1.0).provisional


def test_with_nothing_observed_there_is_no_form() -> None:
    assert math.isnan(form_of(None, [found(Severity.SPEAK, math.nan)], 1.0).value)
    assert math.isnan(form_of(found(Severity.SHOW, 1.0), [], 0.0).value)


def test_the_cap_of_a_frame_with_an_urgent_fault_is_40_percent() -> None:
    assert CAPPED_FORM[Severity.URGENT] == 0.40
