"""The state machine of holds: when one begins and ends, and what is one."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from fixtures.cases import each_of
from fixtures.ways import RATES, START, ZONE, run, up_and_down
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.events import Phase
from posecheck.engine.performers.held_position import Change, Ended, Missed, Returned, Started
from posecheck.engine.performers.holds import PositionMachine
from posecheck.testing import steady

# --- one hold ---


@each_of("rate", RATES.values(), ids=RATES.keys())
@each_of("top", [70.0, 90.0])
@each_of("noise_deg", [0.0, 0.7])
def test_a_hold_is_dated_back_to_when_it_really_began_and_ended(
    top: float, noise_deg: float, rate: Callable[[float], list[float]]
) -> None:
    done = run(up_and_down(top), rate(17.0), noise_deg=noise_deg)
    assert len(done.ended) == 1
    assert done.ended[0].start_s == pytest.approx(5.0, abs=0.3)
    assert done.ended[0].end_s == pytest.approx(11.0, abs=0.3)
    assert done.ended[0].held_s == pytest.approx(6.0, abs=0.4)


@each_of("rate, noise_deg", [("10 fps", 0.0), ("uneven", 0.0), ("30 fps", 0.7)])
def test_a_hold_reached_slowly_is_dated_back_as_well(rate: str, noise_deg: float) -> None:
    done = run(up_and_down(35.0), RATES[rate](17.0), noise_deg=noise_deg)
    assert done.ended[0].start_s == pytest.approx(5.0, abs=0.3)
    assert done.ended[0].end_s == pytest.approx(11.0, abs=0.3)


def test_the_phases_follow_one_another() -> None:
    done = run(up_and_down(), close=False)
    order = [
        phase for n, (_, phase) in enumerate(done.phases) if n == 0 or done.phases[n - 1][1] is not phase
    ]
    assert order == [Phase.READY, Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT, Phase.REST]


def test_a_hold_is_announced_after_a_second_of_stillness() -> None:
    done = run(up_and_down())
    assert done.started[0] == pytest.approx(6.0, abs=0.3)


@each_of("still_s", [0.5, 0.8])
def test_strength_work_is_held_sooner(still_s: float) -> None:
    done = run(up_and_down(), machine=PositionMachine(still_s=still_s))
    assert done.started[0] == pytest.approx(5.0 + still_s, abs=0.3)


def test_nothing_happens_before_the_person_is_in_posture() -> None:
    machine = PositionMachine()
    for time_s in steady(8.0, 15.0):
        assert machine.update(time_s, 70.0, START, ZONE) == []
    assert machine.phase is Phase.SETUP


def test_fidgeting_at_the_start_is_no_hold() -> None:
    way = [(0.0, 0.0)] + [(2.0 + n, 4.0 * (n % 2)) for n in range(12)]
    done = run(way, noise_deg=0.7)
    assert done.changes == []


def test_passing_through_the_zone_without_stopping_is_no_hold() -> None:
    assert run([(0, 0), (2, 0), (5, 80), (8, 0), (11, 0)]).changes == []


def test_rocking_widely_is_no_hold() -> None:
    rocking = [(5.0 + n / 2, 70.0 - 40.0 + 80.0 * (n % 2)) for n in range(12)]
    assert not run([(0, 0), (2, 0), *rocking, (13, 0), (15, 0)]).started


def test_a_person_who_sways_by_a_degree_holds_one_hold() -> None:
    times = steady(17.0, 15.0)
    machine = PositionMachine()
    machine.begin()
    way = up_and_down()
    ended = []
    for t in times:
        advance = float(np.interp(t, [a for a, _ in way], [b for _, b in way])) + math.sin(
            2 * math.pi * 0.3 * t
        )
        ended += [c.hold for c in machine.update(t, advance, START, ZONE) if isinstance(c, Ended)]
    assert len(ended) == 1
    assert ended[0].held_s == pytest.approx(6.0, abs=0.8)


def test_who_stops_short_of_the_zone_is_not_in_the_position() -> None:
    assert not run(up_and_down(top=0.75 * ZONE)).started


def test_a_stiff_person_is_counted_short_of_the_zone_after_two_tries() -> None:
    once = up_and_down(top=0.75 * ZONE, hold_s=2.0)
    length_s = once[-1][0]
    done = run([(t + n * length_s, value) for n in range(3) for t, value in once])
    assert [time_s > 2 * length_s for time_s in done.started] == [True]


def test_a_stiff_person_who_stays_short_of_the_zone_is_counted_in_the_end() -> None:
    done = run([(0, 0), (2, 0), (4, 0.75 * ZONE), (24, 0.75 * ZONE), (26, 0), (28, 0)])
    assert len(done.ended) == 1
    assert done.ended[0].held_s > 10.0


def test_half_of_the_way_to_the_zone_is_not_the_position() -> None:
    assert not run(up_and_down(top=0.5 * ZONE)).started


def test_a_hold_that_deepens_slowly_is_one_hold() -> None:
    done = run([(0, 0), (2, 0), (5, 50), (13, 64), (16, 0), (19, 0)])
    assert len(done.ended) == 1
    assert done.ended[0].held_s == pytest.approx(8.0, abs=0.6)


def test_easing_back_a_little_does_not_end_a_hold() -> None:
    done = run([(0, 0), (2, 0), (5, 70), (8, 70), (8.5, 66.5), (13, 66.5), (16, 0), (19, 0)])
    assert len(done.ended) == 1
    assert done.ended[0].held_s == pytest.approx(8.0, abs=0.6)


# --- leaving and coming back ---


def test_coming_back_within_3_seconds_continues_the_hold_without_counting_the_break() -> None:
    done = run(
        [(0, 0), (2, 0), (5, 70), (9, 70), (10, 30), (10.5, 30), (11.5, 70), (15, 70), (18, 0), (21, 0)],
        zone=55.0,
    )
    assert len(done.ended) == 1
    hold = done.ended[0]
    assert hold.start_s == pytest.approx(5.0, abs=0.3)
    assert hold.end_s == pytest.approx(15.0, abs=0.3)
    assert hold.held_s == pytest.approx(4.0 + 3.5, abs=0.8)


def test_coming_back_later_is_another_hold() -> None:
    done = run(
        [(0, 0), (2, 0), (5, 70), (9, 70), (10, 30), (14, 30), (15, 70), (20, 70), (23, 0), (26, 0)],
        zone=55.0,
    )
    tops = [hold for hold in done.ended if hold.level > 60.0]
    assert [(round(h.start_s), round(h.end_s)) for h in tops] == [(5, 9), (15, 20)]


def test_two_rounds_are_two_holds() -> None:
    second = [(t + 17.0, v) for t, v in up_and_down()]
    done = run([*up_and_down(), *second])
    assert [(round(h.start_s), round(h.end_s)) for h in done.ended] == [(5, 11), (22, 28)]


def test_every_hold_that_started_ends_and_returns_once() -> None:
    changes = [type(change) for _, change in run(up_and_down()).changes]
    assert changes == [Started, Ended, Returned]


def test_at_the_end_of_the_source_a_running_hold_ends_there() -> None:
    done = run([(0, 0), (2, 0), (5, 70), (12, 70)])
    assert done.ended[0].end_s == pytest.approx(12.0, abs=0.1)


# --- anything ---


@given(
    st.lists(
        st.tuples(st.floats(0.02, 0.5), st.one_of(st.just(math.nan), st.floats(-60.0, 140.0))),
        max_size=80,
    ),
    st.booleans(),
)
def test_whatever_comes_holds_are_in_order_and_never_longer_than_they_lasted(
    samples: list[tuple[float, float]],
    passing: bool,  # noqa: FBT001 - hypothesis gives it by position
) -> None:
    machine = PositionMachine(passing=passing)
    machine.begin()
    time_s, changes = 0.0, list[Change]()
    for step_s, advance in samples:
        time_s += step_s
        changes += machine.update(time_s, advance, START, ZONE)
        machine.begin()
    changes += machine.finish()
    ended = [c.hold for c in changes if isinstance(c, Ended)]
    for hold in ended:
        assert 0.0 <= hold.start_s <= hold.end_s <= time_s
        assert 0.0 <= hold.held_s <= hold.end_s - hold.start_s
    for before, after in pairwise(ended):
        assert before.end_s <= after.start_s
    assert len([c for c in changes if isinstance(c, Started)]) == len(ended)


# --- the stretch, not the first pause ---


def test_a_pause_on_the_way_in_is_no_hold_but_the_deeper_place_is() -> None:
    done = run([(0, 0), (2, 0), (4, 40), (7, 40), (9, 75), (19, 75), (21, 0), (24, 0)])
    pause, stretch = done.ended
    assert (pause.passed, stretch.passed) == (True, False)
    assert pause.end_s == pytest.approx(7.0, abs=0.5)
    assert stretch.start_s == pytest.approx(9.0, abs=0.4)
    assert stretch.end_s == pytest.approx(19.0, abs=0.4)


def test_creeping_deeper_slowly_stays_one_hold() -> None:
    done = run([(0, 0), (2, 0), (4, 50), (24, 80), (26, 0), (29, 0)])
    assert len(done.ended) == 1
    assert done.ended[0].held_s == pytest.approx(20.0, abs=1.0)


def test_going_on_to_a_shallower_place_is_another_hold() -> None:
    done = run([(0, 0), (2, 0), (4, 140), (8, 140), (10, 100), (16, 100), (18, 0), (21, 0)])
    first, second = done.ended
    assert first.end_s == pytest.approx(8.0, abs=0.4)
    assert second.start_s >= first.end_s
    assert second.end_s == pytest.approx(16.0, abs=0.4)


def test_what_was_promised_is_not_taken_back() -> None:
    machine = PositionMachine()
    machine.begin()
    way = up_and_down()
    ended = []
    for t in steady(17.0, 15.0):
        advance = float(np.interp(t, [a for a, _ in way], [b for _, b in way]))
        ended += [c.hold for c in machine.update(t, advance, START, ZONE) if isinstance(c, Ended)]
        if 11.3 < t < 11.4:
            machine.promise(t)
    assert ended[0].end_s >= 11.3


# --- something else ---


def test_a_body_that_does_something_else_at_the_top_is_in_no_position() -> None:
    machine = PositionMachine(passing=True)
    machine.begin()
    way, changes = up_and_down(hold_s=2.0), []
    for t in steady(way[-1][0], 15.0):
        advance = float(np.interp(t, [a for a, _ in way], [b for _, b in way]))
        changes += machine.update(t, advance, START, ZONE, fits=advance < 20.0)
    assert changes == [Missed(short=False)]


def test_giving_up_ends_the_hold_when_the_body_began_to_do_something_else() -> None:
    machine = PositionMachine()
    machine.begin()
    way = up_and_down(hold_s=10.0)
    ended = []
    for t in steady(way[-1][0], 15.0):
        advance = float(np.interp(t, [a for a, _ in way], [b for _, b in way]))
        ended += [
            c.hold for c in machine.update(t, advance, START, ZONE, fits=t < 9.0) if isinstance(c, Ended)
        ]
        if t >= 9.4:
            ended += [c.hold for c in machine.give_up(9.0) if isinstance(c, Ended)]
    assert [hold.end_s for hold in ended] == [pytest.approx(9.0, abs=0.1)]
