"""``posecheck assess``: a test in a clip, in front of a camera, and what was taken so far."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from fixtures.commands import Done, run_command

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.errors import measured_errors
from posecheck.history.store import History
from posecheck.lab.assessments.rule import trials_in
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.landmarks import Landmarks

LEG = "straight-leg-raise"


def places(folder: Path) -> dict[str, str]:
    """Return an environment whose places are in `folder`."""
    return dict(os.environ) | {
        "POSECHECK_CONFIG_DIR": str(folder / "config"),
        "POSECHECK_DATA_DIR": str(folder / "data"),
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }


def assess(folder: Path, *words: object) -> Done:
    """Run the command."""
    return run_command("assess", *words, environment=places(folder), folder=folder)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> tuple[Done, Path]:
    folder = tmp_path_factory.mktemp("assessed")
    done = assess(folder, LEG, samples / "supine_slr_correct.mp4", "--keep", "--json", folder / "out.json")
    assert done.returncode == 0, done.stderr
    return done, folder


@pytest.mark.mediapipe
def test_a_clip_gives_the_true_value_within_the_published_error(
    measured: tuple[Done, Path], samples: Path
) -> None:
    done, folder = measured
    (found,) = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    (clip,) = find_clips([samples / "supine_slr_correct.mp4"])
    (true,) = trials_in(ASSESSMENTS[LEG], Landmarks(None).of(clip)).strict
    assert true.trial.value is not None
    assert found["side"] == true.side.value == "right"
    assert abs(found["mean"] - true.trial.value) <= measured_errors()[LEG].within_95
    assert "Straight leg raise, right: " in done.stdout
    assert "Of 100 single values, 95 are off by no more than" in done.stdout


@pytest.mark.mediapipe
def test_what_is_kept_stands_in_the_history_and_can_be_deleted(measured: tuple[Done, Path]) -> None:
    _, folder = measured
    listed = assess(folder, "--history")
    assert "Straight leg raise, right" in listed.stdout
    assert "(number 1)" in listed.stdout
    with History(folder / "data" / "history.sqlite3") as history:
        (record,) = history.course.assessments()
    assert record.source == "supine_slr_correct.mp4"
    assert assess(folder, "--delete", "1").returncode == 0
    assert "Nothing has been measured yet." in assess(folder, "--history").stdout
    again = assess(folder, "--delete", "1")
    assert again.returncode == 2
    assert "posecheck assess --history" in again.stderr


@pytest.mark.mediapipe
def test_a_bent_knee_is_no_value(tmp_path: Path, samples: Path, model: Path) -> None:
    done = assess(tmp_path, LEG, samples / "supine_slr_bent_knee.mp4", "--private")
    assert done.returncode == 0, done.stderr
    assert "none could be measured: the knee was bent" in done.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.mediapipe
def test_a_clip_as_a_camera_is_guided_and_measured(tmp_path: Path, samples: Path, model: Path) -> None:
    done = assess(
        tmp_path, LEG, "--side", "right", "--camera", samples / "supine_slr_correct.mp4", "--no-voice",
        "--no-window",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Straight leg raise, right: " in done.stdout
    assert "Nothing is kept of recorded video." in done.stderr


def test_the_list_says_what_a_camera_cannot_measure(tmp_path: Path) -> None:
    done = assess(tmp_path, "--list")
    assert all(test in done.stdout for test in ASSESSMENTS)
    assert "Modified Schober test" in done.stdout
    assert "in a simulation only" in done.stdout


def test_the_list_for_programs_has_errors_and_sources(tmp_path: Path) -> None:
    listed = json.loads(assess(tmp_path, "--list", "--json", "-").stdout)
    assert [each["id"] for each in listed["tests"]] == list(ASSESSMENTS)
    assert all(each["sources"] and each["error"]["sem"] > 0 for each in listed["tests"])


def test_without_a_test_and_a_prescription_the_names_are_listed(tmp_path: Path) -> None:
    done = assess(tmp_path)
    assert done.returncode == 0
    assert "posecheck assess straight-leg-raise" in done.stdout
    assert not (tmp_path / "data").exists()


def test_a_wrong_name_is_answered(tmp_path: Path) -> None:
    done = assess(tmp_path, "leg-raise")
    assert done.returncode == 2
    assert "There is no test 'leg-raise'" in done.stderr


def test_a_test_without_sides_has_none_to_choose(tmp_path: Path) -> None:
    done = assess(tmp_path, "fingertip-to-floor", "--side", "left")
    assert done.returncode == 2
    assert "leave --side out" in done.stderr
