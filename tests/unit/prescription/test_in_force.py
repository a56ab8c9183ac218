"""Which prescription is followed, from its first to its last day, and on which days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fixtures.prescriptions import FIRST, LAST, WHOLE_FILE

from posecheck.prescription import (
    Standing,
    followed_prescription,
    is_training_day,
    next_training_day,
    parse_prescription,
    prescription_in_force,
    standing,
)
from posecheck.support.errors import InputError

READ = parse_prescription(WHOLE_FILE, "it")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    text: str
    ended_at: datetime | None = None


ENDED = Kept(WHOLE_FILE, datetime(2026, 11, 28, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST - DAY, Standing.COMING),
        (FIRST, Standing.IN_FORCE),
        (LAST, Standing.IN_FORCE),
        (LAST + DAY, Standing.OVER),
    ],
)
def test_its_first_and_its_last_day_belong_to_it(day: date, expected: Standing) -> None:
    assert standing(READ, day) is expected
    found = prescription_in_force([Kept(WHOLE_FILE)], day)
    assert (found is not None) == (expected is Standing.IN_FORCE)


def test_without_a_last_day_it_is_never_over() -> None:
    assert standing(replace(READ, ends_on=None), date(2099, 1, 1)) is Standing.IN_FORCE


def test_one_that_was_ended_is_not_followed() -> None:
    assert followed_prescription([ENDED]) is None
    assert followed_prescription([Kept(WHOLE_FILE.replace("P7", "P8")), ENDED]) == replace(READ, patient="P8")
    assert followed_prescription([]) is None


def test_one_that_cannot_be_read_any_more_says_what_to_do() -> None:
    with pytest.raises(InputError, match=r"no “bridgy”.*Import it anew, or end it with `posecheck plan end`"):
        followed_prescription([Kept(WHOLE_FILE.replace('"bridge"', '"bridgy"'))])


def test_its_days_are_those_of_the_week_while_it_is_in_force() -> None:
    friday, saturday, monday = FIRST, FIRST + DAY, FIRST + 3 * DAY
    assert [is_training_day(READ, day) for day in (friday - 2 * DAY, friday, saturday, monday)] == [
        False,
        True,
        False,
        True,
    ]
    assert is_training_day(replace(READ, days=()), saturday)


def test_the_next_day_is_today_or_later_and_none_after_the_last() -> None:
    assert next_training_day(READ, FIRST) == FIRST
    assert next_training_day(READ, FIRST + DAY) == FIRST + 3 * DAY
    assert next_training_day(READ, FIRST - 30 * DAY) == FIRST
    assert next_training_day(READ, LAST) is None  # a Thursday


def test_the_last_week_of_the_calendar_has_a_next_day_or_none() -> None:
    last_one = replace(READ, starts_on=date(2026, 1, 1), ends_on=None, days=("fri",))
    assert next_training_day(last_one, date.max) == date.max  # a Friday
    assert next_training_day(replace(last_one, days=("mon",)), date.max) is None
