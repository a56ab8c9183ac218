"""Prescribed against done: which days count, what is a set, and what of it is whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fixtures.cases import each_of
from fixtures.courses import PRESCRIPTION

from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.history.records import ExerciseRecord, HoldRecord, RepRecord
from posecheck.prescription.reading import parse_prescription
from posecheck.report.clinician.document import ReportPeriod
from posecheck.report.clinician.done import exercises_done, prescribed_days, weeks_done
from posecheck.report.clinician.sets import OfDay, sets_done, sides_of

ASKED = parse_prescription(PRESCRIPTION, "test")
MONDAY = date(2026, 3, 2)
PERIOD = ReportPeriod(MONDAY, date(2026, 3, 15), "chosen")
STRETCH, BRIDGE = "supine-hamstring", "bridge"


def held(side: str, seconds: float, *, counted: bool = True) -> HoldRecord:
    return HoldRecord(1, side, 0.0, seconds, seconds, counted, None, 1.0, 1.0, 1.0, ())


def rep(side: str = "both") -> RepRecord:
    return RepRecord(1, side, 0.0, 4.0, 1.0, 3.0, 1.0, 1.0, 1.0, ())


def record(
    exercise: str,
    planned: dict[str, Any],
    *,
    holds: tuple[HoldRecord, ...] = (),
    reps: tuple[RepRecord, ...] = (),
    status: str = "done",
) -> ExerciseRecord:
    start = datetime(2026, 3, 2, 7, tzinfo=UTC)
    return ExerciseRecord(
        1, 1, 1, exercise, "none", "default", planned, start, start, status, None,
        None, None, None, None, False, None, holds, reps, (), (), (),
    )  # fmt: skip


def done(kept: ExerciseRecord, day: date = MONDAY) -> list[tuple[str, int, int | None, int]]:
    sets = sets_done(OfDay(day, kept), find_exercise(kept.exercise))
    return [(each.side, each.done, each.full, each.uncounted) for each in sets]


@each_of(
    "planned, holds, expected",
    [
        # a set of a routine: two short holds are one set, and together not the whole dose
        ({"set": 1, "side": "left", "hold_s": 30.0}, (held("left", 30.0),), [("left", 1, 1, 0)]),
        ({"set": 1, "side": "left", "hold_s": 30.0}, (held("left", 12.0),) * 2, [("left", 1, 0, 0)]),
        ({"set": 1, "side": "left", "hold_s": 30.0}, (), [("left", 0, 0, 1)]),
        # free practice: every hold is a set, on its side
        (
            {"hold_s": 30.0},
            (held("left", 30.0), held("right", 10.0), held("left", 31.0)),
            [("left", 2, 2, 0), ("right", 1, 0, 0)],
        ),
        ({"hold_s": 30.0}, (held("left", 3.0, counted=False),), [("left", 0, 0, 1)]),
    ],
)
def test_sets_of_a_hold(planned: dict[str, Any], holds: tuple[HoldRecord, ...], expected: list) -> None:
    assert done(record(STRETCH, planned, holds=holds)) == expected


@each_of(
    "planned, count, expected",
    [
        ({"set": 1, "reps": 8}, 8, [("none", 1, 1, 0)]),
        ({"set": 1, "reps": 8}, 5, [("none", 1, 0, 0)]),
        ({"reps": 8}, 20, [("none", 3, 2, 0)]),
        ({"reps": 8}, 0, [("none", 0, 0, 1)]),
    ],
)
def test_sets_of_repetitions(planned: dict[str, Any], count: int, expected: list) -> None:
    assert done(record(BRIDGE, planned, reps=(rep(),) * count)) == expected


def test_what_was_skipped_is_no_set_at_all() -> None:
    assert done(record(BRIDGE, {"set": 1, "reps": 8}, status="skipped")) == []


def test_sides_that_take_turns_within_a_set_are_counted_together() -> None:
    assert sides_of(find_exercise("bird-dog")) == ("none",)
    assert sides_of(find_exercise(STRETCH)) == ("left", "right")


def test_what_is_only_followed_along_is_gone_through_and_never_called_whole() -> None:
    guided = next(each for each in all_exercises().values() if each.dose.kind == "guided")
    sets = sets_done(OfDay(MONDAY, record(guided.id, {"set": 1})), guided)
    assert [(each.done, each.full, each.uncounted) for each in sets] == [(1, None, 0)]


def test_days_are_asked_for_on_the_weekdays_of_the_prescription_until_today() -> None:
    asked = prescribed_days(ASKED, PERIOD, date(2026, 3, 11), set())
    assert asked == [date(2026, 3, day) for day in (2, 4, 6, 9)]


def test_today_is_asked_for_only_once_something_was_done() -> None:
    today = date(2026, 3, 4)
    assert prescribed_days(ASKED, PERIOD, today, {today}) == [MONDAY, today]


@pytest.mark.parametrize("prescription", [None, replace(ASKED, days=())])
def test_without_certain_days_no_day_is_asked_for(prescription) -> None:
    assert prescribed_days(prescription, PERIOD, PERIOD.last, set()) is None


def test_what_is_prescribed_later_or_was_before_is_not_asked_for() -> None:
    shorter = replace(ASKED, starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 6))
    assert prescribed_days(shorter, PERIOD, PERIOD.last, set()) == [date(2026, 3, 4), date(2026, 3, 6)]


def test_a_week_has_its_days_and_minutes_and_none_that_is_to_come() -> None:
    minutes = {MONDAY: 14.0, MONDAY + timedelta(days=2): 10.0}
    weeks = weeks_done(PERIOD, [MONDAY], minutes, date(2026, 3, 6))
    assert [(each.monday, each.days_asked, each.days_trained, each.minutes) for each in weeks] == [
        (MONDAY, 1, 2, 24.0)
    ]


def test_a_shorter_hold_than_prescribed_is_a_set_and_not_the_whole_dose() -> None:
    planned = {"set": 1, "side": "left", "hold_s": 15.0}  # what the routine asked for on that day
    kept = OfDay(MONDAY, record(STRETCH, planned, holds=(held("left", 15.0),)))
    rows = exercises_done([kept], all_exercises(), ASKED, [MONDAY])
    left = rows[0]
    assert (left.side, left.days_done, left.sets_done, left.sets_full, left.days_full) == ("left", 1, 1, 0, 0)


def test_what_was_done_without_being_prescribed_comes_last() -> None:
    kept = OfDay(MONDAY, record("bird-dog", {"set": 1, "reps": 5}, reps=(rep(),) * 5))
    rows = exercises_done([kept], all_exercises(), ASKED, None)
    assert [each.exercise for each in rows if each.asked is None] == ["bird-dog"]
    assert rows[-1].days_asked is None
