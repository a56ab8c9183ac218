"""The table of a batch: a row for each video, in the order of the list, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from fixtures.batches import BENCH, PROGRAM, leg_raises

from posecheck.batch.course import tasks_of
from posecheck.batch.listing import Row
from posecheck.batch.results import Results
from posecheck.batch.summary import Line, Summed, csv_text, parquet_bytes, summed, write_tables
from posecheck.batch.work import work


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "out")


@pytest.fixture
def rows(tmp_path: Path) -> list[Row]:
    folder = leg_raises(tmp_path / "v", ["supine_faulty_c3"])
    (folder / "broken.mp4").write_text("no video", encoding="utf-8")
    video = folder / "supine_faulty_c3.poses"
    return [
        Row(folder / "broken.mp4", "bridge", None, "default", "=cmd()"),
        Row(video, "supine-hamstring", None, "strict", "p1"),
        Row(video, None, None, "default", "p1"),
        Row(folder / "gone.mp4", None, None, "default"),
    ]


def judged(rows: list[Row], results: Results) -> list[Summed]:
    tasks = tasks_of(rows, mirrored=False)
    outcomes = {each.number: work(each, BENCH, results, lambda *_: None) for each in tasks}
    return summed(rows, tasks, outcomes, PROGRAM, results)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_video_has_its_row_with_what_came_of_it(rows: list[Row], results: Results) -> None:
    table = read(csv_text(each.line for each in judged(rows, results)))
    assert [(row["exercise"], row["recognised"], row["state"]) for row in table] == [
        ("bridge", "false", "failed"),
        ("supine-hamstring", "false", "judged"),
        ("supine-hamstring", "true", "judged"),
        ("", "false", "failed"),
    ]
    row = table[1]
    assert (row["profile"], row["faults"], row["holds_counted"]) == ("strict", "knee-bent short-hold", "1")
    assert (results.folder / row["result"]).is_file()


def test_what_is_unknown_is_an_empty_cell_and_what_failed_has_its_sentence(
    rows: list[Row], results: Results
) -> None:
    first, *_, last = read(csv_text(each.line for each in judged(rows, results)))
    assert (first["score"], first["holds"], first["result"]) == ("", "", "")
    assert "cannot be read as a video" in first["problem"]
    assert "There is no file" in last["problem"]


def test_a_text_that_looks_like_a_formula_stays_a_text(rows: list[Row], results: Results) -> None:
    assert read(csv_text(each.line for each in judged(rows, results)))[0]["person"] == "'=cmd()"


def test_two_files_of_one_content_have_one_result_that_names_the_first(
    tmp_path: Path, results: Results
) -> None:
    folder = leg_raises(tmp_path / "v", ["supine_correct_c2"])
    one, two = folder / "supine_correct_c2.poses", folder / "again.poses"
    shutil.copy(one, two)
    rows = [Row(path, "supine-hamstring", None, "default") for path in (one, two)]
    found = judged(rows, results)
    assert found[0].line.result == found[1].line.result
    turned = judged(rows[::-1], results)
    names = [each[0].result.source.path for each in (found, turned)]  # type: ignore[union-attr]
    assert names == [str(one), str(two)]


def test_a_damaged_result_fails_and_is_made_again_by_the_next_run(rows: list[Row], results: Results) -> None:
    tasks = tasks_of(rows, mirrored=False)
    outcomes = {each.number: work(each, BENCH, results, lambda *_: None) for each in tasks}
    path = results.result_path(outcomes[1].key)
    path.write_text("{", encoding="utf-8")
    found = summed(rows, tasks, outcomes, PROGRAM, results)
    assert (found[1].line.state, path.exists()) == ("failed", False)
    assert "run the batch again" in found[1].line.problem


def test_parquet_holds_the_same_with_its_types(rows: list[Row], results: Results) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    lines = [each.line for each in judged(rows, results)]
    write_tables(lines, results)
    table = parquet.read_table(results.folder / "summary.parquet")
    assert table.column_names == [field.name for field in fields(Line)]
    assert table["reps"].to_pylist() == [line.reps for line in lines]
    assert str(table.schema.field("score").type) == "double"
    assert parquet_bytes(lines) == parquet_bytes(lines)


def test_without_pyarrow_an_old_parquet_file_does_not_stay(
    rows: list[Row], results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posecheck.batch.summary.parquet_bytes", lambda _: None)
    results.put(results.folder / "summary.parquet", b"old")
    written = write_tables([each.line for each in judged(rows, results)], results)
    assert [path.name for path in written] == ["summary.csv"]
    assert not (results.folder / "summary.parquet").exists()
