"""The decisions are records of one form, oldest first, and the list at the top is complete."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

TEXT = (Path(__file__).parents[2] / "docs" / "decisions.md").read_text(encoding="utf-8")
#: the form itself is shown in a block of code
RECORDS = re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
STATUS = re.compile(r"accepted|superseded( in part)? by \d+( \([^)]+\))?( and \d+( \([^)]+\))?)*")
PARTS = ("Context", "Decision", "Consequence")


class Record(NamedTuple):
    number: int
    title: str
    date: str
    status: str
    body: str


def records() -> list[Record]:
    found = []
    for part in re.split(r"^## ", RECORDS, flags=re.MULTILINE)[1:]:
        heading, stated, body = (*part.split("\n\n", 2), "", "")[:3]
        number, _, title = heading.partition(". ")
        date, _, status = stated.partition(" · ")
        found.append(Record(int(number), title, date, status, body))
    return found


def test_records_are_numbered_and_in_the_order_of_their_dates() -> None:
    found = records()
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert [each.title for each in found if not re.fullmatch(r"\d{4}-\d\d-\d\d", each.date)] == []
    assert [each.title for before, each in pairwise(found) if each.date < before.date] == []


def test_each_says_its_status_context_decision_and_consequence() -> None:
    for each in records():
        assert STATUS.fullmatch(each.status), f"{each.title}: {each.status}"
        places = [each.body.find(f"* **{part}:**") for part in PARTS]
        assert places == sorted(places), each.title
        assert places[0] == 0, f"{each.title}: what comes first is the context"


def test_what_supersedes_a_record_is_a_later_one() -> None:
    last = len(records())
    for each in records():
        for number in re.findall(r"(?:by|and) (\d+)", each.status):
            assert each.number < int(number) <= last, each.title


def test_the_list_at_the_top_has_every_record() -> None:
    rows = re.findall(r"^\| (\d+) \| (\S+) \| \[(.+)\]\(#(\S+)\) \| (.+) \|$", RECORDS, re.MULTILINE)
    expected = []
    for each in records():
        anchor = re.sub(r"[^\w\- ]", "", f"{each.number}. {each.title}".lower()).replace(" ", "-")
        status = each.status.split(" (")[0]
        expected.append((str(each.number), each.date, each.title, anchor, status))
    assert rows == expected
