"""A slow computer: too few pictures are judged although more come, over some seconds, found once."""

from __future__ import annotations

import itertools

import pytest
from fixtures.live_rehearsal import somebody, stretch_live

from posecheck.engine.events import Phase
from posecheck.session.slow_computer import ALONE_S, SETTLES_S, WINDOW_S, SlowComputer, Slowness

LONG_S = SETTLES_S + WINDOW_S + 2.0
#: So much of a session is looked at: an introduction, a hold and the rest after it.
SESSION_S = 110.0


class Looked:
    """Somebody before a camera, judged so many times a second."""

    def __init__(self, camera_per_s: float = 30.0) -> None:
        self.slow = SlowComputer()
        self.now_s = self.came = self.judged = 0.0
        self._camera_per_s = camera_per_s

    def go_on(self, seconds: float, judged_per_s: float, *, found: bool = True) -> Slowness | None:
        """Return what is found after more of it."""
        begin_s = self.now_s
        for number in range(1, round(seconds * judged_per_s) + 1):
            self.now_s = begin_s + number / judged_per_s
            self.came += self._camera_per_s / judged_per_s
            self.judged += 1.0
            self.slow.take(self.now_s, round(self.came - self.judged), found=found)
        return self.slow.found


@pytest.mark.parametrize(
    ("judged_per_s", "camera_per_s", "is_slow"),
    [
        (8.0, 30.0, True),
        (11.5, 30.0, True),
        (12.0, 30.0, False),
        (15.0, 30.0, False),
        (30.0, 30.0, False),
        (8.0, 15.0, True),
        (8.0, 8.0, False),  # as cameras do in the dark
    ],
)
def test_it_is_slow_below_twelve_a_second_where_the_camera_gives_more(
    judged_per_s: float, camera_per_s: float, *, is_slow: bool
) -> None:
    found = Looked(camera_per_s).go_on(LONG_S, judged_per_s)
    assert (found is not None) is is_slow


def test_what_was_judged_and_what_came_is_told_in_whole_pictures() -> None:
    found = Looked().go_on(LONG_S, 11.5)
    assert found == pytest.approx((11.5, 30.0), abs=0.2)
    assert found is not None
    assert "I see 11 pictures a second" in found.spoken
    assert "11 pictures a second were judged, and the camera gave" in found.written


def test_the_first_seconds_and_a_short_while_do_not_count() -> None:
    looked = Looked()
    assert looked.go_on(SETTLES_S, 5.0) is None
    assert looked.go_on(LONG_S, 15.0) is None
    assert looked.go_on(WINDOW_S / 4, 5.0) is None


def test_a_pause_begins_the_count_anew() -> None:
    looked = Looked()
    looked.go_on(SETTLES_S, 8.0)
    for _ in range(4):
        assert looked.go_on(WINDOW_S - 1.0, 8.0) is None
        looked.slow.interrupt()
    assert looked.go_on(WINDOW_S + 1.0, 8.0) is not None


def test_nothing_is_found_while_nobody_is_there() -> None:
    looked = Looked()
    assert looked.go_on(LONG_S, 8.0, found=False) is None
    assert looked.go_on(WINDOW_S - ALONE_S - 1.0, 8.0) is None
    assert looked.go_on(ALONE_S + 0.5, 8.0, found=False) is None
    assert looked.go_on(WINDOW_S - ALONE_S - 1.0, 8.0) is None


def test_somebody_who_is_lost_for_a_picture_is_still_there() -> None:
    looked = Looked()
    looked.go_on(SETTLES_S, 8.0)
    for _ in range(round(WINDOW_S) + 3):
        looked.go_on(0.75, 8.0)
        looked.go_on(0.125, 8.0, found=False)
    assert looked.slow.found is not None


def test_what_was_found_stays_when_the_computer_has_more_time_again() -> None:
    looked = Looked()
    found = looked.go_on(LONG_S, 8.0)
    assert looked.go_on(LONG_S, 30.0) is found


def said_of_it(every: int, left_out_each: int) -> tuple[list[float], list[tuple[float, Phase]]]:
    """Return when it was said in a session of which every so many pictures is judged, and what was done."""
    first = itertools.takewhile(lambda pose: pose.time_s < SESSION_S, somebody())
    poses = itertools.islice(first, None, None, every)
    said, meanwhile = stretch_live(poses, left_out_each=left_out_each)
    return [each.start_s for each in said if each.text.startswith("This computer is slow")], meanwhile.phases


def test_it_is_said_once_in_a_session_and_outside_of_holds() -> None:
    times_s, phases = said_of_it(every=2, left_out_each=1)
    (said_s,) = times_s
    (phase,) = [now for (begin_s, now), (end_s, _) in itertools.pairwise(phases) if begin_s <= said_s < end_s]
    assert said_s > SETTLES_S + WINDOW_S
    assert phase not in (Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT)


@pytest.mark.parametrize(("every", "left_out_each"), [(1, 1), (2, 0)])
def test_nothing_is_said_where_it_keeps_up_or_the_camera_gives_no_more(
    every: int, left_out_each: int
) -> None:
    assert said_of_it(every, left_out_each)[0] == []
