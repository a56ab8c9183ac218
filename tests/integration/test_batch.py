"""A batch over clips with the real landmarker: what replay says, whatever happens on the way."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fixtures.batches import kept, short_clips
from fixtures.commands import COMMAND, run_command

import posecheck
from posecheck.batch.results import Results
from posecheck.outputs.result_file import result_json
from posecheck.pose.recording import read_recording

CLIPS = ("marching_correct", "plank_correct", "neg_empty")
KILLS = 3

pytestmark = [pytest.mark.mediapipe, pytest.mark.slow]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> Path:
    """Return a folder with clips in ``v`` and an undisturbed batch of them in ``whole``."""
    place = tmp_path_factory.mktemp("batch")
    short_clips(place / "v", samples, CLIPS)
    (place / "v" / "broken.mp4").write_text("no video", encoding="utf-8")
    done = run_command("batch", "v", "--out", "whole", "-j", 2, environment=environment(place), folder=place)
    assert (done.returncode, done.stdout) == (2, "4 videos: 4 new, 1 failed\n"), done.stderr
    return place


@pytest.fixture
def out(place: Path, tmp_path: Path) -> Path:
    """Return a folder of results beside the undisturbed one, so that ways from it are the same."""
    return place / tmp_path.name


def environment(place: Path) -> dict[str, str]:
    return os.environ | {
        "POSECHECK_CONFIG_DIR": str(place / "config"),
        "POSECHECK_DATA_DIR": str(place / "data"),
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }


def started(place: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, "batch", "v", "--out", out, "-j", "2"],
        cwd=place,
        env=environment(place),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_each_result_is_what_replay_makes_of_the_clip(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    found = sorted(path.read_text(encoding="utf-8") for path in (place / "whole/results").rglob("*.json"))
    replayed = sorted(result_json(posecheck.judge(f"v/{name}.mp4")) for name in CLIPS)
    assert found == replayed


def test_a_recording_of_each_clip_is_kept_with_the_outline(place: Path) -> None:
    recordings = [read_recording(path) for path in (place / "whole/landmarks").rglob("*.poses")]
    assert len(recordings) == len(CLIPS)
    marching = max(recordings, key=lambda each: sum(pose.found for pose in each.poses()))
    assert all(pose.silhouette is not None for pose in marching.poses() if pose.found)


def test_two_processes_make_of_a_long_clip_what_replay_makes_with_two_and_it_is_kept_apart(
    samples: Path, tmp_path: Path
) -> None:
    short_clips(tmp_path / "v", samples, ["marching_correct"], seconds=14.0)
    asked = ("batch", "v", "--out", "judged", "-e", "march", "-j", 2)
    for words in ((), ("--fast",)):
        done = run_command(*asked, *words, environment=environment(tmp_path), folder=tmp_path)
        assert (done.returncode, done.stdout) == (0, "1 video: 1 new, 0 failed\n"), done.stderr
    assert len(list((tmp_path / "judged" / "landmarks").rglob("*.poses"))) == 2
    results = list((tmp_path / "judged" / "results").rglob("*.json"))
    assert len(results) == 2
    done = run_command(
        "replay", Path("v") / "marching_correct.mp4", "-e", "march", "--fast", "--json", "replayed.json",
        environment=environment(tmp_path), folder=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    fast = max(results, key=lambda path: path.stat().st_mtime_ns)
    assert fast.read_bytes() == (tmp_path / "replayed.json").read_bytes()


def test_judging_with_other_rules_asks_no_landmarker(place: Path, out: Path) -> None:
    subprocess.run(["cp", "-r", place / "whole", out], check=True)
    before = {path: path.stat().st_mtime_ns for path in (out / "landmarks").rglob("*.poses")}
    done = run_command(
        "batch", "v", "--out", out, "-j", 1, "-e", "plank", "--profile", "strict",
        environment=environment(place), folder=place,
    )  # fmt: skip
    after = {path: path.stat().st_mtime_ns for path in (out / "landmarks").rglob("*.poses")}
    assert done.stdout == "4 videos: 4 new, 1 failed\n"
    assert after == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_any_moment_and_run_again_it_is_as_undisturbed(place: Path, out: Path) -> None:
    chance = random.Random(16)  # noqa: S311 - no secret
    for _ in range(KILLS):
        process = started(place, out)
        time.sleep(chance.uniform(0.5, 6.0))
        process.kill()
        process.communicate()
        assert all(Results(out).result(path.stem) for path in results_in(out))
        assert all(read_recording(path).frame_count for path in recordings_in(out))
    done = run_command("batch", "v", "--out", out, "-j", 2, environment=environment(place), folder=place)
    assert done.returncode == 2
    assert kept(out) == kept(place / "whole")


def results_in(out: Path) -> list[Path]:
    return list((out / "results").rglob("*.json"))


def recordings_in(out: Path) -> list[Path]:
    return list((out / "landmarks").rglob("*.poses"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_in_order_and_nobody_is_left(number: int, place: Path, out: Path) -> None:
    process = started(place, out)
    until_s = time.monotonic() + 60
    while not recordings_in(out) and time.monotonic() < until_s:
        time.sleep(0.05)
    process.send_signal(number)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert "what is done is kept" in said
    assert not (out / "summary.csv").exists()
    again = run_command("batch", "v", "--out", out, "-j", 2, environment=environment(place), folder=place)
    assert again.returncode == 2
    assert kept(out) == kept(place / "whole")
