"""Processes that die cost one video, and only when it is them twice."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fixtures.batches import BENCH, leg_raises, long_recording, task

from posecheck.batch.results import Results, ResultsError
from posecheck.batch.work import Judge, Outcome
from posecheck.batch.workers import Workers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@contextmanager
def killer(workers: Workers, path: Path, times: int, number: int) -> Iterator[list[int]]:
    """Kill whoever works at `path`, so many times."""
    killed: list[int] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set() and len(killed) < times:
            for worker in list(workers._workers):
                pid = worker.process.pid
                at_it = worker.video is not None and worker.video[0].path == path
                if worker.is_ready and at_it and pid is not None and pid not in killed:
                    os.kill(pid, number)
                    killed.append(pid)
            time.sleep(0.01)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield killed
    finally:
        stop.set()
        thread.join()


def judge(folder: Path, out: Path, times: int, number: int = signal.SIGKILL) -> tuple[list[Outcome], int]:
    """Judge the recordings of a folder in two processes while the one at ``long.poses`` is killed."""
    paths = sorted(folder.iterdir())
    tasks = [task(path, number) for number, path in enumerate(paths)]
    work = Judge(BENCH, Results(out))
    with Workers(work, 2) as workers, killer(workers, folder / "long.poses", times, number) as killed:
        outcomes = [said for said in workers.outcomes(tasks) if isinstance(said, Outcome)]
    return sorted(outcomes, key=lambda outcome: outcome.number), len(killed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = leg_raises(tmp_path / "v", ["supine_correct_c2", "supine_faulty_c3"])
    long_recording(folder / "long.poses", 3000)
    return folder


def test_a_video_whose_worker_dies_once_is_tried_again(folder: Path, tmp_path: Path) -> None:
    outcomes, killed = judge(folder, tmp_path / "out", times=1)
    assert killed == 1
    assert [outcome.problem for outcome in outcomes] == ["", "", ""]
    assert all(Results(tmp_path / "out").result(outcome.key) for outcome in outcomes)


@pytest.mark.parametrize(
    ("number", "told"),
    [(signal.SIGKILL, "was killed twice, most likely because memory ran out"), (signal.SIGSEGV, "SIGSEGV")],
)
def test_a_video_that_kills_its_worker_twice_fails_and_the_others_do_not(
    number: int, told: str, folder: Path, tmp_path: Path
) -> None:
    outcomes, killed = judge(folder, tmp_path / "out", times=2, number=number)
    assert killed == 2
    assert told in outcomes[0].problem
    assert (outcomes[0].kept, outcomes[0].key) == (False, "")
    assert [outcome.problem for outcome in outcomes[1:]] == ["", ""]


def test_results_that_cannot_be_written_end_the_batch(tmp_path: Path) -> None:
    folder = leg_raises(tmp_path / "v", ["supine_correct_c2"])
    (tmp_path / "out").touch()
    with (
        Workers(Judge(BENCH, Results(tmp_path / "out")), 1) as workers,
        pytest.raises(ResultsError, match="cannot be written"),
    ):
        list(workers.outcomes([task(path) for path in folder.iterdir()]))


def test_nobody_is_left_when_the_batch_is_broken_off(folder: Path, tmp_path: Path) -> None:
    with Workers(Judge(BENCH, Results(tmp_path / "out")), 2) as workers:
        heard = workers.outcomes(
            [task(folder / "long.poses", 0), task(folder / "supine_correct_c2.poses", 1)]
        )
        next(heard)
        processes = [worker.process for worker in workers._workers]
    assert [process.is_alive() for process in processes] == [False, False]
