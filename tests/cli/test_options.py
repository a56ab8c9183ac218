"""What options of several commands have in common."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from posecheck.cli.options import local_midnight
from posecheck.support.errors import InputError


def test_a_day_begins_where_the_computer_is() -> None:
    day = datetime(2026, 4, 9)  # noqa: DTZ001 - as typed, without a zone
    moment = local_midnight(day)
    assert moment.tzinfo is not None
    assert moment.replace(tzinfo=None) == day


def test_the_first_day_of_all_is_no_day_east_of_greenwich(monkeypatch: pytest.MonkeyPatch) -> None:
    class EastOfGreenwich(datetime):
        def astimezone(self, tz: object = None) -> datetime:
            if tz is UTC:
                raise OverflowError("date value out of range")
            return self

    with pytest.raises(InputError, match="0001-01-01 is no day that can be"):
        local_midnight(EastOfGreenwich(1, 1, 1))
