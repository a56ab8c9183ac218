"""When what is hard is asked for, what it may be called, and how it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.history.course_records import GoalLevel, GoalRecord
from posecheck.history.store import History
from posecheck.routines.goal_questions import GoalLevelsDialogue, GoalNameDialogue
from posecheck.routines.goals import (
    LONGEST,
    GoalAnswers,
    add_goal,
    checked_words,
    due,
    find_goal,
    goals_due,
    keep,
    keep_offered,
    next_time,
    offers_naming,
)
from posecheck.support.errors import InputError
from posecheck.support.language import find_language

BERLIN, HONOLULU = timezone(timedelta(hours=2)), timezone(timedelta(hours=-10))
NOW = datetime(2026, 10, 15, 8, 0, tzinfo=BERLIN)
DAY = timedelta(days=1)


def goal(number: int, *told: datetime, begun: datetime = NOW - 60 * DAY) -> GoalRecord:
    return GoalRecord(number, f"goal {number}", begun, None, tuple(GoalLevel(3, each) for each in told))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.sqlite3") as opened:
        yield opened


@each_of("days, asked", [(0, False), (1, False), (13, False), (14, True), (30, True)])
def test_it_is_asked_again_fourteen_days_after_it_was_told(days: int, *, asked: bool) -> None:
    told = goal(1, NOW - 40 * DAY, NOW - days * DAY)
    assert bool(due([told], NOW)) is asked


def test_days_are_counted_where_the_person_is_not_in_hours_nor_in_utc() -> None:
    late = datetime(2026, 10, 1, 23, 50, tzinfo=BERLIN)
    told = [goal(1, late.astimezone(UTC))]
    assert due(told, datetime(2026, 10, 14, 23, 59, tzinfo=BERLIN)) == ()
    assert due(told, datetime(2026, 10, 15, 0, 1, tzinfo=BERLIN)) == tuple(told)
    # 23:50 on the 1st in Berlin is the 1st in Honolulu too, but that day is over twelve hours later there
    assert due(told, datetime(2026, 10, 15, 0, 1, tzinfo=BERLIN).astimezone(HONOLULU)) == ()
    # half past midnight on the 2nd in Berlin is still the 1st in UTC, and the 2nd is what counts
    early = [goal(1, datetime(2026, 10, 2, 0, 30, tzinfo=BERLIN).astimezone(UTC))]
    assert due(early, datetime(2026, 10, 15, 12, 0, tzinfo=BERLIN)) == ()
    assert due(early, datetime(2026, 10, 16, 0, 0, tzinfo=BERLIN)) == tuple(early)


def test_what_was_never_told_is_asked_at_once() -> None:
    assert due([goal(1)], NOW) == (goal(1),)


def test_one_that_was_named_since_is_asked_alone_and_one_that_was_left_out_waits_with_the_others() -> None:
    told, left_out = goal(1, NOW - DAY), goal(2)
    new = goal(3, begun=NOW - DAY / 2)
    assert due([told, left_out], NOW) == ()
    assert due([told, left_out, new], NOW) == (new,)


def test_all_are_asked_together_so_that_they_can_be_compared() -> None:
    goals = [goal(1, NOW - 14 * DAY), goal(2, NOW - 20 * DAY), goal(3)]
    assert due(goals, NOW) == tuple(goals)
    assert due([*goals[1:], goal(1, NOW - 3 * DAY)], NOW) == ()


def test_nothing_is_asked_without_a_goal() -> None:
    assert (due([], NOW), next_time([], NOW)) == ((), None)


def test_what_was_put_off_is_asked_on_the_next_day() -> None:
    waiting = [goal(1, NOW - 20 * DAY)]
    assert due(waiting, NOW, NOW.date()) == ()
    assert due(waiting, NOW.replace(hour=23), NOW.date()) == ()
    assert due(waiting, NOW.replace(hour=0) + DAY, NOW.date()) == tuple(waiting)
    assert next_time(waiting, NOW, NOW.date()) == date(2026, 10, 16)
    assert next_time(waiting, NOW) == NOW.date()
    assert next_time([goal(1, NOW - DAY)], NOW) == date(2026, 10, 28)


def test_what_was_told_or_put_off_by_a_clock_far_ahead_keeps_nobody_from_being_asked() -> None:
    ahead = NOW + 1000 * DAY
    told = goal(1, ahead)
    assert due([told], NOW) == (told,)
    assert next_time([told], NOW) == NOW.date()
    assert due([goal(1)], NOW, ahead.date()) == (goal(1),)
    assert next_time([goal(1)], NOW, ahead.date()) == NOW.date()


def test_whoever_was_asked_is_not_asked_twice_on_a_day(history: History) -> None:
    number = add_goal(history, "lifting my grandchild", NOW - 20 * DAY)
    assert [each.id for each in goals_due(history, NOW)] == [number]
    keep(history, GoalAnswers({}), NOW)
    assert goals_due(history, NOW + timedelta(hours=3)) == ()
    assert len(goals_due(history, NOW + DAY)) == 1
    keep(history, GoalAnswers({number: 4}), NOW + DAY)
    assert goals_due(history, NOW + 14 * DAY) == ()
    assert len(goals_due(history, NOW + 15 * DAY)) == 1


def test_a_second_answer_on_the_same_day_corrects_the_first(history: History) -> None:
    number = add_goal(history, "lifting my grandchild", NOW - 20 * DAY, 2)
    keep(history, GoalAnswers({number: 4}), NOW)
    keep(history, GoalAnswers({number: 5}), NOW + timedelta(hours=2))
    assert [each.level for each in find_goal(history, number).levels] == [2, 5]


def test_naming_is_offered_once_in_fourteen_days_to_who_follows_nothing(history: History) -> None:
    assert offers_naming(history, NOW)
    keep_offered(history, NOW)
    assert not offers_naming(history, NOW + 14 * DAY - timedelta(minutes=1))
    assert offers_naming(history, NOW + 14 * DAY)
    number = add_goal(history, "lifting my grandchild", NOW)
    assert not offers_naming(history, NOW + 60 * DAY)
    history.course.end_goal(number, ended=NOW + 60 * DAY)
    assert not offers_naming(history, NOW + 61 * DAY)
    assert offers_naming(history, NOW + 74 * DAY)


@each_of(
    "text, why",
    [
        ("", "in a few words"),
        (" \n ", "in a few words"),
        ("lifting\x1b[2J", "in a few words"),
        ("x" * (LONGEST + 1), "fewer words"),
        ("  GOAL   1 ", "there already"),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        checked_words(text, [goal(1)])


def test_a_name_is_one_line_of_its_own_words() -> None:
    assert checked_words("  lifting\n my   {grandchild} ") == "lifting my {grandchild}"
    assert checked_words("x" * LONGEST) == "x" * LONGEST


def test_no_more_than_three_are_followed(history: History) -> None:
    numbers = [add_goal(history, text, NOW) for text in ("one", "two", "three")]
    with pytest.raises(InputError, match="Three things are followed already"):
        add_goal(history, "four", NOW)
    history.course.end_goal(numbers[0])
    assert add_goal(history, "four", NOW) not in numbers
    with pytest.raises(InputError, match="not followed any more"):
        find_goal(history, numbers[0])


# ---- how it is asked


def asked(*answers: int | None) -> GoalLevelsDialogue:
    dialogue = GoalLevelsDialogue([goal(1), goal(2), goal(3)])
    for each in answers:
        dialogue.answer(each)
    return dialogue


def test_each_goal_is_a_number_from_not_at_all_to_as_before() -> None:
    dialogue = asked()
    question = dialogue.question
    assert question is not None
    assert question.text == "How well does this go today: goal 1?"
    assert question.scale == "0: not at all. 10: as before the trouble."
    assert [each for each in range(-1, 12) if question.admits(each)] == [*range(11)]
    assert asked(3, 4, 10).outcome == GoalAnswers({1: 3, 2: 4, 3: 10})


def test_who_leaves_out_the_first_one_puts_all_off_till_tomorrow() -> None:
    first = asked().question
    assert first is not None
    assert first.leaving_out == "Ask me tomorrow"
    outcome = asked(None).outcome
    assert outcome is not None
    assert outcome.put_off


def test_another_one_can_be_left_out_alone() -> None:
    second = asked(0).question
    assert second is not None
    assert second.leaving_out == ""
    outcome = asked(0, None, 5).outcome
    assert outcome == GoalAnswers({1: 0, 3: 5})
    assert not outcome.put_off


def test_own_words_are_translated_in_no_language() -> None:
    """A word of somebody's own may be one of the catalogue's."""
    german = find_language("de")
    assert german.translate("Glute bridge") != "Glute bridge"
    own = GoalRecord(1, "Glute bridge", NOW, None, ())
    question = GoalLevelsDialogue([own]).question
    assert question is not None
    assert german.translate(question.text).endswith("Glute bridge?")


@each_of("told, named", [("sitting", "sitting"), (None, "")])
def test_nothing_needs_to_be_named(told: str | None, named: str) -> None:
    dialogue = GoalNameDialogue(first=True)
    dialogue.answer(told)
    assert dialogue.outcome == named
