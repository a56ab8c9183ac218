"""A worker of a cluster that is not as this computer is gets no video, and is told why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fixtures.batches import BENCH, PROGRAM, RECORDINGS, task
from fixtures.cases import each_of

from posecheck.batch.cluster import Proof, prove, unlike, work_remotely
from posecheck.batch.identity import this_program
from posecheck.batch.results import Results
from posecheck.batch.work import Bench, Judge, Outcome

OTHERS = {
    "has posecheck 9": replace(PROGRAM, version="9"),
    "has mediapipe 1, and here it is mediapipe 0": replace(PROGRAM, libraries=("mediapipe 1",)),
    "has other exercises or another engine": replace(PROGRAM, rules_sha256="other"),
    "makes landmarks with other code": replace(PROGRAM, landmarks_sha256="other"),
    "has another pose model": replace(PROGRAM, model_sha256="other"),
}


@each_of("told, theirs", OTHERS.items(), ids=OTHERS)
def test_in_what_it_differs_is_told(told: str, theirs: object) -> None:
    assert unlike(Proof(theirs, True, True), PROGRAM).startswith(told)  # type: ignore[arg-type]


def test_one_that_is_the_same_is_not_unlike() -> None:
    assert unlike(Proof(PROGRAM, False, False), PROGRAM) == ""


def test_a_worker_without_the_model_says_so(tmp_path: Path) -> None:
    bench = Bench(PROGRAM, tmp_path / "gone.task")
    assert "no such pose model" in unlike(prove(bench, "", ""), PROGRAM)


def test_a_worker_sees_what_it_sees(tmp_path: Path) -> None:
    (tmp_path / "token").touch()
    proof = prove(BENCH, str(tmp_path / "token"), str(tmp_path / "gone.mp4"))
    assert (proof.sees_results, proof.sees_videos) == (True, False)


def test_what_is_sent_comes_back_as_files_and_names_the_video_as_it_is_called_here() -> None:
    bench = Bench(this_program(None), None)
    path = RECORDINGS / "supine_correct_c2.poses"
    sent = replace(task(path), path=Path("/nowhere/c2.poses"), named=Path("v/c2.poses"))
    done = work_remotely(sent, Judge(bench, Results(Path("not here"))), "", path.read_bytes())
    assert isinstance(done.outcome, Outcome)
    assert list(done.files) == [f"results/{done.outcome.key[:2]}/{done.outcome.key}.json"]
    assert b'"path": "v/c2.poses"' in next(iter(done.files.values()))
