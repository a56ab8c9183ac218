"""``posecheck exercises --json`` keeps to its committed schema; ``--book`` writes the book."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from fixtures.cases import each_of
from fixtures.commands import run_command
from fixtures.json_schema import broken_rules

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "exercises.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = run_command("exercises", "--json", environment=os.environ, folder=elsewhere)
    return json.loads(done.stdout)


def test_the_whole_output_keeps_to_the_committed_schema(listed: list[dict[str, Any]]) -> None:
    assert broken_rules(listed, SCHEMA) == []


@each_of(
    "spoil, said",
    [
        (lambda each: each.pop("setup"), "'setup' is missing"),
        (lambda each: each.update(extra=1), "there is no key 'extra'"),
        (lambda each: each.update(observability="D"), "'D' is not one of"),
        (lambda each: each.update(id="No Id"), "'No Id' does not match"),
        (lambda each: each["checks"][0].update(severity=5), "5 is above 4"),
        (lambda each: each["checks"][0].update(good=[None]), "1 items"),
        (lambda each: each["primary"].update(zone="far"), "'far' is no number"),
        (lambda each: each["dose"].update(kind="reps"), ".dose: "),
        (lambda each: each.update(scored=1), "1 is no boolean"),
    ],
)
def test_an_output_that_does_not_keep_to_it_is_noticed(listed, spoil, said: str) -> None:
    spoilt = copy.deepcopy(listed)
    spoil(next(each for each in spoilt if each["id"] == "supine-hamstring"))
    assert any(said in problem for problem in broken_rules(spoilt, SCHEMA))


def test_the_committed_schema_is_that_of_the_code() -> None:
    from posecheck.book.description import schema

    assert schema() == SCHEMA


def test_every_exercise_of_the_package_is_told_and_every_fault_has_its_words(listed) -> None:
    import posecheck
    from posecheck.exercise.faults import FAULTS

    assert set(posecheck.exercises()) == {each["id"] for each in listed}
    for each in listed:
        assert all(measure["unit"] for measure in each["measures"])
        judged = {check["fault"] for check in each["checks"]}
        assert judged <= {fault["fault"] for fault in each["faults"]} <= FAULTS.keys()
        assert all(check["cue"] for check in each["checks"])


def test_one_alone_is_the_same_as_in_the_list(posecheck, listed) -> None:
    alone = json.loads(posecheck("exercises", "cat-cow", "--json").stdout)
    assert alone == next(each for each in listed if each["id"] == "cat-cow")


def test_the_book_is_written_where_it_is_asked_for(posecheck, tmp_path: Path) -> None:
    done = posecheck("exercises", "--book", tmp_path / "book")
    assert done.returncode == 0
    assert str(tmp_path / "book" / "exercises.md") in done.stdout
    assert (tmp_path / "book" / "exercises.schema.json").exists()
    assert len(list((tmp_path / "book" / "pictures" / "exercises").glob("*.svg"))) >= 30


@pytest.mark.parametrize("also", ["bridge", "--json"])
def test_the_book_is_written_whole_or_not_at_all(posecheck, tmp_path: Path, also: str) -> None:
    done = posecheck("exercises", also, "--book", tmp_path / "book")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "book").exists()
