"""Labelling by keys: every key leads from one state to the next, without a window."""

from __future__ import annotations

import pytest

from posecheck.lab.labelling.session import GOOD, HOLD, LabelSession, Mark, Wish, first_clash
from posecheck.pose import Side

TIMES_S = tuple(n / 10 for n in range(101))  # 10 s
FAULTS = ("knee-bent", "hips-lifted")


@pytest.fixture
def session() -> LabelSession:
    return LabelSession.start(TIMES_S, FAULTS, side=Side.LEFT)


def pressed(state: LabelSession, *keys: str | float) -> LabelSession:
    """Return the state after keys; a number moves the playhead to that second."""
    for key in keys:
        state = state.press(key) if isinstance(key, str) else state.seek(key)
    return state


# --- time ---


@pytest.mark.parametrize(
    ("keys", "time_s"),
    [
        (("right",), 0.1),
        (("right", "right", "left"), 0.1),
        (("left",), 0.0),
        (("up",), 1.0),
        (("up", "up", "down"), 1.0),
        (("end",), 10.0),
        (("end", "right"), 10.0),
        (("end", "home"), 0.0),
        ((3.14,), 3.1),
        ((99.0,), 10.0),
        ((-1.0,), 0.0),
    ],
)
def test_keys_and_the_mouse_move_the_playhead_to_a_frame(session, keys, time_s) -> None:
    assert pressed(session, *keys).playhead.time_s == pytest.approx(time_s)


def test_it_plays_at_its_speed_and_pauses(session) -> None:
    playing = session.press("space")
    assert playing.advance(2.0).playhead.time_s == pytest.approx(2.0)
    assert playing.press("-").advance(2.0).playhead.time_s == pytest.approx(1.0)
    assert playing.press("+").advance(2.0).playhead.time_s == pytest.approx(4.0)
    paused = playing.advance(2.0).press("space")
    assert paused.advance(2.0).playhead.time_s == pytest.approx(2.0)


def test_it_stops_at_the_end_and_plays_again_from_the_beginning(session) -> None:
    ended = session.press("space").advance(60.0)
    assert (ended.playhead.playing, ended.playhead.index) == (False, 100)
    assert ended.press("space").playhead.time_s == 0.0


def test_stepping_and_scrubbing_pause(session) -> None:
    playing = session.press("space")
    assert not playing.press("right").playhead.playing
    assert not playing.seek(2.0).playhead.playing


def test_the_speed_stays_within_its_choices(session) -> None:
    assert pressed(session, *["+"] * 9).playhead.speed == 4.0
    assert pressed(session, *["-"] * 9).playhead.speed == 0.1


# --- marks ---


@pytest.mark.parametrize(
    ("key", "what"), [("h", HOLD), ("g", GOOD), ("1", "knee-bent"), ("2", "hips-lifted")]
)
def test_a_key_begins_a_mark_and_ends_it(session, key, what) -> None:
    state = pressed(session, 2.0, key, 5.0, key)
    side = Side.LEFT if what == HOLD else Side.NONE
    assert state.marks == (Mark(2.0, 5.0, what, side),)
    assert state.opened == ()


def test_a_mark_can_be_made_backwards(session) -> None:
    assert pressed(session, 5.0, "h", 2.0, "h").marks == (Mark(2.0, 5.0, HOLD, Side.LEFT),)


def test_marks_of_different_things_may_be_begun_together(session) -> None:
    state = pressed(session, 1.0, "h", "1", 2.0, "1", 3.0, "h")
    assert state.marks == (Mark(1.0, 2.0, "knee-bent"), Mark(1.0, 3.0, HOLD, Side.LEFT))


def test_a_mark_of_no_length_is_not_made(session) -> None:
    state = pressed(session, 2.0, "h", "h")
    assert state.marks == ()
    assert len(state.opened) == 1
    assert "go on before you end it" in state.message


@pytest.mark.parametrize("keys", [("h", "h"), ("1", "1"), ("g", "1"), ("1", "g")])
def test_marks_that_exclude_each_other_cannot_overlap(session, keys) -> None:
    first, second = keys
    there = pressed(session, 3.0, first, 5.0, first)
    inside = pressed(there, 4.0, second)
    assert inside.opened == ()
    assert "here already" in inside.message
    around = pressed(there, 2.0, second, 6.0, second)
    assert around.marks == there.marks
    assert "would overlap" in around.message
    assert pressed(around, 3.0, second).marks != there.marks, "it can be ended elsewhere"


def test_a_hold_may_be_faulty(session) -> None:
    assert len(pressed(session, 1.0, "h", 2.0, "1", 4.0, "1", 5.0, "h").marks) == 2


def test_a_key_without_a_fault_says_so(session) -> None:
    state = session.press("3")
    assert state.opened == ()
    assert state.message == "The key 3 does nothing here; those at the right do."


def test_the_side_is_turned_for_the_next_hold_or_of_the_one_at_the_playhead(session) -> None:
    turned = session.press("t")
    assert turned.side is Side.RIGHT
    held = pressed(turned, 2.0, "h", 4.0, "h")
    assert held.marks[0].side is Side.RIGHT
    assert pressed(held, 3.0, "t").marks[0].side is Side.BOTH
    assert pressed(held, 9.0, "t").marks[0].side is Side.RIGHT


@pytest.fixture
def seeing() -> LabelSession:
    """Return one in which the left side is seen to work up to 5 s, then the right one up to 9 s."""
    sides = [Side.LEFT] * 50 + [Side.RIGHT] * 40 + [Side.NONE] * 11
    return LabelSession.start(TIMES_S, FAULTS, seen=sides)


@pytest.mark.parametrize(
    ("span_s", "side", "said"),
    [
        ((1.0, 4.0), Side.LEFT, "side left as posecheck sees it; t there changes it"),
        ((4.5, 8.0), Side.RIGHT, "side right as posecheck sees it"),
        ((9.2, 9.9), Side.BOTH, "side both because no side was seen; t there changes it"),
    ],
)
def test_the_side_of_a_hold_is_guessed_from_what_is_seen_in_it_and_said_to_be(
    seeing, span_s, side, said
) -> None:
    state = pressed(seeing, span_s[0], "h", span_s[1], "h")
    (mark,) = state.marks
    assert (mark.side, mark.guessed) == (side, side is not Side.BOTH)
    assert said in state.message


def test_a_guess_that_is_corrected_is_none_any_more_and_the_next_hold_is_still_guessed(seeing) -> None:
    state = pressed(seeing, 1.0, "h", 2.0, "h", 1.5, "t", 6.0, "h", 7.0, "h")
    assert [(mark.side, mark.guessed) for mark in state.marks] == [(Side.RIGHT, False), (Side.RIGHT, True)]


def test_a_chosen_side_ends_guessing_until_it_is_asked_for_again(seeing) -> None:
    chosen = pressed(seeing, "t", 6.0, "h", 7.0, "h")
    assert [(mark.side, mark.guessed) for mark in chosen.marks] == [(Side.LEFT, False)]
    again = pressed(chosen, 9.5, "t", "t", "t")
    assert again.guesses
    assert "the side that posecheck sees" in again.message


def test_delete_takes_what_was_begun_and_then_the_shortest_mark_here(session) -> None:
    state = pressed(session, 1.0, "h", 8.0, "h", 3.0, "1", 4.0, "1", 3.5, "2")
    assert pressed(state, "x").opened == ()
    assert [mark.what for mark in pressed(state, "x", "x").marks] == [HOLD]
    assert pressed(state, "x", "x", "delete").marks == ()
    assert "no mark at the playhead to delete; go to one first" in pressed(session, "x").message


def test_undo_takes_back_one_change_at_a_time(session) -> None:
    state = pressed(session, 1.0, "h", 3.0, "h", "t", 2.0, "x")
    assert state.marks == ()
    back = state.press("u")
    assert len(back.marks) == 1
    every = back
    while every.past:
        every = every.press("u")
    assert (every.marks, every.opened) == ((), ())
    assert every.press("u").message == "There is nothing to undo."


# --- saving ---


def test_what_the_file_holds_is_not_unsaved(session) -> None:
    there = LabelSession.start(TIMES_S, FAULTS, [Mark(1.0, 2.0, HOLD, Side.LEFT)])
    assert not there.unsaved
    changed = pressed(there, 1.5, "x")
    assert changed.unsaved
    assert not changed.was_saved("a.toml").unsaved
    assert not changed.press("u").unsaved


def test_quitting_asks_only_when_something_would_be_lost(session) -> None:
    assert session.press("q").wish is Wish.QUIT
    asked = pressed(session, 1.0, "h", 2.0, "h", "q")
    assert asked.asking
    assert asked.wish is Wish.NOTHING
    assert asked.press("s").wish is Wish.SAVE_AND_QUIT
    assert asked.press("d").wish is Wish.QUIT
    on = asked.press("space")
    assert not on.asking
    assert on.wish is Wish.NOTHING
    assert on.marks == asked.marks


def test_what_was_begun_is_ended_at_the_playhead_when_it_must_be_kept(session) -> None:
    state = pressed(session, 1.0, "h", 4.0)
    assert state.unsaved
    assert state.with_open_marks_ended().marks == (Mark(1.0, 4.0, HOLD, Side.LEFT),)


def test_what_was_begun_just_now_is_kept_one_frame_long(session) -> None:
    assert pressed(session, 1.0, "h").with_open_marks_ended().marks == (Mark(1.0, 1.1, HOLD, Side.LEFT),)


@pytest.mark.parametrize(("begin_s", "here_s", "kept"), [(1.0, 9.0, (1.0, 3.0)), (9.0, 1.0, (5.0, 9.0))])
def test_what_must_be_kept_ends_where_another_mark_is_in_its_way(session, begin_s, here_s, kept) -> None:
    state = pressed(session, 3.0, "1", 5.0, "1", begin_s, "g", here_s)
    assert Mark(*kept, GOOD) in state.with_open_marks_ended().marks


def test_saving_says_what_is_not_in_the_file_yet(session) -> None:
    state = pressed(session, 1.0, "h", 2.0, "h", 3.0, "1").was_saved("a.toml")
    assert state.unsaved
    assert "knee-bent that is not ended; its key ends it" in state.message


def test_what_is_open_when_quitting_is_said_to_end_here(session) -> None:
    assert "s save (hold ends here)" in pressed(session, 1.0, "h", 2.0, "q").message
    assert "ends here" not in pressed(session, 1.0, "h", 2.0, "h", "q").message


def test_a_failure_to_save_is_told_and_loses_nothing(session) -> None:
    state = pressed(session, 1.0, "h", 2.0, "h", "s")
    assert state.wish is Wish.SAVE
    failed = state.was_not_saved("The disk is full.")
    assert (failed.wish, failed.message, failed.unsaved) == (Wish.NOTHING, "The disk is full.", True)


@pytest.mark.parametrize(
    ("marks", "clashes"),
    [
        ((Mark(1, 3, HOLD), Mark(2, 4, HOLD)), True),
        ((Mark(1, 3, GOOD), Mark(2, 4, "knee-bent")), True),
        ((Mark(1, 3, HOLD), Mark(1, 3, "knee-bent"), Mark(1, 3, "hips-lifted")), False),
        ((Mark(1, 3, HOLD), Mark(1, 3, GOOD)), False),
        ((Mark(1, 3, HOLD), Mark(3, 4, HOLD)), False),
    ],
)
def test_of_marks_from_elsewhere_the_first_two_that_exclude_each_other_are_told(marks, clashes) -> None:
    assert first_clash(reversed(marks)) == (marks if clashes else None)
