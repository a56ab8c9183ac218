"""Two batches do not write to one folder, unless they are different shares of one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posecheck.batch.locks import at_work
from posecheck.batch.results import ResultsError
from posecheck.batch.shards import Shard

ONE, TWO = Shard(1, 2), Shard(2, 2)


def test_a_second_batch_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    with (
        at_work(tmp_path, None),
        pytest.raises(ResultsError, match="Another batch writes"),
        at_work(tmp_path, None),
    ):
        pass
    with at_work(tmp_path, None):
        pass


def test_different_shares_work_side_by_side(tmp_path: Path) -> None:
    with at_work(tmp_path, ONE), at_work(tmp_path, TWO):
        assert {path.name for path in (tmp_path / "locks").iterdir()} >= {ONE.name, TWO.name}


def test_the_same_share_is_not_done_twice_at_a_time(tmp_path: Path) -> None:
    with (
        at_work(tmp_path, ONE),
        pytest.raises(ResultsError, match="Share 1/2 of this batch is worked at already"),
        at_work(tmp_path, ONE),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shared locks")
def test_the_whole_is_not_put_together_while_a_share_is_under_way(tmp_path: Path) -> None:
    with (
        at_work(tmp_path, ONE),
        pytest.raises(ResultsError, match="Another batch writes"),
        at_work(tmp_path, None),
    ):
        pass
