"""``posecheck batch`` as its user sees it, on recordings, which are judged in an instant."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.batches import kept, leg_raises
from fixtures.commands import Done

from posecheck.batch.locks import at_work
from posecheck.batch.results import Results

Run = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return leg_raises(tmp_path / "v")


def table(results: Path) -> list[dict[str, str]]:
    with (results / "summary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_is_judged_and_a_second_run_has_nothing_to_do(
    posecheck: Run, folder: Path, tmp_path: Path
) -> None:
    first = posecheck("batch", "v", "--out", "r", "-e", "supine-hamstring", "-j", 2)
    before = kept(tmp_path / "r")
    again = posecheck("batch", "v", "--out", "r", "-e", "supine-hamstring")
    assert (first.returncode, first.stdout) == (0, "3 videos: 3 new, 0 failed\n")
    assert "Overview: r/overview.html" in first.stderr
    assert again.returncode == 0
    assert kept(tmp_path / "r") == before


def test_each_result_is_what_replay_writes(posecheck: Run, tmp_path: Path) -> None:
    leg_raises(tmp_path / "v", ["supine_faulty_c3"])
    posecheck("batch", "v", "--out", "r", "-j", 1)
    for row in table(tmp_path / "r"):
        replayed = posecheck("replay", row["path"], "--json", "-")
        assert (tmp_path / "r" / row["result"]).read_text(encoding="utf-8") == replayed.stdout


def test_what_fails_is_listed_and_the_rest_goes_on(posecheck: Run, folder: Path, tmp_path: Path) -> None:
    broken = folder / "broken.poses"
    broken.write_bytes((folder / "supine_correct_c2.poses").read_bytes()[:-700] + bytes(700))
    done = posecheck("batch", "v", "--out", "r", "-e", "supine-hamstring", "-j", 1)
    assert (done.returncode, done.stdout) == (2, "4 videos: 4 new, 1 failed\n")
    assert "v/broken.poses is damaged in frame" in done.stderr
    assert [row["state"] for row in table(tmp_path / "r")] == ["failed", "judged", "judged", "judged"]


def test_shares_put_together_are_the_same_as_one_batch(posecheck: Run, folder: Path, tmp_path: Path) -> None:
    words = ("-e", "supine-hamstring", "-j", 1)
    posecheck("batch", "v", "--out", "whole", *words)
    for number in (1, 2):
        share = posecheck("batch", "v", "--out", "r", *words, "--shard", f"{number}/2")
        assert share.returncode == 0
        assert "without --shard puts them together" in share.stderr
    assert not (tmp_path / "r" / "summary.csv").exists()
    merged = posecheck("batch", "v", "--out", "r", *words)
    assert merged.returncode == 0
    assert kept(tmp_path / "r") == kept(tmp_path / "whole")


def test_a_manifest_says_who_and_as_what(posecheck: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "v" / "list.csv").write_text(
        "path,exercise,side,person\nsupine_faulty_c3.poses,supine-hamstring,left,p3\n", encoding="utf-8"
    )
    posecheck("batch", "v/list.csv", "--out", "r", "-e", "bridge", "-j", 1)
    (row,) = table(tmp_path / "r")
    assert (row["person"], row["exercise"], row["side"]) == ("p3", "supine-hamstring", "left")


def test_a_renamed_video_is_not_judged_again_and_its_result_has_the_new_name(
    posecheck: Run, folder: Path, tmp_path: Path
) -> None:
    posecheck("batch", "v", "--out", "r", "-e", "supine-hamstring", "-j", 1)
    names = {path.name for path in (tmp_path / "r" / "results").rglob("*.json")}
    shutil.move(folder, tmp_path / "moved")
    posecheck("batch", "moved", "--out", "r", "-e", "supine-hamstring", "-j", 1)
    row = table(tmp_path / "r")[0]
    assert {path.name for path in (tmp_path / "r" / "results").rglob("*.json")} == names
    replayed = posecheck("replay", row["path"], "-e", "supine-hamstring", "--json", "-")
    assert (tmp_path / "r" / row["result"]).read_text(encoding="utf-8") == replayed.stdout


def test_a_second_batch_in_the_same_folder_is_refused(posecheck: Run, folder: Path, tmp_path: Path) -> None:
    with at_work(Results(tmp_path / "r"), None):
        done = posecheck("batch", "v", "--out", "r", "-e", "supine-hamstring")
    assert done.returncode == 2
    assert "Something else writes to r just now" in done.stderr


def test_a_program_reads_how_far_it_is(posecheck: Run, folder: Path) -> None:
    done = posecheck("batch", "v", "--out", "r", "-e", "bridge", "-j", 1, POSECHECK_TELL_SHARE="1")
    shares = [float(line) for line in done.stderr.splitlines() if line.replace(".", "").isdigit()]
    assert shares
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("gone", "--out", "r"), "cannot be read"),
        (("v", "--out", "r", "-e", "bridg"), "There is no exercise 'bridg'"),
        (("v", "--out", "r", "--profile", "nobody"), "There is no profile 'nobody'"),
        (("v", "--out", "r", "--shard", "3/2"), "is no share of a batch"),
        (("v", "--out", "r", "--dask", "tcp://a:1", "--jobs", "2"), "leave one out"),
        (("v", "--out", "v/supine_correct_c2.poses"), "cannot be written"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    words: tuple[str, ...], told: str, posecheck: Run, folder: Path
) -> None:
    done = posecheck("batch", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_two_processes_for_each_video_are_not_asked_of_a_cluster(posecheck: Run, folder: Path) -> None:
    done = posecheck("batch", "v", "--out", "r", "--fast", "--dask", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "leave --dask or --fast out" in done.stderr
