"""A batch on a real Dask scheduler with two worker processes, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fixtures.batches import kept, short_clips
from fixtures.commands import Done, run_command

from posecheck.batch.cluster import Cluster
from posecheck.batch.course import tasks_of
from posecheck.batch.identity import this_program
from posecheck.batch.listing import Defaults, rows_of
from posecheck.batch.results import Results
from posecheck.batch.work import Bench, Judge
from posecheck.support.errors import InputError

distributed = pytest.importorskip("distributed")
pytestmark = [pytest.mark.mediapipe, pytest.mark.slow]

CLIPS = ("marching_correct", "plank_correct", "cobra_correct", "bird_dog_correct", "neg_empty")
WAIT_S = 60.0
#: The installed posecheck with its extra "dask", which the environment of its wheel does not have.
WITH_DASK = os.environ | {"PYTHONPATH": str(Path(distributed.__file__).parents[1])}


@dataclass(frozen=True)
class Dask:
    """A scheduler and its workers, each a process."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    with ExitStack() as running:

        def start(*words: object) -> subprocess.Popen[bytes]:
            log = running.enter_context((tmp_path / f"{len(list(tmp_path.iterdir()))}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", *map(str, words)], stdout=log, stderr=log, cwd=tmp_path, env=WITH_DASK
            )
            running.callback(process.wait)
            running.callback(process.kill)
            return process

        start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard",
            "--scheduler-file", tmp_path / "scheduler.json",
        )  # fmt: skip
        until_s = time.monotonic() + WAIT_S
        while not (tmp_path / "scheduler.json").exists() and time.monotonic() < until_s:
            time.sleep(0.1)
        address = json.loads((tmp_path / "scheduler.json").read_text(encoding="utf-8"))["address"]
        workers = tuple(
            start(
                "distributed.cli.dask_worker", address, "--nthreads", 1, "--no-nanny", "--no-dashboard",
                "--local-directory", tmp_path / "scratch",
            )
            for _ in range(2)
        )  # fmt: skip
        time.sleep(3.0)
        yield Dask(address, workers)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> Path:
    """Return a folder with clips in ``v`` and what one process made of them in ``whole``."""
    place = tmp_path_factory.mktemp("dask")
    short_clips(place / "v", samples, CLIPS)
    (place / "v" / "broken.mp4").write_text("no video", encoding="utf-8")
    assert batch(place, place / "whole", "-j", 1).returncode == 2
    return place


@pytest.fixture
def out(place: Path, tmp_path: Path) -> Path:
    """Return a folder of results beside the undisturbed one, so that ways from it are the same."""
    return place / tmp_path.name


def batch(place: Path, out: Path, *words: object) -> Done:
    return run_command(
        "batch", "v", "--out", out, "-e", "plank", *words,
        environment=os.environ | {"POSECHECK_CONFIG_DIR": str(place / "config")}, folder=place,
    )  # fmt: skip


def test_the_results_are_those_of_one_process(place: Path, dask: Dask, out: Path) -> None:
    done = batch(place, out, "--dask", dask.address)
    assert (done.returncode, done.stdout) == (2, "6 videos: 6 new, 1 failed\n")
    assert kept(out) == kept(place / "whole")


@pytest.mark.parametrize("files", ["shared", "sent"])
def test_a_worker_is_killed_and_nothing_is_lost_and_nothing_twice(
    files: str,
    place: Path,
    dask: Dask,
    model: Path,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(place)
    if files == "sent":
        monkeypatch.setattr(Cluster, "_proved", lambda *_: False)
    tasks = tasks_of(rows_of(Path("v"), Defaults("plank"), without=out), mirrored=False)
    bench = Bench(this_program(model), model)
    numbers = []
    with Cluster(dask.address, Judge(bench, Results(out))) as cluster:
        for outcome in cluster.outcomes(tasks):
            numbers.append(outcome.number)
            if len(numbers) == 2:
                dask.workers[0].kill()
    assert sorted(numbers) == list(range(len(tasks)))
    assert batch(place, out).stdout.startswith("6 videos")
    assert kept(out) == kept(place / "whole")


def test_a_worker_that_is_not_as_this_computer_gets_no_video(
    place: Path, dask: Dask, model: Path, out: Path
) -> None:
    tasks = tasks_of(rows_of(place / "v", Defaults("plank"), without=out), mirrored=False)
    bench = Bench(replace(this_program(model), version="9"), model)
    with (
        Cluster(dask.address, Judge(bench, Results(out))) as cluster,
        pytest.raises(InputError, match=r"The Dask worker .* has posecheck .*, and here it is 9"),
    ):
        list(cluster.outcomes(tasks))


def test_an_evaluation_finds_the_same_when_the_cluster_looks_at_the_clips(
    place: Path, dask: Dask, samples: Path, tmp_path: Path
) -> None:
    for name in CLIPS:
        shutil.copy(samples / f"{name}.toml", place / "v")
    found = []
    for name, words in (("alone", ("-j", 1)), ("cluster", ("--dask", dask.address))):
        done = run_command(
            "evaluate", "v", "--degrade", "poor", "--cache", tmp_path / name, *words,
            "--json", tmp_path / f"{name}.json",
            environment=os.environ | {"POSECHECK_CONFIG_DIR": str(place / "config")}, folder=place,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found.append((json.loads((tmp_path / f"{name}.json").read_bytes()), kept(tmp_path / name)))
    assert found[0] == found[1]
    assert len(found[0][1]) == len(CLIPS)


def test_where_there_is_no_scheduler_that_is_told(
    place: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posecheck.batch.cluster._PATIENCE_S", 0.5)
    done = batch(place, out, "--dask", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "There is no Dask scheduler at tcp://127.0.0.1:1" in done.stderr
