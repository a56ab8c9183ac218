"""What is not seen is never held: landmarks and frames that are lost on the way."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from fixtures.cases import each_of
from fixtures.ways import START, ZONE, run, up_and_down
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.events import Phase
from posecheck.engine.performers.held_position import Ended
from posecheck.engine.performers.holds import PositionMachine
from posecheck.testing import steady

# --- landmarks lost ---


def test_landmarks_lost_for_a_blink_change_nothing() -> None:
    done = run(up_and_down(), lost=(8.0, 8.2))
    assert len(done.ended) == 1
    assert done.ended[0].held_s == pytest.approx(6.0, abs=0.4)


def test_landmarks_lost_for_a_second_pause_the_timer() -> None:
    done = run(up_and_down(), lost=(8.0, 9.0))
    assert len(done.ended) == 1
    assert done.ended[0].held_s == pytest.approx(6.0 - 1.0, abs=0.4)


def test_landmarks_lost_for_3_seconds_end_the_hold_where_they_were_lost() -> None:
    done = run(up_and_down(hold_s=8.0), lost=(8.0, 11.0))
    assert done.ended[0].end_s == pytest.approx(8.0, abs=0.15)
    assert done.phase_at(10.5) is Phase.SETUP


def test_landmarks_lost_for_good_take_nothing_off_what_was_held_before() -> None:
    done = run(up_and_down(hold_s=8.0), lost=(8.0, 11.0))
    assert done.ended[0].held_s == pytest.approx(3.0, abs=0.4)


def test_the_end_of_the_source_while_landmarks_are_lost_ends_the_hold_where_they_were_lost() -> None:
    done = run([(0, 0), (2, 0), (5, 70), (12, 70)], lost=(11.0, 12.0))
    assert done.ended[0].end_s == pytest.approx(11.0, abs=0.1)


def test_time_lost_at_the_end_of_the_source_is_not_taken_off_what_was_held() -> None:
    done = run([(0, 0), (2, 0), (5, 70), (12, 70)], lost=(10.4, 12.0))
    assert done.ended[0].held_s == pytest.approx(5.4, abs=0.3)


def test_what_is_unknown_at_the_start_is_no_movement() -> None:
    assert run(up_and_down(), lost=(0.0, 99.0)).changes == []


# --- what was not seen ---


@each_of("lost", [(6.0, 9.0), (6.0, 6.8), (5.2, 8.0), (7.0, 10.0), (7.0, 9.5)])
def test_unseen_time_is_never_held_time(lost: tuple[float, float]) -> None:
    done = run(up_and_down(hold_s=10.0), lost=lost, again=True)
    for hold in done.ended:
        assert hold.held_s <= hold.end_s - hold.start_s - max(
            0.0, min(hold.end_s, lost[1]) - max(hold.start_s, lost[0]) - 0.3
        )
    ends = [(hold.start_s, hold.end_s) for hold in done.ended]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    assert sum(hold.held_s for hold in done.ended) <= 10.0 - (lost[1] - lost[0]) + 0.5


def test_three_seconds_without_a_frame_end_the_hold() -> None:
    times = [t for t in steady(21.0, 15.0) if not 8.0 < t < 11.0]
    done = run(up_and_down(hold_s=10.0), times)
    first, second = done.ended
    assert first.end_s <= 8.0
    assert second.start_s >= 11.0


@given(
    st.lists(st.tuples(st.floats(0.3, 4.0), st.floats(0.0, 100.0)), min_size=2, max_size=12),
    st.lists(st.tuples(st.floats(0.0, 30.0), st.floats(0.1, 4.0)), max_size=3),
    st.sampled_from([10.0, 15.0, 30.0]),
)
def test_holds_are_disjoint_and_no_longer_than_what_was_seen(
    legs: list[tuple[float, float]], gaps: list[tuple[float, float]], fps: float
) -> None:
    way, now = [(0.0, 0.0)], 0.0
    for lasts, advance in legs:
        now += lasts
        way.append((now, advance))
    machine, ended, seen = PositionMachine(), [], []
    machine.begin()
    for time_s in steady(now, fps):
        hidden = any(start <= time_s < start + length for start, length in gaps)
        advance = math.nan if hidden else float(np.interp(time_s, [t for t, _ in way], [v for _, v in way]))
        seen += [] if hidden else [time_s]
        ended += [c.hold for c in machine.update(time_s, advance, START, ZONE) if isinstance(c, Ended)]
        machine.begin()
    ended += [c.hold for c in machine.finish() if isinstance(c, Ended)]
    for before, after in pairwise(ended):
        assert before.end_s <= after.start_s + 1e-9
    for hold in ended:
        inside = [t for t in seen if hold.start_s <= t <= hold.end_s]
        watched = sum(b - a for a, b in pairwise(inside) if b - a <= 0.3 + 1.5 / fps)
        assert hold.held_s <= watched + 0.3 + 2.0 / fps
