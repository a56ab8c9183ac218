"""How it went with what is hard: what is called a change, in which words, and beside which training."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fixtures import histories
from fixtures.cases import each_of

from posecheck.exercise.catalogue import all_exercises
from posecheck.history.course_records import GoalLevel, GoalRecord
from posecheck.history.records import PainRecord
from posecheck.history.store import History
from posecheck.report.content import Content, gather
from posecheck.report.goal_chart import goal_chart
from posecheck.report.goal_course import (
    Verdict,
    better_words,
    change_of,
    goal_words,
    mean_change,
    together_words,
    until,
)
from posecheck.report.goals_part import goals_part
from posecheck.report.overview import improvements, overview
from posecheck.report.page import report_page
from posecheck.report.wording import Words
from posecheck.support.language import ENGLISH, find_language

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
FORTNIGHT = timedelta(days=14)


def goal(*levels: int, number: int = 1, text: str = "lifting my grandchild") -> GoalRecord:
    """Return a goal that was told every two weeks, today the last time."""
    first = NOW - (len(levels) - 1) * FORTNIGHT
    told = tuple(GoalLevel(level, first + place * FORTNIGHT) for place, level in enumerate(levels))
    return GoalRecord(number, text, first, None, told)


def content(*goals: GoalRecord, code: str = "en") -> Content:
    pain = tuple(
        ((NOW - days * timedelta(days=1)).date(), PainRecord(days, "before", level, NOW))
        for days, level in ((30, 5), (29, 4), (2, 1))
    )
    trained = {(NOW - timedelta(days=days)).date(): 20.0 for days in (30, 29, 2)}
    words = Words(find_language(code))
    return Content((), (), pain, {}, all_exercises(), NOW, words, {}, goals=goals, trained=trained)


@each_of(
    "levels, verdict",
    [
        ((3, 6), Verdict.BETTER),
        ((3, 5), Verdict.SAME),
        ((5, 2), Verdict.WORSE),
        ((5, 3), Verdict.SAME),
        ((4, 4), Verdict.SAME),
        ((2, 9, 4), Verdict.SAME),  # what was between does not count
    ],
)
def test_three_points_in_one_thing_are_a_change(levels: tuple[int, ...], verdict: Verdict) -> None:
    change = change_of(goal(*levels))
    assert change is not None
    assert change.verdict is verdict


@each_of(
    "newest, verdict", [((5, 5, 5), Verdict.BETTER), ((5, 5, 4), Verdict.SAME), ((1, 1, 1), Verdict.WORSE)]
)
def test_two_points_in_the_mean_of_three_are_a_change(newest: tuple[int, int, int], verdict: Verdict) -> None:
    change = mean_change([goal(3, each) for each in newest])
    assert change is not None
    assert change.verdict is verdict


def test_nothing_is_said_of_what_was_told_once_nor_of_the_mean_of_two() -> None:
    assert change_of(goal(3)) is None
    assert mean_change([goal(3, 9), goal(3, 9)]) is None
    assert mean_change([goal(3, 9), goal(3, 9), goal(3)]) is None
    assert together_words([goal(3, 9), goal(3, 9)], Words()) == ""


@each_of(
    "levels, said",
    [
        ((), "Lifting my grandchild: not told yet."),
        ((3,), "Lifting my grandchild: 3 today."),
        ((3, 4, 5, 6), "Lifting my grandchild: 3 on 1 October 2026, 6 today: better."),
        ((3, 4, 5, 5), "Lifting my grandchild: 3 on 1 October 2026, 5 today: about the same."),
        ((6, 4, 5, 2), "Lifting my grandchild: 6 on 1 October 2026, 2 today: worse."),
    ],
)
def test_it_is_said_in_plain_words(levels: tuple[int, ...], said: str) -> None:
    assert goal_words(goal(*levels), Words(), NOW) == said


def test_a_day_is_that_of_the_person() -> None:
    """Nine in the morning in UTC is the evening of the day before twelve hours further west."""
    from datetime import timezone

    west = timezone(timedelta(hours=-12))
    told = goal_words(goal(3), Words(), (NOW + timedelta(hours=4)).astimezone(west))
    assert told == "Lifting my grandchild: 3 on 11 November 2026."


def test_better_counts_as_an_improvement_and_less_does_not() -> None:
    assert better_words(goal(3, 6), Words()) == "Lifting my grandchild: 3 of 10 at first, 6 now."
    assert better_words(goal(3, 5), Words()) == better_words(goal(6, 3), Words()) == ""
    assert improvements(content(goal(3, 6), goal(3, 5, number=2))) == [
        "Lifting my grandchild: 3 of 10 at first, 6 now."
    ]


def test_a_report_about_an_earlier_day_tells_what_was_known_then() -> None:
    told = goal(3, 4, 5, 6)
    day = date(2026, 10, 20)
    (then,) = until([told], day, NOW)
    assert [each.level for each in then.levels] == [3, 4]
    ended = GoalRecord(2, "old", told.begun_at, NOW - timedelta(days=30), told.levels)
    assert until([ended], day, NOW) == ()
    assert until([told], date(2026, 9, 1), NOW) == ()


# ---- the chart


def heights(chart: str) -> list[float]:
    return [float(each) for each in re.findall(r'<circle [^>]*cy="([\d.]+)"', chart)]


def test_the_chart_has_each_goal_above_pain_and_minutes_over_the_same_days() -> None:
    goals = [goal(3, 3, 6), goal(9, 8, 7, number=2, text="x" * 60)]
    chart = goal_chart(goals, content(*goals), "What is said.")
    assert chart.count("<circle") == 6
    first, second = heights(chart)[:3], heights(chart)[3:]
    assert first[0] == first[1] > first[2], "higher is better"
    assert second[0] < second[1] < second[2]
    assert min(second) > max(first), "one below the other"
    assert len(re.findall(r'<rect [^>]*width="8"', chart)) == 2, "pain of two weeks"
    assert "x" * 60 not in chart
    assert 'aria-label="What is said. Pain before a session, mean of the week: 4.5 in the first week' in chart
    assert "Minutes of exercise, week by week: 12 Oct 40; 19 Oct 0;" in chart


def test_the_part_has_no_chart_before_the_second_time_and_nothing_before_the_first() -> None:
    assert goals_part(content()) is None
    assert goals_part(content(goal())) is None
    once = goals_part(content(goal(3)))
    assert once is not None
    assert (once.chart, once.together) == (None, "")
    assert "Grey" not in once.note
    three = goals_part(content(*(goal(3, 6, number=each) for each in (1, 2, 3))))
    assert three is not None
    assert three.chart is not None
    assert three.together == "All three together: 3.0 at first, 6.0 now: better."
    assert "Less than 3 points in one thing, or less than 2 in the mean of three" in three.note
    assert "Stratford and others 1995" in three.note


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "history.sqlite3"
    histories.make_history(path)
    with History(path) as history:
        number = history.course.add_goal("lifting <my> grandchild", begun=histories.FIRST)
        for weeks, level in ((0, 3), (2, 4), (4, 6)):
            told = histories.FIRST + timedelta(weeks=weeks, hours=1)
            history.course.add_goal_levels({number: level}, told=told)
    return path


def test_the_report_has_it_beside_pain_and_what_was_told_later_is_not_in_it(kept: Path) -> None:
    with History(kept) as history:
        sessions = [each for each in history.sessions() if each.id <= 6]
        page = report_page(gather(history, sessions, all_exercises(), NOW, language=ENGLISH))
        whole = overview(history, (), all_exercises(), NOW, ENGLISH)
    assert "What is hard for you" in page
    assert "Lifting &lt;my&gt; grandchild: 3 on 2 March 2026, 4 on 16 March 2026: about the same." in page
    assert [each.level for each in whole.goals[0].levels] == [3, 4, 6]
    assert sum(whole.trained.values()) == pytest.approx(14 * histories.SESSIONS)
