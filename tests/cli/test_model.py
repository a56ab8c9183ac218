"""``posecheck model``: where it is."""

from __future__ import annotations

from pathlib import Path


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
