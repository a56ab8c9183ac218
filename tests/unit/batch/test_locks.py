"""Two batches do not write to one folder, unless they are different shares; who only looks may come too."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posecheck.batch.locks import at_work, visiting
from posecheck.batch.results import PARTS, Results, ResultsError
from posecheck.batch.shards import Shard

ONE, TWO = Shard(1, 2), Shard(2, 2)


def test_a_second_batch_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    with (
        at_work(Results(tmp_path), None),
        pytest.raises(ResultsError, match="Something else writes"),
        at_work(Results(tmp_path), None),
    ):
        pass
    with at_work(Results(tmp_path), None):
        pass


def test_different_shares_work_side_by_side(tmp_path: Path) -> None:
    with at_work(Results(tmp_path), ONE), at_work(Results(tmp_path), TWO):
        assert {path.name for path in (tmp_path / "locks").iterdir()} >= {ONE.name, TWO.name}


def test_the_same_share_is_not_done_twice_at_a_time(tmp_path: Path) -> None:
    with (
        at_work(Results(tmp_path), ONE),
        pytest.raises(ResultsError, match="Share 1/2 of this batch is worked at already"),
        at_work(Results(tmp_path), ONE),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shared locks")
def test_the_whole_is_not_put_together_while_a_share_is_under_way(tmp_path: Path) -> None:
    with (
        at_work(Results(tmp_path), ONE),
        pytest.raises(ResultsError, match="Something else writes"),
        at_work(Results(tmp_path), None),
    ):
        pass


@pytest.fixture
def half_written(tmp_path: Path) -> Path:
    """Return what somebody who was killed had begun to write into the folder of results."""
    path = tmp_path / PARTS / "part"
    path.parent.mkdir()
    path.touch()
    return path


def test_who_comes_alone_tidies_and_who_comes_second_does_not(tmp_path: Path, half_written: Path) -> None:
    with visiting(Results(tmp_path)):
        assert not half_written.exists()
        half_written.parent.mkdir()
        half_written.touch()
        with visiting(Results(tmp_path)):
            assert half_written.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shared locks")
def test_a_share_does_not_lose_to_a_visitor_what_it_writes(tmp_path: Path, half_written: Path) -> None:
    with at_work(Results(tmp_path), ONE), visiting(Results(tmp_path)):
        assert half_written.exists()


def test_nobody_visits_a_batch_that_works_alone(tmp_path: Path) -> None:
    with (
        at_work(Results(tmp_path), None),
        pytest.raises(ResultsError, match=r"A batch writes to .* choose another --cache"),
        visiting(Results(tmp_path, "--cache")),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shared locks")
def test_no_batch_begins_while_somebody_looks(tmp_path: Path) -> None:
    with (
        visiting(Results(tmp_path)),
        pytest.raises(ResultsError, match="Something else writes"),
        at_work(Results(tmp_path), None),
    ):
        pass
