"""What of a batch has to be done, and what is known afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.batches import BENCH, leg_raises, task

from posecheck.batch.contents import Contents
from posecheck.batch.course import Plan, needs_model, plan, run, tasks_of
from posecheck.batch.identity import Task
from posecheck.batch.listing import Row
from posecheck.batch.results import Results
from posecheck.batch.work import Outcome, work


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "out")


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    folder = leg_raises(tmp_path / "v")
    for path in folder.iterdir():
        os.utime(path, (1e9, 1e9))
    return [task(path, number) for number, path in enumerate(sorted(folder.iterdir()))]


def working(planned: Plan, results: Results) -> Iterator[Outcome]:
    for each in planned.new:
        yield work(each, BENCH, results, lambda *_: None)


def done(tasks: list[Task], results: Results) -> dict[int, Outcome]:
    with Contents(results) as contents:
        planned = plan(tasks, BENCH, results, contents)
        return run(planned, working(planned, results), contents, lambda _: None, nullcontext)


def test_a_second_run_has_nothing_to_do_and_knows_the_same(tasks: list[Task], results: Results) -> None:
    first = done(tasks, results)
    planned = plan(tasks, BENCH, results, Contents(results))
    assert planned.new == ()
    assert {number: each.key for number, each in planned.outcomes.items()} == {
        number: each.key for number, each in first.items()
    }


def test_only_what_is_new_is_done(tasks: list[Task], results: Results) -> None:
    done(tasks[:2], results)
    planned = plan(tasks, BENCH, results, Contents(results))
    assert [each.number for each in planned.new] == [2]


def test_with_other_rules_all_of_it_is_new_and_its_content_is_known(
    tasks: list[Task], results: Results
) -> None:
    done(tasks, results)
    other = replace(BENCH, program=replace(BENCH.program, rules_sha256="other"))
    planned = plan(tasks, other, results, Contents(results))
    assert len(planned.new) == len(tasks)
    assert all(each.sha256 for each in planned.new)


def test_a_failure_is_known_until_it_is_to_be_tried_again(tasks: list[Task], results: Results) -> None:
    tasks[0].path.write_bytes(tasks[0].path.read_bytes()[:-700] + bytes(700))
    os.utime(tasks[0].path, (1e9, 1e9))
    done(tasks, results)
    known = plan(tasks, BENCH, results, Contents(results))
    again = plan(tasks, replace(BENCH, retries=True), results, Contents(results))
    assert "is damaged" in known.outcomes[0].problem
    assert [each.number for each in again.new] == [0]


def test_the_largest_is_done_first(tasks: list[Task], results: Results) -> None:
    with tasks[2].path.open("ab") as file:
        file.write(bytes(1208))
    assert [each.number for each in plan(tasks, BENCH, results, Contents(results)).new] == [2, 0, 1]


def test_rows_are_tasks_in_their_order(tmp_path: Path) -> None:
    rows = [Row(tmp_path / "b.mp4", "bridge", None, "strict"), Row(tmp_path / "a.mp4", None, None, "default")]
    made = tasks_of(rows, mirrored=True)
    assert [(each.number, each.named.name, each.profile.name, each.mirrored) for each in made] == [
        (0, "b.mp4", "strict", True),
        (1, "a.mp4", "default", True),
    ]


def test_recordings_alone_need_no_model(tasks: list[Task], tmp_path: Path) -> None:
    rows = [Row(each.path, None, None, "default") for each in tasks]
    assert not needs_model(rows)
    assert needs_model([*rows, Row(tmp_path / "a.mp4", None, None, "default")])
