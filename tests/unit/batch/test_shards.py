"""Shares of a batch are everything together, and nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecheck.batch.shards import Shard, parse_shard
from posecheck.support.errors import InputError


@given(st.integers(0, 40), st.integers(1, 12))
def test_the_shares_are_everything_once_and_of_nearly_one_size(videos: int, count: int) -> None:
    shares = [list(Shard(number, count).of(range(videos))) for number in range(1, count + 1)]
    assert sorted(each for share in shares for each in share) == list(range(videos))
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_a_share_is_written_as_number_and_count() -> None:
    assert parse_shard(" 3/8 ") == Shard(3, 8)


@pytest.mark.parametrize("text", ["0/8", "9/8", "3", "a/b", "3/", "-1/8", "1/0"])
def test_what_is_no_share_is_told(text: str) -> None:
    with pytest.raises(InputError, match="is no share of a batch"):
        parse_shard(text)
