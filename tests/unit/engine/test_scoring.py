"""The score of a hold or repetition."""

from __future__ import annotations

import math
from typing import Any

import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.events import ScoreParts
from posecheck.engine.scoring import ScoreKeeper
from posecheck.exercise import Severity


def held(keeper: ScoreKeeper, form: float, frames: int = 10, **more: Any) -> None:
    flags: dict[str, Any] = {"worst": None, "provisional": False, "bouncing": False} | more
    for _ in range(frames):
        keeper.held(0.1, form, **flags)


def test_a_full_hold_in_perfect_form_without_haste_is_worth_100() -> None:
    keeper = ScoreKeeper(30.0)
    keeper.moved(2.0, too_fast=False)
    held(keeper, 1.0)
    assert keeper.parts(30.0).score == pytest.approx(100.0)


def test_form_counts_60_the_hold_20_and_control_20() -> None:
    parts = ScoreParts(form=0.5, hold=0.25, control=0.75, provisional=False)
    assert parts.score == pytest.approx(100 * (0.60 * 0.5 + 0.20 * 0.25 + 0.20 * 0.75))


def test_a_hold_longer_than_its_target_is_worth_no_more() -> None:
    keeper = ScoreKeeper(10.0)
    held(keeper, 1.0)
    assert keeper.parts(5.0).hold == pytest.approx(0.5)
    assert keeper.parts(25.0).hold == 1.0


def test_without_a_target_any_time_is_enough() -> None:
    assert ScoreKeeper(0.0).parts(0.2).hold == 1.0


def test_moving_too_fast_half_of_the_way_costs_a_quarter_of_control() -> None:
    keeper = ScoreKeeper(10.0)
    keeper.moved(1.0, too_fast=True)
    keeper.moved(1.0, too_fast=False)
    assert keeper.parts(10.0).control == pytest.approx(0.75)


def test_bouncing_all_the_time_costs_half_of_control() -> None:
    keeper = ScoreKeeper(10.0)
    held(keeper, 1.0, bouncing=True)
    assert keeper.parts(10.0).control == pytest.approx(0.5)


def test_haste_and_bouncing_together_leave_no_control_but_never_less_than_none() -> None:
    keeper = ScoreKeeper(10.0)
    keeper.moved(1.0, too_fast=True)
    held(keeper, 1.0, bouncing=True)
    assert keeper.parts(10.0).control == 0.0


@each_of(
    "worst, form",
    [
        (None, 1.0),
        (Severity.SHOW, 1.0),
        (Severity.SPEAK, 0.42),
        (Severity.URGENT, 0.40),
        (Severity.STOP, 0.40),
    ],
)
def test_the_worst_fault_of_a_frame_caps_its_form(worst: Severity | None, form: float) -> None:
    keeper = ScoreKeeper(10.0)
    held(keeper, 1.0, worst=worst)
    assert keeper.parts(10.0).form == pytest.approx(form)


@each_of("worst", [Severity.SPEAK, Severity.URGENT, Severity.STOP])
def test_a_full_hold_with_a_spoken_fault_all_the_way_is_not_yet_good(worst: Severity) -> None:
    keeper = ScoreKeeper(10.0)
    keeper.moved(2.0, too_fast=False)
    held(keeper, 0.95, frames=4)  # until the fault is believed
    held(keeper, 0.95, frames=26, worst=worst)
    assert keeper.parts(10.0).score < 70.0


def test_the_cap_never_lifts_a_form_that_is_lower() -> None:
    keeper = ScoreKeeper(10.0)
    held(keeper, 0.2, worst=Severity.URGENT)
    assert keeper.parts(10.0).form == pytest.approx(0.2)


def test_frames_whose_form_is_unknown_do_not_count() -> None:
    keeper = ScoreKeeper(10.0)
    held(keeper, 0.8)
    held(keeper, math.nan, frames=90)
    assert keeper.parts(10.0).form == pytest.approx(0.8)


def test_without_any_form_the_score_is_unknown_and_not_0() -> None:
    assert math.isnan(ScoreKeeper(10.0).parts(10.0).score)


def test_a_restart_forgets_the_hold_before() -> None:
    keeper = ScoreKeeper(10.0)
    keeper.moved(1.0, too_fast=True)
    held(keeper, 0.0, bouncing=True, provisional=True)
    keeper.restart()
    keeper.moved(1.0, too_fast=False)
    held(keeper, 1.0)
    assert keeper.parts(10.0) == ScoreParts(1.0, 1.0, 1.0, provisional=False)


@given(
    forms=st.lists(st.floats(0.0, 1.0), min_size=1),
    fast=st.lists(st.booleans()),
    bouncing=st.booleans(),
    held_s=st.floats(0.0, 100.0),
)
def test_a_score_lies_between_0_and_100(
    forms: list[float], fast: list[bool], *, bouncing: bool, held_s: float
) -> None:
    keeper = ScoreKeeper(30.0)
    for too_fast in fast:
        keeper.moved(0.1, too_fast=too_fast)
    for form in forms:
        keeper.held(0.1, form, worst=None, provisional=False, bouncing=bouncing)
    assert 0.0 <= keeper.parts(held_s).score <= 100.0 + 1e-9
