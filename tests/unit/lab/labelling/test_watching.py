"""Changing thresholds by keys, without a window."""

from __future__ import annotations

import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.labelling.session import Wish
from posecheck.lab.labelling.watching import WatchSession, step_of
from posecheck.profiles.thresholds import addresses

OK = "supine-hamstring.knee-bent.ok"


@pytest.fixture
def session() -> WatchSession:
    """Return the state with ``knee-bent.ok``, which is 20 degrees, chosen."""
    state = WatchSession.start(find_exercise("supine-hamstring"), [n / 10 for n in range(101)])
    while state.threshold.address != OK:
        state = state.press("down")
    return state


def test_only_thresholds_that_judge_can_be_chosen_and_the_list_goes_round(session) -> None:
    names = [each.address for each in session.thresholds]
    assert OK in names
    assert not [name for name in names if ".dose." in name]
    round_ = session
    for _ in names:
        round_ = round_.press("up")
    assert round_.threshold.address == OK
    assert session.press("up").press("down").threshold.address == OK


def test_left_and_right_change_the_exercise_by_a_degree(session) -> None:
    wider = session.press("right").press("right")
    assert wider.changes == {OK: 21.0 + 1.0}
    assert addresses(wider.changed)[OK].value == 22.0
    assert wider.press("left").press("left").changes == {}
    assert wider.press("r").changes == {}


def test_a_ratio_changes_by_a_hundredth() -> None:
    thresholds = addresses(find_exercise("supine-hamstring"))
    assert step_of(thresholds["supine-hamstring.hips-lifted.ok"]) == 0.01
    assert step_of(thresholds["supine-hamstring.pace.good_deg_s"]) == 1.0


def test_a_threshold_stays_within_what_is_allowed(session) -> None:
    assert session.set_to(1000.0).changes == {OK: session.threshold.high}
    assert session.slide_to(1.0).changes == {OK: session.threshold.high}
    assert session.slide_to(0.5).changes == {OK: 40.0}


def test_edges_stay_in_order_and_the_message_says_why(session) -> None:
    refused = session.set_to(5.0)
    assert refused.changes == {}
    assert "because good is 10" in refused.message


def test_saving_is_wished_for_only_when_there_is_something_to_save(session) -> None:
    assert session.press("s").wish is Wish.NOTHING
    changed = session.press("right").press("s")
    assert changed.wish is Wish.SAVE
    assert changed.unsaved == {OK: 21.0}
    saved = changed.was_saved("watched")
    assert saved.unsaved == {}
    assert saved.wish is Wish.NOTHING


def test_what_was_saved_and_put_back_is_saved_as_it_was(session) -> None:
    saved = session.press("right").was_saved("watched")
    assert saved.press("r").unsaved == {OK: 20.0}


def test_quitting_asks_only_when_changes_would_be_lost(session) -> None:
    assert session.press("q").wish is Wish.QUIT
    asked = session.press("right").press("q")
    assert asked.asking
    assert asked.press("s").wish is Wish.SAVE_AND_QUIT
    assert asked.press("d").wish is Wish.QUIT
    assert not asked.press("right").asking
    assert asked.press("right").changes == asked.changes


def test_the_playhead_has_its_own_keys(session) -> None:
    assert session.press(".").playhead.index == 1
    assert session.press("space").advance(2.0).playhead.time_s == pytest.approx(2.0)
    assert session.press("end").playhead.index == 100
    assert session.seek(3.0).playhead.index == 30
