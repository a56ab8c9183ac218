"""Levels: the table of catalogue §11, and what must never happen."""

from __future__ import annotations

import itertools
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta

from fixtures.cases import each_of

from posecheck.exercise import Folder, Hold, Reps
from posecheck.exercise.catalogue import all_exercises
from posecheck.routines.progression import (
    LADDER,
    LevelAdvice,
    SessionOutcome,
    advise,
    first_step,
    too_early,
    with_level,
)

START = datetime(2026, 3, 1, tzinfo=UTC)
EXERCISES = all_exercises()
STRENGTH = [name for name, each in EXERCISES.items() if each.folder is Folder.STRENGTH]


def session(day: float, form: float | None = 90.0, *pain: int | None) -> SessionOutcome:
    before, after, next_day = (*pain, None, None, None)[:3] if pain else (1, 1, 1)
    return SessionOutcome(START + timedelta(days=day), form, before, after, next_day)


def good(count: int, every_days: float = 2.0) -> list[SessionOutcome]:
    return [session(n * every_days) for n in range(count)]


def advised(step: int, sessions: list[SessionOutcome]) -> LevelAdvice:
    return advise(step, START, sessions)


def test_a_rung_changes_one_variable_against_the_one_below() -> None:
    for below, above in itertools.pairwise(LADDER):
        stretch, strength, hold = (
            astuple(below)[2:4] != astuple(above)[2:4],
            below.strength != above.strength,
            below.strength_hold_s != above.strength_hold_s,
        )
        assert stretch + strength + hold == 1
        assert 0 <= above.level - below.level <= 1


def test_three_good_sessions_lead_from_level_one_up() -> None:
    assert advised(0, good(2)).step == 0
    up = advised(0, good(3))
    assert (up.step, LADDER[up.step].level) == (1, 2)
    assert "stretches of 2 x 20 s" in up.reason


def test_level_two_takes_two_weeks_of_the_same() -> None:
    assert advised(1, good(7, every_days=2.0)).step == 1
    assert advised(1, good(8, every_days=2.0)).step == 2


@each_of("step", range(len(LADDER)))
@each_of("pain, which", [((1, 2, 1), 0), ((0, 0, 1), 1), ((0, 3, 0), 2)])
def test_never_up_when_pain_rose_in_any_of_the_sessions(step: int, pain: tuple[int, ...], which: int) -> None:
    sessions = good(20)
    sessions[-1 - which] = session((19 - which) * 2.0, 90.0, *pain)
    assert advised(step, sessions).step <= step


@each_of(
    "last, why",
    [
        (session(10, 90.0, 4, 4), "Pain of 4"),
        (session(10, 90.0, 1, 6), "Pain of 6"),
        (session(10, 90.0, 1, 1, 2), "next day was worse"),
    ],
)
def test_pain_and_flares_lead_one_level_down_and_say_why(last: SessionOutcome, why: str) -> None:
    for step in range(1, len(LADDER)):
        down = advised(step, [*good(3), last])
        assert LADDER[down.step].level == max(1, LADDER[step].level - 1)
        assert why in down.reason
    assert advised(0, [last]).step == 0


def test_a_session_broken_off_in_pain_leads_down_and_never_up() -> None:
    """Two good ones, one that was stopped at pain 7, a third good one: that is no reason for more."""
    broken_off = replace(session(10, None, 1, 7), finished=False)
    for step in range(1, len(LADDER)):
        assert advised(step, [*good(3), broken_off]).step < step
    assert advised(0, [*good(2), replace(session(3, None, 1, 7), finished=False), session(5)]).step == 0
    rose = replace(session(3, None, 1, 2), finished=False)
    assert "pain rose" in advised(0, [*good(2), rose, session(5)]).reason


def test_a_session_that_was_not_finished_is_no_step_up() -> None:
    assert advised(0, [*good(2), replace(session(5), finished=False)]).step == 0


def test_poor_form_leads_down_only_when_it_was_twice() -> None:
    assert advised(1, [session(0, 59.0)]).step == 1
    assert advised(1, [session(0, 59.0), session(2, 90.0), session(4, 59.0)]).step == 1
    assert advised(1, [session(0, 59.0), session(2, 59.0)]).step == 0


@each_of(
    "sessions, why",
    [
        ([], "3 more sessions"),
        ([session(0), session(1)], "1 more session "),
        ([session(0), session(1), session(2, 79.0)], "form"),
        ([session(0), session(1), session(2, None)], "form"),
        ([session(0), session(1), session(2, 90.0, None)], "tell your pain"),
    ],
)
def test_staying_is_explained_too(sessions: list[SessionOutcome], why: str) -> None:
    stay = advised(0, sessions)
    assert stay.step == 0
    assert why in stay.reason


def test_earlier_sessions_say_nothing_about_the_rung() -> None:
    assert advise(0, START + timedelta(days=30), good(10)).step == 0


def test_the_last_rung_is_kept() -> None:
    assert "two or three days a week" in advised(len(LADDER) - 1, good(20)).reason


def test_a_rung_gives_stretches_and_strength_their_dose() -> None:
    stretch = with_level(EXERCISES["supine-hamstring"], 0).dose
    assert isinstance(stretch, Hold)
    assert (stretch.target_s, stretch.sets) == (10, 3)
    bird_dog = with_level(EXERCISES["bird-dog"], first_step(3)).dose
    assert isinstance(bird_dog, Reps)
    assert bird_dog.hold_s == 10
    assert with_level(EXERCISES["march"], 0) is EXERCISES["march"]


def test_strength_comes_exercise_by_exercise() -> None:
    assert {name for name in STRENGTH if not too_early(EXERCISES[name], 0)} == {"bridge"}
    assert too_early(EXERCISES["plank"], 0) == "it comes with level 3"
    assert not any(too_early(EXERCISES[name], len(LADDER) - 1) for name in STRENGTH)
    assert not too_early(EXERCISES["childs-pose"], 0)
