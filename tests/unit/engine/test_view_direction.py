"""Whether the camera looks from the direction the exercise is judged from."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import ViewState
from posecheck.engine.view_direction import (
    BLOCK_AFTER_S,
    GOOD_OFF_DEG,
    HYSTERESIS_DEG,
    MOST_OFF_DEG,
    ViewGate,
    ViewOpinion,
)
from posecheck.exercise import View

FPS = 15


class Watched:
    """A gate and its clock."""

    def __init__(self, view: View = View.SIDE) -> None:
        self.gate = ViewGate(view)
        self.time_s = 0.0

    def see(self, off_deg: float, seconds: float) -> ViewOpinion:
        """Return the last opinion after looking from `off_deg` for so long."""
        for _ in range(round(seconds * FPS)):
            self.time_s += 1 / FPS
            opinion = self.gate.update(self.time_s, off_deg)
        return opinion


@each_of(
    "off_deg, state, judged, factor",
    [
        (0.0, ViewState.OK, True, 1.0),
        (20.0, ViewState.OK, True, 1.0),
        (29.0, ViewState.OK, True, 1.0),
        (31.0, ViewState.WARN, True, 0.6),
        (40.0, ViewState.WARN, True, 0.6),
        (50.0, ViewState.BLOCK, False, 0.0),
        (90.0, ViewState.BLOCK, False, 0.0),
    ],
)
def test_up_to_30_degrees_is_fine_beyond_it_warns_at_50_it_blocks(
    off_deg: float, state: ViewState, factor: float, *, judged: bool
) -> None:
    opinion = Watched().see(off_deg, 4.0)
    assert (opinion.state, opinion.judged, opinion.factor) == (state, judged, factor)
    assert bool(opinion.reason) is (state is not ViewState.OK)


def test_the_reason_says_which_way_to_turn() -> None:
    assert "side" in Watched(View.SIDE).see(80.0, 4.0).reason
    assert "face" in Watched(View.FRONT).see(80.0, 4.0).reason


def test_an_exercise_that_any_view_serves_is_never_blocked() -> None:
    assert Watched(View.ANY).see(90.0, 4.0) == ViewOpinion(
        judged=True, state=ViewState.OK, reason="", factor=1.0
    )


def test_a_wrong_view_is_not_judged_at_once_but_announced_only_after_2_seconds() -> None:
    watched = Watched()
    watched.see(0.0, 2.0)
    told = []
    for _ in range(round(4.0 * FPS)):
        opinion = watched.see(70.0, 1 / FPS)
        told.append((opinion.judged, opinion.state))
    first_unjudged = next(n for n, (judged, _) in enumerate(told) if not judged)
    first_block = next(n for n, (_, state) in enumerate(told) if state is ViewState.BLOCK)
    assert first_unjudged / FPS <= 0.7
    assert (first_block - first_unjudged) / FPS == pytest.approx(BLOCK_AFTER_S, abs=0.1)


def test_a_short_turn_is_not_mentioned() -> None:
    watched = Watched()
    watched.see(0.0, 2.0)
    watched.see(80.0, 0.4)
    assert watched.see(0.0, 0.2).state is ViewState.OK


@each_of("limit", [GOOD_OFF_DEG, MOST_OFF_DEG])
def test_at_a_limit_the_state_does_not_flicker(limit: float) -> None:
    watched = Watched()
    watched.see(limit - 10.0, 3.0)
    states = [watched.see(limit + (1.5 if n // 20 % 2 else -1.5), 1 / FPS).state for n in range(300)]
    assert sum(a is not b for a, b in pairwise(states)) <= 1


@each_of(
    "limit, worse, better",
    [(GOOD_OFF_DEG, ViewState.WARN, ViewState.OK), (MOST_OFF_DEG, ViewState.BLOCK, ViewState.WARN)],
)
def test_a_limit_is_left_only_a_few_degrees_on_its_other_side(
    limit: float, worse: ViewState, better: ViewState
) -> None:
    watched = Watched()
    assert watched.see(limit + 1.0, 4.0).state is worse
    assert watched.see(limit - HYSTERESIS_DEG + 1.0, 4.0).state is worse
    assert watched.see(limit - HYSTERESIS_DEG - 1.0, 4.0).state is better


def test_an_unknown_direction_changes_nothing() -> None:
    watched = Watched()
    watched.see(40.0, 3.0)
    assert watched.see(math.nan, 3.0).state is ViewState.WARN


def test_a_reset_forgets_the_direction() -> None:
    watched = Watched()
    watched.see(80.0, 4.0)
    watched.gate.reset()
    assert watched.see(0.0, 0.2).state is ViewState.OK
