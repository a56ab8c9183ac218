"""The calendar is dated where the person was; a streak forgives two days of rest in any seven."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from fixtures.cases import each_of

from posecheck.history.calendar import Streak, minutes_by_day, streak, weeks
from posecheck.history.records import SessionLine, SessionRecord

TODAY = date(2026, 3, 18)  # a Wednesday


def days(pattern: str) -> list[date]:
    """Return the trained days of a pattern that ends today: x trained, . rest."""
    return [TODAY - timedelta(days=len(pattern) - 1 - n) for n, day in enumerate(pattern) if day == "x"]


def summary(started: datetime, kind: str = "live", holds: int = 2) -> SessionLine:
    session = SessionRecord(1, kind, None, [], "", started, None, "done", None)
    return SessionLine(session, 0, holds, 0, None, 300.0, None, None)


@each_of(
    "pattern, expected",
    [
        ("", Streak(0, 0)),
        ("x", Streak(1, 1)),
        ("x.", Streak(2, 1)),  # today is not over
        ("xxx", Streak(3, 3)),
        ("x..x", Streak(4, 2)),
        ("x...x", Streak(1, 1)),
        ("x...", Streak(4, 1)),
        ("x....", Streak(0, 0)),
        ("xxxxx..xxxxx..xxx", Streak(17, 13)),
        ("xxx.x.x.xx", Streak(6, 4)),
        ("x..xxxxx.x", Streak(10, 7)),
        ("x..xxxx.x", Streak(6, 5)),
    ],
)
def test_a_streak_goes_back_to_the_third_day_of_rest_within_seven(pattern: str, expected: Streak) -> None:
    assert streak(days(pattern), TODAY) == expected


def test_a_day_is_that_of_the_place_where_the_person_was() -> None:
    late = datetime(2026, 3, 17, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    assert minutes_by_day([summary(late), summary(late)]) == {date(2026, 3, 17): 10.0}


def test_a_replay_and_a_session_in_which_nothing_was_held_are_no_exercise() -> None:
    now = datetime(2026, 3, 17, 12, tzinfo=timezone.utc)  # noqa: UP017 - as the other
    assert minutes_by_day([summary(now, kind="replay"), summary(now, holds=0)]) == {}


def test_weeks_run_from_monday_to_sunday_and_end_today() -> None:
    first, second = weeks({TODAY: 12.0, TODAY - timedelta(days=9): 5.0}, TODAY, 2)
    assert first == [5.0, 0, 0, 0, 0, 0, 0]
    assert second == [0, 0, 12.0, None, None, None, None]
