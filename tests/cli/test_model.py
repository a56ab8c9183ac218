"""``posecheck model``: where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecheck.cli.model_download import _DownloadBar


def test_where_prints_the_path_of_the_model(posecheck, model: Path) -> None:
    done = posecheck("model", "where")
    assert (done.returncode, done.stdout.strip()) == (0, str(model))


def test_fetch_fetches_nothing_twice(posecheck, model: Path) -> None:
    before = model.stat().st_mtime_ns
    done = posecheck("model", "fetch")
    assert (done.returncode, done.stdout.strip()) == (0, str(model))
    assert model.stat().st_mtime_ns == before


def test_where_says_how_to_get_one(posecheck, tmp_path: Path) -> None:
    done = posecheck("model", "where", POSECHECK_CACHE_DIR=str(tmp_path))
    assert done.returncode == 2
    assert "posecheck model fetch" in done.stderr


def test_each_thing_that_is_done_is_one_line_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with _DownloadBar() as told:
        for done in range(3):
            told("Fetching the pose model", done, 2)
        told("Building the model bundle", 0, 0)
    assert capsys.readouterr().err.splitlines() == [
        "Fetching the pose model …",
        "Building the model bundle …",
        "The pose model is here now.",
    ]


def test_a_program_that_shows_it_is_told_the_share_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POSECHECK_TELL_SHARE", "1")
    with _DownloadBar() as told:
        told("Fetching the pose model", 1, 4)
        told("Building the model bundle", 0, 0)
    assert capsys.readouterr().err == "0.250\n"


def test_a_model_that_is_here_is_not_talked_about(capsys: pytest.CaptureFixture[str]) -> None:
    with _DownloadBar():
        pass
    assert capsys.readouterr().err == ""
