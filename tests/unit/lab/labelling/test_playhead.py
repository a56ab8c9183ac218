"""Where in a clip one is, and how keys and the clock move it."""

from __future__ import annotations

import pytest

from posecheck.lab.labelling.playhead import SPEEDS, Playhead

TIMES = (0.0, 0.1, 0.2, 0.5)


def at(time_s: float, *, playing: bool = False, speed: float = 1.0) -> Playhead:
    return Playhead(TIMES, time_s, playing=playing, speed=speed)


def test_a_frame_is_shown_from_its_time_until_the_next() -> None:
    assert [at(time_s).index for time_s in (-1.0, 0.0, 0.09, 0.1, 0.49, 0.5, 9.0)] == [0, 0, 0, 1, 2, 3, 3]


def test_the_clock_moves_it_at_its_speed_until_the_end_where_it_stops() -> None:
    assert at(0.1).advance(5.0) == at(0.1)
    assert at(0.1, playing=True, speed=0.5).advance(0.2).time_s == pytest.approx(0.2)
    assert at(0.1, playing=True).advance(0.4) == at(0.5)


def test_a_jump_is_paused_on_the_frame_that_is_shown_there() -> None:
    assert at(0.0, playing=True).seek(0.19) == at(0.1)
    assert at(0.0).seek(-3.0) == at(0.0)
    assert at(0.0).seek(99.0) == at(0.5)


def test_a_step_ends_at_the_ends() -> None:
    assert at(0.15, playing=True).step(1) == at(0.2)
    assert at(0.0).step(-1) == at(0.0)
    assert at(0.2).step(7) == at(0.5)


def test_space_plays_pauses_and_begins_again_at_the_end() -> None:
    assert at(0.1).press("space") == at(0.1, playing=True)
    assert at(0.1, playing=True).press("space") == at(0.1)
    assert at(0.5).press("space") == at(0.0, playing=True)


def test_keys_move_it_and_others_are_not_its_own() -> None:
    assert at(0.1).press(".") == at(0.2)
    assert at(0.1).press(",") == at(0.0)
    assert at(0.1).press("home") == at(0.0)
    assert at(0.1).press("end") == at(0.5)
    assert at(0.1).press("x") is None


def test_it_is_never_slower_than_the_slowest_nor_faster_than_the_fastest() -> None:
    slowest, fastest = at(0.0, speed=SPEEDS[0]), at(0.0, speed=SPEEDS[-1])
    assert slowest.press("-") == slowest
    assert fastest.press("+") == fastest
    assert at(0.0).press("-") == at(0.0, speed=0.5)
    assert at(0.0).press("=") == at(0.0, speed=2.0)
